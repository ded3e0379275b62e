"""The bar over a map: its name, and the tools that a pointer reaches for."""

from controlroom.domain import commands as c
from ui.dock import TitleBar, Tool
from ui.position import Position

Tools = tuple[tuple[str, str, str], ...]
"""Icon, words and action of each, left to right."""

MAIN_TOOLS: Tools = (
    ("search", "Find a callsign, CAD number or place", "command"),
    ("layers", "Layers: what the map shows", "layers"),
    ("cordon", "Draw an area or cordon", "draw_area"),
    ("rvp", "Draw a point or RVP", "draw_point"),
    ("measure", "Measure distance and bearing", "measure"),
    ("fit", "Restore the map's view", "map_home"),
)
WINDOW_TOOLS: Tools = (
    ("follow", "Follow the selected unit", "follow"),
    ("viewing", "Wall view: every incident stays in view", "wall"),
    ("fit", "Restore the map's view", "map_home"),
)
"""Over a further map: it is looked at more than worked on."""
_ACTS: dict[str, type[c.Act]] = {"draw_area": c.Draw, "draw_point": c.Draw}
"""What a role must be allowed for a tool to be there."""


class MapBar(TitleBar):
    """A bar whose tools do the actions of the table; what is not this role's is not."""

    def __init__(self, position: Position, title: str, tools: Tools) -> None:
        super().__init__(position.theme, title)
        self._position = position
        self._tools: list[tuple[Tool, str]] = []
        for icon, words, action in tools:
            self._tools.append((self._add(icon, words, action), action))
        # A method, which no signal holds: this bar ends before the position does.
        position.offered.changed.connect(self._follow_offers)

    def _add(self, icon: str, words: str, action: str) -> Tool:
        tool, position = self.add_tool(icon, words), self._position
        tool.clicked.connect(lambda: position.acted.emit(action))
        return tool

    def _follow_offers(self) -> None:
        for tool, action in self._tools:
            act = _ACTS.get(action)
            tool.setVisible(act is None or self._position.offered.ever(act))

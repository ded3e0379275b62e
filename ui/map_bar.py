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


def map_bar(position: Position, title: str, tools: Tools) -> TitleBar:
    """Return a bar whose tools do the actions of the table."""
    bar = TitleBar(position.theme, title)
    for icon, words, action in tools:
        _join(position, bar.add_tool(icon, words), action)
    return bar


def _join(position: Position, tool: Tool, action: str) -> None:
    def offer() -> None:
        act = _ACTS.get(action)
        tool.setVisible(act is None or position.offered.ever(act))

    tool.clicked.connect(lambda: position.acted.emit(action))
    position.offered.changed.connect(offer)

"""How a row of a handover is drawn: a box to tick, what it is about, who took it on."""

from controlroom.domain.handover import ORDER
from controlroom.domain.watchkeeping import Handover, Item, ItemKind, Tick
from controlroom.domain.words import clock
from ui.paint import RIGHT, Ink
from ui.panels.heads import hairline, paint_section
from ui.position import Position
from ui.rows import Look
from ui.spans import Section

ROW = 28
TITLES: dict[ItemKind, str] = {
    "alarm": "Alarms nobody accepted",
    "risk": "Open risks",
    "overdue": "Overdue",
    "unacknowledged": "Sent, not acknowledged",
    "transfer": "Offered, not answered",
    "promise": "Promises to callers",
    "bring_up": "Bring up",
}
_TEXT_X, _END_W = 44.0, 168.0


class HandoverRows:
    """Draws the items of a pack; `handover` is None while it has not begun."""

    def __init__(self, position: Position) -> None:
        self._position = position
        self.handover: Handover | None = None
        self.items: dict[str, Item] = {}
        self._ticks: dict[str, Tick] = {}

    def show(self, items: tuple[Item, ...], handover: Handover | None) -> None:
        """Draw these from now on."""
        self.handover = handover
        self.items = {item.key: item for item in items}
        ticks = handover.ticks if handover is not None else ()
        self._ticks = {tick.key: tick for tick in ticks}

    def is_ticked(self, key: str) -> bool:
        """True when somebody took an item on."""
        return key in self._ticks

    def sections(self, folded: set[str]) -> list[Section]:
        """Return the items by kind, in the order of urgency."""
        kinds: dict[str, list[str]] = {kind: [] for kind in ORDER}
        for key, item in self.items.items():
            kinds[item.kind].append(key)
        return [
            Section(kind, keys, row=ROW, folded=kind in folded)
            for kind, keys in kinds.items()
            if keys
        ]

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw a kind and how many of it are left."""
        kind: ItemKind = section.key  # type: ignore[assignment]  # the panel's own keys
        left = sum(key not in self._ticks for key in section.keys)
        count = str(len(section.keys))
        if self.handover is not None and left < len(section.keys):
            count = f"{left} of {len(section.keys)} left"
        paint_section(ink, width, TITLES[kind], count, folded=section.folded)

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one item; what was taken on steps back."""
        item, tick = self.items.get(key), self._ticks.get(key)
        if item is None:
            return
        if look.selected:
            ink.fill(0, 0, width, height, "surface.selected")
        elif look.hovered:
            ink.fill(0, 0, width, height, "surface.hover")
        edge, wide = ink.theme.px(height), round(width * ink.theme.scale) + 1
        hairline(ink.painter, ink.theme, wide, edge)
        x = 16.0
        if self.handover is not None:
            done = tick is not None
            fill = "accent.fill" if done else "surface.input"
            ink.rounded(16, 6, 16, 16, fill=fill, line="border.control")
            if done:
                ink.icon(18, 8, "check", 12, "accent.on")
            x = _TEXT_X
        end = _END_W if tick is not None else 12.0
        color = "text.muted" if tick is not None else "text.primary"
        ink.text(x, 4, width - x - end, 20, item.text, color=color, tabular=False)
        if tick is not None:
            ink.text(
                width - _END_W, 4, _END_W - 12, 20, self._who(tick), "caption",
                "text.secondary", align=RIGHT,
            )  # fmt: skip
        if look.focused:
            ink.ring(0, 0, width, height - 1)

    def tip(self, key: str) -> str:
        """Return an item in one sentence, as a screen reader says it."""
        item, tick = self.items.get(key), self._ticks.get(key)
        if item is None:
            return ""
        if self.handover is None:
            return item.text
        return f"{item.text}, {self._who(tick) if tick else 'not taken on yet'}"

    def _who(self, tick: Tick) -> str:
        name = self._position.frame.picture.name_of(tick.by)
        return f"{name}, {clock(tick.at_us, self._position.say.zone)}"

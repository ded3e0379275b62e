"""How feeds and strangers are drawn: state, rate, last word, errors as they came."""

from controlroom.desk.questions import Contact, DoorRow
from controlroom.domain.geo import is_place
from controlroom.domain.grid import grid_reference
from ui.paint import LEFT, RIGHT, Ink
from ui.panels.heads import Column, hairline, paint_section
from ui.position import Position
from ui.rows import Look
from ui.spans import Section

DOORS, CONTACTS = "doors", "contacts"
ROW = 28.0
GOOD = frozenset({"open", "listening", "live", "connected", "quiet", "ready"})


FEED_NAMES = {
    "desks": "Desks",
    "device": "Force's hub",
    "cot": "Cursor on Target",
    "osmand": "Phones",
    "calls_csv": "Calls by CSV",
}
"""What the room calls its feeds, by kind or name."""

ROOMY = (
    (12, 150), (166, 92), (262, 44), (310, 60), (374, 66), (444, 60), (508, 66),
    (578, 50), (644, 60),
)  # fmt: skip
TIGHT = (
    (12, 112), (128, 52), (180, 36), (220, 52), (276, 54), (334, 44), (382, 46),
    (430, 38), (480, 60),
)  # fmt: skip
"""Left edge and width of each column; tight where a roomy last one would be cut."""


def columns(width: float) -> list[Column]:
    """Return the heads over the columns; the last one takes what is left."""
    boxes = ROOMY if width >= ROOMY[-1][0] + ROOMY[-1][1] + 12 else TIGHT
    words = (
        "Feed", "State", "Peers", "A second", "Messages", "Last", "Clock", "Errors",
    )  # fmt: skip
    found = [
        Column(word, x, wide, RIGHT if place > 1 else LEFT)
        for place, (word, (x, wide)) in enumerate(zip(words, boxes, strict=False))
    ]
    last = boxes[-1][0]
    return [*found, Column("Last error", last, max(60.0, width - last - 12))]


def feed_name(name: str, kind: str = "") -> str:
    """Return a feed in the room's words; one it has no word for is shown as it is."""
    if word := FEED_NAMES.get(name):
        return word
    if word := FEED_NAMES.get(kind):
        return f"{word} {visible(name)}"
    return visible(name if kind in {"", name} else f"{name} {kind}")


def said_offset(offset_us: int | None) -> str:
    """Return how far a peer's clock is ahead, in words; nothing when unknown."""
    if offset_us is None:
        return ""
    seconds = offset_us / 1e6
    if abs(seconds) < 0.05:
        return "in step"
    sign = "+" if seconds > 0 else "\u2212"
    return f"{sign}{abs(seconds):.1f} s"


def contact_key(contact: Contact) -> str:
    """Return the key of a contact's row."""
    return f"{contact.door}\n{contact.uid}"


def visible(text: str) -> str:
    """Return somebody else's text with every control character made visible."""
    return "".join(
        letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text
    )


class DoorRows:
    """Draws the rows of both sections."""

    def __init__(self, position: Position) -> None:
        self._position = position
        self.doors: dict[str, DoorRow] = {}
        self.contacts: dict[str, Contact] = {}
        self.kept = 0
        """How many unknown contacts the gateway keeps."""

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw a section's head."""
        if section.key == DOORS:
            paint_section(ink, width, "Feeds", str(len(self.doors)), folded=False)
            return
        said = f"{self.kept}, none of them is a unit. Select one to bind it."
        if not self.kept:
            said = "none"
        paint_section(ink, width, "Unknown contacts", said, folded=section.folded)

    def tip(self, key: str) -> str:
        """Return a row in one sentence."""
        if door := self.doors.get(key):
            return self._door_words(door)
        if contact := self.contacts.get(key):
            uid, said = visible(contact.uid), visible(contact.said)
            return f"{uid} at {feed_name(contact.door)}: {said}"
        return ""

    def _door_words(self, door: DoorRow) -> str:
        parts = [feed_name(door.name, door.kind), door.state, visible(door.address)]
        said = f"{', '.join(part for part in parts if part)}."
        if not door.last_error:
            return said
        now_us = self._position.frame.now_us()
        at = self._position.say.clock_on(door.last_error_us, now_us)
        return f"{said} Last error {at}: {visible(door.last_error)}"

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw a door or a contact."""
        if look.selected:
            ink.fill(0, 0, width, height, "surface.selected")
            ink.fill(0, 0, 3, height, "accent.base")
        elif look.hovered:
            ink.fill(0, 0, width, height, "surface.hover")
        edge, wide = ink.theme.px(height), round(width * ink.theme.scale) + 1
        hairline(ink.painter, ink.theme, wide, edge)
        if door := self.doors.get(key):
            self._paint_door(ink, width, door)
        elif contact := self.contacts.get(key):
            self._paint_contact(ink, width, contact)
        if look.focused:
            ink.ring(0, 0, width, height - 1)

    def _paint_door(self, ink: Ink, width: float, door: DoorRow) -> None:
        now_us = self._position.frame.now_us()
        good = not door.state or door.state.casefold() in GOOD
        last = self._position.say.age(door.last_us, now_us) if door.last_us else "never"
        texts = (
            feed_name(door.name, door.kind),
            visible(door.state),
            str(door.peers),
            f"{door.rate:.1f}",
            f"{door.messages:,}",
            last,
            said_offset(door.clock_offset_us),
            str(door.errors),
            "none",
        )
        colors = {0: "text.primary", 8: "text.muted"}
        if not good:
            colors[1] = "alarm.high_text"
        if door.last_error:
            ago = self._position.say.age(door.last_error_us, now_us)
            texts = (*texts[:8], f"{ago}: {visible(door.last_error)}")
            colors[8] = "alarm.high_text"
        for place, column in enumerate(columns(width)):
            ink.text(
                column.x, 4, column.width, 20, texts[place], align=column.align,
                color=colors.get(place, "text.secondary"),
                weight=None if place else 500,
            )  # fmt: skip

    def _paint_contact(self, ink: Ink, width: float, contact: Contact) -> None:
        now_us = self._position.frame.now_us()
        uid, door, _, _, messages, last, clock, errors, said = columns(width)
        ink.text(
            uid.x, 4, uid.width, 20, visible(contact.uid), color="text.primary",
            weight=500,
        )  # fmt: skip
        free = messages.x - door.x - 4
        ink.text(door.x, 4, free, 20, feed_name(contact.door))
        for column, text in (
            (messages, f"{contact.messages:,}"),
            (last, self._position.say.age(contact.last_us, now_us)),
        ):
            ink.text(column.x, 4, column.width, 20, text, align=RIGHT)
        where = ""
        if (
            contact.lat is not None
            and contact.lon is not None
            and is_place(contact.lat, contact.lon)
        ):
            where = grid_reference(contact.lat, contact.lon)
        x = clock.x + 8
        ink.text(x, 4, errors.x + errors.width - x, 20, where)
        ink.text(said.x, 4, said.width, 20, visible(contact.said), color="text.muted")

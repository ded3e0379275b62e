"""How feeds and strangers are drawn: state, rate, last word, errors as they came."""

from controlroom.desk.questions import Contact, DoorRow
from controlroom.domain.geo import grid_reference, is_place
from ui.paint import RIGHT, Ink
from ui.panels.heads import Column, hairline, paint_section
from ui.position import Position
from ui.rows import Look
from ui.spans import Section

DOORS, CONTACTS = "doors", "contacts"
ROW = 28.0
GOOD = frozenset({"open", "listening", "live", "connected", "quiet", "ready"})


def columns(width: float) -> list[Column]:
    """Return the heads over the columns."""
    return [
        Column("Feed", 12, 150),
        Column("State", 166, 92),
        Column("Peers", 262, 44, RIGHT),
        Column("A second", 310, 60, RIGHT),
        Column("Messages", 374, 66, RIGHT),
        Column("Last", 444, 60, RIGHT),
        Column("Clock", 508, 66, RIGHT),
        Column("Errors", 578, 50, RIGHT),
        Column("Last error", 644, max(60.0, width - 656)),
    ]


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
            return f"{door.name} {door.state} {door.address} {visible(door.last_error)}"
        if contact := self.contacts.get(key):
            return f"{visible(contact.uid)} at {contact.door}: {visible(contact.said)}"
        return ""

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
        said = visible(f"{door.name} {door.kind if door.kind != door.name else ''}")
        ink.text(12, 4, 150, 20, said, color="text.primary", weight=500)
        color = "text.secondary" if good else "alarm.high_text"
        ink.text(166, 4, 94, 20, visible(door.state), color=color)
        last = self._position.say.age(door.last_us, now_us) if door.last_us else "never"
        for x, wide, text in (
            (262, 44, str(door.peers)),
            (310, 60, f"{door.rate:.1f}"),
            (374, 66, f"{door.messages:,}"),
            (444, 60, last),
            (508, 66, said_offset(door.clock_offset_us)),
            (578, 50, str(door.errors)),
        ):
            ink.text(x, 4, wide, 20, text, align=RIGHT)
        if door.last_error:
            ago = self._position.say.age(door.last_error_us, now_us)
            text = f"{ago}: {visible(door.last_error)}"
            ink.text(644, 4, width - 656, 20, text, color="alarm.high_text")
        else:
            address = visible(door.address)
            ink.text(644, 4, width - 656, 20, address, color="text.muted")

    def _paint_contact(self, ink: Ink, width: float, contact: Contact) -> None:
        now_us = self._position.frame.now_us()
        uid = visible(contact.uid)
        ink.text(12, 4, 150, 20, uid, color="text.primary", weight=500)
        ink.text(166, 4, 94, 20, visible(contact.door))
        ink.text(374, 4, 66, 20, f"{contact.messages:,}", align=RIGHT)
        last = self._position.say.age(contact.last_us, now_us)
        ink.text(444, 4, 60, 20, last, align=RIGHT)
        where = ""
        if (
            contact.lat is not None
            and contact.lon is not None
            and is_place(contact.lat, contact.lon)
        ):
            where = grid_reference(contact.lat, contact.lon)
        ink.text(516, 4, 120, 20, where)
        ink.text(644, 4, width - 656, 20, visible(contact.said), color="text.muted")

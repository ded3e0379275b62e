"""Words as threads: by incident, by unit, by whom of the room, by audience; and what
became of each message.
"""

from dataclasses import dataclass, field

from controlroom.domain.audience import OFF_DUTY
from controlroom.domain.entities import Message
from controlroom.domain.reduce import sentences
from controlroom.domain.words import names
from ui.position import Position

LATE_US = 60_000_000
"""Words that no device confirmed for so long need somebody who calls by radio."""
EXPIRES_US = 30 * 60_000_000
"""After this a device is told nothing any more."""
NAMED = 4
"""Units named in a line; the others are counted."""


@dataclass(slots=True)
class Thread:
    """Messages that belong together, the oldest first."""

    key: str
    title: str
    messages: list[Message] = field(default_factory=list)
    unread: int = 0
    late: int = 0
    """Messages that some device has not confirmed in time."""

    @property
    def last_us(self) -> int:
        """When the last of it was sent."""
        return self.messages[-1].sent_at_us


def threads(position: Position) -> list[Thread]:
    """Return the threads that concern this desk, the newest first."""
    found: dict[str, Thread] = {}
    for message in position.frame.picture.messages.values():
        if not concerns(position, message):
            continue
        key, title = _thread_of(position, message)
        thread = found.setdefault(key, Thread(key, title))
        thread.messages.append(message)
        thread.unread += is_unread(position, message)
        thread.late += bool(missing(position, message))
    return sorted(found.values(), key=lambda each: -each.last_us)


def concerns(position: Position, message: Message) -> bool:
    """True for words to units, and for words in the room from here or to here."""
    if message.to is None or message.sent_by == position.others.person_id:
        return True
    return position.others.is_meant(message.to, position.sectors)


def is_unread(position: Position, message: Message) -> bool:
    """True for words in the room that whoever sits here has not read."""
    me = position.others.person_id
    if message.to is None or message.sent_by == me or not concerns(position, message):
        return False
    receipts = position.frame.picture.receipts.get(message.message_id, {})
    return me not in receipts


def unread_count(position: Position) -> int:
    """Return how many words in the room wait to be read here."""
    messages = position.frame.picture.messages.values()
    return sum(is_unread(position, each) for each in messages)


def missing(position: Position, message: Message) -> list[str]:
    """Return the units whose device has not confirmed in time, by callsign.

    A unit that went off duty meanwhile is not called.
    """
    now_us = position.frame.now_us()
    age_us = now_us - message.sent_at_us
    if message.to is not None or not LATE_US <= age_us < EXPIRES_US:
        return []
    picture = position.frame.picture
    receipts = picture.receipts.get(message.message_id, {})
    return [
        picture.units[unit_id].callsign
        for unit_id, (delivered_us, _) in receipts.items()
        if not delivered_us
        and unit_id in picture.units
        and picture.units[unit_id].state != OFF_DUTY
    ]


def whom(position: Position, message: Message) -> str:
    """Return whom words went to."""
    picture = position.frame.picture
    if message.to is not None:
        if position.others.is_meant(message.to, frozenset()) and message.to.kind in {
            "desk",
            "person",
        }:
            return "you"
        return sentences.party(picture, message.to)
    if message.audience is not None:
        return f"{sentences.audience(message.audience)}, {message.reach:,}"
    return _few([position.say.callsign(each) for each in message.unit_ids])


def became(position: Position, message: Message) -> tuple[str, bool]:
    """Return what became of a message, and whether somebody has to do something."""
    picture = position.frame.picture
    receipts = picture.receipts.get(message.message_id, {})
    if message.to is not None:
        return _read_by(position, receipts), False
    late = missing(position, message)
    if len(receipts) == 1:
        (unit_id, (delivered_us, read_us)) = next(iter(receipts.items()))
        return _one(position, unit_id, delivered_us, read_us, message, late=bool(late))
    delivered = sum(bool(at_us) for at_us, _ in receipts.values())
    read = sum(bool(at_us) for _, at_us in receipts.values())
    said = f"delivered to {delivered:,} of {len(receipts):,}, read by {read:,}"
    if late:
        return f"{said}; not yet {_few(late)}: call by radio", True
    waiting = len(receipts) - delivered
    return f"{said}; {waiting:,} not yet" if waiting else said, False


def _one(
    position: Position, unit_id: str, delivered_us: int, read_us: int,
    message: Message, *, late: bool,
) -> tuple[str, bool]:  # fmt: skip
    say, picture = position.say, position.frame.picture
    if read_us:
        said = f"delivered {say.clock_seconds(delivered_us or read_us)}"
        return f"{said}, read {say.clock_seconds(read_us)}", False
    if delivered_us:
        return f"delivered {say.clock_seconds(delivered_us)}, not read yet", False
    age = say.age(message.sent_at_us, position.frame.now_us())
    unit = picture.units.get(unit_id)
    group = f" ({unit.talkgroup})" if unit is not None and unit.talkgroup else ""
    if not picture.voices.get(unit_id):
        return f"no device: call {say.callsign(unit_id)} by radio{group}", True
    if late:
        called = f"call {say.callsign(unit_id)} by radio{group}"
        return f"not delivered for {age}: {called}", True
    return f"sent, not delivered yet ({age})", False


def _read_by(position: Position, receipts: dict[str, tuple[int, int]]) -> str:
    picture, say = position.frame.picture, position.say
    readers = [
        f"{picture.name_of(person_id)} {say.clock_seconds(read_us)}"
        for person_id, (_, read_us) in receipts.items()
    ]
    return f"read by {_few(readers)}" if readers else "nobody has read it yet"


def _few(listed: list[str]) -> str:
    if len(listed) <= NAMED + 1:
        return names(listed)
    return f"{', '.join(listed[:NAMED])} and {len(listed) - NAMED:,} more"


def thread_key(position: Position, message: Message) -> str:
    """Return the key of the thread that a message belongs to."""
    return _thread_of(position, message)[0]


def _thread_of(position: Position, message: Message) -> tuple[str, str]:
    """Return key and title of the thread that a message belongs to."""
    picture = position.frame.picture
    incident = picture.incidents.get(message.incident_id or "")
    if incident is not None:
        cad = position.say.cad(incident, position.frame.now_us())
        title = f"{cad} {position.say.type_of(incident)}"
        return f"incident:{incident.incident_id}", title
    if message.audience is not None:
        title = sentences.audience(message.audience)
        kind, name = message.audience.kind, message.audience.name
        return f"audience:{kind}:{name}", title[:1].upper() + title[1:]
    if message.to is None:
        title = _few([position.say.callsign(each) for each in message.unit_ids])
        return f"units:{','.join(message.unit_ids)}", title
    me = position.others.person_id
    if message.to.kind in {"person", "desk"} and message.sent_by != me:
        # An answer belongs to whom it came from, wherever it was sent to.
        return f"person:{message.sent_by}", picture.name_of(message.sent_by)
    title = sentences.party(picture, message.to)
    return f"{message.to.kind}:{message.to.name}", title[:1].upper() + title[1:]

"""Somebody at the next desk: opens incidents, writes, asks, hands over, answers.

Pure, as the autopilot is: a picture and a time go in, what this person has open and
does next comes out. Never sends units: those are the dispatcher's.
"""

from dataclasses import dataclass

import numpy as np

from controlroom.domain import commands as c
from controlroom.domain.entities import Incident, Message, Party
from controlroom.domain.picture import Picture
from controlroom.exercise.calls import pick
from controlroom.exercise.rounds import Rounds
from controlroom.exercise.seat import Seat

SECOND_US = 1_000_000
LOOKED_AT = 14
"""The newest open incidents: those are opened now and then."""
TURN_S = (12.0, 40.0)
QUICK_S = (5.0, 12.0)
"""From one incident to the next while some wait for a look."""
WRITE_S = (4.0, 9.0)
"""How long a line takes, and at most while it shows that somebody writes."""
LINE_S = (60.0, 200.0)
ROOM_S = (120.0, 360.0)
UNIT_S = (70.0, 200.0)
OFFER_S = (150.0, 420.0)
ANSWER_US = 50 * SECOND_US
"""An offer to a sector waits so long for others; to this desk it is answered sooner."""
DECLINES = 0.25
LINES = (
    "Caller rung back, no change.",
    "Caller does not answer. Trying again.",
    "Description passed to the neighbouring sector.",
    "Ambulance told, no estimate yet.",
    "Second informant, same account.",
    "Keyholder on the way, about 20 min.",
)
ASKED = (
    "Can you spare a car for the next half hour?",
    "Refreshments for my sector from the hour, two units at a time.",
    "Ring Road is down to one lane at the bridge.",
    "Duty inspector is in the room, ask before any pursuit.",
    "Please check who has the dog unit.",
)
ANSWERS = ("Will do.", "Not before half past.", "Yes, take CAR 2.", "Seen, thank you.")
TOLD = (
    "Confirm you have the caller's number.",
    "Caller is at the back door, not at the front.",
    "Say when you have spoken to the informant.",
    "Second unit is two minutes behind you.",
)
REASONS = ("No unit left until 20 past.", "Not our ground, it is over the river.")
NOTES = ("Your ground.", "Both my units are committed.", "Caller lives on your side.")


@dataclass(frozen=True, slots=True)
class Attention:
    """What a desk has open, and whether somebody writes in it."""

    incident_id: str | None = None
    typing: bool = False


class Neighbour:
    """One person at one desk; keeps a pace, and what is to be done when."""

    def __init__(self, seed: int, person_id: str, desk: str, place: int = 0) -> None:
        self._seat = Seat(seed, person_id, desk, place)
        self._rounds = Rounds()
        self._rng = np.random.Generator(np.random.PCG64([seed, 53]))
        self._person_id = person_id
        self._desk = desk
        self._next: dict[str, int] = {}
        self._writes_until_us = 0
        self._line: c.AddLogEntry | None = None
        self._answered: set[str] = set()
        self.attention = Attention()

    def look(self, picture: Picture, now_us: int) -> list[c.AnyAct]:
        """Return what is done now, mostly nothing; `attention` says what is open."""
        acts = self._seat.look(picture, now_us)
        if self._seat.is_away(picture):
            self.attention, self._line = Attention(), None
            return acts
        acts += [*self._finish_line(now_us), *self._read(picture, now_us)]
        newest = [i for i in picture.incidents.values() if i.status == "open"]
        newest = newest[-LOOKED_AT:]
        if not newest:
            self.attention = Attention()
            return acts
        waits = self._rounds.due(picture, now_us)
        turn_s = TURN_S if waits is None else QUICK_S
        if self._line is None and self._is_time("turn", turn_s, now_us):
            opened = waits or newest[int(self._rng.integers(len(newest)))].incident_id
            self._rounds.saw(opened, now_us)
            self.attention = Attention(opened)
        here = picture.incidents.get(self.attention.incident_id or "")
        if here is not None and here.status == "open":
            acts += self._work(picture, here, now_us)
        if self._is_time("room", ROOM_S, now_us):
            acts.append(
                c.SendRoomMessage(to=Party(kind="all"), text=pick(self._rng, ASKED))
            )
        return acts + self._answer(newest, now_us)

    def _work(self, picture: Picture, here: Incident, now_us: int) -> list[c.AnyAct]:
        """Write into what is open, speak to its units, hand it over."""
        if self._line is None and self._is_time("line", LINE_S, now_us):
            text = pick(self._rng, LINES)
            self._line = c.AddLogEntry(incident_id=here.incident_id, text=text)
            self._writes_until_us = now_us + self._span_us(WRITE_S)
            self.attention = Attention(here.incident_id, typing=True)
        units = [sent.unit_id for sent in here.assignments]
        if units and self._is_time("unit", UNIT_S, now_us):
            text, about = pick(self._rng, TOLD), here.incident_id
            act = c.SendMessage(unit_ids=(units[0],), text=text, incident_id=about)
            return [act]
        others = [s.name for s in picture.codes.sectors if s.name != here.sector]
        free = here.offer is None and here.holder is None and not here.assignments
        if free and others and self._is_time("offer", OFFER_S, now_us):
            to = Party(kind="sector", name=pick(self._rng, others))
            note = pick(self._rng, NOTES)
            return [c.OfferTransfer(incident_id=here.incident_id, to=to, note=note)]
        return []

    def _finish_line(self, now_us: int) -> list[c.AnyAct]:
        if self._line is None or now_us < self._writes_until_us:
            return []
        line, self._line = self._line, None
        self.attention = Attention(line.incident_id)
        return [line]

    def _read(self, picture: Picture, now_us: int) -> list[c.AnyAct]:
        """Read what came some seconds ago, and answer some of it."""
        acts: list[c.AnyAct] = []
        for message in list(picture.messages.values())[-LOOKED_AT:]:
            if not self._is_unread(picture, message, now_us):
                continue
            self._answered.add(message.message_id)
            acts.append(c.ReadMessage(message_id=message.message_id))
            asked = message.to is not None and message.to.kind in {"person", "desk"}
            if asked or self._rng.random() < DECLINES:
                back = Party(kind="person", name=message.sent_by)
                text = pick(self._rng, ANSWERS)
                acts.append(c.SendRoomMessage(to=back, text=text))
        self._answered &= picture.messages.keys()
        return acts

    def _is_unread(self, picture: Picture, message: Message, now_us: int) -> bool:
        if message.to is None or message.sent_by == self._person_id:
            return False
        if message.message_id in self._answered:
            return False
        mine = message.to in {
            Party(kind="all"),
            Party(kind="desk", name=self._desk),
            Party(kind="person", name=self._person_id),
        }
        read = self._person_id in picture.receipts.get(message.message_id, {})
        return mine and not read and now_us - message.sent_at_us > 6 * SECOND_US

    def _answer(self, newest: list[Incident], now_us: int) -> list[c.AnyAct]:
        for incident in newest:
            offer = incident.offer
            if offer is None or offer.by == self._person_id:
                continue
            mine = offer.to == Party(kind="desk", name=self._desk)
            mine = mine or offer.to == Party(kind="person", name=self._person_id)
            if not mine and offer.to.kind != "sector":
                continue
            waited_us = now_us - offer.at_us
            if waited_us < (ANSWER_US // 5 if mine else ANSWER_US):
                continue
            if not self._is_time("answer", WRITE_S, now_us):
                continue
            if self._rng.random() < DECLINES:
                reason = pick(self._rng, REASONS)
                return [
                    c.DeclineTransfer(incident_id=incident.incident_id, reason=reason)
                ]
            return [c.AcceptTransfer(incident_id=incident.incident_id)]
        return []

    def _is_time(self, what: str, between: tuple[float, float], now_us: int) -> bool:
        """True once in a while; the first time is in a while too."""
        due_us = self._next.get(what)
        if due_us is not None and now_us < due_us:
            return False
        self._next[what] = now_us + self._span_us(between)
        return due_us is not None

    def _span_us(self, between: tuple[float, float]) -> int:
        return int(self._rng.uniform(*between) * SECOND_US)

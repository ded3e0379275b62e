"""Sits the autopilot and made-up colleagues at desks of their own: pumps these, sends
what they decide.
"""

import asyncio
from contextlib import suppress

from controlroom.desk.desk import Desk
from controlroom.domain.errors import Refused
from controlroom.exercise.autopilot import Autopilot, Step
from controlroom.exercise.neighbour import Attention, Neighbour
from controlroom.exercise.rounds import Rounds
from controlroom.exercise.seat import Seat
from controlroom.exercise.stage import Owner

NAME = "Autopilot"
LOOK_S = 0.25
READ_US = 4_000_000
"""The autopilot has an incident open for so long, then the next."""
AGAIN_US = 3_000_000
"""While somebody writes it is said again so often."""
NEIGHBOURS = (("Marsh", "Desk 2"), ("Hale", "Desk 3"))
"""Who sits beside the person in an exercise, and where."""


class Companion:
    """The autopilot at its desk, for as long as `run` is not cancelled."""

    def __init__(self, url: str, token: str, seed: int) -> None:
        self._desk = Desk(url, token, NAME)
        self._autopilot = Autopilot(seed)
        self._sent: tuple[str, Step] | None = None
        self._seed = seed
        self._seat: Seat | None = None
        self._rounds = Rounds()
        self._reads_until_us = 0

    async def run(self) -> None:
        """Dispatch until cancelled."""
        with self._desk:
            while True:
                self._look()
                await asyncio.sleep(LOOK_S)

    def _look(self) -> None:
        desk = self._desk
        desk.drain()
        now_us, welcome = desk.now_us(), desk.welcome
        if not self._is_answered(now_us) or desk.link.state != "live":
            return
        if welcome is None:
            return
        if self._seat is None:
            self._seat = Seat(self._seed, welcome.person_id, welcome.desk, None)
        # Refused, the seat asks again by itself.
        with suppress(Refused):
            for act in self._seat.look(desk.picture, now_us):
                desk.send(act)
        step = self._autopilot.look(desk.picture, desk.tracks, now_us)
        if step is not None:
            try:
                self._sent = desk.send(step.act, step.expects), step
            except Refused:
                self._autopilot.refused(step, now_us)
        self._read(step, now_us)

    def _is_answered(self, now_us: int) -> bool:
        """Take the answer to the last act; False while it is still out."""
        if self._sent is None:
            return True
        command_id, step = self._sent
        result = self._desk.results.pop(command_id, None)
        if result is None:
            return False
        self._sent = None
        if not result.ok:
            self._autopilot.refused(step, now_us)
        return True

    def _read(self, step: Step | None, now_us: int) -> None:
        """Have open what is acted on; with nothing to do, what waited longest."""
        incident_id = getattr(step.act, "incident_id", None) if step else None
        if incident_id is None and now_us >= self._reads_until_us:
            incident_id = self._rounds.due(self._desk.picture, now_us)
        if incident_id:
            self._rounds.saw(incident_id, now_us)
            self._reads_until_us = now_us + READ_US
            self._desk.link.attend(incident_id)


class Colleague:
    """Somebody at the next desk, for as long as `run` is not cancelled."""

    def __init__(
        self, url: str, token: str, desk: str, seed: int, place: int = 0
    ) -> None:
        self._desk = Desk(url, token, desk)
        self._seed = seed
        self._place = place
        self._mind: Neighbour | None = None
        self._said = Attention()
        self._said_us = 0

    async def run(self) -> None:
        """Sit there until cancelled."""
        with self._desk:
            while True:
                self._look()
                await asyncio.sleep(LOOK_S)

    def _look(self) -> None:
        desk = self._desk
        desk.drain()
        welcome = desk.welcome
        if desk.link.state != "live" or welcome is None:
            return
        if self._mind is None:
            self._mind = Neighbour(
                self._seed, welcome.person_id, welcome.desk, self._place
            )
        now_us = desk.now_us()
        # What is refused was answered by somebody else: there is nothing to mend.
        with suppress(Refused):
            for act in self._mind.look(desk.picture, now_us):
                desk.send(act)
        desk.results.clear()
        self._attend(self._mind.attention, now_us)

    def _attend(self, attention: Attention, now_us: int) -> None:
        again = attention.typing and now_us - self._said_us > AGAIN_US
        if attention != self._said or again:
            self._said, self._said_us = attention, now_us
            self._desk.link.attend(attention.incident_id, typing=attention.typing)


def colleagues(owner: Owner, seed: int) -> list[Colleague]:
    """Return who sits beside the person, enrolled at the gateway of an exercise."""
    found = []
    for number, (name, desk) in enumerate(NEIGHBOURS):
        token = owner.ask("user", {"name": name, "role": "dispatcher"})["token"]
        found.append(Colleague(owner.url, token, desk, seed + number, number))
    return found

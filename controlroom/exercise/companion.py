"""Sits the autopilot and made-up colleagues at desks of their own: pumps these, sends
what they decide.
"""

import asyncio
from contextlib import suppress

from controlroom.desk.desk import Desk
from controlroom.domain.errors import Refused
from controlroom.exercise.autopilot import Autopilot, Step
from controlroom.exercise.neighbour import Attention, Neighbour
from controlroom.exercise.stage import Owner

NAME = "Autopilot"
LOOK_S = 0.25
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

    async def run(self) -> None:
        """Dispatch until cancelled."""
        with self._desk:
            while True:
                self._look()
                await asyncio.sleep(LOOK_S)

    def _look(self) -> None:
        desk = self._desk
        desk.drain()
        now_us = desk.now_us()
        if self._sent is not None:
            command_id, step = self._sent
            result = desk.results.pop(command_id, None)
            if result is None:
                return
            self._sent = None
            if not result.ok:
                self._autopilot.refused(step, now_us)
        if desk.link.state != "live":
            return
        step_now = self._autopilot.look(desk.picture, desk.tracks, now_us)
        if step_now is not None:
            try:
                self._sent = desk.send(step_now.act, step_now.expects), step_now
            except Refused:
                self._autopilot.refused(step_now, now_us)


class Colleague:
    """Somebody at the next desk, for as long as `run` is not cancelled."""

    def __init__(self, url: str, token: str, desk: str, seed: int) -> None:
        self._desk = Desk(url, token, desk)
        self._seed = seed
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
            self._mind = Neighbour(self._seed, welcome.person_id, welcome.desk)
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
        found.append(Colleague(owner.url, token, desk, seed + number))
    return found

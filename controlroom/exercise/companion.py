"""Sits the autopilot at a desk of its own: pumps it, sends what it decides."""

import asyncio

from controlroom.desk.desk import Desk
from controlroom.domain.errors import Refused
from controlroom.exercise.autopilot import Autopilot, Step

NAME = "Autopilot"
LOOK_S = 0.25


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

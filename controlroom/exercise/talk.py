"""What crews say to the room beside their states: voices at a scene, requests, shifts.

It has chances of its own, so that it changes nothing of what they do.
"""

from collections.abc import Callable

import numpy as np

from controlroom.domain.observations import (
    AnyObservation,
    DutyReported,
    SpokeReported,
    StateReported,
)

SPEAKS_EVERY_S = (200.0, 700.0)
"""How long a crew at a scene is silent on the radio."""
ASKS_AT_FIRST, ASKS_ON_PATROL, ASKS_AT_SCENE = 0.015, 0.02, 0.03
"""Chances that a crew asks the room for something."""
ASKED, ASKED_SHARES = (12, 13, 14, 16), (0.15, 0.45, 0.25, 0.15)
"""Which requests, and how often each."""


class Talk:
    """Says it for every device of a force, by one seed."""

    def __init__(self, seed: int, say: Callable[[AnyObservation], None]) -> None:
        self._rng = np.random.Generator(np.random.PCG64([seed, 29]))
        self._say = say

    def silence_s(self) -> float:
        """Return how long a crew says nothing now."""
        return float(self._rng.uniform(*SPEAKS_EVERY_S))

    def speak(self, device_id: str, now_us: int) -> None:
        """Speak on the talkgroup."""
        self._say(SpokeReported(device_id=device_id, at_us=now_us))

    def ask(self, device_id: str, now_us: int, chance: float) -> None:
        """Ask the room for something, perhaps; it is no state, the crew goes on."""
        if self._rng.random() < chance:
            request = int(self._rng.choice(ASKED, p=ASKED_SHARES))
            self._say(StateReported(device_id=device_id, state=request, at_us=now_us))

    def book_on(
        self,
        device_id: str,
        now_us: int,
        *,
        began_us: int,
        end_us: int,
        meal_at_us: int | None,
        meal_us: int,
    ) -> None:
        """Book on as a duty system does: with the times of the shift."""
        self._say(
            DutyReported(
                device_id=device_id,
                on_duty=True,
                at_us=now_us,
                began_us=began_us,
                shift_end_us=end_us,
                meal_at_us=meal_at_us,
                meal_us=meal_us,
            )
        )

"""Searches for cycles stay short however much a desk or a gateway holds."""

import gc
from collections.abc import Iterator

import pytest

from controlroom.pauses import LONG_S, Pauses


class Clock:
    """A clock that a test turns."""

    def __init__(self, step_s: float) -> None:
        self._now_s = 0.0
        self._step_s = step_s

    def __call__(self) -> float:
        """Return a time that is a step on."""
        self._now_s += self._step_s
        return self._now_s


@pytest.fixture(autouse=True)
def _nothing_frozen() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_what_survives_a_long_search_is_not_searched_again() -> None:
    """The second search has only what came since."""
    pauses = Pauses(Clock(2 * LONG_S))
    pauses.begin()
    gc.collect()
    frozen = gc.get_freeze_count()
    pauses.end()

    assert frozen > 0


def test_a_short_search_changes_nothing() -> None:
    """A small program is searched as ever."""
    pauses = Pauses(Clock(LONG_S / 2))
    pauses.begin()
    gc.collect()
    frozen = gc.get_freeze_count()
    pauses.end()

    assert 0 == frozen


def test_young_objects_are_searched_as_ever() -> None:
    """Only the search through everything can be long."""
    pauses = Pauses(Clock(2 * LONG_S))
    pauses.begin()
    gc.collect(1)
    frozen = gc.get_freeze_count()
    pauses.end()

    assert 0 == frozen


def test_afterwards_everything_is_searched() -> None:
    """Whoever ends it leaves nothing behind, and may end it twice."""
    before = list(gc.callbacks)
    pauses = Pauses(Clock(2 * LONG_S))
    pauses.begin()
    gc.collect()
    pauses.end()
    pauses.end()

    assert 0 == gc.get_freeze_count()
    assert before == gc.callbacks

"""One slice of a picture for all work that can wait."""

import pytest

from ui.map.piecework import Piecework


class _Clock:
    """Seconds that a test turns."""

    def __init__(self) -> None:
        self.now_s = 5.0

    def __call__(self) -> float:
        return self.now_s


def _spend(piecework: Piecework, clock: _Clock, seconds: float) -> None:
    with piecework.spent():
        clock.now_s += seconds


def test_what_one_took_the_next_does_not_have() -> None:
    """The slice is for all together, in each picture anew."""
    clock = _Clock()
    piecework = Piecework(0.002, clock)
    _spend(piecework, clock, 0.0005)
    clock.now_s += 60.0

    assert 0.0015 == pytest.approx(piecework.left_s)

    _spend(piecework, clock, 0.5)

    assert 0.0 == piecework.left_s

    piecework.begin()

    assert 0.002 == piecework.left_s


def test_nothing_waits_for_ever() -> None:
    """Where every picture is a slow one, work goes on in every second of them."""
    clock = _Clock()
    piecework = Piecework(0.002, clock)
    went_on = []
    for _ in range(4):
        piecework.begin()
        _spend(piecework, clock, 0.01)
        went_on.append((piecework.may_go_on("count"), piecework.may_go_on("plates")))

    assert [(False, False), (True, True)] * 2 == went_on

    piecework.begin()

    assert piecework.may_go_on("count")
    assert piecework.may_go_on("count")

"""Symbols grow and shrink with their number and with the time they take."""

import pytest

from ui.map.detail import (
    FEW,
    FIRST_WAIT_S,
    LONGEST_WAIT_S,
    QUICK_MS,
    SETTLE,
    SLOW_MS,
    Detail,
    Grain,
    detail_for,
)

MANY = FEW + 1


def _paint(grain: Grain, took_ms: float, at_s: float, pictures: int = SETTLE) -> Detail:
    for _ in range(pictures):
        grain.follow(MANY)
        grain.note_painted(took_ms, at_s)
    return grain.detail


@pytest.mark.parametrize(
    ("units", "detail"),
    [
        (0, Detail.FULL), (2_500, Detail.FULL), (2_501, Detail.MID),
        (7_500, Detail.MID),
        (7_501, Detail.DOT), (20_000, Detail.DOT), (20_001, Detail.STAMP),
    ],
)  # fmt: skip
def test_size_by_number(units: int, detail: Detail) -> None:
    """The more are in view, the smaller each is, at the design's limits."""

    assert detail == detail_for(units)


def test_a_number_that_wavers_changes_nothing() -> None:
    """Around a limit symbols become smaller once and stay so until there is room."""
    grain = Grain()
    sizes = [grain.follow(count) for count in (2_490, 2_510, 2_490, 2_510, 2_200)]

    assert [Detail.FULL, *[Detail.MID] * 4] == sizes
    assert Detail.FULL is grain.follow(2_125)


def test_smaller_at_once_larger_one_by_one() -> None:
    """Zooming out is followed at once; zooming in far too, each limit with its room."""
    grain = Grain()

    assert Detail.STAMP is grain.follow(50_000)
    assert Detail.STAMP is grain.follow(19_000)
    assert Detail.DOT is grain.follow(7_000)
    assert Detail.FULL is grain.follow(10)


def test_a_slow_machine_paints_smaller_symbols() -> None:
    """When pictures take too long for 60 a second symbols become smaller, once."""
    grain = Grain()

    assert Detail.FULL is _paint(grain, SLOW_MS + 5, 1.0, SETTLE - 1)

    assert Detail.MID is _paint(grain, SLOW_MS + 5, 1.0, 1)

    assert Detail.MID is _paint(grain, 10 * SLOW_MS, 60.0)


def test_one_slow_picture_changes_nothing() -> None:
    """A picture that waited for the machine is not taken for a slow machine."""
    grain = Grain()
    _paint(grain, 5.0, 1.0, 100)
    grain.note_painted(150.0, 2.0)

    assert Detail.FULL is grain.follow(MANY)


def test_quick_again_is_believed_later_and_later() -> None:
    """After ten seconds of ease they grow; when that was too early, after twenty."""
    grain = Grain()
    _paint(grain, SLOW_MS + 5, 1.0)

    assert Detail.MID is _paint(grain, QUICK_MS / 2, 1.0 + FIRST_WAIT_S - 0.1)

    assert Detail.FULL is _paint(grain, QUICK_MS / 2, 1.0 + FIRST_WAIT_S)

    _paint(grain, SLOW_MS + 5, 20.0, 36)

    assert Detail.MID is _paint(grain, QUICK_MS / 2, 20.0 + FIRST_WAIT_S)

    assert Detail.FULL is _paint(grain, QUICK_MS / 2, 20.0 + 2 * FIRST_WAIT_S)


def test_it_changes_seldom_however_the_times_jump() -> None:
    """An hour of a machine now slow, now quick: a change every two minutes at most."""
    grain = Grain()
    changes, last = 0, grain.detail
    for second in range(1, 3_600):
        took_ms = QUICK_MS / 3 if grain.detail is not Detail.FULL else 2 * SLOW_MS
        _paint(grain, took_ms, float(second), SETTLE)
        changes += grain.detail is not last
        last = grain.detail

    assert changes <= 2 * 3_600 / LONGEST_WAIT_S + 12


def test_neither_slow_nor_quick_stays() -> None:
    """Between the two limits nothing changes, however long it goes on."""
    grain = Grain()
    _paint(grain, SLOW_MS + 5, 1.0)

    assert Detail.MID is _paint(grain, (QUICK_MS + SLOW_MS) / 2, 1_000.0, 1_000)


def test_few_units_are_whole_on_the_slowest_machine() -> None:
    """What smaller symbols cannot mend costs nobody a letter."""
    grain = Grain()
    for second in range(1, 20):
        for _ in range(SETTLE):
            grain.follow(FEW)
            grain.note_painted(10 * SLOW_MS, float(second))

    assert Detail.FULL is grain.follow(FEW)
    assert Detail.MID is _paint(grain, SLOW_MS + 5, 30.0)
    assert Detail.FULL is grain.follow(FEW)

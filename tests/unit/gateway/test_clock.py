"""The room's clock."""

import pytest

from controlroom.gateway.clock import FASTEST, RoomClock, wall_us

ORIGIN_US = 1_795_257_600_000_000


class _Ticks:
    """A monotonic source that a test turns by hand."""

    def __init__(self) -> None:
        self.now_ns = 5_000_000_000

    def __call__(self) -> int:
        return self.now_ns


def test_starts_at_its_origin() -> None:
    """Room time starts at the origin, whatever the monotonic source says."""
    clock = RoomClock(ORIGIN_US, monotonic_ns=_Ticks())

    assert ORIGIN_US == clock.now_us()


@pytest.mark.parametrize(("rate", "passed_us"), [(1.0, 2_000_000), (60.0, 120_000_000)])
def test_runs_at_its_rate(rate: float, passed_us: int) -> None:
    """Two seconds of the world are two, or a hundred and twenty, of the room."""
    ticks = _Ticks()
    clock = RoomClock(ORIGIN_US, rate, ticks)
    ticks.now_ns += 2_000_000_000

    assert ORIGIN_US + passed_us == clock.now_us()


def test_tells_how_long_to_wait() -> None:
    """At ×60 a minute of the room takes one second of the world."""

    assert 1.0 == RoomClock(ORIGIN_US, 60.0).real_seconds(60.0)


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan"), FASTEST * 2])
def test_refuses_an_impossible_rate(rate: float) -> None:
    """A clock that stands, runs back or runs away is refused."""
    with pytest.raises(ValueError, match="allowed is above 0"):
        RoomClock(ORIGIN_US, rate)


def test_wall_is_microseconds() -> None:
    """The wall clock comes in microseconds: after 2025, before the year 2100."""

    assert 1_735_689_600_000_000 < wall_us() < 4_102_444_800_000_000

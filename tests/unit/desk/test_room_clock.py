"""The room's time on a desk: from the gateway, at its rate, never backwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.desk.room_clock import RoomClock

SECOND = 1_000_000


class Monotonic:
    """A monotonic clock that the test moves."""

    def __init__(self) -> None:
        self.us = 0

    def __call__(self) -> int:
        """Return where it was moved to."""
        return self.us


@pytest.fixture
def monotonic() -> Monotonic:
    """A clock at nought."""
    return Monotonic()


@pytest.fixture
def clock(monotonic: Monotonic) -> RoomClock:
    """A room's clock on it; this machine's own says 500 s."""
    return RoomClock(monotonic, lambda: 500 * SECOND)


def test_before_a_welcome_it_is_this_machine_s(
    clock: RoomClock, monotonic: Monotonic
) -> None:
    """A desk that never had a link still shows a time."""
    monotonic.us = 3 * SECOND

    assert 503 * SECOND == clock.now_us()


@pytest.mark.parametrize("rate", [1.0, 10.0, 0.5])
def test_it_runs_at_the_room_s_rate(
    clock: RoomClock, monotonic: Monotonic, rate: float
) -> None:
    """From the welcome on, now = base + rate × monotonic."""
    clock.set(900 * SECOND, rate)
    monotonic.us = 4 * SECOND

    assert 900 * SECOND + int(rate * 4 * SECOND) == clock.now_us()
    assert rate == clock.rate


def test_a_faster_frame_is_believed(clock: RoomClock, monotonic: Monotonic) -> None:
    """A frame cannot come early: a later time than ours is the true one."""
    clock.set(900 * SECOND, 1.0)
    monotonic.us = SECOND
    clock.observe(902 * SECOND)

    assert 902 * SECOND == clock.now_us()


def test_a_late_frame_changes_nothing_to_see(
    clock: RoomClock, monotonic: Monotonic
) -> None:
    """A frame held up for half a second sets the clock back by the drift alone."""
    clock.set(900 * SECOND, 1.0)
    monotonic.us = SECOND
    clock.observe(900 * SECOND + SECOND // 2)

    assert 901 * SECOND - 200 == clock.now_us()


def test_a_clock_that_runs_fast_is_brought_back(
    clock: RoomClock, monotonic: Monotonic
) -> None:
    """A second too many is gone after an hour and a half, without a jump."""
    clock.set(900 * SECOND, 1.0)
    gateway = 899 * SECOND
    for _ in range(5400):
        monotonic.us += SECOND
        gateway += SECOND
        clock.observe(gateway)

    assert gateway == clock.now_us()


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(-(10**6), 10**6))))
def test_it_never_goes_back(steps: list[tuple[int, int]]) -> None:
    """However frames are delayed, time goes on."""
    monotonic = Monotonic()
    clock = RoomClock(monotonic, lambda: 0)
    clock.set(10**9, 1.0)
    last = clock.now_us()
    for passed_us, error_us in steps:
        monotonic.us += passed_us
        clock.observe(10**9 + monotonic.us + error_us)
        now = clock.now_us()

        assert now >= last

        last = now

"""Which of a unit's devices is drawn."""

import numpy as np
import pytest

from controlroom.domain.drawn import Drawn
from controlroom.domain.freshness import intervals

VEHICLE, RADIO, PHONE, CAMERA = range(4)
NOW_US = 1_795_269_600_000_000
SECOND_US = 1_000_000
NEVER = None


def chosen(*devices: tuple[int, int, float | None]) -> list[int]:
    """Return the device rows drawn; a device is (unit_row, kind, age in seconds)."""
    unit_row = np.array([device[0] for device in devices], np.int32)
    kind = np.array([device[1] for device in devices], np.uint8)
    fix_us = np.array(
        [0 if age is None else NOW_US - int(age * SECOND_US) for _, _, age in devices],
        np.int64,
    )
    drawn = Drawn()
    drawn.arrange(unit_row)
    return sorted(drawn.choose(fix_us, kind, intervals({}), NOW_US).tolist())


@pytest.mark.parametrize(
    ("devices", "rows"),
    [
        ([(0, RADIO, 5)], [0]),
        ([(0, RADIO, NEVER)], []),
        ([(-1, VEHICLE, 5)], []),
        # The vehicle outranks the fresher phone while it speaks.
        ([(0, PHONE, 1), (0, VEHICLE, 20)], [1]),
        # Past six of its intervals it is silent: the next takes over.
        ([(0, PHONE, 1), (0, VEHICLE, 31)], [0]),
        # Two of a kind: the newer.
        ([(0, PHONE, 9), (0, PHONE, 4)], [1]),
        # All silent: the newest, whatever its kind.
        ([(0, VEHICLE, 9_000), (0, CAMERA, 7_000)], [1]),
        # Never heard loses to anything heard.
        ([(0, VEHICLE, NEVER), (0, RADIO, 80_000)], [1]),
        ([(0, VEHICLE, NEVER), (0, RADIO, NEVER)], []),
        # Same kind, same time: the device that arrived first.
        ([(0, PHONE, 4), (0, PHONE, 4)], [0]),
        # Units do not mix, however their devices are ordered.
        ([(1, RADIO, 5), (0, PHONE, 5), (1, VEHICLE, 5), (0, RADIO, 5)], [2, 3]),
    ],
)
def test_the_choice(
    devices: list[tuple[int, int, float | None]], rows: list[int]
) -> None:
    """The best kind that still speaks, else the newest fix."""

    assert rows == chosen(*devices)


def test_what_was_drawn_is_remembered() -> None:
    """A change of device is a change to draw, also when the fix is an old one."""
    drawn = Drawn()
    unit_row = np.array([0, 0], np.int32)
    drawn.arrange(unit_row)
    first, second = np.array([0]), np.array([1])

    assert -1 == drawn.device_of(0)
    assert [True] == drawn.changed(first, unit_row).tolist()
    drawn.keep(first, unit_row)
    assert 0 == drawn.device_of(0)
    assert [False] == drawn.changed(first, unit_row).tolist()
    assert [True] == drawn.changed(second, unit_row).tolist()
    assert -1 == drawn.device_of(7)

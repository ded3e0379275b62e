"""A force that moves as long as a benchmark measures."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from controlroom.bench.room import Room
from controlroom.bench.traffic import Traffic
from controlroom.desk.desk import Desk
from controlroom.domain.errors import LinkError
from tests.helpers.waiting import PATIENCE_S

UNITS = 30


@pytest.fixture
def desk(room: Room) -> Iterator[Desk]:
    """A desk of the room, which knows its force."""
    room.enrol(UNITS)
    with Desk(room.owner.url, room.person_token("Ash"), "Ash") as desk:
        desk.wait_until(lambda: len(desk.picture.units) == UNITS, PATIENCE_S)
        yield desk


def _uids() -> list[str]:
    return [f"V{number}" for number in range(UNITS)]


def _known(desk: Desk) -> int:
    return int(np.isfinite(desk.tracks.lat).sum())


def test_everybody_moves(room: Room, desk: Desk) -> None:
    """At a desk all units are known, and elsewhere a little later."""
    with Traffic(room.owner.url, room.hub_token(), _uids(), every_s=0.2):
        desk.wait_until(lambda: _known(desk) == UNITS, PATIENCE_S)
        before = desk.tracks.lat[:UNITS].copy()
        desk.wait_until(lambda: np.all(desk.tracks.lat[:UNITS] != before), PATIENCE_S)

        assert (desk.tracks.speed_mps[:UNITS] == 10).all()


def test_who_stands_still_says_so(room: Room, desk: Desk) -> None:
    """Their fixes grow no older, their places stay."""
    with Traffic(room.owner.url, room.hub_token(), _uids(), every_s=0.2, speed_mps=0.0):
        desk.wait_until(lambda: _known(desk) == UNITS, PATIENCE_S)
        place = desk.tracks.lat[:UNITS].copy()
        fix_us = desk.tracks.fix_us[:UNITS].copy()
        desk.wait_until(lambda: np.all(desk.tracks.fix_us[:UNITS] > fix_us), PATIENCE_S)

        assert (place == desk.tracks.lat[:UNITS]).all()


def test_the_thread_ends_with_the_block(room: Room, desk: Desk) -> None:
    """Also when the block fails."""
    with (
        pytest.raises(ZeroDivisionError),
        Traffic(room.owner.url, room.hub_token(), _uids()),
    ):
        raise ZeroDivisionError

    assert not [each for each in threading.enumerate() if each.name == "bench traffic"]


def test_a_force_that_cannot_report_is_an_error(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong key: a figure without a load would be a lie."""
    monkeypatch.setattr("controlroom.bench.traffic.READY_S", 0.5)
    with (
        pytest.raises(LinkError, match="could not report"),
        Traffic(room.owner.url, "wrong", _uids()),
    ):
        pytest.fail("nothing reports")

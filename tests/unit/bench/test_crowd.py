"""Desks that only receive."""

import asyncio
import json
import subprocess
import sys

import pytest

from controlroom.bench.crowd import crowd
from controlroom.bench.room import Room
from controlroom.bench.traffic import Traffic
from tests.helpers.waiting import PATIENCE_S


def test_one_desk_of_many_counts(room: Room) -> None:
    """Frames, their bytes and positions as one desk got them."""
    uids = room.enrol(20)
    token = room.person_token("Crowd")
    with Traffic(room.owner.url, room.hub_token(), uids, every_s=0.2):
        said = subprocess.run(
            [
                sys.executable, "-m", "controlroom.bench.crowd", room.owner.url,
                token, "3", "1.5",
            ],
            check=True, capture_output=True, timeout=PATIENCE_S,
        ).stdout  # fmt: skip
    count = json.loads(said)

    assert count["frames"] > 0
    assert count["positions"] > 0
    assert 8 < count["frame_bytes"] / count["positions"]


def test_a_wrong_key_is_an_error(room: Room) -> None:
    """A desk that was not let in counts nothing."""
    with pytest.raises(ExceptionGroup):
        asyncio.run(crowd(room.owner.url, "wrong", 1, 5.0))

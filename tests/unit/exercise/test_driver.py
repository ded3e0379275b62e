"""The made-up force comes in through every door of a real gateway, and obeys it."""

import asyncio
from pathlib import Path

import numpy as np
import pytest
import requests

from controlroom.domain.commands import AssignUnits, StandDown
from controlroom.exercise import cameras
from tests.helpers.exercise_room import UNITS, Room, drive
from tests.helpers.waiting import PATIENCE_S


def test_every_unit_moves_by_its_own_door(tmp_path: Path, city: Path) -> None:
    """All are heard: by the hub, by Cursor on Target and by phone; calls come in."""

    async def story(room: Room) -> None:
        desk = room.desk
        await room.until(lambda: np.count_nonzero(desk.tracks.fix_us) == UNITS)
        await room.until(lambda: desk.picture.incidents)
        rows = {
            door: [
                desk.picture.units[device.unit_id or ""].row
                for device in room.staged.roster.devices
                if device.door == door
            ]
            for door in ("cot", "osmand")
        }
        first = desk.tracks.fix_us.copy()
        await room.until(
            lambda: all(
                (desk.tracks.fix_us[which] > first[which]).any()
                for which in rows.values()
            )
        )
        assert {} == room.driver.hub.report_faults
        assert {} == room.driver.hub.refused

    drive(tmp_path, city, story)


def test_an_assignment_is_obeyed_and_taken_back(tmp_path: Path, city: Path) -> None:
    """A unit that is sent acknowledges and goes; stood down it patrols again."""

    async def story(room: Room) -> None:
        desk = room.desk
        await room.until(lambda: desk.picture.incidents)
        incident_id = next(iter(desk.picture.incidents))
        await room.until(lambda: any(u.state == 2 for u in desk.picture.units.values()))
        unit_id = next(u.unit_id for u in desk.picture.units.values() if u.state == 2)
        desk.send(AssignUnits(incident_id=incident_id, unit_ids=(unit_id,)))
        await room.until(lambda: desk.picture.units[unit_id].state in (5, 6))
        sent = desk.picture.incidents[incident_id].assignments[0]
        assert sent.acknowledged_at_us is not None
        desk.send(StandDown(incident_id=incident_id, unit_id=unit_id))
        await room.until(lambda: desk.picture.units[unit_id].state == 2)

    drive(tmp_path, city, story)


def test_cameras_tell_where_their_picture_is(
    tmp_path: Path, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fixed cameras record, worn ones buffer; the address given makes a picture."""
    monkeypatch.setattr(cameras, "FIRST_PICTURE_S", PATIENCE_S)
    pytest.importorskip("av", reason="pictures of the exercise need PyAV")

    async def story(room: Room) -> None:
        await room.until(
            lambda: any(
                c.state == "recording" for c in room.desk.picture.cameras.values()
            )
        )
        fixed = next(
            c for c in room.desk.picture.cameras.values() if c.state == "recording"
        )
        url = room.driver.cameras.url(fixed.camera_id)
        answer = await asyncio.to_thread(requests.get, url, timeout=PATIENCE_S)
        assert answer.text.startswith("#EXTM3U")

    drive(tmp_path, city, story)

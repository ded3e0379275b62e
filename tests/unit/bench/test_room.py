"""A room for a benchmark is a real gateway that leaves nothing behind."""

import stat
from pathlib import Path

import pytest

from controlroom.bench.room import Room, force, open_room
from controlroom.bench.rows import children
from controlroom.desk.desk import Desk
from controlroom.domain.errors import BugError, LinkError
from tests.helpers.waiting import PATIENCE_S


def test_a_force_is_as_large_as_asked() -> None:
    """Each unit has a vehicle; the first few a phone at the door for CoT too."""
    enrolled = force(20, 3, ["North", "South"])

    assert 20 == len({unit.callsign for unit in enrolled.units})
    assert {"North", "South"} == {unit.sector for unit in enrolled.units}
    assert ["C0", "C1", "C2"] == [
        each.uid for each in enrolled.devices if each.door == "cot"
    ]
    assert 20 == sum(each.door == "device" for each in enrolled.devices)


def test_no_more_phones_than_units() -> None:
    """A phone belongs to a unit."""

    assert 4 == len(force(2, 50, [""]).devices)


def test_a_desk_sees_who_was_enrolled(room: Room) -> None:
    """By a real link to a real gateway."""
    uids = room.enrol(12)
    with Desk(room.owner.url, room.person_token("Ash"), "Ash") as desk:
        desk.wait_until(lambda: len(desk.picture.units) == 12, PATIENCE_S)
        welcome = desk.welcome

    assert [f"V{number}" for number in range(12)] == uids
    assert welcome is not None
    assert welcome.exercise


def test_a_key_in_a_file_is_its_owners_alone(room: Room) -> None:
    """Nobody else on the machine reads it."""
    path = room.token_file("Ash")

    assert path.read_text("utf-8")
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_a_room_without_a_city_has_no_map(room: Room) -> None:
    """Whoever asks for it has opened the wrong room."""
    with pytest.raises(BugError, match="without a city"):
        _ = room.city


def test_a_room_in_the_city_has_its_sectors(cached_city: Path) -> None:
    """The city of the demo, from the cache."""
    with open_room(in_city=True) as room:
        assert cached_city.name == room.city.path.name

        room.enrol(8)
        with Desk(room.owner.url, room.person_token("Ash"), "Ash") as desk:
            desk.wait_until(lambda: desk.picture.units, PATIENCE_S)
            sectors = {unit.sector for unit in desk.picture.units.values()}

        assert {sector.name for sector in room.city.sectors} == sectors


def test_nothing_is_left() -> None:
    """Neither the process nor its folder."""
    with open_room() as room:
        pid, home = room.pid, room.home
        before = children(pid) if home.exists() else None

    assert before is not None
    assert not home.exists()
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(LinkError):
        room.owner.ask("doors")

"""A stage is a configuration the gateway takes, a force it knows, keys that work."""

import dataclasses
from pathlib import Path

import pytest

from controlroom.config import read_codes, read_gateway
from controlroom.domain.errors import LinkError
from controlroom.exercise.stage import GUESTS, Owner, enlist, write_configuration
from controlroom.ground.build import build_pack
from controlroom.ground.pack import Pack
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.osm_town import write_osm_town


def test_the_configuration_is_one_a_gateway_takes(tmp_path: Path, city: Path) -> None:
    """Doors on loopback, the city as ground, its districts as the force's sectors."""
    with Pack.open(city) as pack:
        path = write_configuration(tmp_path, pack)

        config = read_gateway(path)
        codes = read_codes(path.parent / config.codes)
        assert [s.name for s in pack.sectors] == [s.name for s in codes.sectors]
    assert str(city) == config.ground
    assert ("127.0.0.1", "127.0.0.1") == (
        config.doors.cot.host,
        config.doors.osmand.host,
    )
    assert (tmp_path / "calls").is_dir()


def test_phones_open_one_door_alone(tmp_path: Path, city: Path) -> None:
    """Asked for in so many words, the phones' door and no other leaves the machine."""
    with Pack.open(city) as pack:
        config = read_gateway(write_configuration(tmp_path, pack, phones=True))

    assert "0.0.0.0" == config.doors.osmand.host  # noqa: S104 - what was asked for
    assert ("127.0.0.1", "127.0.0.1") == (config.doors.cot.host, config.host)


def test_without_a_city_there_are_no_sectors(tmp_path: Path) -> None:
    """A replay of somewhere else has a configuration too."""
    config = read_gateway(write_configuration(tmp_path, None, source="replay"))

    assert ("", "replay") == (config.ground, config.doors.calls_csv.source)


def test_a_folder_without_a_gateway_says_so(tmp_path: Path) -> None:
    """Nobody is there: one line, with the folder."""
    with pytest.raises(LinkError, match=str(tmp_path)):
        Owner.of(tmp_path)


def test_a_force_is_enrolled_with_its_keys(tmp_path: Path, city: Path) -> None:
    """Units, people, devices and cameras are known; phones and guests have tokens."""
    with Pack.open(city) as pack:
        text = write_configuration(tmp_path, pack).read_text()
        with GatewayProcess(tmp_path, "--exercise", config=text):
            owner = Owner.of(tmp_path)
            staged = enlist(owner, tmp_path, pack, 30, 1, guests=GUESTS)

            assert staged.doors.cot is not None
            assert staged.doors.phones_url is not None
            assert 12 == len(staged.doors.phone_tokens)
            assert {"GUEST1", "GUEST2"} == set(staged.guests)
            # The same again is the same force: a kept folder can be used once more.
            again = enlist(owner, tmp_path, pack, 30, 1, guests=GUESTS)
            assert dataclasses.asdict(staged.roster) == dataclasses.asdict(again.roster)


def test_a_refusal_is_quoted(tmp_path: Path) -> None:
    """What the gateway will not do is said in its own words."""
    with GatewayProcess(tmp_path, "--exercise"):
        owner = Owner.of(tmp_path)

        with pytest.raises(LinkError, match="token: There is no device"):
            owner.ask("token", {"kind": "device", "subject_id": "dev_none"})
        assert owner.door_address("cot", wait_s=0.0) is None


def test_hostile_names_of_a_town_are_quoted(tmp_path: Path) -> None:
    """Quotes and letters beyond the basic plane in a pack's name: still one TOML."""
    pack_path = tmp_path / "town.pack"
    name = 'O"Brien\\ \U0001f3f0'
    build_pack(write_osm_town(tmp_path / "town.osm"), pack_path, name=name)
    with Pack.open(pack_path) as pack:
        path = write_configuration(tmp_path / "home", pack)
    config = read_gateway(path)

    assert name == read_codes(Path(config.codes)).force

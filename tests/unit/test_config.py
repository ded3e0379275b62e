"""Folders and configuration: read, or refused in one line that names the place."""

import os
import stat
from argparse import ArgumentParser
from pathlib import Path

import pytest

from controlroom import config
from controlroom.config import GatewayConfig, Home
from controlroom.domain.errors import ConfigError

GOOD_CODES = """
effective = "2026-04-01"
[[grades]]
code = "I"
name = "Immediate"
[[states]]
state = 1
name = "On duty"
availability = "available"
"""


def _file(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "gateway.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _refused(tmp_path: Path, text: str | bytes) -> str:
    path = _file(tmp_path, text)
    with pytest.raises(ConfigError) as refused:
        config.read_gateway(path)
    line = str(refused.value)
    assert line.startswith(str(path))
    assert "\n" not in line
    return line.removeprefix(f"{path}: ")


def test_the_shipped_configuration_is_the_default() -> None:
    """Loopback alone, no door open; the file says all that the program assumes."""
    shipped = config.read_default_gateway()

    assert ("127.0.0.1", 7443) == (shipped.host, shipped.port)
    assert not shipped.doors.cot.enabled
    assert not shipped.doors.osmand.enabled
    assert not shipped.doors.calls_csv.enabled
    assert GatewayConfig().doors.cot == shipped.doors.cot
    assert GatewayConfig().doors.osmand == shipped.doors.osmand


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    """Nothing has to be said."""

    assert GatewayConfig() == config.read_gateway(_file(tmp_path, ""))


def test_what_is_said_is_read(tmp_path: Path) -> None:
    """Files are beside the configuration, wherever the gateway is started."""
    text = 'port = 0\ncodes = "my.toml"\n[doors.cot]\nenabled = true\nport = 9000\n'
    read = config.read_gateway(_file(tmp_path, text))

    assert (0, str(tmp_path / "my.toml")) == (read.port, read.codes)
    assert (True, 9000) == (read.doors.cot.enabled, read.doors.cot.port)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("port = ", "Invalid value"),
        ("port = 70000", "Expected `int` <= 65535 - at `port`"),
        ("port = 'x'", "Expected `int`, got `str` - at `port`"),
        ("prot = 1", "the file contains unknown field `prot`"),
        ("[doors.cto]", "contains unknown field `cto`"),
        ("[doors.cot]\nenable = true", "contains unknown field `enable`"),
        ("[doors.calls_csv]\nevery_s = 0", "Expected `float` > 0.0"),
        ("[doors.calls_csv]\ndelimiter = ';;'", "length <= 1"),
        ('tls_key = "k.pem"', "tls_certificate and tls_key go together"),
        (b"\xff\xfe", "'utf-8' codec"),
        (b"\0", ""),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line(
    tmp_path: Path, text: str | bytes, why: str
) -> None:
    """The file, the place in it, and what was expected."""

    assert why in _refused(tmp_path, text)


@pytest.mark.parametrize("door", ["cot", "osmand"])
@pytest.mark.parametrize(
    "host", ["10.0.0.1", "::", "192.168.1.2", "", "127.0.0.1.example.com", "gw.local"]
)
def test_a_door_stays_on_this_machine_unless_told(
    tmp_path: Path, door: str, host: str
) -> None:
    """In so many words: an address alone opens nothing to others."""
    text = f'[doors.{door}]\nhost = "{host}"\n'

    assert "also say open_to_network = true" in _refused(tmp_path, text)
    opened = config.read_gateway(_file(tmp_path, text + "open_to_network = true\n"))
    assert host in {opened.doors.cot.host, opened.doors.osmand.host}


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_needs_no_word(host: str) -> None:
    """Loopback in all its spellings."""

    assert config.is_loopback(host)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    """With its path."""

    with pytest.raises(ConfigError, match=r"nowhere\.toml: No such file"):
        config.read_toml(tmp_path / "nowhere.toml")


def test_the_shipped_codes_are_read() -> None:
    """A gateway without configuration has grades, states and types."""
    codes = config.read_codes(None)

    assert {"I", "S", "E", "R"} == {grade.code for grade in codes.grades}
    assert set(range(12)) <= {state.state for state in codes.states}
    assert codes.type("EMERGENCY") is not None


def test_codes_of_ones_own_are_read(tmp_path: Path) -> None:
    """A force brings its own file."""

    assert "I" == config.read_codes(_file(tmp_path, GOOD_CODES)).grades[0].code


def test_codes_without_roles_take_the_shipped_ones(tmp_path: Path) -> None:
    """A force that never wrote the tables keeps up; one that did gets its own alone."""
    shipped = config.read_codes(None)
    own = config.read_codes(_file(tmp_path, GOOD_CODES))
    row = '[[roles]]\nrole = "observer"\nname = "Watcher"\n'
    written = config.read_codes(_file(tmp_path, GOOD_CODES + row))

    assert shipped.access() == own.access()
    assert ["Watcher"] == [row.name for row in written.access().rows]
    assert () == written.access().doers("assign_units")


@pytest.mark.parametrize(
    "text",
    [
        "grades = 1",
        GOOD_CODES + "[[grade]]\ncode='x'",
        GOOD_CODES.replace("2026", "x"),
        "",
    ],
)
def test_codes_that_cannot_be_are_one_line(tmp_path: Path, text: str) -> None:
    """The file is named, whoever noticed."""
    path = _file(tmp_path, text)

    with pytest.raises(ConfigError) as refused:
        config.read_codes(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert "\n" not in str(refused.value)


def test_a_home_is_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The argument, else the environment, else the person's own folder."""
    monkeypatch.setenv("CONTROLROOM_HOME", str(tmp_path / "env"))

    assert tmp_path / "asked" == Home.find(tmp_path / "asked").folder
    assert tmp_path / "env" == Home.find().folder
    monkeypatch.delenv("CONTROLROOM_HOME")
    assert "controlroom" == Home.find().folder.name


def test_a_home_is_made_for_its_owner(tmp_path: Path) -> None:
    """With the folders in it; a second time changes nothing."""
    home = Home(tmp_path / "deep" / "home")
    home.create()
    home.create()

    assert all(f.is_dir() for f in (home.config, home.tracks, home.blobs, home.logs))
    if os.name != "nt":
        assert 0o700 == stat.S_IMODE(home.folder.stat().st_mode)


def test_a_home_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "taken").write_text("")

    with pytest.raises(ConfigError, match="cannot use"):
        Home(tmp_path / "taken" / "home").create()


def test_a_token_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Mode 0600 from the first byte, also over a file that was open to all."""
    home = Home(tmp_path)
    home.admin_token.write_text("old")
    home.admin_token.chmod(0o644)
    home.write_owner_only(home.admin_token, "secret")

    assert "secret" == home.admin_token.read_text()
    assert [home.admin_token] == list(tmp_path.iterdir())
    if os.name != "nt":
        assert 0o600 == stat.S_IMODE(home.admin_token.stat().st_mode)


def test_every_command_takes_a_home() -> None:
    """One wording for all."""
    parser = ArgumentParser()
    config.add_home_argument(parser)

    assert "/x" == parser.parse_args(["--home", "/x"]).home
    assert parser.parse_args([]).home is None


def _desk(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "desk.toml"
    path.write_text(text)
    return path


def test_a_desk_without_a_file_asks_nobody(tmp_path: Path) -> None:
    """No map and no service unless somebody wrote them down."""
    read = config.read_desk(tmp_path / "desk.toml")

    assert ((), {}, 256) == (read.map, read.services, read.cache_mb)


def test_a_desks_services(tmp_path: Path) -> None:
    """What is said is read, the rest has its usual value."""
    read = config.read_desk(
        _desk(
            tmp_path,
            'map = ["city.pack", "aerial"]\n[services.aerial]\n'
            'url = "https://tiles.example/{z}/{x}/{y}.png?key=secret"\n'
            'attribution = "© Somebody"\nzooms = [3, 18]\n',
        )
    )
    aerial = read.services["aerial"]

    assert ("city.pack", "aerial") == read.map
    assert ((3, 18), "© Somebody", 256, 4) == (
        aerial.zooms, aerial.attribution, aerial.tile_pixels, aerial.at_once,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://tiles.example/{z}/{x}/{y}", "does not begin with https://"),
        ("tiles.example/{z}/{x}/{y}", "does not begin with https://"),
        ("https:///{z}/{x}/{y}", "does not begin with https://"),
        ("https://tiles.example/{z}/{x}.png", "needs {z}, {x} and {y}"),
        ("https://tiles.example/{z}/{x}/{y}/{s}", "no other braces"),
        ("https://{z}.example/{x}/{y}/{z}", "in its path"),
        ("https://tiles.example/{z}/{x}/{y}}", "no other braces"),
        ("https://me:secret@tiles.example/{z}/{x}/{y}", "a name or a password"),
        ("http://tiles.example/{z}/{x}/{y}", "is not https"),
        ("https://[::1/{z}/{x}/{y}", "is no URL"),
    ],
)
def test_urls_that_are_refused(tmp_path: Path, url: str, why: str) -> None:
    """Each is refused in a line that names the service and repeats nothing secret."""
    path = _desk(tmp_path, f'[services.aerial]\nurl = "{url}"\n')
    with pytest.raises(ConfigError) as refused:
        config.read_desk(path)
    line = str(refused.value)

    assert line.startswith(f"{path}: services.aerial.url ")
    assert why in line
    assert "secret" not in line


@pytest.mark.parametrize(
    ("url", "allow_http"),
    [
        ("https://tiles.example/{z}/{x}/{y}.png", False),
        ("https://tiles.example/wmts?z={z}&x={x}&y={-y}", False),
        ("http://127.0.0.1:8080/{z}/{x}/{y}", False),
        ("http://localhost/{z}/{x}/{y}", False),
        ("http://tiles.example/{z}/{x}/{y}", True),
    ],
)
def test_urls_that_are_taken(url: str, allow_http: bool) -> None:
    """Encrypted anywhere, in clear on this machine or where the file says so."""

    assert "" == config.why_not_url(url, allow_http=allow_http)


@pytest.mark.parametrize(
    "line", ["at_once = 0", "at_once = 99", "timeout_s = 0", "zooms = [0, 99]", "x = 1"]
)
def test_services_that_are_refused(tmp_path: Path, line: str) -> None:
    """A value out of its bounds and a name nobody knows are typing errors."""
    url = 'url = "https://tiles.example/{z}/{x}/{y}"'
    with pytest.raises(ConfigError, match=r"desk\.toml: "):
        config.read_desk(_desk(tmp_path, f"[services.a]\n{url}\n{line}\n"))

"""A person's own gateway: found, started, started again, joined by other desks."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from controlroom.config import Home
from controlroom.desk.desk import Desk
from controlroom.domain.errors import LinkError
from tests.helpers.waiting import PATIENCE_S, wait_for
from ui.private import Address, PrivateGateway, Running, own_command

WAIT_MS = round(PATIENCE_S * 1000)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A folder in which no gateway ever ran."""
    return Home(tmp_path / "own")


@pytest.fixture
def gateway(home: Home, qtbot: QtBot) -> Iterator[PrivateGateway]:
    """What looks after the folder's gateway; afterwards none is left."""
    gateway = PrivateGateway(home)
    yield gateway
    gateway.let_go()
    _end(gateway)


def _end(gateway: PrivateGateway) -> None:
    process = gateway._process
    if process is not None:
        process.terminate()
        process.wait(PATIENCE_S)


def _pid(home: Home) -> int:
    return msgspec.json.decode(home.lock.read_bytes(), type=Running).pid


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def test_a_gateway_is_started_where_there_is_none(
    gateway: PrivateGateway, home: Home
) -> None:
    """Nothing has to be configured: its owner is whoever is logged in."""
    address = gateway.open()

    assert address == gateway.find()

    with Desk(address.url, address.token, "desk") as desk:
        desk.wait_until(lambda: desk.welcome is not None, PATIENCE_S)
        assert desk.welcome is not None

        assert "supervisor" == desk.welcome.role


def test_another_desk_of_the_same_person_joins(
    gateway: PrivateGateway, home: Home
) -> None:
    """One folder has one gateway, however many desks."""
    address = gateway.open()
    other = PrivateGateway(home)

    assert address == other.open()
    assert other._process is None

    other.let_go()


def test_two_desks_that_start_at_once_end_at_one_gateway(
    gateway: PrivateGateway, home: Home
) -> None:
    """The one whose gateway found the folder taken takes the other's."""
    other = PrivateGateway(home)
    other._start()
    address = gateway.open()
    wait_for(other.find, PATIENCE_S)

    assert address == other.find()

    _end(other)


def test_a_gateway_that_dies_is_started_again(
    gateway: PrivateGateway, home: Home, qtbot: QtBot
) -> None:
    """The desk says so and learns the new address."""
    gateway.open()
    before = _pid(home)
    said: list[str] = []
    gateway.said.connect(said.append)
    with qtbot.waitSignal(gateway.moved, timeout=WAIT_MS) as moved:
        os.kill(before, signal.SIGKILL)
    assert moved.args is not None
    (after,) = moved.args

    assert isinstance(after, Address)
    assert before != _pid(home)
    assert said[0].startswith("The gateway of this desk ended. Starting it again")


def test_a_desk_that_left_starts_nothing(
    gateway: PrivateGateway, home: Home, qtbot: QtBot
) -> None:
    """It leaves by itself after its last desk; nobody holds it up."""
    gateway.open()
    gateway.let_go()

    assert not gateway._poll.isActive()


def test_a_lock_of_before_a_power_cut_means_nothing(
    gateway: PrivateGateway, home: Home
) -> None:
    """Its number may be another program's by now: only who answers is a gateway."""
    home.create()
    stale = Running(pid=os.getpid(), port=_closed_port())
    home.lock.write_bytes(msgspec.json.encode(stale))
    home.owner_token.write_text("of before", encoding="utf-8")

    assert gateway.find() is None
    assert "of before" != gateway.open().token


@pytest.mark.parametrize(
    "lock",
    [b"", b"{", b"[]", b'{"pid": "x", "port": 1}', b'{"pid": 999999999, "port": 1}'],
)
def test_hostile_lock_files_are_no_gateway(
    gateway: PrivateGateway, home: Home, lock: bytes
) -> None:
    """Half a file, another's file, a process that is gone."""
    home.create()
    home.owner_token.write_text("token", encoding="utf-8")
    home.lock.write_bytes(lock)

    assert gateway.find() is None


def test_one_that_cannot_start_is_said(gateway: PrivateGateway, home: Home) -> None:
    """With the reason that it gave."""
    home.create()
    home.gateway_toml.write_text("no toml", encoding="utf-8")
    with pytest.raises(LinkError, match=r"did not start: .*gateway\.toml"):
        gateway.open()


def test_a_built_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no Python beside it."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert [sys.executable] == own_command()

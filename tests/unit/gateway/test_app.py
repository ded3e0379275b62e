"""The gateway as a whole, in its own process: starts, keeps its word, ends."""

import socket
from pathlib import Path

import pytest
import requests

from controlroom.config import GatewayConfig, Home
from controlroom.desk.desk import Desk
from controlroom.gateway.app import Running, run
from controlroom.gateway.lock import read_lock, read_token
from controlroom.journal.sqlite import SqliteJournal
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S


def test_found_while_it_runs_gone_when_it_ends(tmp_path: Path) -> None:
    """SIGTERM ends it in order: status 0, no lock, no token, a proven journal."""
    home = Home(tmp_path / "home")
    gateway = GatewayProcess(home.folder)
    gateway.start()
    running = read_lock(home)

    assert running is not None
    assert (gateway.pid, gateway.port) == (running.pid, running.port)
    assert (
        "ok"
        == requests.get(f"{running.url}/health", timeout=PATIENCE_S).json()["status"]
    )

    assert 0 == gateway.stop()
    assert read_lock(home) is None
    assert not home.admin_token.exists()

    with SqliteJournal.open(home.journal) as journal:
        assert journal.verify().proven


def test_codes_are_published_once(tmp_path: Path) -> None:
    """The same codes at a second start are no news; the epoch stays."""
    with GatewayProcess(tmp_path / "home") as gateway:
        first = requests.get(f"{gateway.url}/health", timeout=PATIENCE_S).json()
        gateway.stop()
        gateway.start()
        second = requests.get(f"{gateway.url}/health", timeout=PATIENCE_S).json()

    assert 1 == first["seq"] == second["seq"]
    assert first["epoch"] == second["epoch"]


def test_a_private_gateway_has_its_owner_and_leaves(tmp_path: Path) -> None:
    """Whose login starts it has a desk at once; alone, it ends by itself."""
    home = Home(tmp_path / "home")
    # The first desk is waited for, however slow this machine is.
    gateway = GatewayProcess(home.folder, "--private", config="leave_after_s = 1.0\n")
    gateway.start()
    token = read_token(home.owner_token)
    with Desk(gateway.url, token, "Desk") as desk:
        desk.wait_until(lambda: desk.snapshots, WAIT_S)

        assert desk.welcome is not None
        assert "supervisor" == desk.welcome.role

    assert 0 == gateway.wait(WAIT_S)
    assert read_lock(home) is None

    gateway.start()

    assert token == read_token(home.owner_token), "the same person, the same token"

    gateway.stop()


def test_an_exercise_keeps_its_rate(tmp_path: Path) -> None:
    """The welcome says that nothing is real and how fast the room's clock runs."""
    exercise = GatewayProcess(tmp_path / "home", "--exercise", "--rate", "10")
    with exercise, Desk(exercise.url, exercise.add_person("Anna"), "Desk") as desk:
        desk.wait_until(lambda: desk.snapshots, WAIT_S)

        assert desk.welcome is not None
        assert (True, 10.0) == (desk.welcome.exercise, desk.welcome.rate)


def _fails(
    capsys: pytest.CaptureFixture[str], home: Path, config: GatewayConfig, **how: bool
) -> str:
    assert 1 == run(Home(home), config, Running(port=None, **how))
    captured = capsys.readouterr()

    assert 1 == captured.err.count("\n")
    assert "" == captured.out
    return captured.err


def test_one_gateway_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second one is refused in one line and harms nothing."""
    with GatewayProcess(tmp_path / "home") as gateway:
        said = _fails(capsys, gateway.home, GatewayConfig(port=0))

        assert "open in another program" in said
        assert read_lock(Home(gateway.home)) is not None


def test_real_and_exercise_do_not_mix(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A live gateway touches no exercise, and the reverse."""
    SqliteJournal.open(tmp_path / "x" / "journal.db", exercise=True).close()
    SqliteJournal.open(tmp_path / "l" / "journal.db", exercise=False).close()

    assert "exercise" in _fails(capsys, tmp_path / "x", GatewayConfig(port=0))
    assert "live" in _fails(
        capsys, tmp_path / "l", GatewayConfig(port=0), exercise=True
    )


def test_what_it_cannot_start_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A port that is taken, codes that are not there: one line each."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert str(port) in _fails(capsys, tmp_path / "a", GatewayConfig(port=port))

    codes = GatewayConfig(port=0, codes=str(tmp_path / "none.toml"))

    assert "none.toml" in _fails(capsys, tmp_path / "b", codes)

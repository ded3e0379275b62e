"""The owner's commands as programs: of a running gateway, of its files, of a copy."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom import __version__
from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]
WAIT_S = PATIENCE_S
TOKEN_AFTER = "Token, shown this once:\n"


def _run(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "controlroom", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def _token(out: str) -> str:
    return out.partition(TOKEN_AFTER)[2].strip()


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[GatewayProcess]:
    """A gateway on a folder of its own."""
    with GatewayProcess(tmp_path / "home") as gateway:
        yield gateway


def test_the_program_says_its_version() -> None:
    """Started as a person starts it."""

    assert (0, f"controlroom {__version__}\n", "") == _run("--version")


def test_a_mistake_is_one_line_and_status_2() -> None:
    """No usage page, no traceback."""
    status, out, err = _run("verify", "--hmoe", "/x")

    assert (2, "") == (status, out)
    assert "unrecognized arguments: --hmoe" in err
    assert 1 == err.count("\n")


def test_a_person_is_added_while_the_gateway_runs(gateway: GatewayProcess) -> None:
    """The printed token opens a desk at once; disabling throws it out."""
    home = str(gateway.home)
    status, out, err = _run("user", "add", "PC Osei", "--login", "osei", "--home", home)
    with Desk(gateway.url, _token(out), "Desk A") as desk:
        desk.wait_until(lambda: desk.picture.people, WAIT_S)
        _run("user", "disable", "osei", "--home", home)
        desk.wait_until(lambda: desk.link.state != "live", WAIT_S)

    assert (0, "") == (status, err)
    assert "disabled" in _run("user", "list", "--home", home)[1]


def test_proof_and_copy_of_a_room_at_work(
    gateway: GatewayProcess, tmp_path: Path
) -> None:
    """A copy taken while the gateway runs is a room of its own, with another epoch."""
    token = gateway.add_person("Anna", "supervisor")
    with Desk(gateway.url, token, "Desk A") as desk:
        desk.wait_until(lambda: desk.picture.codes.types, WAIT_S)
        desk.do(c.OpenIncident(type_code="DISORDER", place="Pier 4"))
        copy = tmp_path / "copy.db"
        proven = _run("verify", "--home", str(gateway.home))
        copied = _run("backup", str(copy), "--home", str(gateway.home))
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(copy, restored / "journal.db")
    shutil.copy(gateway.home / "secrets.db", restored / "secrets.db")

    assert (0, 0) == (proven[0], copied[0])
    assert "proven" in proven[1]
    with (
        GatewayProcess(restored) as again,
        Desk(again.url, token, "Desk A") as desk,
    ):
        desk.wait_until(lambda: desk.picture.incidents, WAIT_S)
        assert again.epoch != gateway.epoch
        assert ["Pier 4"] == [i.place for i in desk.picture.incidents.values()]


def test_without_a_gateway_the_files_are_asked(gateway: GatewayProcess) -> None:
    """Also after a kill, which leaves the lock file behind."""
    gateway.kill()
    home = str(gateway.home)
    added = _run(
        "device", "add", "--door", "osmand", "--kind", "phone",
        "--unit", "BX21", "--new-unit", "car", "--home", home,
    )  # fmt: skip
    proven = _run("verify", "--home", home)

    assert (0, 0) == (added[0], proven[0])
    assert 43 == len(_token(added[1]))
    gateway.start()
    assert "BX21" in _run("device", "list", "--home", home)[1]

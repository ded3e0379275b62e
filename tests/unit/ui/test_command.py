"""The command `controlroom desk`."""

import argparse
import gc
import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from controlroom import log
from controlroom.config import Home
from controlroom.domain.errors import ConfigError
from controlroom.leaving import is_alive
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.left_windows import hide_left_windows
from tests.helpers.waiting import PATIENCE_S, wait_for
from ui import shots
from ui.app import DeskApp
from ui.command import add_parser, read_token, run_command
from ui.theme import install_fonts
from ui.window import Window

LATE_MS = round(PATIENCE_S * 1000)
LOOK_MS = 20
TOO_LATE = 99


def _parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return parser.parse_args(["desk", *words])


def test_a_gateway_needs_a_token(tmp_path: Path) -> None:
    """One without the other is refused in a line."""
    asked = _parse("--home", str(tmp_path), "--gateway", "http://127.0.0.1:1")
    with pytest.raises(ConfigError, match="belong together"):
        run_command(asked)


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe"])
def test_a_token_file_holds_a_token(tmp_path: Path, content: bytes) -> None:
    """An empty or spoilt file is said by name, and nothing of it is shown."""
    path = tmp_path / "ash.token"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"ash\.token"):
        read_token(path)


def test_a_token_is_read_without_its_line_end(tmp_path: Path) -> None:
    """What an editor adds is no part of it."""
    path = tmp_path / "ash.token"
    path.write_text("abc\n")

    assert "abc" == read_token(path)


def test_a_missing_token_file_is_said(tmp_path: Path) -> None:
    """Which file, and that it cannot be read."""
    with pytest.raises(ConfigError, match="cannot read the token"):
        read_token(tmp_path / "none")


def test_pictures_are_asked_for_by_name() -> None:
    """Folder and seconds, with a default."""
    asked = _parse("--shots", "pictures")

    assert (Path("pictures"), 20.0) == (asked.shots, asked.seconds)


def test_maps_are_named_one_by_one() -> None:
    """A pack and pictures may stand together; none is named unless somebody does."""

    assert ["a.pack", "b.mbtiles"] == _parse(
        "--map", "a.pack", "--map", "b.mbtiles"
    ).map
    assert _parse().map is None


def test_a_configuration_that_is_wrong(tmp_path: Path) -> None:
    """A desk does not open on a service that was written down wrongly."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "desk.toml").write_text("[services.a]\nurl = 'x'\n")
    asked = _parse(
        "--home", str(tmp_path), "--gateway", "http://127.0.0.1:1",
        "--token-file", str(tmp_path / "none"),
    )  # fmt: skip
    with pytest.raises(ConfigError, match=r"services\.a\.url does not begin"):
        run_command(asked)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)]
)
def test_an_end_asked_for_early_is_not_lost(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qapp: QApplication,
    number: signal.Signals,
    status: int,
) -> None:
    """Who logs off while the window opens, or presses Ctrl-C, does not wait for it."""
    token = tmp_path / "ash.token"
    token.write_text("abc", encoding="utf-8")

    def open_slowly(desk: DeskApp) -> None:
        os.kill(os.getpid(), number)
        QTimer.singleShot(LATE_MS, desk, lambda: qapp.exit(99))

    monkeypatch.setattr(DeskApp, "open", open_slowly)
    asked = _parse(
        "--home", str(tmp_path), "--gateway", "http://127.0.0.1:1",
        "--token-file", str(token),
    )  # fmt: skip

    assert status == run_command(asked)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    """A gateway on which Ash may sit, for all tests of this file."""
    with GatewayProcess(tmp_path_factory.mktemp("desk") / "home") as gateway:
        yield gateway


@pytest.fixture
def words(gateway: GatewayProcess, tmp_path: Path) -> list[str]:
    """What is typed to sit down there."""
    token = gateway.home / "ash.token"
    if not token.exists():
        token.write_text(gateway.add_person("Ash"), encoding="utf-8")
    return ["--home", str(tmp_path / "own"), "--gateway", gateway.url, "--token-file",
            str(token), "--name", "Desk 9"]  # fmt: skip


class _Person:
    """Does one thing as soon as a window has its picture; ends what never ends."""

    def __init__(self, do: Callable[[Window], object]) -> None:
        self.title = ""
        self._do = do
        self._look = QTimer(interval=LOOK_MS)
        self._look.timeout.connect(self._see)
        self._look.start()
        self._late = QTimer(singleShot=True)
        self._late.timeout.connect(lambda: QApplication.exit(TOO_LATE))
        self._late.start(LATE_MS)

    def go(self) -> None:
        """Stay no longer."""
        self._look.stop()
        self._late.stop()

    def _see(self) -> None:
        for window in _windows():
            if window.isVisible() and window.position.frame.welcome is not None:
                self._look.stop()
                self.title = window.windowTitle()
                self._do(window)


def _windows() -> list[Window]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Window)]


@pytest.fixture
def sit(qapp: QApplication) -> Iterator[Callable[..., tuple[int, _Person]]]:
    """Runs the command with somebody at the desk; afterwards all is as before."""
    install_fonts()
    hide_left_windows()
    people: list[_Person] = []

    def run(typed: list[str], do: Callable[[Window], object]) -> tuple[int, _Person]:
        person = _Person(do)
        people.append(person)
        return run_command(_parse(*typed)), person

    yield run
    for person in people:
        person.go()
    log.stop_log()
    for window in _windows():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Sit = Callable[..., tuple[int, _Person]]


def test_a_desk_sits_at_the_gateway_it_was_given(
    sit: Sit, words: list[str], tmp_path: Path
) -> None:
    """Under its name; closed in order it ends well, keeps its layout and a log, and
    Ctrl-C is again what it was.
    """
    before = [signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)]
    status, person = sit(words, lambda window: window.close())
    own = Home(tmp_path / "own")

    assert (0, "Desk 9 – Controlroom") == (status, person.title)
    assert 1 == len(list(own.config.rglob("*.json")))
    assert (own.logs / "desk.log").is_file()
    assert before == [
        signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)
    ]


@pytest.mark.parametrize(
    ("name", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)]
)
def test_a_desk_that_is_told_to_end_says_how_it_ended(
    sit: Sit, words: list[str], name: signal.Signals, status: int
) -> None:
    """Ctrl-C as a shell expects it; logging off is no failure."""
    ended, _person = sit(words, lambda _window: os.kill(os.getpid(), name))

    assert status == ended
    assert [] == [window for window in _windows() if window.isVisible()]


def test_pictures_are_made_once_the_gateway_was_heard(
    sit: Sit, words: list[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """They show the room, and nothing alive there is a failure that is said."""
    monkeypatch.setattr(shots, "SETTLE_MS", 20)
    folder = tmp_path / "pictures"
    status, _person = sit(
        [*words, "--shots", str(folder), "--seconds", "0.2"], lambda _window: None
    )
    out, err = capsys.readouterr()

    assert 1 == status
    assert 5 == len(json.loads(out)["pictures"]) == len(list(folder.iterdir()))
    assert err.startswith("nothing alive: units")


# The program that it started is meant to outlive it.
@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
def test_without_a_gateway_a_desk_sits_at_its_own(sit: Sit, tmp_path: Path) -> None:
    """Nothing has to be configured, and nothing that was started is left looked after.

    The gateway outlives the desk for a while, for others of the same person.
    """
    home = Home(tmp_path / "own")
    roles: list[str] = []
    pids: list[int] = []

    def note(window: Window) -> None:
        roles.append(window.position.frame.role)
        pids.append(json.loads(home.lock.read_text("utf-8"))["pid"])
        window.close()

    status, _person = sit(["--home", str(home.folder)], note)
    gc.collect()
    alive = is_alive(pids[0])
    os.kill(pids[0], signal.SIGTERM)
    wait_for(lambda: os.waitpid(pids[0], os.WNOHANG)[0], PATIENCE_S)

    assert (0, ["supervisor"], True) == (status, roles, alive)

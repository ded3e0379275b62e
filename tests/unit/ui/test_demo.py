"""The desk of a demo, at a real gateway with a small force."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.helpers.left_windows import hide_left_windows
from tests.helpers.live_room import FORCE, LiveRoom
from tests.helpers.map_room import write_town
from tests.helpers.waiting import PATIENCE_S
from ui import shots
from ui.app import DeskApp
from ui.demo import Album, run
from ui.theme import install_fonts

LATE_MS = round(PATIENCE_S * 1000)
TOO_LATE = 99


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveRoom]:
    """A gateway whose units move, for all tests of this file."""
    with LiveRoom(tmp_path_factory.mktemp("demo") / "home") as room:
        yield room


@pytest.fixture(autouse=True)
def _as_a_program(qapp: QApplication) -> Iterator[None]:
    """Fonts as the program has them; a run that never ends is ended.

    What a demo does with Ctrl-C it does for the rest of its process, and its desk goes
    with the process: both are put back here.
    """
    install_fonts()
    hide_left_windows()
    before = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)}
    late = QTimer(singleShot=True)
    late.timeout.connect(lambda: qapp.exit(TOO_LATE))
    late.start(LATE_MS)
    yield
    late.stop()
    for name, handler in before.items():
        signal.signal(name, handler)
    for desk in _Person.desks:
        desk.window.deleteLater()
        desk.deleteLater()
    _Person.desks.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class _Person:
    """Somebody who does one thing as soon as the desk is linked."""

    desks: ClassVar[list[DeskApp]] = []

    def __init__(self, do: Callable[[DeskApp], object]) -> None:
        self.seen: list[bool] = []
        self._do = do

    def __call__(self, desk: DeskApp) -> None:
        """Note whether anything was shown before; wait for the picture."""
        self.desks.append(desk)
        self.seen.append(desk.window.isVisible())
        desk.frame.picture_replaced.connect(lambda: self._do(desk))


def test_a_demo_lives_until_its_window_is_closed(
    room: LiveRoom, tmp_path: Path
) -> None:
    """Whoever waits for the desk is told before anything is painted; leaving it in
    order is success, and nothing of it goes on.
    """
    person = _Person(lambda desk: desk.window.close())
    status = run(room.gateway.url, room.token("Ash"), tmp_path, None, None, person)
    desk = person.desks[0]

    assert (0, [False]) == (status, person.seen)
    assert desk.frame.welcome is not None
    assert "Ash" == desk.frame.welcome.person
    assert not desk.frame._tick.isActive()


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_that_is_told_to_end_ends(
    room: LiveRoom, tmp_path: Path, name: signal.Signals
) -> None:
    """Ctrl-C and a shutting machine close the desk as its person would."""
    person = _Person(lambda _desk: os.kill(os.getpid(), name))
    status = run(room.gateway.url, room.token("Ash"), tmp_path, None, None, person)

    assert (0, False) == (status, person.desks[0].window.isVisible())


def test_a_demo_that_is_told_to_end_while_it_opens_ends(
    room: LiveRoom, tmp_path: Path
) -> None:
    """Ctrl-C before the window stands is not lost."""

    def interrupt(desk: DeskApp) -> None:
        _Person.desks.append(desk)
        os.kill(os.getpid(), signal.SIGINT)

    status = run(room.gateway.url, room.token("Ash"), tmp_path, None, None, interrupt)

    assert (0, False) == (status, _Person.desks[0].window.isVisible())


def test_a_demo_without_a_person_makes_pictures(
    room: LiveRoom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On a machine without a screen as well: every scene as a picture of the size of
    the window, one summary, and a status that says what was not alive.
    """
    monkeypatch.setattr(shots, "SETTLE_MS", 50)
    for name in ("DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    album = Album(tmp_path / "pictures", 1.5)
    pack = write_town(tmp_path / "town.pack")
    mapped: list[bool] = []
    person = _Person(
        lambda desk: QTimer.singleShot(
            500, lambda: mapped.append(desk.window.map.stage.has_map)
        )
    )
    status = run(room.gateway.url, room.token("Ash"), tmp_path, pack, album, person)
    out, err = capsys.readouterr()
    summary = json.loads(out)
    pictures = [QImage(str(album.folder / name)) for name in summary["pictures"]]

    assert (1, [True]) == (status, mapped)
    assert "nothing alive: incidents_open, assigned, streams_playing\n" == err
    assert (len(FORCE), 5) == (summary["units"], len(pictures))
    assert {(1920, 1080)} == {each.size().toTuple() for each in pictures}
    assert "offscreen" == os.environ["QT_QPA_PLATFORM"]


def test_a_person_without_a_screen_is_not_shown_to_nobody(
    room: LiveRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a run that makes pictures goes on without a screen; Qt tells the others."""
    for name in ("DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    person = _Person(lambda desk: desk.window.close())
    run(room.gateway.url, room.token("Ash"), tmp_path, None, None, person)

    assert "QT_QPA_PLATFORM" not in os.environ


def test_a_screen_that_is_there_is_used_for_pictures(
    room: LiveRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pictures of a real screen are made on it."""
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":99")
    person = _Person(lambda desk: desk.window.close())
    album = Album(tmp_path / "pictures", 60.0)
    run(room.gateway.url, room.token("Ash"), tmp_path, None, album, person)

    assert "QT_QPA_PLATFORM" not in os.environ

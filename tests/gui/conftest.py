"""What the tests of the real window stand on: a room that lives, people at desks."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import write_town
from tests.helpers.operator import Operator
from tests.helpers.unhurried import unhurried
from ui.collector import Collector

NO_LOUDSPEAKER = "no sound: this machine has no loudspeaker"

Sit = Callable[..., Operator]


@pytest.fixture(autouse=True, scope="module")
def _windows_end_in_their_thread(qapp: QApplication) -> Iterator[None]:
    """The rooms of these tests have threads of their own, also when no desk is open."""
    collector = Collector(qapp)
    collector.begin()
    with unhurried():
        yield
    collector.end()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LiveRoom]:
    """A gateway with a small force whose units move."""
    with LiveRoom(tmp_path / "home") as room:
        yield room


@pytest.fixture(scope="module")
def shared_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveRoom]:
    """The same for all tests of a file, where none minds what the others left."""
    with LiveRoom(tmp_path_factory.mktemp("room") / "home") as room:
        yield room


@pytest.fixture
def sit(
    tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> Iterator[Sit]:
    """Sits a person down at a desk of a room; nothing goes wrong there unseen.

    `quiet` is a part of a warning that this test expects.
    """
    seated: list[Operator] = []
    expected = [NO_LOUDSPEAKER]

    def sit_down(
        room: LiveRoom, name: str = "Ash", quiet: str = "", **more: object
    ) -> Operator:
        expected.extend([quiet] if quiet else [])
        operator = Operator(room, qtbot, tmp_path / "desk", name, **more)  # type: ignore[arg-type]  # as the test says
        seated.append(operator)
        return operator.sit()

    with caplog.at_level(logging.WARNING):
        yield sit_down
        for operator in seated:
            operator.leave()
    # pytest keeps the records of each part of a test apart.
    said = [
        record.getMessage()
        for part in ("setup", "call", "teardown")
        for record in caplog.get_records(part)
        if record.name.startswith("controlroom") and record.levelno >= logging.WARNING
    ]

    assert not [line for line in said if not any(known in line for known in expected)]


@pytest.fixture
def operator(room: LiveRoom, sit: Sit) -> Operator:
    """Ash, a dispatcher, at a desk of the room."""
    return sit(room)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The map of a town with two streets."""
    return write_town(tmp_path / "town.pack")

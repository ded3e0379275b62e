"""Given, When, Then on the real window and a real gateway.

How to write one:

1. `tests/features/<subject>.feature`: scenarios in the words of the room.
2. `tests/features/test_<subject>.py`: a docstring, `from pytest_bdd import scenarios`
   and `scenarios("<subject>.feature")`. All its scenarios share one window (Ash, a
   dispatcher), one gateway and one colleague (Ben, at a desk without a screen).
   `FeatureRoom.begin` clears the desk between them, so each scenario stands alone.
3. Steps that exist: steps_room.py (who and what there is), steps_desk.py (hands and
   eyes of the dispatcher), steps_others.py (other desks, devices). New ones go to
   `steps_<subject>.py` beside them, found by their name; they take the fixture
   `desk` (tests/helpers/feature_room.py). Wait with `desk.until`, never sleep.
4. An incident called "412" is whatever number the gateway gave: write 412 wherever its
   number is typed or read. Units are named by callsign and made when they are missing.

A grade of its own: define the module fixture `codes` anew in the test file. Another
force, role, map or gateway: `room` or `operator`, with `LiveRoom` and `Operator`.
"""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.feature_room import COLLEAGUE, FeatureRoom
from tests.helpers.live_room import SECTORS, LiveRoom
from tests.helpers.operator import Operator
from tests.helpers.unhurried import unhurried
from tests.helpers.waiting import PATIENCE_S
from ui.collector import Collector

NO_LOUDSPEAKER = "no sound: this machine has no loudspeaker"
HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    """Take every file of steps in this folder on."""
    for path in sorted(HERE.glob("steps_*.py")):
        config.pluginmanager.import_plugin(f"tests.features.{path.stem}")


class _Warnings(logging.Handler):
    """Keeps what went wrong unseen."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(record.getMessage())


@pytest.fixture(scope="module")
def _collected(qapp: QApplication) -> Iterator[None]:
    """The room of a feature has threads of its own, also when no desk is open."""
    collector = Collector(qapp)
    collector.begin()
    with unhurried():
        yield
    collector.end()


@pytest.fixture(scope="module")
def codes() -> str:
    """The codes of the room, TOML; a feature that needs a grade of its own adds it."""
    return SECTORS


@pytest.fixture(scope="module")
def room(
    _collected: None, codes: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveRoom]:
    """A gateway and its force, for all scenarios of a feature."""
    home = tmp_path_factory.mktemp("room") / "home"
    with LiveRoom(home, codes=codes) as room:
        yield room


@pytest.fixture(scope="module")
def operator(
    room: LiveRoom,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Operator]:
    """Ash, a dispatcher, at a desk with a screen."""
    folder = tmp_path_factory.mktemp("desk")
    operator = Operator(room, QtBot(request), folder).sit()
    yield operator
    operator.leave()


@pytest.fixture(scope="module", autouse=True)
def shared_desk(
    room: LiveRoom, operator: Operator, request: pytest.FixtureRequest
) -> Iterator[FeatureRoom]:
    """The room of the feature; what went wrong there unseen fails its last scenario."""
    warnings = _Warnings()
    logging.getLogger("controlroom").addHandler(warnings)
    with room.desk(COLLEAGUE) as colleague:
        colleague.wait_until(lambda: colleague.picture.units, PATIENCE_S)
        shared = FeatureRoom(room, operator, colleague)
        yield shared
        shared.end()
    logging.getLogger("controlroom").removeHandler(warnings)

    assert not [line for line in warnings.lines if NO_LOUDSPEAKER not in line]


@pytest.fixture
def desk(shared_desk: FeatureRoom) -> Iterator[FeatureRoom]:
    """The room of the feature, with nothing of the scenario before on the desk."""
    shared_desk.begin()
    yield shared_desk
    for who, other in list(shared_desk.desks.items()):
        if who != COLLEAGUE:
            other.__exit__()
            del shared_desk.desks[who]

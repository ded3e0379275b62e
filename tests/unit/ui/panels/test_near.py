"""What is near, as it was asked: a list to walk."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.domain.within import Within
from tests.helpers.around_room import HERE, Roads, draw_rvp, put, town_force
from tests.helpers.desk_room import DeskRoom
from tests.helpers.operator import read
from ui.panels.near import NearPanel
from ui.surroundings import Surroundings


@pytest.fixture
def town(qtbot: QtBot) -> DeskRoom:
    """A small force around the middle of the town."""
    return town_force()


@pytest.fixture
def asked(town: DeskRoom) -> Surroundings:
    """Nothing asked yet, of roads that answer when told to."""
    made = Surroundings(town.position)
    made.worker = Roads()
    return made


@pytest.fixture
def panel(qtbot: QtBot, town: DeskRoom, asked: Surroundings) -> Iterator[NearPanel]:
    """The panel, in sight."""
    made = NearPanel(town.position, asked)
    qtbot.addWidget(made)
    made.resize(512, 400)
    made.show()
    made.activateWindow()
    yield made
    made.close()


def _keys(panel: NearPanel) -> list[str]:
    return [key for section in panel.view.sections for key in section.keys]


def test_nothing_asked_says_what_to_do(panel: NearPanel) -> None:
    """And which key does it."""

    assert "Nothing was asked" in read(panel.body)
    assert "A" in read(panel.body)


def test_what_was_asked_is_listed(panel: NearPanel, asked: Surroundings) -> None:
    """The question stands in the title, the list says how many."""
    asked.ask(Within(metres=250), HERE)

    assert ["unit_hb1", "inc_7001", "cam_1"] == _keys(panel)
    assert "within 250 m of Quay Street" in read(panel.bar)
    assert "Near: units 1, incidents 1, cameras 1, within 250 m of Quay Street" == (
        panel.view.accessibleName()
    )


def test_waiting_for_ways_is_said(panel: NearPanel, asked: Surroundings) -> None:
    """Then the times are there, or that nothing is that near."""
    roads = asked.worker
    assert isinstance(roads, Roads)
    asked.ask(Within(seconds=5), HERE)
    waiting = read(panel.body)
    roads.answer_reach()
    roads.answer_times(mps=0.001)

    assert "Finding the ways" in waiting
    assert ["cam_1"] == _keys(panel)


def test_nothing_that_near_is_said(
    panel: NearPanel, asked: Surroundings, town: DeskRoom
) -> None:
    """In the words of the question."""
    town.frame.picture.cameras.clear()
    asked.ask(Within(metres=20), HERE)

    assert "Nothing is that near" in read(panel.body)
    assert "Nothing is within 20 m of Quay Street." in read(panel.body)


def test_walking_selects_everywhere(
    panel: NearPanel, asked: Surroundings, town: DeskRoom, qtbot: QtBot
) -> None:
    """Units, incidents and cameras; Enter shows the row on the map."""
    shown: list[tuple[float, float]] = []
    asked.place_wanted.connect(lambda lat, lon: shown.append((lat, lon)))
    asked.ask(Within(metres=250), HERE)
    panel.focus_body()
    for _ in range(3):
        QTest.keyClick(panel.view, Qt.Key.Key_Down)
    selection = town.selection
    QTest.keyClick(panel.view, Qt.Key.Key_Return)

    assert (True, "inc_7001", "cam_1") == (
        selection.unit_id in {None, "unit_hb1"}, selection.incident_id,
        selection.camera_id,
    )  # fmt: skip
    assert [HERE.point] == shown


def test_a_drawing_is_selected_too(
    panel: NearPanel, asked: Surroundings, town: DeskRoom
) -> None:
    """What is drawn on the shared map has its row and its section."""
    draw_rvp(town)
    asked.ask(Within(metres=60), HERE)
    said = read(panel.view.viewport())
    panel.view.chosen.emit("drw_1")

    assert {"Drawn on the map", "RVP 1", "RVP", "50 m"} <= set(said)
    assert "drw_1" == town.selection.drawing_id


def test_nothing_jumps_under_a_hand(
    panel: NearPanel, asked: Surroundings, town: DeskRoom, qtbot: QtBot
) -> None:
    """Once a row was chosen the order waits, and is taken by key."""
    asked.ask(Within(metres=250), HERE)
    panel.focus_body()
    qtbot.waitUntil(panel.view.hasFocus)
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    put(town, HB3=(10, 0), HB1=(900, 0))
    town.pass_time(1)
    before, chip = _keys(panel), panel._chip.isVisible()
    panel.release_order()

    assert (True, "unit_hb1") == (chip, before[0])
    assert "unit_hb3" == _keys(panel)[0]


def test_another_question_is_listed_at_once(
    panel: NearPanel, asked: Surroundings, qtbot: QtBot
) -> None:
    """Though the hand is in the list: it was asked for."""
    asked.ask(Within(metres=250), HERE)
    panel.focus_body()
    qtbot.waitUntil(panel.view.hasFocus)
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    asked.ask(Within(metres=1_000), HERE)

    assert ["unit_hb1", "unit_hb2", "unit_np9"] == _keys(panel)[:3]


def test_sections_fold(panel: NearPanel, asked: Surroundings) -> None:
    """A kind that nobody wants is one line."""
    asked.ask(Within(metres=250), HERE)
    panel.view.folded.emit("unit")

    assert panel.view.sections[0].folded


def test_closing_ends_the_question(panel: NearPanel, asked: Surroundings) -> None:
    """The map draws nothing any more; ending it closes the panel."""
    asked.ask(Within(metres=250), HERE)
    panel._close()

    assert ((), None) == (asked.drawn, asked.within)
    assert panel.isHidden()

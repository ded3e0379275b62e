"""A list that drops down under a field."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.operator import read
from tests.unit.ui.test_places import _Town
from ui.panels.form_fields import PlaceField
from ui.panels.offers import ROW, Offers
from ui.places import MOST, Offer
from ui.theme import Theme

PLACES = [Offer(f"Street {n}", "street", 51.0, 0.1 * n, 10.0) for n in range(9)]


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[PlaceField]:
    """A place field of a small town, shown in a window."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field = PlaceField("Place", _Town(), 300, Theme.load("dark"))
    column.addWidget(field)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    field.setFocus()
    yield field
    window.close()


def test_offers_are_listed_and_bounded(field: PlaceField) -> None:
    """Name, kind and how far off."""
    offers = Offers(Theme.load("dark"))
    offers.offer(PLACES, field)

    assert MOST == len(offers.offers)
    assert ["Street 0", "street \u00b7 10 m"] == read(offers)[:2]

    offers.offer([], field)

    assert not offers.isVisible()


def test_a_place_is_taken_by_arrows_and_enter(field: PlaceField) -> None:
    """Enter takes what is marked, and enters nothing."""
    entered: list[str] = []
    field.entered.connect(entered.append)
    QTest.keyClicks(field, "quay")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    taken = (field.text(), field.at)
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert ("Quay Lane", (51.51, -0.11)) == taken
    assert ["Quay Lane"] == entered
    assert not field.offers.isVisible()


def test_esc_closes_the_list_and_keeps_what_was_typed(field: PlaceField) -> None:
    """It steps back one level."""
    QTest.keyClicks(field, "mill")
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert not field.offers.isVisible()
    assert "mill" == field.text()


def test_a_click_takes_an_offer(field: PlaceField) -> None:
    """The second row is the second place."""
    QTest.keyClicks(field, "mill")
    QTest.mouseClick(
        field.offers, Qt.MouseButton.LeftButton, pos=QPoint(30, ROW + ROW // 2)
    )

    assert "Mill Street at Quay Lane" == field.text()


def test_marks_walk_around_and_past_the_ends(field: PlaceField) -> None:
    """Beyond the last none is marked: Enter enters what was typed."""
    offers = Offers(Theme.load("dark"))
    offers.offer(PLACES[:2], field)
    marked = []
    for _ in range(4):
        offers.mark(1)
        marked.append(offers.marked)
    offers.mark(-1)

    assert [0, 1, -1, 0] == marked
    assert offers.current is None


def test_a_whole_name_is_marked_when_the_field_is_left(field: PlaceField) -> None:
    """What was typed stays as typed; another text takes the mark away."""
    QTest.keyClicks(field, "mill street")
    field.clearFocus()
    marked = (field.text(), field.at)
    field.setFocus()
    QTest.keyClicks(field, "s")

    assert ("mill street", (51.50, -0.10)) == marked
    assert field.at is None


def test_a_click_on_the_map_is_kept_whatever_is_written(field: PlaceField) -> None:
    """The words describe the place that was marked."""
    field.put(51.0, 0.5)
    QTest.keyClicks(field, "behind the church")

    assert (51.0, 0.5) == field.at

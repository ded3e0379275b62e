"""The run card over the assign list."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom, colours_of
from ui.panels.run_card import RunCardBand


def test_a_card_says_what_is_missing(qtbot: QtBot, room: DeskRoom) -> None:
    """A robbery has one; nothing is shown without an incident."""
    band = RunCardBand(room.position)
    qtbot.addWidget(band)
    incident = room.frame.picture.incidents["inc_4521"]
    band.show_card(incident, ())

    assert not band.isHidden()
    assert (
        "Run card: 3 cars and 1 dog unit. Short of 3 cars and 1 dog unit"
    ) == band.accessibleName()
    band.show_card(incident, ("unit_hb14", "unit_hb12"))
    assert band.accessibleName().endswith("Short of 1 car and 1 dog unit")
    assert "No free unit is left for 1 car and 1 dog unit" == band.words
    band.show_card(None, ())
    assert band.isHidden()
    assert "" == band.words


def test_a_click_asks_for_the_best(qtbot: QtBot, room: DeskRoom) -> None:
    """Like its key; drawn in more than one colour."""
    band = RunCardBand(room.position)
    qtbot.addWidget(band)
    band.resize(512, band.height())
    band.show_card(room.frame.picture.incidents["inc_4521"], ())
    band.show()

    assert len(colours_of(band)) > 2
    with qtbot.waitSignal(band.pressed):
        QTest.mouseClick(band, Qt.MouseButton.LeftButton)

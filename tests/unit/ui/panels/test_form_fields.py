"""Fields of forms that are more than a line."""

from pytestqt.qtbot import QtBot

from ui.panels.form_fields import Choice, PlaceField
from ui.streets import Streets
from ui.theme import Theme


def test_any_part_of_a_choice_can_be_typed(qtbot: QtBot) -> None:
    """By code, by words, by a beginning that fits one; else as typed."""
    choice = Choice([("I", "I  Immediate"), ("S", "S  Significant")], "Grade")
    qtbot.addWidget(choice)
    found = []
    for text in ("i", "S  Significant", "I  Im", "x", ""):
        choice.setEditText(text)
        found.append(choice.value())

    assert ["I", "S", "I", "x", ""] == found


def test_places_are_suggested_from_the_pack(qtbot: QtBot) -> None:
    """Without a pack nothing is suggested, and typing goes on."""
    field = PlaceField("Place", Streets(), 300, Theme.load("dark"))
    qtbot.addWidget(field)
    field.setText("Quay")
    field.textEdited.emit("Quay")

    assert field.at is None
    assert "Quay" == field.text()

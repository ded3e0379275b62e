"""A line under a field."""

from pytestqt.qtbot import QtBot

from tests.helpers.operator import read
from ui.panels.note import Note
from ui.theme import Theme


def test_a_note_says_words_and_key_and_keeps_its_height(qtbot: QtBot) -> None:
    """Nothing moves when it begins to say something."""
    note = Note(Theme.load("dark"))
    qtbot.addWidget(note)
    note.resize(400, note.height())
    before = note.height()
    empty = read(note)
    note.say("Robbery: <b>'knife'</b>", "Ctrl+G")

    assert [] == empty
    assert ["Ctrl+G", "Robbery: <b>'knife'</b>"] == read(note)
    assert before == note.height()
    assert "&lt;b&gt;" in note.toolTip()

"""Taking a call is measured at the real fields."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from controlroom.bench import intake
from tests.helpers.desk_room import DeskRoom
from tests.helpers.window_room import WindowRoom


@pytest.fixture
def window_room(qtbot: QtBot) -> Iterator[WindowRoom]:
    """The window of a dispatcher in a full room, shown and linked."""
    made = WindowRoom(DeskRoom()).open()
    qtbot.addWidget(made.window)
    yield made
    made.cameras.shut()
    made.window.close()


def test_every_letter_is_measured_and_nothing_is_left(window_room: WindowRoom) -> None:
    """One figure a letter; the field is empty again, the form put away."""
    window = window_room.window
    times_ms = intake.letters_ms(window, window_room.stage, "a knife")

    assert 7 == len(times_ms)
    assert min(times_ms) > 0
    assert "" == window.incident.form.name

    window_room.stage.keys.trigger("new_incident")

    assert "" == window.incident.form.values()["narrative"]


def test_without_a_call_there_is_nothing_to_type_into(window_room: WindowRoom) -> None:
    """It says so instead of measuring something else."""
    with pytest.raises(LookupError, match="no call is being taken"):
        intake._narrative(window_room.window)


def test_an_incident_that_does_not_come_is_an_error(
    window_room: WindowRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gateway that is deaf: the bench ends, and says so."""
    monkeypatch.setattr(intake, "ANSWER_S", 0.2)
    window_room.room.deaf = True
    window_room.room.selection.select_incident(None)
    with pytest.raises(TimeoutError):
        intake.keys_to_first_assign(window_room.window, window_room.stage)

"""No picture without a reason: the form asks, waits, and keeps what was typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.video_room import RoomOfCameras
from ui.theme import Theme
from ui.video.reason import LONGEST, ReasonForm


@pytest.fixture
def form(theme: Theme, room: RoomOfCameras, qtbot: QtBot) -> ReasonForm:
    """The form, shown."""
    form = ReasonForm(theme, room.frame)
    qtbot.addWidget(form)
    form.show()
    return form


def _given(form: ReasonForm) -> list[tuple[str, object, str]]:
    given: list[tuple[str, object, str]] = []
    form.given.connect(lambda *said: given.append(said))
    return given


def test_enter_gives_camera_incident_and_reason(form: ReasonForm, qtbot: QtBot) -> None:
    """The whole job by keyboard: type why, press Enter."""
    given = _given(form)
    form.ask("cam_fixed", "inc_1")
    QTest.keyClicks(form.field, "  find   suspects ")
    QTest.keyClick(form.field, Qt.Key.Key_Return)

    assert [("cam_fixed", "inc_1", "find suspects")] == given


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_no_picture_without_a_reason(
    form: ReasonForm, qtbot: QtBot, typed: str
) -> None:
    """Enter alone opens nothing and says what is missing."""
    given = _given(form)
    form.ask("cam_fixed", None)
    form.field.setText(typed)
    QTest.keyClick(form.field, Qt.Key.Key_Return)

    assert [] == given
    assert "No picture without a reason" in form.fault


def test_without_a_camera_nothing_opens(form: ReasonForm, qtbot: QtBot) -> None:
    """A reason alone is not enough."""
    given = _given(form)
    form.field.setText("find suspects")
    QTest.keyClick(form.field, Qt.Key.Key_Return)

    assert [] == given
    assert "Choose a camera" in form.fault


def test_typing_takes_the_fault_away(form: ReasonForm, qtbot: QtBot) -> None:
    """What was missing is being given."""
    form.ask("cam_fixed", None)
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    QTest.keyClicks(form.field, "w")

    assert "" == form.fault


def test_asking_about_another_camera_keeps_what_was_typed(
    form: ReasonForm, qtbot: QtBot
) -> None:
    """Nothing typed is ever lost to a key."""
    form.ask("cam_fixed", "inc_1")
    QTest.keyClicks(form.field, "find suspects")
    form.ask("cam_far", "inc_1")

    assert ("cam_far", "find suspects") == (form.camera_id, form.field.text())


def test_a_reason_is_no_longer_than_the_wire_takes(
    form: ReasonForm, qtbot: QtBot
) -> None:
    """Hostile: a pasted novel is cut where the gateway would refuse it."""
    given = _given(form)
    form.ask("cam_fixed", None)
    form.field.setText("x" * (2 * LONGEST))
    QTest.keyClick(form.field, Qt.Key.Key_Return)

    assert LONGEST == len(given[0][2])


@pytest.mark.parametrize(
    ("camera_id", "said"),
    [
        ("cam_fixed", "Everyone sees your name. This is kept."),
        ("cam_worn", "Byrne is told at once. This is kept."),
        ("cam_car", "Crew of TV22 are told at once. This is kept."),
    ],
)
def test_it_says_who_is_told_before_anything_opens(
    form: ReasonForm, camera_id: str, said: str
) -> None:
    """The consequence stands beside the button."""
    form.ask(camera_id, None)

    assert said == form._note.text()


def test_markup_stays_text(form: ReasonForm, room: RoomOfCameras) -> None:
    """Hostile: what comes from outside is shown as typed."""
    form.refuse("<b>TV21</b> is off")

    assert Qt.TextFormat.PlainText == form._fault.textFormat()

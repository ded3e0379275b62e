"""What several actions do reaches the part of the window it names."""

from tests.helpers.window_room import WindowRoom
from ui.actions import BY_NAME


def press(room: WindowRoom, name: str) -> None:
    """Do an action of the table."""
    BY_NAME[name].do(room.stage, 0)


def test_a_form_and_a_panel_open(window_room: WindowRoom) -> None:
    """The form and the panel that the row names, and no other."""
    press(window_room, "new_incident")
    press(window_room, "layers")

    assert "new_incident" == window_room.window.incident.form.name
    assert not window_room.window.layers.isHidden()
    assert window_room.window.near.isHidden()


def test_accepting_without_an_alarm_sends_nothing(window_room: WindowRoom) -> None:
    """There is nothing to accept, so nothing goes out."""
    for alarm in list(window_room.room.frame.picture.alarms):
        del window_room.room.frame.picture.alarms[alarm]

    press(window_room, "accept_alarm")

    assert [] == window_room.room.acts

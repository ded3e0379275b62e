"""What crews say beside their states, by one seed."""

from controlroom.domain.observations import (
    AnyObservation,
    DutyReported,
    SpokeReported,
    StateReported,
)
from controlroom.exercise.talk import ASKED, SPEAKS_EVERY_S, Talk


def test_one_seed_says_the_same() -> None:
    """Two talks of a seed agree; silences keep their bounds."""
    said: list[AnyObservation] = []
    silences = [Talk(4, said.append).silence_s() for _ in range(2)]

    assert silences[0] == silences[1]
    assert SPEAKS_EVERY_S[0] <= silences[0] <= SPEAKS_EVERY_S[1]


def test_voices_and_shifts_are_said_as_devices_say_them() -> None:
    """With the device, the time and every time of the shift."""
    said: list[AnyObservation] = []
    talk = Talk(4, said.append)
    talk.speak("dev_1", 5)
    talk.book_on("dev_1", 6, began_us=1, end_us=9, meal_at_us=None, meal_us=3)

    assert [
        SpokeReported(device_id="dev_1", at_us=5),
        DutyReported(
            device_id="dev_1", on_duty=True, at_us=6, began_us=1, shift_end_us=9,
            meal_us=3,
        ),
    ] == said  # fmt: skip


def test_requests_come_as_often_as_asked() -> None:
    """Never, always; and only such as wait for an answer."""
    said: list[AnyObservation] = []
    talk = Talk(4, said.append)
    talk.ask("dev_1", 5, 0.0)

    assert [] == said
    for _ in range(60):
        talk.ask("dev_1", 5, 1.0)
    assert {*ASKED} == {each.state for each in said if isinstance(each, StateReported)}

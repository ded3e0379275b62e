"""Crews that read what the room wrote."""

from controlroom.exercise.reading import LATE_S, SECOND_US, WAITING, Reading


def test_what_was_shown_is_read_in_the_end() -> None:
    """Not at once, most of it soon, all of it once."""
    reading = Reading(1)
    for number in range(100):
        reading.shown("dev_1", f"msg_{number}", 0)

    assert [] == reading.read(SECOND_US)

    soon = reading.read(30 * SECOND_US)
    late = reading.read(int(LATE_S[1]) * SECOND_US)

    assert 70 < len(soon) < 100
    assert 100 == len({each.message_id for each in soon + late})
    assert sorted(soon, key=lambda each: each.at_us) == soon


def test_a_flood_of_words_is_bounded() -> None:
    """What is too much is never read."""
    reading = Reading(1)
    for number in range(WAITING + 5):
        reading.shown("dev_1", f"msg_{number}", 0)

    assert WAITING == len(reading.read(10**12))

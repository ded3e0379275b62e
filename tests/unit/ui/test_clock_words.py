"""Two clocks in words."""

from typing import Literal

import pytest

from controlroom.domain.deadlines import Clock, ClockWord
from tests.helpers.desk_room import DeskRoom
from tests.helpers.scene import NOW_US, SECOND_US
from ui.clock_words import clock_color, clock_words

MINUTE_US = 60 * SECOND_US


@pytest.mark.parametrize(
    ("due_s", "met_s", "word", "said"),
    [
        (648, None, "in time", "From call 10:48 left, in time"),
        (60, None, "due soon", "From call 1:00 left, due soon"),
        (-160, None, "late", "From call \u22122:40, late"),
        (None, None, "no target", "Open for 10:00, no target"),
        (300, -108, "met", "From call: met after 8:12"),
        (-300, -108, "missed", "From call: missed after 8:12"),
        (None, -108, "no target", "From call: at scene after 8:12"),
    ],
)
def test_each_clock_has_its_countdown_and_its_word(
    quiet_room: DeskRoom,
    due_s: int | None,
    met_s: int | None,
    word: ClockWord,
    said: str,
) -> None:
    """Whoever sees no colour reads how it stands."""
    clock = Clock(
        "from call",
        NOW_US - 10 * MINUTE_US,
        None if due_s is None else NOW_US + due_s * SECOND_US,
        None if met_s is None else NOW_US + met_s * SECOND_US,
        word,
        0.5,
    )

    assert said == clock_words(quiet_room.position.say, clock, NOW_US)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("from call", "Open for 19 h, no target"),
        ("to send", "Nobody sent for 19 h"),
        ("from dispatch", "Sent 19 h ago, no target"),
    ],
)
def test_without_a_target_it_says_how_long(
    quiet_room: DeskRoom,
    name: Literal["from call", "to send", "from dispatch"],
    said: str,
) -> None:
    """A grade that waits for no target still tells how long it has been."""
    clock = Clock(name, NOW_US - 19 * 60 * MINUTE_US, None, None, "no target", 0.0)

    assert said == clock_words(quiet_room.position.say, clock, NOW_US)


def test_only_what_asks_for_something_is_amber() -> None:
    """What was missed is past."""
    words: tuple[ClockWord, ...] = (
        "in time", "due soon", "late", "met", "missed", "no target",
    )  # fmt: skip
    amber = [
        word
        for word in words
        if "alarm.high_text" == clock_color(Clock("to send", 0, 0, None, word, 0.0))
    ]

    assert ["due soon", "late"] == amber

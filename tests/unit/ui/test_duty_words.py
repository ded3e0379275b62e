"""What matters most about a unit, in words."""

import msgspec
import pytest

from controlroom.domain import events as e
from controlroom.domain.duty_rules import RequestRules, ShiftRules, WelfareRules
from tests.helpers.desk_room import DeskRoom
from tests.helpers.scene import NOW_US, SECOND_US
from ui.duty_words import LATE, QUIET, is_late, note_of

MINUTE_US = 60 * SECOND_US
RULES = {
    "shifts": ShiftRules(meal_s=60, meal_warn_s=2_700, overtime_warn_s=3_600),
    "welfare": WelfareRules(alone_s=900, crewed_s=2_700),
    "requests": RequestRules(urgent_s=60),
}


@pytest.fixture
def ruled(room: DeskRoom) -> DeskRoom:
    """The full room, with rules."""
    codes = msgspec.structs.replace(room.frame.picture.codes, **RULES)
    room.scene.say(e.CodesPublished(codes=codes))
    return room


def _say(room: DeskRoom, *events: e.AnyEvent, ago_min: float = 0) -> None:
    for event in events:
        room.scene.say(event, at_us=NOW_US - round(ago_min * MINUTE_US))
    room.scene.send()
    room.turn()


def _note(room: DeskRoom, unit_id: str) -> tuple[str, str, bool] | None:
    unit = room.frame.picture.units[unit_id]
    note = note_of(room.position, unit, NOW_US)
    return (note.short, note.words, note.pressing) if note else None


def test_alone_before_the_end_of_a_shift(ruled: DeskRoom) -> None:
    """Who is exposed comes before who is hungry; a check that is due is amber."""
    _say(
        ruled,
        e.CrewChanged(unit_id="unit_hb14", person_ids=("per_okafor",)),
        e.UnitStateChanged(unit_id="unit_hb14", state=6),
        ago_min=14,
    )
    _say(
        ruled,
        e.ShiftPlanned(unit_id="unit_hb14", shift_end_us=NOW_US + MINUTE_US),
        e.ContactRecorded(unit_id="unit_hb14"),
        ago_min=9,
    )

    assert ("alone 14 min", "alone 14 min, last contact 9 min", True) == _note(
        ruled, "unit_hb14"
    )
    _say(ruled, e.UnitStateChanged(unit_id="unit_hb17", state=6), ago_min=50)
    unit = ruled.frame.picture.units["unit_hb17"]
    note = note_of(ruled.position, unit, NOW_US)
    assert note is not None
    assert (
        "check due", "welfare check due since 5:00, last contact 50 min", LATE,
    ) == note[:3]  # fmt: skip


def test_a_meal_and_an_end_before_they_bite(ruled: DeskRoom) -> None:
    """Far away they are quiet; near they say what sending now means."""
    _say(
        ruled,
        e.ShiftPlanned(
            unit_id="unit_hb14", shift_end_us=NOW_US + 30 * MINUTE_US,
            meal_at_us=NOW_US + 45 * MINUTE_US,
        ),
        e.ShiftPlanned(unit_id="unit_cn30", shift_end_us=NOW_US + 90 * MINUTE_US),
        e.ShiftPlanned(unit_id="unit_hb17", meal_at_us=NOW_US - MINUTE_US),
    )  # fmt: skip

    assert (
        "ends 23:02", "ends 23:02, sent now = overtime, meal due 23:17", True,
    ) == _note(ruled, "unit_hb14")  # fmt: skip
    assert ("ends 00:02", "ends 00:02", False) == _note(ruled, "unit_cn30")
    unit = ruled.frame.picture.units["unit_cn30"]
    note = note_of(ruled.position, unit, NOW_US)
    assert note is not None
    assert QUIET == note.color
    assert ("meal due", "meal due since 22:31", True) == _note(ruled, "unit_hb17")


def test_without_rules_there_is_nothing_to_say(room: DeskRoom) -> None:
    """A force that has none is told none."""

    assert None is _note(room, "unit_hb14")


@pytest.mark.parametrize(
    ("request_number", "age_s", "late"),
    [(14, 59, False), (14, 60, True), (13, 600, False)],
)
def test_only_urgent_call_backs_are_late(
    ruled: DeskRoom, request_number: int, age_s: int, late: bool
) -> None:
    """And only after what the force allows."""
    _say(
        ruled,
        e.RequestReceived(unit_id="unit_hb14", request=request_number),
        ago_min=age_s / 60,
    )
    unit = ruled.frame.picture.units["unit_hb14"]

    assert late == is_late(ruled.position, unit, NOW_US)

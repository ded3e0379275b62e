"""Acts typed with whom and what they are about."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.desk_room import DeskRoom
from ui.errands import MOST, errands


def test_an_act_with_whom_and_what(room: DeskRoom) -> None:
    """Units in the order typed, once each; little words do not matter."""
    (first, *_) = errands(room.position, "assign HB14 and dg62 hb14 to 4521")

    assert ("assign", ("unit_hb14", "unit_dg62"), "inc_4521") == (
        first.action, first.unit_ids, first.incident_id,
    )  # fmt: skip
    assert first.words.endswith(": HB14 and DG62 to 4521/21NOV26")


def test_who_is_diverted_leaves_something(room: DeskRoom) -> None:
    """In so many words, before Enter."""
    (first, *_) = errands(room.position, "assign cn21 4531")

    assert ("Divert units: CN21 to 4531/21NOV26", "CN21 leaves 4521") == (
        first.words, first.leaves,
    )  # fmt: skip


def test_an_incident_alone_is_enough(room: DeskRoom) -> None:
    """`resolve 4521` needs no unit; no more than three are offered."""
    found = errands(room.position, "re 4521")

    assert {"inc_4521"} == {each.incident_id for each in found}
    assert len(found) <= MOST


@pytest.mark.parametrize(
    "typed", ["assign", "assign hb99", "assign hb14 dg99 4521", "fly hb14",
              "new 4521", "assign to"]
)  # fmt: skip
def test_what_is_not_plain_is_no_errand(room: DeskRoom, typed: str) -> None:
    """Nobody named, somebody unknown, no such act: a typing error sends nobody."""

    assert [] == errands(room.position, typed)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1).filter(str.strip))
def test_any_text_is_an_errand_or_none(room: DeskRoom, typed: str) -> None:
    """Whatever is typed, nothing breaks."""

    assert len(errands(room.position, typed)) <= MOST

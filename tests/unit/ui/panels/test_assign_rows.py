"""What the assign list shows and how."""

import pytest
from msgspec.structs import replace

from controlroom.domain.entities import Assignment
from controlroom.domain.recommend import Offer, Recommendation
from tests.helpers.desk_room import DeskRoom, canvas, colours_in
from ui.paint import Ink
from ui.panels.assign_rows import (
    AGAINST,
    BETWEEN,
    REASONS,
    AssignRows,
    Proposal,
    fitting,
)
from ui.rows import Look
from ui.spans import Section


def _offer(unit_id: str, travel_s: float | None = 60.0) -> Offer:
    return Offer(
        unit_id=unit_id, callsign=unit_id, distance_m=None, travel_s=travel_s,
        by_road=False, reasons=("nearest", "two up"),
    )  # fmt: skip


def _found(*can: str, cannot: tuple[str, ...] = ()) -> Recommendation:
    return Recommendation(
        offers=tuple(map(_offer, can)), why_not=tuple(map(_offer, cannot))
    )


def test_choosing_is_in_order_and_undone_by_choosing_again() -> None:
    """Chosen units keep the order in which they were chosen."""
    proposal = Proposal()
    proposal.take(_found("a", "b", cannot=("c",)), keep_order=False)
    for key in ("b", "c", "a", "b", "nobody"):
        proposal.toggle(key)

    assert ["c", "a"] == proposal.picks


def test_numbers_stay_under_the_hand() -> None:
    """A new recommendation moves no row while units are chosen."""
    proposal = Proposal()
    proposal.take(_found("a", "b", "c"), keep_order=False)
    proposal.take(_found("c", "a", "d"), keep_order=True)

    assert ["a", "c", "d"] == list(proposal.offers)


def test_who_cannot_go_any_more_is_let_go() -> None:
    """A chosen unit that has gone from both lists is not sent."""
    proposal = Proposal()
    proposal.take(_found("a", "b"), keep_order=False)
    proposal.toggle("a")
    proposal.take(_found("b"), keep_order=True)

    assert [] == proposal.picks


@pytest.mark.parametrize("picked", [False, True])
def test_a_chosen_row_is_lit(room: DeskRoom, picked: bool) -> None:
    """The number of a chosen unit is filled blue."""
    proposal = Proposal()
    proposal.take(_found("unit_hb14"), keep_order=False)
    if picked:
        proposal.toggle("unit_hb14")
    rows = AssignRows(room.position, proposal)
    image, painter = canvas(512, 28)
    rows.paint_row(Ink(painter, room.theme), 512, 28, "unit_hb14", Look())
    painter.end()

    assert picked == (room.theme.hex("accent.fill").lower() in colours_in(image))


def test_every_kind_of_row_is_drawn(room: DeskRoom) -> None:
    """Sent, offered, against, without a time, and a unit that is gone."""
    proposal = Proposal()
    found = Recommendation(
        offers=(_offer("unit_hb14", None),), why_not=(_offer("unit_hb12"),)
    )
    proposal.take(found, keep_order=False)
    proposal.sent = {
        "unit_cn21": Assignment(unit_id="unit_cn21", at_us=1, by="per_ash")
    }
    proposal.sent_s = {"unit_cn21": 170.0}
    rows = AssignRows(room.position, proposal)
    for key in ("unit_hb14", "unit_hb12", "unit_cn21", "unit_gone"):
        image, painter = canvas(512, 28)
        rows.paint_row(Ink(painter, room.theme), 512, 28, key, Look(focused=True))
        rows.paint_head(Ink(painter, room.theme), 512, Section(AGAINST, head=20))
        painter.end()

        assert len(colours_in(image)) > 2


def test_reasons_are_whole_in_the_tip(room: DeskRoom) -> None:
    """What was cut can be read."""
    proposal = Proposal()
    proposal.take(_found("unit_hb14"), keep_order=False)

    assert "HB14, on patrol: nearest · two up" == AssignRows(
        room.position, proposal
    ).tip("unit_hb14")


def test_who_was_sent_is_whole_in_the_tip(room: DeskRoom) -> None:
    """When and by whom, where the row has no room for it; of others there is none."""
    proposal = Proposal()
    proposal.sent = {
        "unit_cn21": Assignment(unit_id="unit_cn21", at_us=60_000_000, by="per_ash")
    }
    rows = AssignRows(room.position, proposal)

    assert "CN21, en route: not acknowledged · 01:01 Ash" == rows.tip("unit_cn21")
    assert "" == rows.tip("unit_hb14")


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (99, "nearest · fix 2:10 old · from Central"),
        (30, "nearest · fix 2:10 old +1"),
        (14, "nearest +2"),
        (3, "nearest +2"),
    ],
)
def test_a_reason_is_whole_or_counted(most: int, said: str) -> None:
    """None is cut while it is not the only one left."""
    reasons = ("nearest", "fix 2:10 old", "from Central")

    assert said == fitting(reasons, lambda words: len(words) <= most)
    assert "" == fitting((), lambda _words: True)


def test_at_the_usual_width_what_decides_is_whole(room: DeskRoom) -> None:
    """512 pixels hold who has not answered, and where a unit is held and by what."""
    image, painter = canvas()
    ink = Ink(painter, room.theme)
    cases = (
        ("not acknowledged", "22:28 Okafor"),
        ("at scene 22:31", "sent 22:28 Ash"),
        ("at 4506, grade I", "held by the rule"),
        ("to 4509, grade S", "held by the rule"),
        ("has 4521 next", "to 4509, grade S"),
        ("ends 23:00, sent now = overtime",),
    )
    wide = [ink.width_of(BETWEEN.join(each), "data") for each in cases]
    painter.end()
    del image

    assert [] == [each for each in wide if each > 512 - REASONS - 12]


def test_who_has_not_acknowledged_is_said_first(room: DeskRoom) -> None:
    """What has to be acted on is at the beginning of the line."""
    rows = AssignRows(room.position, Proposal())
    sent = Assignment(unit_id="unit_cn21", at_us=60_000_000, by="per_ash")
    heard = replace(sent, acknowledged_at_us=61_000_000)
    there = replace(heard, at_scene_at_us=120_000_000)

    assert ("not acknowledged", "01:01 Ash") == rows._sent_words(sent)
    assert ("sent 01:01 Ash",) == rows._sent_words(heard)
    assert ("at scene 01:02", "sent 01:01 Ash") == rows._sent_words(there)

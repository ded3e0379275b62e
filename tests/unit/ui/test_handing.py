"""Transfers at this desk."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.entities import Party
from tests.helpers.desk_room import DeskRoom
from ui import handing

CENTRAL = Party(kind="sector", name="Central")


def offered(room: DeskRoom, incident_id: str = "inc_4521") -> None:
    """Let Marsh offer an incident of Harbour to Central."""
    room.other(c.OfferTransfer(incident_id=incident_id, to=CENTRAL, note="yours"))


def test_the_selected_offer_is_meant_else_the_oldest(room: DeskRoom) -> None:
    """Accepting selects it, so that one sees what one has taken on."""
    offered(room, "inc_4530")
    room.pass_time(5)
    offered(room, "inc_4521")
    room.turn()
    handing.accept(room.position)
    room.turn()
    picture = room.frame.picture

    assert "inc_4530" == room.selection.incident_id
    assert CENTRAL == picture.incidents["inc_4530"].holder
    assert picture.incidents["inc_4521"].offer is not None

    room.selection.select_incident("inc_4521")

    assert "inc_4521" == handing.to_answer(room.position).incident_id  # type: ignore[union-attr]  # it stands
    assert "" == handing.why_not_decline(room.position)


def test_one_does_not_answer_oneself(room: DeskRoom) -> None:
    """Who offers withdraws; whom it is not offered to does neither."""
    act = c.OfferTransfer(incident_id="inc_4521", to=CENTRAL)
    room.position.send(act, "inc_4521")
    room.turn()
    room.selection.select_incident("inc_4521")

    assert "nothing is offered to you" == handing.why_not_answer(room.position)
    assert "it is not offered to you" == handing.why_not_decline(room.position)
    assert "4521 is offered already" == handing.why_not_offer(room.position)
    assert "" == handing.why_not_withdraw(room.position)

    handing.accept(room.position)
    handing.withdraw(room.position)
    room.turn()

    assert None is room.frame.picture.incidents["inc_4521"].offer
    assert [c.OfferTransfer, c.WithdrawTransfer] == list(map(type, room.acts))
    assert "it is not offered to anybody" == handing.why_not_withdraw(room.position)


def test_an_offer_to_another_sector_is_not_ours(room: DeskRoom) -> None:
    """It is where the sectors are looked after; others' offers are theirs to keep."""
    offered(room)
    room.position.choose_sectors(frozenset({"Harbour"}))

    assert [] == handing.offered_here(room.position)

    room.selection.select_incident("inc_4521")

    assert "others offered it" == handing.why_not_withdraw(room.position)

    room.position.choose_sectors(frozenset({"Central"}))

    assert ["inc_4521"] == [
        each.incident_id for each in handing.offered_here(room.position)
    ]
    assert room.position.keeps_incident(room.frame.picture.incidents["inc_4521"])


@pytest.mark.parametrize(
    "why_not",
    [handing.why_not_offer, handing.why_not_decline, handing.why_not_withdraw],
)
def test_without_a_selection_nothing_is_handed_over(
    room: DeskRoom, why_not: object
) -> None:
    """The reason says what is missing."""
    handing.withdraw(room.position)

    assert "needs a selected incident" == why_not(room.position)  # type: ignore[operator]  # one of three
    assert [] == room.acts


def test_what_is_resolved_is_not_offered(room: DeskRoom) -> None:
    """The reason says what it is."""
    room.other(c.ResolveIncident(incident_id="inc_4521"))
    room.selection.select_incident("inc_4521")

    assert "4521 is resolved" == handing.why_not_offer(room.position)

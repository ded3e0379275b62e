"""What the forms about other desks send."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.entities import Audience, Party
from tests.helpers.desk_room import DeskRoom
from tests.helpers.neighbours import attend
from ui import room_orders
from ui.orders import WrongField


def test_an_offer_goes_to_a_sector_or_a_desk(room: DeskRoom) -> None:
    """As it was chosen or typed; who is nobody is asked for again."""
    attend(room)
    room.selection.select_incident("inc_4521")
    position = room.position

    assert [
        ("sector:Harbour", "Harbour desk"), ("sector:Central", "Central desk"),
        ("desk:Desk 2", "Desk 2, Marsh"),
    ] == room_orders.takers(position)  # fmt: skip

    order = room_orders.offer(position, {"to": "desk:Desk 2", "note": " yours "})

    assert order.act == c.OfferTransfer(
        incident_id="inc_4521", to=Party(kind="desk", name="Desk 2"), note="yours"
    )
    for gone in ("Desk 9", "desk:Desk 9"):
        with pytest.raises(WrongField) as wrong:
            room_orders.offer(position, {"to": gone, "note": ""})

        assert (
            "Desk 9 is not in this room now. Nothing changed. Choose one."
            == wrong.value.sentence
        )


def test_no_is_said_with_a_reason(room: DeskRoom) -> None:
    """Who offered it has to go on with it."""
    room.selection.select_incident("inc_4521")

    assert c.DeclineTransfer(incident_id="inc_4521", reason="no") == (
        room_orders.decline(room.position, {"reason": "no "}).act
    )
    with pytest.raises(WrongField):
        room_orders.decline(room.position, {"reason": " "})


def test_words_in_the_room_are_about_the_selected_incident(room: DeskRoom) -> None:
    """Unless the field was emptied; roles are those that somebody has."""
    attend(room)
    room.selection.select_incident("inc_4521")
    position = room.position
    begun = room_orders.started(position)
    values = {"to": "all:", "text": "Fog.", **begun}

    assert ("role:dispatcher", "Every dispatcher") in room_orders.parties(position)
    assert room_orders.room_message(position, values).act == c.SendRoomMessage(
        to=Party(kind="all"), text="Fog.", incident_id="inc_4521"
    )
    assert room_orders.room_message(position, values | {"about": ""}).act == (
        c.SendRoomMessage(to=Party(kind="all"), text="Fog.")
    )
    assert [("", "no incident"), ("4521/21NOV26", "4521/21NOV26")] == room_orders.cads(
        position
    )
    with pytest.raises(WrongField):
        room_orders.room_message(position, values | {"text": " \n"})


def test_a_broadcast_says_how_many_it_reaches(room: DeskRoom) -> None:
    """In the list, before it is sent, and in what is sent."""
    position = room.position
    choices = dict(room_orders.audiences(position))

    assert "All units: 20" == choices["all:"]
    assert "Harbour: 10 units" == choices["sector:Harbour"]

    values = {"to": "sector:Harbour", "text": "Fog."}
    said = room_orders.confirm_broadcast(position, values)

    assert "Reaches 10 units on duty (sector Harbour)." in said
    assert "No device, call by radio: HB11, HB12, HB13, HB14 and 6 more." in said
    assert room_orders.broadcast(position, values).act == c.Broadcast(
        audience=Audience(kind="sector", name="Harbour"), text="Fog.", reaches=10
    )


@pytest.mark.parametrize("to", ["", "Harbor", "sector:", "<b>all:</b>"])
def test_nobody_is_spoken_to_by_accident(room: DeskRoom, to: str) -> None:
    """What fits no audience goes to nobody."""
    with pytest.raises(WrongField):
        room_orders.broadcast(room.position, {"to": to, "text": "x"})

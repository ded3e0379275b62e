"""The form of partners: shares, ends it, writes; a partner's own desk only writes."""

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui import partner_orders as p
from ui.forms import form_named
from ui.orders import WrongField

HERE = "inc_4531"


@pytest.fixture
def desk(room: DeskRoom) -> DeskRoom:
    """A position with an incident selected."""
    room.selection.select_incident(HERE)
    return room


def _send(room: DeskRoom, **values: str) -> c.AnyAct:
    form = form_named("share")
    order = form.send(
        room.position, {"text": "", **form.start(room.position), **values}
    )
    room.position.send(order.act, *order.subjects, words=order.words)
    room.turn()
    return order.act


def test_it_begins_with_what_is_next(desk: DeskRoom) -> None:
    """Not shared yet: share; shared: write. Who sees it is said in the list."""
    before = p.begun(desk.position)
    act = _send(desk)

    assert {"partner": "fire", "what": "share"} == before
    assert c.ShareIncident(incident_id=HERE, partner="fire") == act
    assert {"partner": "fire", "what": "tell"} == p.begun(desk.position)
    assert [
        ("fire", "Fire control, sees it"), ("ambulance", "Ambulance control"),
    ] == p.partners(desk.position)  # fmt: skip


def test_words_and_the_end(desk: DeskRoom) -> None:
    """What was shared can be written about, and withdrawn."""
    _send(desk)
    told = _send(desk, what="tell", text=" Gas ")
    ended = _send(desk, what="end")

    assert c.TellPartner(incident_id=HERE, partner="fire", text="Gas") == told
    assert c.ShareIncident(incident_id=HERE, partner="fire", shared=False) == ended
    assert () == desk.frame.picture.incidents[HERE].shared_with


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": "tell", "text": " "}, "text"),
        ({"what": "share", "text": "words"}, "what"),
        ({"partner": ""}, "partner"),
    ],
)
def test_what_would_be_lost_is_refused(
    desk: DeskRoom, values: dict[str, str], field: str
) -> None:
    """Words that nobody would get, and a partner that is none."""
    with pytest.raises(WrongField) as wrong:
        _send(desk, **values)

    assert field == wrong.value.field


def test_a_partner_only_writes() -> None:
    """Its form offers nothing that the gateway would refuse."""
    room = DeskRoom(role="partner").connect()
    room.selection.select_incident(HERE)

    assert ["tell"] == [key for key, _words in p.doings(room.position)]

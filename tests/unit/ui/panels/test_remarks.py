"""What a row of the queue says about the other desks."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import Party
from tests.helpers.desk_room import DeskRoom
from tests.helpers.neighbours import attend
from ui.panels.remarks import remark_of, tip_of

KEY = "inc_4521"


def _words(room: DeskRoom) -> str:
    incident = room.frame.picture.incidents[KEY]
    remark = remark_of(room.position, incident)
    return remark.words if remark else ""


def test_who_has_it_open_stands_in_the_row(room: DeskRoom) -> None:
    """And whether they write; in the tooltip with the desk."""
    assert "" == _words(room)

    attend(room, KEY, typing=True)
    incident = room.frame.picture.incidents[KEY]

    assert "Marsh writes" == _words(room)
    assert "open at Desk 2 (Marsh, writes)" == tip_of(room.position, incident)


def test_what_nobody_opens_is_said_until_somebody_has_it_open(room: DeskRoom) -> None:
    """With its age; a look that is not on record yet counts at once."""
    since_us = room.scene.now_us - 14 * 60_000_000
    room.scene.say(e.IncidentUnattended(incident_id=KEY, since_us=since_us), "clock")
    room.turn()

    assert "nobody for 14:00" == _words(room)

    attend(room, KEY)

    assert "Marsh" == _words(room)


def test_an_offer_stands_at_both_desks(room: DeskRoom) -> None:
    """From whom at the one, to whom at the other; it asks more than who looks."""
    attend(room, KEY)
    act = c.OfferTransfer(
        incident_id=KEY, to=Party(kind="sector", name="Central"), note="over the river"
    )
    room.other(act)
    incident = room.frame.picture.incidents[KEY]

    assert "from Marsh 0 s" == _words(room)
    assert "over the river" in tip_of(room.position, incident)

    room.position.choose_sectors(frozenset({"Harbour"}))

    assert "offered to Central desk 0 s" == _words(room)

    room.other(c.AcceptTransfer(incident_id=KEY), "per_hale")
    incident = room.frame.picture.incidents[KEY]

    assert "Central desk answers for it" in tip_of(room.position, incident)

    room.other(c.ResolveIncident(incident_id=KEY))

    assert "" == _words(room)

"""What the forms of links and merges offer and send, and how they are taken back."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.geo import distance_m
from tests.helpers.desk_room import DeskRoom
from ui import joining_orders as j
from ui.forms import form_named
from ui.orders import WrongField
from ui.undo import Undo

HERE, THERE = "inc_4531", "inc_4521"


@pytest.fixture
def desk(room: DeskRoom) -> DeskRoom:
    """A position with an incident selected."""
    room.selection.select_incident(HERE)
    return room


def _send(room: DeskRoom, name: str, **values: str) -> c.AnyAct:
    form = form_named(name)
    order = form.send(
        room.position, {"reason": "", **form.start(room.position), **values}
    )
    room.position.send(order.act, *order.subjects, words=order.words)
    room.turn()
    return order.act


def test_the_nearest_are_offered_first(desk: DeskRoom) -> None:
    """A duplicate is near by; what is finished may be linked, never merged."""
    desk.other(c.ResolveIncident(incident_id=THERE))
    offered = [key for key, _words in j.others(desk.position)]
    open_ones = [key for key, _words in j.open_others(desk.position)]

    assert HERE not in offered
    assert THERE in offered
    assert THERE not in open_ones
    incidents = desk.frame.picture.incidents
    here = incidents[HERE]
    assert here.lat is not None
    assert here.lon is not None
    metres = [
        distance_m(here.lat, here.lon, each.lat, each.lon)
        for key in offered
        if (each := incidents[key]).lat is not None and each.lon is not None
    ]
    assert sorted(metres) == metres
    assert 3 < len(metres)
    words = dict(j.others(desk.position))[THERE]
    assert words.startswith("4521  Robbery, knife seen, ")


def test_a_number_names_an_incident(desk: DeskRoom) -> None:
    """As it is said: CAD 4521; what names none is refused beside the field."""
    act = _send(desk, "link", other=" CAD 4521 ", reason=" same car ")

    assert act == c.LinkIncidents(incident_id=HERE, other_id=THERE, reason="same car")
    with pytest.raises(WrongField, match=r"99999 is not in the list. Choose one."):
        _send(desk, "link", other="99999")


def test_links_are_taken_from_those_there_are(desk: DeskRoom) -> None:
    """With one link there is nothing to choose."""
    _send(desk, "link", other=THERE)
    act = _send(desk, "unlink")

    assert act == c.UnlinkIncidents(incident_id=HERE, other_id=THERE)
    assert [] == j.linked(desk.position)


@pytest.mark.parametrize(
    ("keep", "kept", "duplicate"), [("this", HERE, THERE), ("other", THERE, HERE)]
)
def test_either_may_stay(desk: DeskRoom, keep: str, kept: str, duplicate: str) -> None:
    """Whichever is selected; taking it back works from both."""
    _send(desk, "merge", other=THERE, keep=keep)

    assert "merged" == desk.frame.picture.incidents[duplicate].status
    for selected in (kept, duplicate):
        desk.selection.select_incident(selected)
        assert [duplicate] == [key for key, _words in j.duplicates(desk.position)]
    act = _send(desk, "unmerge")
    assert act == c.UnmergeIncident(duplicate_id=duplicate)
    assert "open" == desk.frame.picture.incidents[duplicate].status


def test_without_a_selection_nothing_is_offered(room: DeskRoom) -> None:
    """And a form that is opened all the same starts empty."""
    assert [] == j.duplicates(room.position) == j.linked(room.position)
    assert {"other": ""} == j.last_duplicate(room.position)


def test_joining_is_undone(desk: DeskRoom) -> None:
    """Link, unlink and merge within eight seconds; once, not back and forth."""
    undo = Undo(desk.position)
    desk.outgoing.settled.connect(undo.remember)
    for name in ("link", "unlink", "merge"):
        before = desk.frame.picture.incidents[HERE]
        _send(desk, name, other=THERE, keep="this")
        undo.take_back()
        desk.turn()
        after = desk.frame.picture.incidents[HERE]

        assert (before.links, before.merged) == (after.links, after.merged)
        assert "" == undo.words
        if name == "link":
            _send(desk, name, other=THERE)

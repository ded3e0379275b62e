"""Two people at once: a window, and a desk without a screen at the same gateway."""

import re
from collections.abc import Iterator

import pytest

from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from tests.helpers.live_room import LiveRoom
from tests.helpers.operator import Operator, read
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S


@pytest.fixture
def room(shared_room: LiveRoom) -> LiveRoom:
    """The same for all: each test has units and incidents of its own."""
    return shared_room


@pytest.fixture
def ben(room: LiveRoom, operator: Operator) -> Iterator[Desk]:
    """Ben at another desk, with the same picture."""
    with room.desk("Ben") as ben:
        ben.wait_until(lambda: ben.picture.seq >= operator.picture.seq > 0, WAIT_S)
        yield ben


def _open(operator: Operator, ben: Desk, place: str) -> str:
    """Let Ben open an incident; return its id once the window knows it."""
    result = ben.do(c.OpenIncident(type_code="ROBBERY", grade="S", place=place))
    operator.until(lambda: operator.picture.seq >= result.seq)
    return next(reversed(operator.picture.incidents))


@pytest.mark.parametrize(("first", "callsign"), [("Ash", "HB14"), ("Ben", "HB15")])
def test_both_send_the_same_unit_at_once(
    room: LiveRoom, operator: Operator, ben: Desk, first: str, callsign: str
) -> None:
    """One wins; the other is told who was first, and when, and nothing was changed."""
    theirs = _open(operator, ben, "Quay 9")
    mine = operator.open_incident("Robbery", "Pier 4", "S").incident_id
    operator.find(callsign.lower())
    unit_id = operator.unit(callsign).unit_id
    with room.held():
        if first == "Ash":
            operator.press("Return")
        sent = ben.send(c.AssignUnits(incident_id=theirs, unit_ids=(unit_id,)))
        if first == "Ben":
            operator.press("Return")
    result = ben.result(sent)
    operator.until(lambda: not operator.app.position.outgoing.under_way)
    (won,) = operator.unit(callsign).incident_ids

    assert (theirs if operator.notice() else mine) == won
    assert result.ok == (won == theirs)

    winner, said = ("Ben", operator.notice()) if result.ok else ("Ash", result.sentence)
    committed = f"{callsign} is committed to CAD {operator.cad(won)} ({winner}, "

    assert committed in said
    assert re.search(r"\d\d:\d\d:\d\d\). Nothing changed\.", said)


def test_the_loser_reads_it_and_it_stays_until_esc(
    operator: Operator, ben: Desk
) -> None:
    """The sentence stands in place, whole, until Esc; the rows say so too."""
    theirs = _open(operator, ben, "Quay 9")
    ben.do(c.AssignUnits(incident_id=theirs, unit_ids=("unit_dg62",)))
    mine = operator.open_incident("Robbery", "Pier 4", "S").incident_id
    operator.find("dg62")
    operator.press("Return")
    operator.until(operator.notice)
    said = " ".join(read(operator.window.incident._refusal))
    queue, units = operator.window.queue.view, operator.window.units.view

    assert f"DG62 is committed to CAD {operator.cad(theirs)} (Ben, " in said
    assert "Choose another unit, or stand DG62 down first." in said
    assert "DG62 is committed" in operator.row(queue, mine)
    assert "DG62 is committed" in operator.row(units, "unit_dg62")

    operator.press("Esc")

    assert "" == operator.notice()
    assert "Pier 4" in operator.row(queue, mine)


def test_a_committed_unit_is_diverted_in_so_many_words(
    operator: Operator, ben: Desk
) -> None:
    """The command bar says what a unit leaves before Enter takes it away."""
    theirs = _open(operator, ben, "Quay 9")
    ben.do(c.AssignUnits(incident_id=theirs, unit_ids=("unit_cn25",)))
    mine = operator.open_incident("Robbery", "Pier 4", "S").incident_id
    operator.until(lambda: operator.unit("CN25").incident_ids)
    operator.press("/")
    operator.type(f"assign cn25 {operator.cad(mine)}")
    said = " ".join(read(operator.app.stage.command._view.viewport()))

    assert f"Divert CN25 to CAD {operator.cad(mine)}" in said
    assert f"leaves CAD {operator.cad(theirs)} for CAD {operator.cad(mine)}." in said

    operator.press("Return")
    operator.until(lambda: (mine,) == operator.unit("CN25").incident_ids)

    assert "CN25 assigned" in operator.log()


def test_an_edit_that_somebody_was_ahead_of(operator: Operator, ben: Desk) -> None:
    """Who amends what somebody has just amended reads both values before it is sent;
    what was typed is not lost, and fields that were not touched stay as they are.
    """
    key = operator.open_incident("Robbery", "Pier 4", "S").incident_id
    ben.wait_until(lambda: key in ben.picture.incidents, WAIT_S)
    operator.press("E")
    operator.fill("", "Pier 5")
    ben.do(c.AmendIncident(incident_id=key, caller="Mrs Lee", place="Pier 6"))
    operator.until(lambda: "Pier 6" == operator.incident.place)
    operator.press("Ctrl+Return")
    said = operator.form_words()

    assert re.search(r"Ben changed this at \d\d:\d\d:\d\d: Place is now Pier 6", said)
    assert "Nothing was sent. Enter again puts yours in its place." in said
    assert "Pier 6" == operator.incident.place
    assert "Pier 5" == operator.window.incident.form.values()["place"]

    operator.press("Ctrl+Return")
    operator.until(lambda: "Pier 5" == operator.incident.place)

    assert "Mrs Lee" == operator.incident.caller


def test_two_grade_one_incident(operator: Operator, ben: Desk) -> None:
    """The second reads who gave which grade; the reason typed stays."""
    key = operator.open_incident("Robbery", "Pier 4", "S").incident_id
    ben.wait_until(lambda: key in ben.picture.incidents, WAIT_S)
    operator.press("Shift+G")
    operator.fill("E", "nobody there now")
    ben.do(c.GradeIncident(incident_id=key, grade="I", reason="knife"))
    operator.until(lambda: "I" == operator.incident.grade)
    operator.press("Ctrl+Return")

    assert "Grade is now I" in operator.form_words()
    assert "I" == operator.incident.grade
    assert "nobody there now" == operator.window.incident.form.values()["reason"]


def test_two_edits_in_the_same_moment(
    room: LiveRoom, operator: Operator, ben: Desk
) -> None:
    """What the desk could not know yet, the gateway says; what was typed stays, and a
    second Enter, with the news on screen, is heeded.
    """
    key = operator.open_incident("Robbery", "Pier 4", "S").incident_id
    ben.wait_until(lambda: key in ben.picture.incidents, WAIT_S)
    revision = ben.picture.incidents[key].revision
    operator.press("E")
    operator.fill("", "Pier 5")
    with room.held():
        sent = ben.send(
            c.AmendIncident(incident_id=key, place="Pier 6"), {key: revision}
        )
        operator.press("Ctrl+Return")
    won = ben.result(sent).ok
    operator.until(lambda: not operator.app.position.outgoing.under_way)
    operator.until(lambda: operator.incident.place != "Pier 4")

    assert ("Pier 6" if won else "Pier 5") == operator.incident.place
    if won:
        changed = f"CAD {operator.cad(key)} was changed by Ben at "

        assert changed in operator.notice()
        assert "Pier 5" == operator.window.incident.form.values()["place"]


def test_each_sees_what_the_other_has_open(operator: Operator, ben: Desk) -> None:
    """Who else has the incident open stands in its head."""
    key = operator.open_incident("Robbery", "Pier 4", "S").incident_id
    ben.link.attend(key)
    head = operator.window.incident._head
    operator.until(lambda: "Ben" in read(head))
    ben.wait_until(lambda: _looks(ben, key), WAIT_S)
    ben.link.attend(None)
    operator.until(lambda: "Ben" not in read(head))


def _looks(desk: Desk, incident_id: str) -> bool:
    """Whether the desk sees that the window has an incident open."""
    names = desk.presence.incidents.get(incident_id, ())
    return any(name.startswith("Desk 4") for name in names)

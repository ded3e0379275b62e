"""The life of an incident at a real window, by keyboard alone."""

from pathlib import Path

from controlroom.domain.entities import Incident
from controlroom.wire import device as d
from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.operator import Operator
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S


def test_an_incident_from_call_to_close(room: LiveRoom, operator: Operator) -> None:
    """Opened, graded, logged, attended, resolved, closed and reopened: every step by
    keyboard, each a line of the log, and a desk elsewhere sees the same picture.
    """
    with room.desk("Ben") as ben:
        incident = operator.open_incident(
            "Robbery", "Pier 4", "E", "Two males, one with a bag", "Mrs Lee"
        )
        key = incident.incident_id

        assert "Mrs Lee" == incident.caller
        assert "Two males, one with a bag" in operator.log()
        assert "Robbery Pier 4" in operator.row(operator.window.queue.view, key)

        _grade_and_log(operator)
        _send(room, operator)
        _attend(room, operator)
        _end(operator)

        def same() -> bool:
            ben.drain()
            theirs, mine = ben.picture, operator.picture
            return (theirs.seq, theirs.units, theirs.incidents[key]) == (
                mine.seq, mine.units, operator.incident,
            )  # fmt: skip

        operator.until(same)


def _grade_and_log(operator: Operator) -> None:
    operator.fill_form("Shift+G", "S", "a knife was seen")
    operator.until(lambda: "S" == operator.incident.grade)

    assert "Grade E to S: a knife was seen" in operator.log()

    operator.press("L")
    operator.type("Caller is safe in 4 Mill Street?")
    operator.press("Return")
    operator.until(lambda: "Caller is safe in 4 Mill Street?" in operator.log())
    operator.press("Esc")


def _send(room: LiveRoom, operator: Operator) -> None:
    """Send the first offered unit by its number."""
    assign = operator.window.incident.assign
    operator.until(lambda: "HB14" in operator.row(assign.view, "unit_hb14"))
    number = operator.row(assign.view, "unit_hb14").split()[0]
    operator.press(number)
    operator.until(lambda: ["unit_hb14"] == assign.picks)
    operator.press("Return")
    operator.until(lambda: operator.unit("HB14").incident_ids)

    assert "HB14 assigned, as recommended." in operator.log()

    operator.until(lambda: _told(room, d.TellAssigned))


def _told(room: LiveRoom, kind: type[d.Tell]) -> list[d.Tell]:
    return [told.tell for told in room.hub.told if isinstance(told.tell, kind)]


def _attend(room: LiveRoom, operator: Operator) -> None:
    """Find the unit, say something to it, set its state, stand it down."""
    operator.find("hb14")
    operator.until(lambda: "unit_hb14" == operator.app.selection.unit_id)
    operator.fill_form("M", "Witness waits at the back door")
    operator.until(lambda: "To HB14: Witness waits at the back" in operator.log())
    operator.until(lambda: _told(room, d.TellMessage))
    operator.fill_form("T", "6")
    operator.until(lambda: "HB14 at scene (6)." in operator.log())

    assert "At scene" in operator.row(operator.window.units.view, "unit_hb14")

    operator.fill_form("S", "arrest by another unit")
    operator.until(lambda: not operator.unit("HB14").incident_ids)

    assert "HB14 stood down: arrest by another unit" in operator.log()


def _end(operator: Operator) -> None:
    """Resolve, close with a code, reopen."""
    operator.fill_form("V", "area searched")
    operator.until(lambda: operator.incident.status == "resolved")
    operator.fill_form("C", "C05", "no trace of the two")
    operator.until(lambda: operator.incident.status == "closed")

    assert "Closed, C05 Area searched, no trace: no trace of the two" in operator.log()

    operator.fill_form("O", "seen again")
    operator.until(lambda: operator.incident.status == "open")

    assert "seen again" in operator.log()


def test_brought_up_when_its_time_comes(tmp_path: Path, sit: Sit) -> None:
    """A reminder set by keyboard comes due by the room's clock, an exercise's too."""
    home = tmp_path / "fast"
    with LiveRoom(home, "--exercise", "--rate", "60") as room:
        operator = sit(room)
        operator.open_incident("Statement", "Pier 4", "E")
        asked_us = operator.app.frame.now_us()
        # Six seconds here: one minute could be over before the gateway hears of it.
        operator.fill_form("U", "+6 min", "call the witness back")
        operator.until(lambda: operator.incident.brought_up_at_us is not None)
        waited_us = (operator.incident.brought_up_at_us or 0) - asked_us

        assert waited_us >= 6 * 60 * 1_000_000
        assert operator.incident.bring_up_at_us is None
        assert "call the witness back" in operator.log()
        assert "Brought up" in operator.log()


def test_sent_by_mistake_is_taken_back(operator: Operator) -> None:
    """Ctrl+Z within eight seconds stands the unit down again; both stay in the log."""
    incident = operator.open_incident("Robbery", "Pier 4", "S")
    operator.find("assign dg62 1")
    operator.until(lambda: _is_sent(operator, incident))
    # The fact comes before the answer, with which it can be taken back.
    operator.until(lambda: operator.window.incident.undo.words)
    operator.press("Ctrl+Z")
    operator.until(lambda: not _is_sent(operator, incident))

    assert "DG62 assigned" in operator.log()
    assert "DG62 stood down: taken back" in operator.log()


def _is_sent(operator: Operator, incident: Incident) -> bool:
    return incident.incident_id in operator.unit("DG62").incident_ids

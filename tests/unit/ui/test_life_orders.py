"""What closing, scheduling and correcting send."""

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui import life_orders
from ui.forms import form_named
from ui.orders import WrongField
from ui.panels.form_fields import Several

HERE = "inc_4521"


@pytest.fixture
def desk(room: DeskRoom) -> DeskRoom:
    """A position with an incident selected."""
    room.selection.select_incident(HERE)
    return room


def _act(room: DeskRoom, name: str, **values: str) -> c.AnyAct:
    form = form_named(name)
    blank = dict.fromkeys((field.name for field in form.fields), "")
    return form.send(
        room.position, {**blank, **form.start(room.position), **values}
    ).act


def _wrong(room: DeskRoom, name: str, **values: str) -> WrongField:
    with pytest.raises(WrongField) as wrong:
        _act(room, name, **values)
    return wrong.value


def test_closing_sends_each_code(desk: DeskRoom) -> None:
    """By code or by name; the opening code only if it is another."""
    code = desk.frame.picture.codes.closing[0].code
    act = _act(
        desk, "close", closing_code=code, qualifiers="q02, Q01  Alcohol,",
        disposition="D01", type_code="BUR",
    )  # fmt: skip

    assert act == c.CloseIncident(
        incident_id=HERE, closing_code=code, type_code="BUR",
        qualifiers=("Q02", "Q01"), disposition="D01",
    )  # fmt: skip
    assert (
        "qualifiers"
        == _wrong(desk, "close", closing_code=code, qualifiers="Q02, =1+1").field
    )


def test_a_schedule_is_a_time_to_come(desk: DeskRoom) -> None:
    """What is no time is refused beside the field; nothing takes a plan away."""
    desk.selection.select_incident("inc_4531")
    act = _act(desk, "schedule", planned="+2 h", note=" visit ")

    assert isinstance(act, c.ScheduleIncident)
    assert "visit" == act.note
    assert "planned" == _wrong(desk, "schedule", planned="yesterday").field
    assert "Write when it is due" in _wrong(desk, "schedule").sentence
    desk.position.send(act)
    desk.turn()
    now = _act(desk, "schedule")
    assert now == c.ScheduleIncident(incident_id="inc_4531", at_us=None)


def test_the_line_that_is_meant(desk: DeskRoom) -> None:
    """The chosen one, if it can be corrected; else what was written last."""
    written = [
        each for each in desk.frame.picture.incidents[HERE].log if each.kind == "entry"
    ]
    opened = desk.frame.picture.incidents[HERE].log[0]

    assert written[-1] == life_orders.line_meant(desk.position)
    desk.position.line_seq = written[0].seq
    assert {"text": written[0].text} == life_orders.wrong_line(desk.position)
    desk.position.line_seq = opened.seq
    with pytest.raises(WrongField, match="not written by hand"):
        life_orders.wrong_line(desk.position)


def test_a_correction_says_something_else(desk: DeskRoom) -> None:
    """It names the line by its seq; the same words are no correction."""
    line = life_orders.line_meant(desk.position)
    assert line is not None
    act = _act(desk, "correct", text=" Blue Ford ")

    assert act == c.CorrectLogEntry(incident_id=HERE, seq=line.seq, text="Blue Ford")
    for text in ("", line.text):
        assert "text" == _wrong(desk, "correct", text=text).field


def test_several_codes_are_completed_one_by_one(desk: DeskRoom) -> None:
    """What stands before the last comma stays."""
    field = Several([("Q01", "Q01  Alcohol"), ("Q02", "Q02  Weapon")], "Marks", 100)
    field.setText("Q01  Alcohol, wea")
    completer = field.completer()
    completer.setCompletionPrefix(completer.splitPath(field.text())[0])

    assert 1 == completer.completionCount()
    assert "Q01  Alcohol, Q02  Weapon" == completer.pathFromIndex(
        completer.currentIndex()
    )

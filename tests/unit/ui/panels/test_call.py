"""A call is taken by keyboard: suggestions beside the fields, never in them."""

import msgspec
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from controlroom.config import read_codes
from controlroom.desk.questions import Earlier, Past, PastFound
from controlroom.domain import commands as c
from controlroom.domain.entities import Outline
from controlroom.domain.events import CodesPublished
from tests.helpers.desk_room import DeskRoom
from tests.helpers.window_room import WindowRoom
from ui.controls import Field, TextField
from ui.panels.call import Intake, further_call
from ui.panels.form import FormPanel
from ui.panels.form_fields import Choice, PlaceField


@pytest.fixture
def taking(window_room: WindowRoom) -> WindowRoom:
    """A window with the shipped words, in which a call is being taken."""
    room = window_room.room
    codes = msgspec.structs.replace(
        read_codes(None), sectors=room.frame.picture.codes.sectors
    )
    room.scene.say(CodesPublished(codes=codes))
    room.turn()
    window_room.stage.keys.trigger("new_incident")
    return window_room


def _form(taking: WindowRoom) -> FormPanel:
    return taking.window.incident.form


def _intake(taking: WindowRoom) -> Intake:
    return taking.window.incident.intake


def _type(taking: WindowRoom, text: str) -> None:
    field = _form(taking).page.inputs["narrative"]
    assert isinstance(field, TextField)
    QTest.keyClicks(field, text)


def _note(taking: WindowRoom, name: str) -> str:
    note = _form(taking).note(name)
    assert note is not None
    return note.words


def _opened(taking: WindowRoom) -> c.OpenIncident:
    taking.room.turn()
    act = taking.room.acts[-1]
    assert isinstance(act, c.OpenIncident)
    return act


def _mark(taking: WindowRoom, north_m: float = 0.0) -> None:
    """Mark the call's place beside that of 4521."""
    incident = taking.room.frame.picture.incidents["inc_4521"]
    lat, lon = incident.lat or 0.0, incident.lon or 0.0
    _form(taking).put_place(lat + north_m / 111_195, lon)


def test_what_happens_comes_first(taking: WindowRoom) -> None:
    """The cursor is in the narrative."""
    assert isinstance(_form(taking).page.inputs["narrative"], TextField)
    assert "narrative" == next(iter(_form(taking).page.inputs))


def test_a_call_brings_up_no_window_of_its_own(taking: WindowRoom) -> None:
    """The desk stays the active window: its keys go on working."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]

    assert [taking.window] == shown


def test_what_was_read_while_nobody_called_is_not_read_again(
    taking: WindowRoom,
) -> None:
    """A call begins at once, however many incidents are open and whatever the codes."""
    calls = _intake(taking)._calls
    known = len(calls)
    codes = taking.room.frame.picture.codes
    _form(taking).step_back()
    taking.room.scene.say(CodesPublished(codes=msgspec.structs.replace(codes)))
    taking.room.turn()
    others = _intake(taking)._calls
    while not others.catch_up(1):
        pass
    taking.stage.keys.trigger("new_incident")

    assert calls is not others
    assert known == len(others) > 0
    assert others is _intake(taking)._calls


def test_a_suggestion_stands_beside_the_field_with_its_reason(
    taking: WindowRoom,
) -> None:
    """And is sent when nothing else was chosen."""
    _type(taking, "They robbed him and took a phone, one has a knife ")

    assert "Robbery unless you choose: 'robbed', 'took a phone'" in _note(
        taking, "type_code"
    )
    assert "Immediate: 'knife'" == _note(taking, "grade")
    assert "" == _form(taking).values()["type_code"]

    _form(taking).send()
    act = _opened(taking)

    assert ("ROBBERY", "I") == (act.type_code, act.grade)


def test_a_choice_is_never_overridden(taking: WindowRoom) -> None:
    """What the words say is said, and what was chosen is sent."""
    choice = _form(taking).page.inputs["type_code"]
    assert isinstance(choice, Choice)
    choice.setEditText("Theft")
    _form(taking).put("grade", "R")
    _type(taking, "They robbed him, one has a knife ")

    assert _note(taking, "type_code").startswith("The words rather say Robbery")
    assert "The words say Immediate: 'knife'" == _note(taking, "grade")

    _form(taking).send()
    act = _opened(taking)

    assert ("THEFT", "R") == (act.type_code, act.grade)


def test_one_key_takes_type_and_grade(taking: WindowRoom) -> None:
    """Then they stand in their fields, and can be changed there."""
    nothing = _intake(taking).why_not_take()
    _type(taking, "A fight, one is bleeding ")
    taking.stage.keys.trigger("take_suggestion")
    values = _form(taking).values()

    assert "nothing is suggested yet" == nothing
    assert ("VIOLENCE", "I") == (values["type_code"], values["grade"])
    assert ("", "") == (_note(taking, "type_code"), _note(taking, "grade"))


def test_a_word_that_is_being_typed_changes_nothing_yet(taking: WindowRoom) -> None:
    """It counts with the blank behind it, or after a pause."""
    _type(taking, "there was a robbery")
    before = _note(taking, "type_code")
    _intake(taking).read(finished=True)

    assert "" == before
    assert "Robbery" in _note(taking, "type_code")


def test_a_likely_duplicate_is_shown_with_its_reasons(taking: WindowRoom) -> None:
    """Near, a moment ago, the same words."""
    _mark(taking, 120.0)
    _type(taking, "took her phone with a kitchen knife, grey tracksuits ")
    (first, *_others) = _intake(taking).likely

    assert "inc_4521" == first.incident_id
    assert "120 m away" == first.reasons[0]
    assert "both say" in first.reasons[-1]


def test_a_call_is_added_to_its_likely_duplicate(taking: WindowRoom) -> None:
    """With everything typed; no incident is opened, nothing is left in the form."""
    _type(taking, "I saw it too, grey tracksuits ")
    _mark(taking)
    taking.stage.keys.trigger("attach_call")
    act = taking.room.acts[-1]
    taking.room.turn()

    assert isinstance(act, c.AddLogEntry)
    assert "inc_4521" == act.incident_id
    assert "Further call: I saw it too, grey tracksuits" == act.text
    assert "" == _form(taking).name
    assert "inc_4521" == taking.room.selection.incident_id

    taking.stage.keys.trigger("new_incident")

    assert "" == _form(taking).values()["narrative"]


def test_a_refused_attachment_keeps_the_call(taking: WindowRoom) -> None:
    """Nothing typed is lost when the gateway says no."""
    _type(taking, "I saw it too ")
    _mark(taking)
    field = _form(taking).page.inputs["narrative"]
    assert isinstance(field, TextField)
    field.setPlainText("x" * 4_000)
    _intake(taking).read(finished=True)
    taking.stage.keys.trigger("attach_call")
    taking.room.turn()

    assert "new_incident" == _form(taking).name
    assert 4_000 == len(_form(taking).values()["narrative"])


def test_without_a_call_or_a_duplicate_the_keys_say_why(
    window_room: WindowRoom,
) -> None:
    """They do nothing else."""
    intake = window_room.window.incident.intake

    assert "needs a call that is being taken" == intake.why_not_attach()
    assert "needs a call that is being taken" == intake.why_not_take()

    window_room.stage.keys.trigger("new_incident")

    assert "no open incident looks like this call" == intake.why_not_attach()


def test_another_duplicate_can_be_meant(taking: WindowRoom) -> None:
    """Arrows walk them; the one that is meant stays so while more is typed."""
    room = taking.room
    incident = room.frame.picture.incidents["inc_4521"]
    room.other(
        c.OpenIncident(type_code="ROBBERY", lat=incident.lat, lon=incident.lon,
                       narrative="robbery, grey tracksuits")
    )  # fmt: skip
    _mark(taking)
    first, second = (each.incident_id for each in _intake(taking).likely[:2])
    _intake(taking).mark(1)
    _type(taking, "x ")
    meant = _intake(taking).likely[_intake(taking).marked].incident_id

    assert second == meant != first


def test_history_is_asked_once_for_a_place_and_a_caller(taking: WindowRoom) -> None:
    """Each question is on the record; another place's answer is not shown."""
    room = taking.room
    _mark(taking)
    _type(taking, "more and more words ")
    asked = [each for each in room.asked if isinstance(each, Past)]
    _mark(taking, 500.0)
    earlier = Earlier(
        incident_id="inc_1", cad="1/01NOV26", opened_at_us=1, status="closed", grade="I"
    )
    late = len(room.asked) - 1
    room.reply(late, PastFound(here=(earlier,)))
    stale = _intake(taking).here
    room.reply(len(room.asked), PastFound(here=(earlier,), theirs=(earlier,)))

    assert 1 == len(asked)
    assert 100.0 == asked[0].within_m
    assert () == stale
    assert (earlier,) == _intake(taking).here == _intake(taking).theirs


def test_a_caller_is_looked_up_when_the_field_was_left(taking: WindowRoom) -> None:
    """Not at every letter of a name."""
    field = _form(taking).page.inputs["caller"]
    assert isinstance(field, Field)
    QTest.keyClicks(field, "Jo Marsh")
    before = len(taking.room.asked)
    field.editingFinished.emit()
    (question,) = taking.room.asked[before:]

    assert isinstance(question, Past)
    assert ("Jo Marsh", None) == (question.caller, question.lat)


def test_warnings_near_the_place_are_shown(taking: WindowRoom) -> None:
    """Within 100 m, the nearest first; also one that comes while the call is taken."""
    _mark(taking)
    incident = taking.room.frame.picture.incidents["inc_4521"]
    at = (incident.lat or 0.0, incident.lon or 0.0)
    taking.room.other(
        c.Draw(kind="marker", label="Weapons seen here",
               outline=Outline(shape="point", corners=(at,)))
    )  # fmt: skip

    assert ["Weapons seen here"] == [each.label for each in _intake(taking).warned]


def test_only_what_is_missing_is_asked(taking: WindowRoom) -> None:
    """The list shrinks while the operator types."""
    before = _intake(taking).gaps
    _type(taking, "No weapons. ")
    after = _intake(taking).gaps

    assert before is not None
    assert after is not None
    assert "T" in {each.letter for each in before.missing}
    assert "T" not in {each.letter for each in after.missing}


def test_a_further_call_leaves_nothing_out() -> None:
    """Caller, place and words."""
    values = {"caller": " Jo ", "place": "Quay 4", "narrative": " saw it "}

    assert "Further call from Jo, at Quay 4: saw it" == further_call(values)
    assert "Further call." == further_call({"caller": "", "place": "", "narrative": ""})


def test_a_place_field_and_the_map_agree(taking: WindowRoom) -> None:
    """A click marks; the note says where."""
    _mark(taking)
    field = _form(taking).page.inputs["place"]

    assert isinstance(field, PlaceField)
    assert field.at is not None
    assert _note(taking, "place").startswith("Marked at ")


@pytest.mark.parametrize("hostile", ["<b>knife</b> ", "\u202eefink\u202c ", "\x07 T: "])
def test_anything_can_be_typed(taking: WindowRoom, hostile: str) -> None:
    """It is shown as typed and never interpreted."""
    field = _form(taking).page.inputs["narrative"]
    assert isinstance(field, TextField)
    field.setPlainText(hostile)
    _intake(taking).read(finished=True)

    assert _intake(taking).is_open


def test_the_room_without_words_suggests_nothing(window_room: WindowRoom) -> None:
    """A force that has none configured has its form as before."""
    room: DeskRoom = window_room.room
    window_room.stage.keys.trigger("new_incident")
    _type(window_room, "robbery with a knife ")

    assert "" == _note(window_room, "type_code")
    assert window_room.window.incident.intake.gaps is None
    assert room.acts == []

"""What the forms of risk and advice say and send."""

import msgspec
import pytest

from controlroom.config import read_codes
from controlroom.domain import commands as c
from controlroom.domain.events import CodesPublished
from tests.helpers.desk_room import DeskRoom
from ui import risk_orders as r
from ui.orders import WrongField


def _with_words(room: DeskRoom) -> DeskRoom:
    room.scene.say(CodesPublished(codes=read_codes(None)))
    room.turn()
    room.selection.select_incident("inc_4521")
    return room


def test_the_form_says_what_is_missing_while_it_is_filled(room: DeskRoom) -> None:
    """By the type's doctrine, or the one that was chosen."""
    _with_words(room)
    own = r.missing(room.position, {"text": "V: elderly", "doctrine": ""})
    other = r.missing(room.position, {"text": "", "doctrine": "METHANE"})
    whole = r.missing(
        room.position,
        {"text": " ".join(f"{x}: x." for x in "THRIVEP"), "doctrine": ""},
    )

    assert "V Vulnerability" not in own
    assert own.startswith("Still to ask, THRIVE+: ")
    assert "M Major incident declared" in other
    assert r.WHOLE == whole


def test_a_force_without_doctrines_says_so(room: DeskRoom) -> None:
    """And about nothing nothing is said."""
    nothing = r.missing(room.position, {"text": "", "doctrine": ""})
    room.scene.say(CodesPublished(codes=msgspec.structs.replace(
        room.frame.picture.codes, effective="2026-05-01")))  # fmt: skip
    room.turn()
    room.selection.select_incident("inc_4521")

    assert "" == nothing
    assert r.NOTHING == r.missing(room.position, {"text": "", "doctrine": ""})


def test_doctrines_begin_with_the_type_s_own(room: DeskRoom) -> None:
    """Empty takes it."""
    _with_words(room)

    assert [
        ("", "THRIVE+, for its type"),
        ("METHANE", "METHANE"),
        ("ETHANE", "ETHANE"),
    ] == (r.doctrines(room.position))


def test_what_is_sent(room: DeskRoom) -> None:
    """Words without the blanks around them; no words are sent back."""
    _with_words(room)
    risk = r.record_risk(room.position, {"text": " T: none ", "doctrine": ""})
    advice = r.record_advice(room.position, {"text": " stay in "})

    assert c.RecordRisk(incident_id="inc_4521", text="T: none") == risk.act
    assert c.RecordAdvice(incident_id="inc_4521", text="stay in") == advice.act
    for send in (r.record_risk, r.record_advice):
        with pytest.raises(WrongField, match="There are no words yet"):
            send(room.position, {"text": " ", "doctrine": ""})

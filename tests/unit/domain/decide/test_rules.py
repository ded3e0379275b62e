"""What every decision asks first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain import commands as c
from controlroom.domain.decide import rules
from controlroom.domain.errors import Conflict, Refused
from controlroom.domain.observations import StateReported
from tests.helpers.watch import (
    HOUR_US,
    MARSH,
    PHONE,
    RADIO,
    ROWE,
    TV21,
    TV22,
    Watch,
)


def test_a_refusal_says_what_holds_and_what_to_do() -> None:
    """What stands in the way, that nothing changed, the way out."""
    with pytest.raises(Refused) as refused:
        rules.refuse("code", "The door is shut.", "Knock first.")

    assert "The door is shut. Nothing changed. Knock first." == refused.value.sentence
    with pytest.raises(Refused, match=r"^Shut\. Nothing changed\.$"):
        rules.refuse("code", "Shut.")


@pytest.mark.parametrize(
    ("lookup", "code"),
    [
        (rules.incident_of, "unknown_incident"),
        (rules.unit_of, "unknown_unit"),
        (rules.alarm_of, "unknown_alarm"),
    ],
)
def test_what_is_not_there_is_refused(lookup: object, code: str) -> None:
    """An id that the picture does not hold gets a sentence, not a failure."""
    with pytest.raises(Refused) as refused:
        lookup(Watch().picture, "x_\x1b[31m" + "y" * 500)  # type: ignore[operator]  # a function

    assert code == refused.value.code
    assert "\x1b" not in refused.value.sentence
    assert len(refused.value.sentence) < 200


def test_finished_incidents_name_who_and_when() -> None:
    """Resolved or closed: by whom, at what time, and how to go on."""
    watch = Watch()
    incident_id = watch.opened("FRAUD", grade="R")
    watch.do(c.ResolveIncident(incident_id=incident_id), who=MARSH)
    watch.do(c.AddLogEntry(incident_id=incident_id, text="Late news."))
    with pytest.raises(Refused) as refused:
        rules.open_incident_of(watch.picture, incident_id, watch.now_us)

    assert "resolved" == refused.value.code
    assert (
        "CAD 1 was resolved by Marsh at 14:00:03. Nothing changed. Reopen it first."
        == refused.value.sentence
    )


def expect(watch: Watch, entity_id: str, revision: int) -> str:
    """Return the sentence of the conflict."""
    with pytest.raises(Conflict) as conflict:
        rules.check_expected(watch.picture, {entity_id: revision}, watch.now_us)
    return conflict.value.sentence


def test_what_the_operator_saw_is_what_is_there() -> None:
    """The same revision is no conflict, for any kind of thing."""
    watch = Watch()
    incident_id = watch.opened()
    picture = watch.picture
    rules.check_expected(
        picture,
        {
            incident_id: picture.incidents[incident_id].revision,
            TV21: picture.units[TV21].revision,
            RADIO: picture.devices[RADIO].revision,
            MARSH: picture.people[MARSH].revision,
        },
        watch.now_us,
    )


def test_an_assigned_unit_names_who_won() -> None:
    """The sentence of two desks at once."""
    watch = Watch()
    seen = watch.unit(TV21).revision
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(TV21,)))

    assert (
        "TV21 was assigned to CAD 1 by Ash at 14:00:03. Nothing changed. "
        "Choose another unit, or stand TV21 down first."
    ) == expect(watch, TV21, seen)


def test_a_unit_that_did_something_else_says_what() -> None:
    """Its own radio changed it: who, when, and what it is now."""
    watch = Watch()
    seen = watch.unit(TV21).revision
    watch.see(StateReported(device_id=RADIO, state=3, at_us=0))

    assert (
        "TV21 was changed by TV21 at 14:00:02 and is at station (3) now. "
        "Nothing changed. Look again, then decide."
    ) == expect(watch, TV21, seen).replace("at station, available", "at station")


def test_an_incident_shows_the_line_that_changed_it() -> None:
    """The log says what changed; a long line is cut; yesterday has its date."""
    watch = Watch()
    incident_id = watch.opened("ROBBERY", grade="S")
    seen = watch.incident(incident_id).revision
    watch.do(c.GradeIncident(incident_id=incident_id, grade="I", reason="knife"))

    assert (
        "CAD 1 was changed by Ash at 14:00:03: Grade S to I: knife. "
        "Nothing changed. Look again, then decide."
    ) == expect(watch, incident_id, seen)
    watch.do(c.AddLogEntry(incident_id=incident_id, text="Still there."))
    watch.do(c.GradeIncident(incident_id=incident_id, grade="S", reason="x" * 900))
    watch.now_us += 20 * HOUR_US
    sentence = expect(watch, incident_id, seen)
    assert "at 14:00:05 on 21 Nov 2026: Grade I to S: xxx" in sentence
    assert len(sentence) < 300


def test_words_said_in_an_incident_are_no_conflict() -> None:
    """Somebody adds to the log, a radio speaks, another amends: all is kept."""
    watch = Watch()
    incident_id = watch.opened("ROBBERY", grade="S")
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    seen = watch.incident(incident_id).revision
    watch.do(c.AddLogEntry(incident_id=incident_id, text="Still there."), who=MARSH)
    watch.do(c.SendMessage(unit_ids=(TV21,), text="Go", incident_id=incident_id))
    watch.see(StateReported(device_id=RADIO, state=5, at_us=0))
    rules.check_expected(watch.picture, {incident_id: seen}, watch.now_us)

    assert seen < watch.incident(incident_id).revision

    watch.do(c.StandDown(incident_id=incident_id, unit_id=TV21), who=MARSH)

    assert "changed by Marsh" in expect(watch, incident_id, seen)


def test_a_revision_yet_to_come_is_a_conflict() -> None:
    """A desk that saw another journal did not see this incident."""
    watch = Watch()
    incident_id = watch.opened("ROBBERY", grade="S")
    seen = watch.incident(incident_id).revision

    assert "CAD 1 was changed" in expect(watch, incident_id, seen + 50)


def test_other_things_say_who_and_when() -> None:
    """A device that somebody bound elsewhere."""
    watch = Watch()
    seen = watch.picture.devices[PHONE].revision
    watch.do(c.BindDevice(device_id=PHONE, unit_id=TV21), who=ROWE, role="supervisor")

    assert (
        "Rowe changed this at 14:00:02. Nothing changed. Look again, then decide."
    ) == expect(watch, PHONE, seen)


def test_what_has_gone_is_a_conflict() -> None:
    """Archived while somebody looked at it."""

    assert "no longer in the picture" in expect(Watch(), "inc_gone", 3)


def test_a_committed_unit_without_a_record_is_on_nothing() -> None:
    """Words never fail, also for a unit that is free."""
    watch = Watch()

    assert "no incident" == rules.committed_words(
        watch.picture, watch.unit(TV22), watch.now_us
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("windows\r\nmac\rend", "windows\nmac\nend"),
        ("\x1b[31mred\x07", "[31mred"),
        ("\x7f\x85\x9b", ""),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("\u202eright to left\u200f", "\u202eright to left\u200f"),
        ("half \ud800 pair", "half  pair"),
        ("Zoë 🚓", "Zoë 🚓"),
    ],
)
def test_text_is_kept_as_typed(typed: str, kept: str) -> None:
    """Control characters are kept out, everything else stays and is never read."""

    assert kept == rules.written(typed, "the note")


def test_bad_text_is_refused_in_plain_words() -> None:
    """Null, empty and too long each say what is wrong and what to do."""
    with pytest.raises(Refused, match="The note holds a null character"):
        rules.written("a\x00b", "the note")
    with pytest.raises(Refused, match="The note is empty"):
        rules.written(" \n\x07 ", "the note", needed=True)
    with pytest.raises(Refused, match="has 1,001 characters, the most is 1,000"):
        rules.written("x" * 1_001, "the note")

    assert "x" * 1_000 == rules.written("x" * 1_000, "the note")
    assert "" == rules.written("", "the note")


def test_text_of_other_systems_is_cut_not_refused() -> None:
    """A call is never lost for its length; the cut says so."""

    assert "x" * 50 == rules.cleaned_text("x" * 50, 50)
    cut = rules.cleaned_text("x" * 51, 50)
    assert len(cut) <= 50
    assert cut.endswith(" … (cut at 50)")
    assert "ab" == rules.cleaned_text("a\x00b", 50)


@given(st.text())
def test_no_text_brings_control_characters_in(text: str) -> None:
    """Whatever is typed can be encoded, and holds no C0 but newline and tab."""
    cleaned = rules.cleaned_text(text)
    cleaned.encode()

    assert not [char for char in cleaned if char < " " and char not in "\n\t"]
    assert cleaned == rules.cleaned_text(cleaned)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (51.5, None),
        (None, 0.1),
        (95.0, 2.0),
        (0.0, 0.0),
        (float("nan"), 1.0),
        (1.0, float("inf")),
    ],
)
def test_a_position_is_a_place_or_refused(lat: float | None, lon: float | None) -> None:
    """Half a position, off the earth, 0/0 and no number are none."""
    with pytest.raises(Refused) as refused:
        rules.place_of(lat, lon)

    assert "position" == refused.value.code
    half = lat is None or lon is None
    assert half == ("needs latitude and longitude" in refused.value.sentence)


def test_no_position_is_no_position() -> None:
    """None given, none taken; a place is taken as it is."""

    assert (None, None) == rules.place_of(None, None)
    assert (51.5, -0.1) == rules.place_of(51.5, -0.1)


@pytest.mark.parametrize(
    ("sentence", "with_stop"),
    [("Done", "Done."), ("Done.", "Done."), ("Why?", "Why?"), ("cut…", "cut…")],
)
def test_sentences_end(sentence: str, with_stop: str) -> None:
    """A reason without a full stop gets one before the next sentence."""

    assert with_stop == rules.ended(sentence)

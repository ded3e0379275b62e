"""Lines are read whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.bar.grammar import parse
from ui.bar.verbs import Lexicon, Line, Wrong

ROOM = Lexicon(
    units={"tv21": "u21", "tv22": "u22", "hotelbravo14": "hb", "hb15": "hb15"},
    incidents={"412": "i412", "412/21nov26": "i412", "433": "i433", "9": "i9"},
    grades={"i": "I", "s": "S", "immediate": "I"},
    codes={"arr": "ARR", "nfa": "NFA", "arrest": "ARR"},
    states={"2": "2", "5": "5", "en route": "5", "11": "11"},
    is_time=lambda text: text in {"23:15", "+30 min"},
)
SELECTED = Lexicon(
    units=ROOM.units, incidents=ROOM.incidents, grades=ROOM.grades, codes=ROOM.codes,
    states=ROOM.states, is_time=ROOM.is_time, unit_id="u22", incident_id="i433",
)  # fmt: skip


def read(text: str, lexicon: Lexicon = ROOM) -> tuple[object, ...]:
    """Return verb, units, incidents, value and text of a line that is understood."""
    line = parse(text, lexicon)

    assert isinstance(line, Line), line
    return line.verb.name, line.unit_ids, line.incident_ids, line.value, line.text


def wrong(text: str, lexicon: Lexicon = ROOM) -> Wrong:
    """Return what is wrong with a line."""
    line = parse(text, lexicon)

    assert isinstance(line, Wrong), line
    return line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("assign tv21 tv22 412", ("assign", ("u21", "u22"), ("i412",), "", "")),
        ("assign tv21, tv22 to 412", ("assign", ("u21", "u22"), ("i412",), "", "")),
        ("ASS TV21 CAD 412/21NOV26", ("assign", ("u21",), ("i412",), "", "")),
        ("assign 412 tv21 tv21", ("assign", ("u21",), ("i412",), "", "")),
        ("divert tv21 433", ("divert", ("u21",), ("i433",), "", "")),
        ("tv21 412", ("assign", ("u21",), ("i412",), "", "")),
        ("tv21 and tv22 to cad 412", ("assign", ("u21", "u22"), ("i412",), "", "")),
        ("TV21 5", ("state", ("u21",), (), "5", "")),
        ("tv21 en route", ("state", ("u21",), (), "5", "")),
        ("state tv21 11", ("state", ("u21",), (), "11", "")),
        ("Hotel Bravo 14 2", ("state", ("hb",), (), "2", "")),
        ("hotel bravo 14 412", ("assign", ("hb",), ("i412",), "", "")),
        ("send Tango Victor 21 to 412", ("assign", ("u21",), ("i412",), "", "")),
        ("standdown tv21", ("stand_down", ("u21",), (), "", "")),
        ("stand down tv21 from 412 not needed",
         ("stand_down", ("u21",), ("i412",), "", "not needed")),
        ("msg tv21 call  in now", ("message", ("u21",), (), "", "call  in now")),
        ("msg tv21: tv22 is near", ("message", ("u21",), (), "", "tv22 is near")),
        ("log 412 Door is open.", ("log", (), ("i412",), "", "Door is open.")),
        ("log 412: 2 males seen", ("log", (), ("i412",), "", "2 males seen")),
        ("grade 412 I knife seen", ("grade", (), ("i412",), "I", "knife seen")),
        ("grade 412 immediate", ("grade", (), ("i412",), "I", "")),
        ("close 412 arr", ("close", (), ("i412",), "ARR", "")),
        ("resolve 412 all quiet", ("resolve", (), ("i412",), "", "all quiet")),
        ("reopen 412", ("reopen", (), ("i412",), "", "")),
        ("bring up 412 +30 min call back",
         ("bring_up", (), ("i412",), "+30 min", "call back")),
        ("link 412 433 same car", ("link", (), ("i412", "i433"), "", "same car")),
        ("merge 433 into 412", ("merge", (), ("i412", "i433"), "", "")),
        ("merge 412 433", ("merge", (), ("i412", "i433"), "", "")),
        ("emergency tv21 shots", ("emergency", ("u21",), (), "", "shots")),
    ],
)  # fmt: skip
def test_a_line_is_read(text: str, line: tuple[object, ...]) -> None:
    """Whom and what in any order, little words or none, words as they were typed."""

    assert line == read(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("assign tv21", ("assign", ("u21",), ("i433",), "", "")),
        ("log Door is open", ("log", (), ("i433",), "", "Door is open")),
        ("log: 2 males", ("log", (), ("i433",), "", "2 males")),
        ("grade S calm", ("grade", (), ("i433",), "S", "calm")),
        ("state 5", ("state", ("u22",), (), "5", "")),
        ("link 412", ("link", (), ("i433", "i412"), "", "")),
    ],
)
def test_what_is_selected_may_be_left_out(text: str, line: tuple[object, ...]) -> None:
    """The line is about what the person looks at."""

    assert line == read(text, SELECTED)


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("assign tv21 hb99 412", "hb99", "hb99 is no callsign here"),
        ("assign tv21 4112", "4112", "4112 is the number of no incident here"),
        ("assign tv21", "", "Write a CAD number, or select an incident first."),
        ("log 999 text", "999", "Write log: before words that begin with a number."),
        ("log 412", "", "Write the words after it."),
        ("grade 412 X", "X", "X is no grade. Write one of I, S."),
        ("close 412 zzz", "zzz", "zzz is no closing code. Write one of ARR, NFA."),
        ("close 412", "", "Write one of ARR, NFA."),
        ("state tv21 99", "99", "99 is no radio state. Write 1 to 11."),
        ("tv21 99", "99", "neither a radio state, 1 to 11, nor an incident here"),
        ("bringup 412 soon", "soon", "soon is no time. Write 23:15, +30 min or +2 h."),
        ("standdown tv21 tv22", "standdown", "one unit at a time; 2 named"),
        ("re 412", "re", "re may be release or resolve or reopen."),
        ("merge 412", "", "Write the numbers of two incidents."),
        ("msg hb99 hello", "hb99", "hb99 is no callsign here"),
    ],
)
def test_a_bad_line_says_which_word_and_what_would_do(
    text: str, word: str, sentence: str
) -> None:
    """Nothing of it is done."""
    found = wrong(text)

    assert word == found.word
    assert sentence in found.sentence


@pytest.mark.parametrize(
    "text", ["", "412", "tv21", "mill street", "l 412", "st georges", "new 4521"]
)
def test_what_is_no_command_is_something_to_find(text: str) -> None:
    """A name, a number, a place."""

    assert parse(text, ROOM) is None


def test_a_place_that_begins_like_a_verb_is_told_apart() -> None:
    """A wrong line that named nobody may be the name of a place."""

    assert not wrong("close street").known
    assert wrong("close 412 street").known


def test_ten_thousand_callsigns_are_read() -> None:
    """In one go, and refused in one sentence."""
    units = {f"u{number}": f"unit_{number}" for number in range(10_000)}
    lexicon = Lexicon(units=units, incidents={"412": "i412"})

    assert not isinstance(parse(f"assign {' '.join(units)} 412", lexicon), Line)


@given(st.text(max_size=300))
def test_any_text_is_read_or_not(text: str) -> None:
    """Whatever is typed, nothing breaks, and what is understood names what exists."""
    found = parse(f"assign {text}", SELECTED)

    assert isinstance(found, Line | Wrong) or found is None


@given(st.lists(st.sampled_from([*ROOM.units, *ROOM.incidents, "to", ":", "log", "5"])))
def test_any_order_of_words_is_read_or_not(words: list[str]) -> None:
    """Real words in a senseless order."""
    found = parse(" ".join(words), ROOM)

    assert isinstance(found, Line | Wrong) or found is None

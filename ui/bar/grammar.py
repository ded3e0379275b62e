"""A small grammar: a verb, whom and what it is about, a value, and words; it knows
texts alone, neither Qt nor the picture.

A line is read whole or not at all. Every verb is a word for an action of the table.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ui.bar.verbs import VERBS, Lexicon, Line, Verb, Wrong, squeezed

LITTLE = frozenset({"to", "and", "from", "into", "on", "with", "cad"})
"""Words between what is named that mean nothing by themselves."""
LONGEST = 5
"""Words of the longest callsign: HOTEL BRAVO 14 is three."""
FEWEST = 2
"""Letters from which on the beginning of a verb is enough."""
PHONETIC = {
    word: word[0]
    for word in (
        "alfa", "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf",
        "hotel", "india", "juliett", "juliet", "kilo", "lima", "mike", "november",
        "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor",
        "whiskey", "xray", "yankee", "zulu",
    )
}  # fmt: skip
"""Letters as they are spoken: Tango Victor 21 is TV21."""
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"^p?\d[\d/a-z]*$")
_STATE = next(verb for verb in VERBS if verb.name == "state")
_ASSIGN = next(verb for verb in VERBS if verb.name == "assign")


def parse(text: str, lexicon: Lexicon) -> Line | Wrong | None:
    """Read a line; None when it is no command but something to find."""
    reader = _Reader(text, lexicon)
    if len(reader.words) < 2:
        return None
    verb, length = _verb(reader.words, lexicon)
    if isinstance(verb, Wrong):
        return verb
    if verb is None:
        return reader.without_verb()
    return reader.read(verb, length)


def _verb(
    words: list[str], lexicon: Lexicon
) -> tuple[Verb, int] | tuple[Wrong | None, int]:
    """Return the verb a line begins with, and of how many words it is."""
    for length in (2, 1):
        said = squeezed("".join(words[:length])).rstrip(":")
        if len(words) < length + (length > 1):
            continue
        for verb in VERBS:
            if said in verb.words:
                return verb, length
    said = squeezed(words[0]).rstrip(":")
    if len(said) < FEWEST or said in lexicon.units:
        return None, 0
    begun = [
        (verb, word) for verb in VERBS for word in verb.words if word.startswith(said)
    ]
    if len({verb.name for verb, _ in begun}) == 1:
        return begun[0][0], 1
    named = _Reader(" ".join(words[1:]), lexicon)
    if begun and (named.unit(0) or named.incident(0)):
        which = " or ".join(word for _, word in begun)
        return Wrong(words[0], f"{words[0]} may be {which}. Write more of it."), 0
    return None, 0


class _Reader:
    """Goes through the words of a line."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._spans = [found.span() for found in _WORD.finditer(text)]
        self.words = [text[start:end] for start, end in self._spans]

    def unit(self, at: int) -> tuple[str, int] | None:
        """Return the unit named from a word on, and of how many words."""
        for length in range(min(LONGEST, len(self.words) - at), 0, -1):
            words = [_bare(word) for word in self.words[at : at + length]]
            if any(word.endswith(":") for word in self.words[at : at + length - 1]):
                continue
            for said in (words, [PHONETIC.get(each, each) for each in words]):
                unit_id = self._lexicon.units.get(squeezed("".join(said)))
                if unit_id is not None:
                    return unit_id, length
        return None

    def incident(self, at: int) -> tuple[str, int] | None:
        """Return the incident named by a word, and of how many words that is."""
        if at >= len(self.words):
            return None
        if _bare(self.words[at]) == "cad" and at + 1 < len(self.words):
            found = self._lexicon.incidents.get(_bare(self.words[at + 1]))
            return (found, 2) if found is not None else None
        found = self._lexicon.incidents.get(_bare(self.words[at]))
        return (found, 1) if found is not None else None

    def without_verb(self) -> Line | Wrong | None:
        """Read `TV21 5` and `TV21 412`: a unit, and a state or an incident."""
        named = self.unit(0)
        if named is None or named[1] >= len(self.words):
            return None
        rest = _bare(" ".join(self.words[named[1] :]))
        state = self._lexicon.states.get(rest)
        if state is not None:
            return Line(_STATE, (named[0],), value=state)
        if _NUMBER.match(rest) and rest not in self._lexicon.incidents:
            return Wrong(
                rest,
                f"{rest} is neither a radio state, 1 to 11, nor an incident here.",
                known=True,
            )
        return self.read(_ASSIGN, 0) if self._only_names() else None

    def read(self, verb: Verb, at: int) -> Line | Wrong:
        """Read all that follows a verb."""
        unit_ids, incident_ids, kept = self._named(verb, at)
        known = bool(unit_ids or incident_ids)
        at = kept.at
        if kept.into and verb.name == "merge":
            incident_ids = incident_ids[::-1]
        value, at, wrong = self._value(verb, at, known=known)
        if wrong is not None:
            return wrong
        text = self._text[self._spans[at][0] :].rstrip() if at < len(self.words) else ""
        if not kept.ended:
            wrong = self._left(verb, at, incident_ids, known=known)
        if wrong is not None:
            return wrong
        return self._whole(verb, unit_ids, incident_ids, value, text)

    def _named(
        self, verb: Verb, at: int
    ) -> tuple[tuple[str, ...], tuple[str, ...], "_Kept"]:
        """Return units and incidents in the order named, each once."""
        units: dict[str, None] = {}
        incidents: dict[str, None] = {}
        into = False
        ended = at > 0 and self.words[at - 1].endswith(":")
        while at < len(self.words) and not ended:
            skip = self._little(at)
            unit = self.unit(at + skip) if len(units) <= verb.units else None
            if unit is not None and verb.units:
                units[unit[0]] = None
                at += skip + unit[1]
            elif (found := self.incident(at + skip)) is not None and len(
                incidents
            ) < verb.incidents:
                into = into or (skip > 0 and self.words[at].casefold() == "into")
                incidents[found[0]] = None
                at += skip + found[1]
            else:
                break
            ended = self.words[at - 1].endswith(":")
        return tuple(units), tuple(incidents), _Kept(at, into, ended)

    def _little(self, at: int) -> int:
        """Return 1 when a little word stands before something that is named."""
        word = _bare(self.words[at])
        if word not in LITTLE or self.incident(at) is not None:
            return 0
        named = self.unit(at + 1) or self.incident(at + 1)
        return 1 if named else 0

    def _value(
        self, verb: Verb, at: int, *, known: bool
    ) -> tuple[str, int, Wrong | None]:
        """Return the value of a verb and where the words after it begin."""
        if not verb.value:
            return "", at, None
        if at >= len(self.words):
            return "", at, Wrong("", _WANTED[verb.value](self._lexicon), known)
        for length in range(min(3, len(self.words) - at), 0, -1):
            said = _bare(" ".join(self.words[at : at + length]))
            value = self._meant(verb.value, said)
            if value:
                return value, at + length, None
        word = self.words[at]
        what = {"state": "radio state", "code": "closing code"}.get(
            verb.value, verb.value
        )
        sentence = f"{word} is no {what}. {_WANTED[verb.value](self._lexicon)}"
        return "", at, Wrong(word, sentence, known)

    def _meant(self, kind: str, said: str) -> str:
        lexicon = self._lexicon
        if kind == "time":
            return said if lexicon.is_time(said) else ""
        table = {
            "state": lexicon.states, "grade": lexicon.grades, "code": lexicon.codes
        }[kind]  # fmt: skip
        return table.get(said, "")

    def _left(
        self, verb: Verb, at: int, incident_ids: tuple[str, ...], *, known: bool
    ) -> Wrong | None:
        """Return what is wrong with a word that should name something."""
        if at >= len(self.words):
            return None
        word = self.words[at]
        missing = len(incident_ids) < verb.incidents and not verb.value
        if missing and _NUMBER.match(_bare(word)):
            after = (
                f" Write {verb.words[0]}: before words that begin with a number."
                if verb.text != "no"
                else ""
            )
            return Wrong(
                word, f"{word} is the number of no incident here.{after}", known
            )
        if verb.text == "no" or (verb.units and not known):
            what = "callsign" if verb.units else "number of an incident"
            both = " and no number of an incident" if verb.units and missing else ""
            asked = "Write a callsign" if verb.units else "Write a CAD number"
            asked += " or a CAD number" if both else ""
            sentence = f"{word} is no {what} here{both}. {asked}."
            return Wrong(word, sentence, known)
        return None

    def _whole(
        self,
        verb: Verb,
        unit_ids: tuple[str, ...],
        incident_ids: tuple[str, ...],
        value: str,
        text: str,
    ) -> Line | Wrong:
        """Return the line, with what is selected where nothing was named."""
        known = bool(unit_ids or incident_ids)
        units = self._units_or_selected(verb, unit_ids, known=known)
        incidents = self._incidents_or_selected(verb, incident_ids, known=known)
        if isinstance(units, Wrong):
            return units
        if isinstance(incidents, Wrong):
            return incidents
        if verb.text == "must" and not text:
            return Wrong("", "Write the words after it.", known)
        return Line(verb, units, incidents, value, text)

    def _units_or_selected(
        self, verb: Verb, unit_ids: tuple[str, ...], *, known: bool
    ) -> tuple[str, ...] | Wrong:
        selected = self._lexicon.unit_id
        if verb.units and not unit_ids:
            if selected is None:
                return Wrong("", "Write a callsign, or select a unit first.", known)
            return (selected,)
        if len(unit_ids) > verb.units:
            said = f"{verb.words[0]} is for one unit at a time; {len(unit_ids)} named."
            return Wrong(verb.words[0], said, known)
        return unit_ids

    def _incidents_or_selected(
        self, verb: Verb, incident_ids: tuple[str, ...], *, known: bool
    ) -> tuple[str, ...] | Wrong:
        selected = self._lexicon.incident_id
        if len(incident_ids) >= verb.incidents or verb.name == "stand_down":
            return incident_ids
        if selected is not None and selected not in incident_ids:
            incident_ids = (selected, *incident_ids)
        if len(incident_ids) < verb.incidents:
            what = "Write a CAD number, or select an incident first."
            if verb.incidents > 1:
                what = "Write the numbers of two incidents."
            return Wrong("", what, known)
        return incident_ids

    def _only_names(self) -> bool:
        at = 0
        while at < len(self.words):
            at += self._little(at)
            named = self.unit(at) or self.incident(at)
            if named is None:
                return False
            at += named[1]
        return True


@dataclass(frozen=True, slots=True)
class _Kept:
    at: int
    into: bool
    ended: bool


def _bare(word: str) -> str:
    return word.casefold().rstrip(",;:")


def _listed(table: Mapping[str, str]) -> str:
    codes = list(dict.fromkeys(table.values()))
    more = f" and {len(codes) - 8} more" if len(codes) > 8 else ""
    return f"Write one of {', '.join(codes[:8])}{more}."


_WANTED: dict[str, Callable[[Lexicon], str]] = {
    "state": lambda _lexicon: "Write 1 to 11.",
    "grade": lambda lexicon: _listed(lexicon.grades),
    "code": lambda lexicon: _listed(lexicon.codes),
    "time": lambda _lexicon: "Write 23:15, +30 min or +2 h.",
}

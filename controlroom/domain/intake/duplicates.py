"""Finds open incidents that a call is probably about, each with its reasons in words.

Pure: fed with incidents as they change, asked with a call as it is typed. Places are
compared by distance, callers by number or name, texts by the words few others have.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable

import msgspec
import numpy as np
from numpy.typing import NDArray

from controlroom.domain.entities import Incident
from controlroom.domain.geo import is_place
from controlroom.domain.intake.wording import fold, quoted, words_of
from controlroom.domain.words import age, distance

SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
NEAR_M = 600.0
"""Farther than this a place is no reason."""
_DEGREE_M = 111_195.0
BY_DISTANCE = ((50.0, 3.0), (150.0, 2.5), (300.0, 1.5), (NEAR_M, 0.7))
BY_AGE = (
    (10 * MINUTE_US, 2.0), (30 * MINUTE_US, 1.0), (120 * MINUTE_US, 0.3),
    (360 * MINUTE_US, 0.0),
)  # fmt: skip
"""What an incident's age is worth; an older one loses."""
OLD = -1.5
SAME_PLACE, SAME_CALLER, SAME_TYPE = 3.0, 3.0, 1.0
WORD, WORDS_COUNTED = 0.7, 4
LIKELY = 4.0
"""From here on an incident is a likely duplicate."""
LEAD = 1.0
"""By how much another must be likelier before it goes above the one that leads."""
SHARED = 0.02
"""A word that a larger part of all incidents has says nothing."""
SHARED_LEAST = 6
WORDS_ALONE = 3
"""Shared words from which on an incident is looked at wherever it is."""
LINES_READ = 6
"""Lines of a log that are compared: those of the first calls."""
LETTERS = 3
"""Shorter words are not compared."""
CANDIDATES_MOST = 200
_DIGITS = re.compile(r"\+?\d[\d ()\-]{5,}\d")
DIGITS_LEAST = 6


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A call as far as it is typed. Degrees WGS 84; `at_us` is now."""

    at_us: int
    text: str = ""
    type_code: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    caller: str = ""


class Likely(msgspec.Struct, frozen=True, kw_only=True):
    """An open incident that a call is probably about, and why."""

    incident_id: str
    score: float
    reasons: tuple[str, ...]


class _Kept(msgspec.Struct, frozen=True):
    words: frozenset[str]
    place: str
    caller: str
    number: str
    type_code: str
    lat: float
    lon: float
    opened_at_us: int


class OpenCalls:
    """The open incidents as calls are compared with them.

    `note` is cheap; the words of what was noted are read by `catch_up`, a part at a
    time, and all that is left by `likely`.
    """

    def __init__(self, common: Collection[str] = ()) -> None:
        self._common = frozenset(fold(word) for word in common)
        self._noted: dict[str, Incident | None] = {}
        self._kept: dict[str, _Kept] = {}
        self._having: dict[str, set[str]] = {}
        """Incident ids by word."""
        self._called: dict[str, set[str]] = {}
        """Incident ids by place, caller or number."""
        self._rows: dict[str, int] = {}
        self._ids: list[str] = []
        self._free: list[int] = []
        self._where: NDArray[np.float64] = np.full((0, 2), np.nan)

    def __len__(self) -> int:
        return len(self._kept)

    def note(self, incident_id: str, incident: Incident | None) -> None:
        """Take an incident as it stands now; None or one not open is forgotten."""
        self._noted[incident_id] = incident

    def catch_up(self, most: int | None = None) -> bool:
        """Read what was noted, at most so many; True when nothing is left."""
        for incident_id in list(self._noted)[:most]:
            self._take(incident_id, self._noted.pop(incident_id))
        return not self._noted

    def likely(self, call: Call, held: str = "", most: int = 3) -> list[Likely]:
        """Return the likely duplicates of a call, the likeliest first.

        held: the one that leads now; it stays there while no other is plainly likelier.
        """
        self.catch_up()
        asked = _kept(call, self._common)
        telling = frozenset(word for word in asked.words if self._tells(word))
        near = self._near(asked)
        scored = [
            (score, incident_id)
            for incident_id in self._candidates(asked, near, telling)
            if (score := self._score(incident_id, asked, near, telling)) >= LIKELY
        ]
        scored.sort(key=lambda each: (-each[0] - LEAD * (each[1] == held), each[1]))
        return [
            Likely(
                incident_id=incident_id, score=score,
                reasons=self._reasons(incident_id, asked, near, telling),
            )
            for score, incident_id in scored[:most]
        ]  # fmt: skip

    # ------------------------------------------------------------------------ keeping

    def _take(self, incident_id: str, incident: Incident | None) -> None:
        self._forget(incident_id)
        if incident is None or incident.status != "open":
            return
        kept = self._kept[incident_id] = _kept(incident, self._common)
        for word in kept.words:
            self._having.setdefault(word, set()).add(incident_id)
        for name in (kept.place, kept.caller, kept.number):
            if name:
                self._called.setdefault(name, set()).add(incident_id)
        row = self._row(incident_id)
        self._where[row] = kept.lat, kept.lon

    def _forget(self, incident_id: str) -> None:
        kept = self._kept.pop(incident_id, None)
        if kept is None:
            return
        for table, keys in (
            (self._having, kept.words),
            (self._called, (kept.place, kept.caller, kept.number)),
        ):
            for key in keys:
                ids = table.get(key)
                if ids is not None:
                    ids.discard(incident_id)
                    if not ids:
                        del table[key]
        row = self._rows.pop(incident_id)
        self._where[row] = np.nan
        self._free.append(row)

    def _row(self, incident_id: str) -> int:
        if self._free:
            row = self._free.pop()
            self._ids[row] = incident_id
        else:
            row = len(self._ids)
            self._ids.append(incident_id)
            if row >= len(self._where):
                more = np.full((max(64, row), 2), np.nan)
                self._where = np.concatenate([self._where, more])
        self._rows[incident_id] = row
        return row

    # ------------------------------------------------------------------------ judging

    def _candidates(
        self, asked: _Kept, near: dict[str, float], telling: frozenset[str]
    ) -> Iterable[str]:
        found: dict[str, None] = {}
        for name in (asked.number, asked.caller, asked.place):
            found.update(dict.fromkeys(sorted(self._called.get(name, ()))))
        found.update(dict.fromkeys(near))
        shared: Counter[str] = Counter()
        for word in telling:
            shared.update(self._having[word])
        for incident_id, count in shared.most_common(CANDIDATES_MOST):
            if count < WORDS_ALONE:
                break
            found.setdefault(incident_id)
        return list(found)[:CANDIDATES_MOST]

    def _near(self, asked: _Kept) -> dict[str, float]:
        """Return who is within reach with the metres, nearest first."""
        if math.isnan(asked.lat):
            return {}
        wide = _DEGREE_M * math.cos(math.radians(asked.lat))
        part = self._where[: len(self._ids)]
        gaps = np.hypot(
            (part[:, 0] - asked.lat) * _DEGREE_M, (part[:, 1] - asked.lon) * wide
        )
        rows = np.flatnonzero(gaps <= NEAR_M)
        rows = rows[np.argsort(gaps[rows], kind="stable")]
        return {self._ids[row]: float(gaps[row]) for row in rows.tolist()}

    def _tells(self, word: str) -> bool:
        having = len(self._having.get(word, ()))
        return 0 < having <= max(SHARED_LEAST, SHARED * len(self._kept))

    def _score(
        self,
        incident_id: str,
        asked: _Kept,
        near: dict[str, float],
        telling: frozenset[str],
    ) -> float:
        kept = self._kept[incident_id]
        place = _of_place(kept, asked, near.get(incident_id))
        aged = _worth(asked.opened_at_us - kept.opened_at_us, BY_AGE, OLD)
        score = place + aged + SAME_TYPE * _is_same_type(kept, asked)
        if score + WORD * WORDS_COUNTED < LIKELY:
            return 0.0
        shared = len(telling & kept.words)
        return score + WORD * min(shared, WORDS_COUNTED)

    def _reasons(
        self,
        incident_id: str,
        asked: _Kept,
        near: dict[str, float],
        telling: frozenset[str],
    ) -> tuple[str, ...]:
        """Return why, in words: those that fewest others say come first."""
        kept = self._kept[incident_id]
        lived_us = max(0, asked.opened_at_us - kept.opened_at_us)
        reasons = _why_place(kept, asked, near.get(incident_id))
        reasons.append(f"{age(lived_us / SECOND_US)} ago")
        if _is_same_type(kept, asked):
            reasons.append("same type")
        shared = sorted(
            telling & kept.words, key=lambda word: (len(self._having[word]), word)
        )
        if shared:
            reasons.append(f"both say {quoted(shared)}")
        return tuple(reasons)


def number_in(caller: str) -> str:
    """Return the telephone number in a text, national digits alone; empty if none."""
    found = _DIGITS.search(caller[:200])
    if found is None:
        return ""
    digits = "".join(letter for letter in found[0] if letter.isdecimal())
    if found[0].startswith("+44") or digits.startswith("0044"):
        digits = "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    return digits if len(digits) >= DIGITS_LEAST else ""


def name_in(caller: str) -> str:
    """Return a caller's name as it is compared: two words or more, without figures."""
    words = [word.text for word in words_of(caller) if not word.text.isdecimal()]
    return " ".join(words) if len(words) > 1 else ""


def _kept(told: Incident | Call, common: frozenset[str]) -> _Kept:
    text = _told_in(told) if isinstance(told, Incident) else told.text
    at_us = told.opened_at_us if isinstance(told, Incident) else told.at_us
    place = " ".join(word.text for word in words_of(told.place))
    words = {word.text for word in words_of(text)}
    lat, lon = told.lat, told.lon
    if lat is None or lon is None or not is_place(lat, lon):
        lat = lon = math.nan
    return _Kept(
        words=frozenset(
            word for word in words if len(word) >= LETTERS and word not in common
        ),
        place=place,
        caller=name_in(told.caller),
        number=number_in(told.caller),
        type_code=told.type_code,
        lat=lat,
        lon=lon,
        opened_at_us=at_us,
    )


def _told_in(incident: Incident) -> str:
    """Return what callers said: the narrative, and the first lines that followed."""
    lines = [line.text for line in incident.log if line.kind == "entry"]
    return "\n".join([incident.narrative, *lines[:LINES_READ]])


def _of_place(kept: _Kept, asked: _Kept, metres: float | None) -> float:
    """Return what place and caller are worth; metres: within reach, else None."""
    score = 0.0
    if metres is not None:
        score += _worth(metres, BY_DISTANCE, 0.0)
    elif asked.place and asked.place == kept.place:
        score += SAME_PLACE
    if _is_same_caller(kept, asked):
        score += SAME_CALLER
    return score


def _why_place(kept: _Kept, asked: _Kept, metres: float | None) -> list[str]:
    """Return the reasons of place and caller in words."""
    why = []
    if metres is not None:
        why.append("same place" if metres < 1 else f"{distance(metres)} away")
    elif asked.place and asked.place == kept.place:
        why.append("same place")
    if asked.number and asked.number == kept.number:
        why.append("same number")
    elif asked.caller and asked.caller == kept.caller:
        why.append("same caller")
    return why


def _is_same_caller(kept: _Kept, asked: _Kept) -> bool:
    return bool(
        (asked.number and asked.number == kept.number)
        or (asked.caller and asked.caller == kept.caller)
    )


def _is_same_type(kept: _Kept, asked: _Kept) -> bool:
    return bool(asked.type_code) and asked.type_code == kept.type_code


def _worth(
    value: float, steps: tuple[tuple[float, float], ...], beyond: float
) -> float:
    for limit, worth in steps:
        if value <= limit:
            return worth
    return beyond

"""The words that intake listens for, as a force has them in its dated codes.

A cue is one word or several: `knife`, `took a phone`; a word that ends in `*` stands
for all that begin so. Case, accents and apostrophes do not matter.
"""

from collections.abc import Collection, Iterable

import msgspec

from controlroom.domain.errors import ConfigError

CUES_MOST = 2_000
"""Cues of one list; a longer list would be felt at every key."""


class TypeWords(msgspec.Struct, frozen=True, kw_only=True):
    """What speaks for a type: `words` say it, `hints` only go with it."""

    code: str
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class RiskWords(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a call as urgent as a grade, whatever its type."""

    grade: str
    words: tuple[str, ...]


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a doctrine asks. `cues`: words that answer it, also when denied."""

    letter: str
    name: str
    cues: tuple[str, ...] = ()


class Doctrine(msgspec.Struct, frozen=True, kw_only=True):
    """A list of things to ask, such as THRIVE+. Without types it is for all others."""

    name: str
    letters: tuple[Letter, ...]
    types: tuple[str, ...] = ()


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """All that intake listens for; an empty one suggests nothing and asks nothing."""

    types: tuple[TypeWords, ...] = ()
    risks: tuple[RiskWords, ...] = ()
    doctrines: tuple[Doctrine, ...] = ()
    negations: tuple[str, ...] = ()
    """Words after which a cue does not count: `no weapons seen`."""
    unchanged: tuple[str, ...] = ()
    """What says that everything asked before still holds."""
    common: tuple[str, ...] = ()
    """Words that many calls share: no sign that two are the same."""

    def doctrine_for(self, type_code: str) -> Doctrine | None:
        """Return what to ask about a type: its own doctrine, else the general one."""
        general = None
        for doctrine in self.doctrines:
            if type_code in doctrine.types:
                return doctrine
            if not doctrine.types and general is None:
                general = doctrine
        return general

    def doctrine(self, name: str) -> Doctrine | None:
        """Return a doctrine by its name."""
        return next((each for each in self.doctrines if each.name == name), None)


def check_intake(
    intake: Intake, types: Collection[str], grades: Collection[str]
) -> None:
    """Raise `ConfigError` with one line when a row speaks of what does not exist."""
    for row in intake.types:
        _check_known("intake.types", "type", row.code, types)
        _check_cues(f"intake.types {row.code}", (*row.words, *row.hints))
    for risk in intake.risks:
        _check_known("intake.risks", "grade", risk.grade, grades)
        _check_cues(f"intake.risks {risk.grade}", risk.words)
    names = [doctrine.name for doctrine in intake.doctrines]
    for doctrine in intake.doctrines:
        where = f"intake.doctrines {doctrine.name or '?'}"
        if not doctrine.name.strip() or names.count(doctrine.name) > 1:
            raise ConfigError(f"{where}: the name is empty or stands there twice")
        for code in doctrine.types:
            _check_known(where, "type", code, types)
        _check_letters(where, doctrine)


def _check_letters(where: str, doctrine: Doctrine) -> None:
    if not doctrine.letters:
        raise ConfigError(f"{where}: no letters")
    for letter in doctrine.letters:
        if not (len(letter.letter) == 1 and letter.letter.isupper()):
            raise ConfigError(f"{where}: letter {letter.letter!r} is no capital")
        if not letter.name.strip():
            raise ConfigError(f"{where}: letter {letter.letter} has no name")
        _check_cues(f"{where} {letter.letter}", letter.cues)


def _check_known(where: str, what: str, code: str, known: Collection[str]) -> None:
    if code not in known:
        raise ConfigError(f"{where}: no {what} {code!r}")


def _check_cues(where: str, cues: Iterable[str]) -> None:
    listed = list(cues)
    if len(listed) > CUES_MOST:
        raise ConfigError(f"{where}: {len(listed):,} words, the most is {CUES_MOST:,}")
    for cue in listed:
        bare = cue.removesuffix("*")
        if not any(letter.isalnum() for letter in bare) or "*" in bare:
            raise ConfigError(
                f"{where}: {cue!r} is no word, nor one that ends in a star"
            )

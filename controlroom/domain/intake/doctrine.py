"""What a doctrine such as THRIVE+ or METHANE still wants to know, from free text.

A letter is answered by saying it (`T: knife seen`, `Threat: none`) or by a word of its
cues, also a denied one: `no weapons` answers the threat. Nothing is ever filled in.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from controlroom.domain.cues import Doctrine, Letter
from controlroom.domain.intake.wording import LETTERS_MOST, Lexicon, fold, words_of

ANSWER_MOST = 300
"""Letters of one answer that are kept."""
_SENTENCE = re.compile(r"[^.;!?\n]+[.;!?]?")


class Answer(msgspec.Struct, frozen=True):
    """What was said to one thing that is asked, in the operator's words."""

    letter: str
    name: str
    text: str


class Gaps(msgspec.Struct, frozen=True):
    """What a doctrine asks: answered, and still missing, in its own order."""

    doctrine: str
    answered: tuple[Answer, ...]
    missing: tuple[Letter, ...]

    @property
    def is_whole(self) -> bool:
        """True when nothing is missing."""
        return not self.missing

    def words(self) -> str:
        """Return `T Threat · H Harm` for what is missing."""
        return " · ".join(f"{each.letter} {each.name}" for each in self.missing)

    def letters(self) -> str:
        """Return `T H` for what is missing, where there is no room for its words."""
        return " ".join(each.letter for each in self.missing)


def gaps(
    doctrine: Doctrine, texts: Sequence[str], unchanged: Sequence[str] = ()
) -> Gaps:
    """Return what texts answer of a doctrine and what they leave open.

    unchanged: words that say that all answers given before still hold; empty where
    there was nothing before.
    """
    said: dict[int, str] = {}
    for text in texts:
        cut = text[:LETTERS_MOST]
        if unchanged and Lexicon((cue, True) for cue in unchanged).matches(
            words_of(cut)
        ):
            said.update(
                (n, cut.strip()) for n in range(len(doctrine.letters)) if n not in said
            )
        _explicit(doctrine, cut, said)
        _by_cues(doctrine, cut, said)
    answered = tuple(
        Answer(each.letter, each.name, said[n][:ANSWER_MOST])
        for n, each in enumerate(doctrine.letters)
        if n in said
    )
    missing = tuple(each for n, each in enumerate(doctrine.letters) if n not in said)
    return Gaps(doctrine.name, answered, missing)


def _explicit(doctrine: Doctrine, text: str, said: dict[int, str]) -> None:
    """Take `T: words`, `Threat: words`; of a letter that comes twice the next free."""
    marks = list(_marks(doctrine).finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=False):
        answer = text[mark.end() : end].split("\n", maxsplit=1)[0].strip(" \t.;,")
        if not answer:
            continue
        place = _place_of(doctrine, mark[1], said)
        if place is not None:
            said[place] = answer


def _place_of(doctrine: Doctrine, name: str, said: dict[int, str]) -> int | None:
    """Return which thing is meant by a name or a letter."""
    wanted = fold(name)
    places = [
        n
        for n, each in enumerate(doctrine.letters)
        if wanted in {fold(each.letter), fold(each.name)}
    ]
    free = [n for n in places if n not in said]
    return free[0] if free else next(iter(places), None)


def _by_cues(doctrine: Doctrine, text: str, said: dict[int, str]) -> None:
    lexicon = _lexicon(doctrine)
    for sentence in _SENTENCE.findall(text):
        for match in lexicon.matches(words_of(sentence)):
            said.setdefault(match.payload, sentence.strip())


@lru_cache(maxsize=32)
def _lexicon(doctrine: Doctrine) -> Lexicon[int]:
    """Return the cues of a doctrine's letters; built once, used at every key."""
    return Lexicon(
        (cue, n) for n, each in enumerate(doctrine.letters) for cue in each.cues
    )


@lru_cache(maxsize=32)
def _marks(doctrine: Doctrine) -> re.Pattern[str]:
    """Return what finds `T:` and `Threat:` in a text."""
    names = "|".join(
        re.escape(name)
        for each in doctrine.letters
        for name in (each.name, each.letter)
    )
    return re.compile(rf"(?:^|(?<=[\s.;,]))({names})[ \t]*[:=]", re.IGNORECASE)

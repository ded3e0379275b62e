"""Reads what was typed as words, and finds cues in them; never interprets more."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

LETTERS_MOST = 4_000
"""Letters of a text that are read: as many as a narrative holds."""
DENIED_WORDS = 3
"""How far a `no` reaches, within its part of a sentence."""
_TOKEN = re.compile(r"[^\W_]+|[.,;:!?\n\u2013\u2014]")
_APOSTROPHES = re.compile("['\u2019\u02bc]")
_TURNS = frozenset({"but", "however", "then"})
MET_MOST = 20_000
"""Words remembered; then the memory starts anew."""

Payload = TypeVar("Payload")


class Word(NamedTuple):
    """One word as it is compared. `denied`: a `no` stands before it."""

    text: str
    denied: bool = False


class Match(NamedTuple, Generic[Payload]):
    """A cue that was found: what it stands for, and the words as they were typed."""

    payload: Payload
    words: str
    denied: bool


def fold(text: str) -> str:
    """Return a text as it is compared: no case, no accents, no apostrophes."""
    short = _APOSTROPHES.sub("", text[:LETTERS_MOST].casefold())
    if short.isascii():
        return short
    apart = unicodedata.normalize("NFKD", short)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(
    text: str, negations: Collection[str] = (), *, finished: bool = True
) -> list[Word]:
    """Return the words of a text. Unless `finished`, one still being typed is left out.

    At most the first 4,000 letters are read.
    """
    folded = fold(text)
    tokens = _TOKEN.findall(folded)
    if not finished and folded[-1:].isalnum() and tokens:
        tokens.pop()
    found: list[Word] = []
    left = 0
    for token in tokens:
        if not token.isalnum() or token in _TURNS:
            left = 0
            if not token.isalnum():
                continue
        found.append(Word(token, left > 0))
        left = DENIED_WORDS if token in negations else left - 1
    return found


_Cue = tuple[tuple[str, ...], Payload]


class Lexicon(Generic[Payload]):
    """Cues by their first word, so that a long list costs no more than a short one."""

    def __init__(self, cues: Iterable[tuple[str, Payload]]) -> None:
        self._exact: dict[str, list[_Cue[Payload]]] = {}
        self._open: list[_Cue[Payload]] = []
        """Cues of which the first word is only a beginning."""
        self._met: dict[str, list[_Cue[Payload]]] = {}
        """What may begin with a word that was met; most words begin nothing."""
        for cue, payload in cues:
            parts = _parts(cue)
            if parts and parts[0].endswith("*"):
                self._open.append((parts, payload))
            elif parts:
                self._exact.setdefault(parts[0], []).append((parts, payload))

    def matches(self, words: Sequence[Word]) -> list[Match[Payload]]:
        """Return every cue that stands in the words, in their order."""
        found: list[Match[Payload]] = []
        for at, word in enumerate(words):
            cues = self._met.get(word.text)
            if cues is None:
                cues = self._meet(word.text)
            for parts, payload in cues:
                if len(parts) == 1 or _stands_at(parts, words, at):
                    said = " ".join(each.text for each in words[at : at + len(parts)])
                    found.append(Match(payload, said, word.denied))
        return found

    def _meet(self, word: str) -> list[_Cue[Payload]]:
        """Return what may begin with a word, and remember it."""
        if len(self._met) >= MET_MOST:
            self._met.clear()
        found = [
            *self._exact.get(word, ()),
            *(cue for cue in self._open if word.startswith(cue[0][0][:-1])),
        ]
        self._met[word] = found
        return found


def _parts(cue: str) -> tuple[str, ...]:
    """Return the words of a cue; a star stays at the end of the last one."""
    parts = [token for token in _TOKEN.findall(fold(cue)) if token.isalnum()]
    if parts and cue.rstrip().endswith("*"):
        parts[-1] += "*"
    return tuple(parts)


def _stands_at(parts: tuple[str, ...], words: Sequence[Word], at: int) -> bool:
    if at + len(parts) > len(words):
        return False
    return all(
        word.text.startswith(part[:-1]) if part.endswith("*") else word.text == part
        for part, word in zip(parts, words[at:], strict=False)
    )


def quoted(words: Iterable[str], most: int = 3) -> str:
    """Return `'knife', 'now'`: each once, at most so many."""
    distinct = list(dict.fromkeys(words))
    return ", ".join(f"'{word}'" for word in distinct[:most])

"""Suggests type and grade from a call's words, with the words that spoke for it.

A suggestion is never a choice: whoever asks shows it beside the field. It holds until
another is plainly better, so that it does not flicker from key to key.
"""

import msgspec

from controlroom.domain.codes import Codes
from controlroom.domain.intake.wording import Lexicon, Word, quoted, words_of

WORD, HINT = 3, 1
"""What a word and a hint count; each once, and more for several words together."""
ENOUGH = 3
"""With less than one sure word nothing is suggested."""
LEAD = 2
"""By how much another type must be better before it takes a suggestion's place."""


class Suggestion(msgspec.Struct, frozen=True):
    """A type that the words speak for; `words` are those, as typed."""

    type_code: str
    words: tuple[str, ...]
    score: int


class Proposal(msgspec.Struct, frozen=True):
    """A grade, and the words that ask for it; none: it is usual for the type."""

    grade: str
    words: tuple[str, ...] = ()
    type_code: str = ""


class Suggester:
    """Listens by one code set. Build it once; ask it at every key."""

    def __init__(self, codes: Codes) -> None:
        intake = codes.intake
        self._codes = codes
        self._negations = frozenset(intake.negations)
        self._ranks = {grade.code: n for n, grade in enumerate(codes.grades)}
        self._types: Lexicon[tuple[str, int]] = Lexicon(
            (cue, (row.code, worth))
            for row in intake.types
            for worth, cues in ((WORD, row.words), (HINT, row.hints))
            for cue in cues
        )
        self._risks: Lexicon[str] = Lexicon(
            (cue, row.grade) for row in intake.risks for cue in row.words
        )

    def words(self, text: str, *, finished: bool) -> list[Word]:
        """Return the words of a text as this code set reads them."""
        return words_of(text, self._negations, finished=finished)

    def type_of(
        self, words: list[Word], held: Suggestion | None = None
    ) -> Suggestion | None:
        """Return the type that the words speak for, or None.

        `held` is what is suggested now: it stays while another is not plainly better.
        """
        scored = self._scored(words)
        if not scored:
            return None
        best = max(scored.values(), key=lambda each: each.score)
        kept = scored.get(held.type_code) if held is not None else None
        if kept is not None and kept.score >= ENOUGH:
            return best if best.score >= kept.score + LEAD else kept
        return best if best.score >= ENOUGH else None

    def grade_of(self, words: list[Word], type_code: str) -> Proposal | None:
        """Return the more urgent of what is usual for the type and what words say."""
        known = self._codes.type(type_code)
        usual = known.grade if known is not None else ""
        asked: dict[str, list[str]] = {}
        for match in self._risks.matches(words):
            if not match.denied:
                asked.setdefault(match.payload, []).append(match.words)
        best = min(asked, key=self._rank, default="")
        if best and self._rank(best) <= self._rank(usual):
            return Proposal(best, tuple(dict.fromkeys(asked[best])), type_code)
        return Proposal(usual, (), type_code) if usual else None

    def because(self, proposal: Proposal) -> str:
        """Return `Immediate: 'knife', 'now'`, or `Significant: usual for Disorder`."""
        grade = self._codes.grade(proposal.grade)
        name = grade.name if grade is not None else proposal.grade
        if proposal.words:
            return f"{name}: {quoted(proposal.words)}"
        return f"{name}: usual for {self.type_name(proposal.type_code)}"

    def type_name(self, type_code: str) -> str:
        """Return what an opening code means, or the code itself."""
        known = self._codes.type(type_code)
        return known.name if known is not None else type_code

    def _rank(self, grade: str) -> int:
        return self._ranks.get(grade, len(self._ranks))

    def _scored(self, words: list[Word]) -> dict[str, Suggestion]:
        said: dict[str, dict[str, int]] = {}
        for match in self._types.matches(words):
            if not match.denied:
                code, worth = match.payload
                more = worth + (" " in match.words)
                of_type = said.setdefault(code, {})
                of_type[match.words] = max(more, of_type.get(match.words, 0))
        return {code: _suggestion(code, found) for code, found in said.items()}


def _suggestion(code: str, found: dict[str, int]) -> Suggestion:
    """Return a type with what its words count; one within a longer one counts once."""
    whole = {
        words: worth
        for words, worth in found.items()
        if not any(words != other and words in other for other in found)
    }
    return Suggestion(code, tuple(whole), sum(whole.values()))

"""Decides whether something may be called so: a name is seen whole and one's own."""

import unicodedata
from collections.abc import Iterable

from controlroom.domain.decide.rules import NAME_MOST, refuse, shown, written
from controlroom.domain.likeness import (
    is_overloaded,
    likeness,
    mixed_alphabets,
    unseen_in,
)
from controlroom.domain.words import names


def name_of(text: str, what: str, most: int = NAME_MOST, *, needed: bool = True) -> str:
    """Return a name as it is kept: composed, with single blanks and none at its ends.

    what: names it in the sentence, as "the desk's name". Raises `Refused`.
    """
    kept = " ".join(unicodedata.normalize("NFKC", text).split())
    what_first = what[:1].upper() + what[1:]
    if hidden := unseen_in(kept):
        refuse(
            "name",
            f"{what_first} holds a character that cannot be seen ({hidden}).",
            "Take it out.",
        )
    if is_overloaded(kept):
        refuse("name", f"{what_first} heaps marks on a letter.", "Take them off.")
    if mixed := mixed_alphabets(kept):
        refuse(
            "name",
            f"{what_first} mixes {names(list(mixed))} letters in one word.",
            "Write it in one alphabet.",
        )
    return written(kept, what, most, needed=needed)


def check_likeness(name: str, taken: Iterable[str], what: str) -> None:
    """Raise `Refused` where a name looks like another without being the same."""
    mine = likeness(name)
    for other in taken:
        if likeness(other) == mine and other.casefold() != name.casefold():
            refuse(
                "looks_alike",
                f"{what} {shown(name)} looks like {shown(other)}, and is another.",
                "Choose a name that can be told apart.",
            )

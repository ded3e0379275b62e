"""Tests of names: unique, fitting, never used up."""

import numpy as np
import pytest

from controlroom.ground.city.names import Namer, stems


def _namer(taken: set[str] | None = None) -> Namer:
    return Namer(np.random.Generator(np.random.PCG64(1)), taken or set())


def test_stems_are_many_and_each_once() -> None:
    """Some hundred first words, none twice."""

    assert 350 < len(stems()) == len(set(stems()))


def test_no_name_repeats_until_thousands_are_given() -> None:
    """Four thousand streets of one kind have four thousand names."""
    namer = _namer()
    names = [namer.name("close") for _ in range(4000)]

    assert 4000 == len(set(names))


def test_names_taken_by_the_plan_are_left_alone() -> None:
    """What the plan calls a street is never given to another."""
    taken = {f"{stem} {suffix}" for stem in stems() for suffix in ("Close", "Court")}
    namer = _namer(taken)

    assert not taken & {namer.name("close") for _ in range(300)}


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("close", {"Close", "Court", "Mews"}),
        ("curved", {"Crescent", "Drive", "Rise"}),
        ("dock", {"Wharf", "Dock Road", "Yard", "Works Road"}),
    ],
)
def test_the_kind_of_street_shows_in_its_name(character: str, words: set[str]) -> None:
    """A cul-de-sac is a close, a bent street a crescent, a street of sheds a wharf."""
    namer = _namer()
    names = [namer.name(character) for _ in range(60)]

    assert words >= {
        next(word for word in words | {"?"} if name.endswith(word)) for name in names
    }


def test_when_all_words_are_used_up_numbers_serve(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Even then no two streets share a name."""
    monkeypatch.setattr("controlroom.ground.city.names.stems", lambda: ["Elm", "Oak"])
    namer = _namer()
    names = [namer.name("close") for _ in range(60)]

    assert 60 == len(set(names))
    assert "Elm Close" in names

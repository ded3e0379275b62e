"""The search's benchmark on a small index."""

from controlroom.bench.search import WORDS, measure, word


def test_every_figure_has_its_row() -> None:
    """Half of the questions in so many, nearly all, and how fast the index is made."""
    rows = {row["name"]: row for row in measure(incidents=300, questions=20)}

    assert {"search.p50", "search.p99", "search.build"} == set(rows)
    assert {"incidents": 300, "first": 50} == rows["search.p99"]["case"]
    assert 0 < rows["search.p50"]["value"] <= rows["search.p99"]["value"]


def test_no_word_begins_another() -> None:
    """A question for a word finds that word alone."""
    words = {word(number) for number in range(WORDS)}

    assert WORDS == len(words)
    assert {8} == {len(each) for each in words}

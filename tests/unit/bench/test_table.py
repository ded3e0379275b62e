"""Rows as people read them."""

import pytest

from controlroom.bench import table
from controlroom.bench.rows import BenchRow, bench_row
from controlroom.bench.targets import Target

GOOD = bench_row("desk.rss", 213.4, "MB", units=200)
BAD = bench_row("desk.rss", 512, "MB", units=200)
FREE = bench_row("journal.rate", 31_800, "events/s", group=50)


def test_a_target_stands_beside_its_figure() -> None:
    """With its sense, and whether it holds."""

    assert "desk.rss 213.4 MB ≤ 400 holds units 200" == _words(table.line(GOOD))
    assert "desk.rss 512 MB ≤ 400 MISSED units 200" == _words(table.line(BAD))


def test_a_figure_without_a_target_claims_nothing() -> None:
    """Nothing is said where nothing was promised."""

    assert "journal.rate 31,800 events/s group 50" == _words(table.line(FREE))


def test_columns_stand_below_each_other() -> None:
    """Rows come one by one: widths do not depend on what comes later."""
    lines = [table.line(GOOD), table.line(BAD)]

    assert 1 == len({line.index("units") for line in lines})
    assert 1 == len({line.index("MB") for line in lines})
    assert lines[0].index("≤ 400") + len("≤ 400") == table.head().index("target") + len(
        "target"
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([GOOD, BAD, FREE], "1 of 2 targets missed."),
        ([GOOD, FREE], "All 1 targets hold."),
        ([FREE], "No figure here has a target."),
        ([], "No figure here has a target."),
    ],
)
def test_the_last_line_counts(rows: list[BenchRow], said: str) -> None:
    """Whoever reads one line reads the last."""

    assert said == table.summary(rows)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"), (5, "5"), (16.7, "16.7"), (0.0123, "0.0123"), (999.94, "999.9"),
        (1_988.0, "1,988"), (31_800, "31,800"), (float("nan"), "unknown"),
        (float("inf"), "unknown"), (-2.5, "-2.5"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_people_do(value: float, said: str) -> None:
    """Thousands apart, no needless digits."""

    assert said == table.number(value)


def test_conditions_are_words() -> None:
    """Yes and no for what is true or not; thousands apart."""

    assert "units 15,000, road no, key Down" == table.case(
        {"units": 15_000, "road": False, "key": "Down"}
    )


def test_at_least_is_said() -> None:
    """Some figures are to be large."""

    assert "≥ 500" == table.limit(Target(name="x", limit=500, sense="least"))


def _words(line: str) -> str:
    return " ".join(line.split())

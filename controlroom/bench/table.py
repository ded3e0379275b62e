"""Benchmark rows for people: aligned, each figure beside its target."""

import math
from collections.abc import Iterable, Mapping

from controlroom.bench.rows import BenchRow
from controlroom.bench.targets import Target, target_of

HOLDS, MISSED = "holds", "MISSED"
_NAME, _VALUE, _UNIT, _TARGET, _VERDICT = 24, 10, 12, 10, 7


def head() -> str:
    """Return the line above the rows."""
    return _line("figure", "value", "unit", "target", "", "case")


def line(row: BenchRow) -> str:
    """Return one row; columns are as wide for every row, so that rows can come late."""
    target = target_of(row)
    return _line(
        row["name"],
        number(row["value"]),
        row["unit"],
        limit(target) if target else "",
        verdict(row) or "",
        case(row["case"]),
    )


def verdict(row: BenchRow) -> str | None:
    """Say whether a row's target holds; None when it has none."""
    target = target_of(row)
    if target is None:
        return None
    return HOLDS if target.holds(row["value"]) else MISSED


def summary(rows: Iterable[BenchRow]) -> str:
    """Return the last line: how many targets were missed."""
    verdicts = [said for row in rows if (said := verdict(row))]
    if not verdicts:
        return "No figure here has a target."
    missed = verdicts.count(MISSED)
    if not missed:
        return f"All {len(verdicts)} targets hold."
    return f"{missed} of {len(verdicts)} targets missed."


def number(value: float) -> str:
    """Return a value as people write it: thousands apart, four digits that count."""
    if not math.isfinite(value):
        return "unknown"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"  # noqa: PLR2004 - a thousand


def limit(target: Target) -> str:
    """Return a target with its sense."""
    sign = "≤" if target.sense == "most" else "≥"
    return f"{sign} {number(target.limit)}"


def case(conditions: Mapping[str, object]) -> str:
    """Return the conditions of a row as words."""
    return ", ".join(f"{key} {_said(value)}" for key, value in conditions.items())


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value) if isinstance(value, int | float) else str(value)


def _line(
    name: str, value: str, unit: str, target: str, holds: str, conditions: str
) -> str:
    columns = (
        f"{name:<{_NAME}} {value:>{_VALUE}} {unit:<{_UNIT}} {target:>{_TARGET}}"
        f"  {holds:<{_VERDICT}}  {conditions}"
    )
    return columns.rstrip()

"""The past by place and by caller."""

from pathlib import Path

import pytest

from controlroom.domain.entities import Incident
from controlroom.journal.index import Index
from controlroom.journal.whereabouts import metres_from, names_of

DEGREE_M = 111_195.0
LAT, LON = 51.5, -0.1


def _incident(number: int, north_m: float | None, caller: str = "") -> Incident:
    lat = None if north_m is None else LAT + north_m / DEGREE_M
    return Incident(
        incident_id=f"inc_{number}", cad=f"{number}/X", type_code="THEFT", grade="S",
        lat=lat, lon=None if lat is None else LON, caller=caller,
    )  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Five incidents, the second told by Jo, the third by her number."""
    index = Index.open(tmp_path / "index.db", "epoch")
    index.keep(
        [
            _incident(1, 0), _incident(2, 90, "Jo Marsh"),
            _incident(3, 101, "020 7946 0011"), _incident(4, None),
            _incident(5, 20, "Jo Marsh, +44 20 7946 0011"),
        ],
        5,
    )  # fmt: skip
    return index


def test_what_was_near_is_found_newest_first(index: Index) -> None:
    """By metres, not by a box; at most so many."""
    with index:
        found = [(each.cad, round(far)) for each, far in index.near(LAT, LON, 100)]
        newest = [each.cad for each, _far in index.near(LAT, LON, 100, limit=1)]

    assert [("5/X", 20), ("2/X", 90), ("1/X", 0)] == found
    assert ["5/X"] == newest


def test_a_caller_is_known_by_number_or_full_name(index: Index) -> None:
    """However the number is written; a first name is nobody."""
    with index:
        by_number = [each.cad for each in index.by_caller("(020) 7946-0011")]
        by_name = [each.cad for each in index.by_caller("jo MARSH")]
        nobody = [*index.by_caller("Jo"), *index.by_caller("'; DROP TABLE caller;")]

    assert ["5/X", "3/X"] == by_number
    assert ["5/X", "2/X"] == by_name
    assert [] == nobody


def test_what_changed_is_found_as_it_is_now(index: Index) -> None:
    """Moved, and told by somebody else after all; cleared, it is gone."""
    with index:
        index.keep([_incident(2, 5_000, "Al Bo")], 6)
        moved = [each.cad for each, _far in index.near(LAT, LON, 100)]
        told = [each.cad for each in index.by_caller("Jo Marsh")]
        index.clear()
        gone = index.near(LAT, LON, 5_000)

    assert ["5/X", "1/X"] == moved
    assert ["5/X"] == told
    assert [] == gone


def test_what_has_no_place_is_nowhere() -> None:
    """Infinitely far; a caller without a name or number is nobody."""
    assert float("inf") == metres_from(_incident(1, None), LAT, LON)
    assert [] == names_of("anonymous")

"""Code sets: looked up, and read from a mapping or refused in one line."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from controlroom.domain.codes import Codes, Sector, codes_from_mapping
from controlroom.domain.errors import ConfigError

SHIPPED = (resources.files("resources") / "defaults" / "codes_uk.toml").read_text(
    encoding="utf-8"
)


def mapping(**changes: object) -> dict[str, Any]:
    """Return a small code set that is right, with some tables exchanged."""
    return {
        "effective": "2026-04-01",
        "force": "Ashmere",
        "grades": [{"code": "I", "name": "Immediate", "attend_s": 900}],
        "states": [{"state": 2, "name": "On patrol", "availability": "available"}],
        "types": [{"code": "ROBBERY", "name": "Robbery", "grade": "I"}],
        **changes,
    }


def test_the_shipped_set_is_right() -> None:
    """Grades I, S, E, R; states 0 to 11; types with grades; OTHER for the rest."""
    codes = codes_from_mapping(tomllib.loads(SHIPPED))
    grades = [(g.code, g.attend_s, g.dispatch_s) for g in codes.grades]

    assert [
        ("I", 900, 60),
        ("S", 3_600, 900),
        ("E", 172_800, None),
        ("R", None, None),
    ] == grades
    assert list(range(12)) == [state.state for state in codes.states]
    assert len(codes.types) >= 60
    assert "I" == codes.types[0].grade
    assert "EMERGENCY" == codes.types[0].code
    assert codes.type("OTHER") is not None
    assert len(codes.closing) >= 10
    assert codes.effective


def test_availability_is_the_field_s_own() -> None:
    """Available 1, 2, 3; with a warning 4 and 7; committed 5 and 6; else not."""
    codes = codes_from_mapping(tomllib.loads(SHIPPED))
    by_kind: dict[str, list[int]] = {}
    for state in codes.states:
        by_kind.setdefault(state.availability, []).append(state.state)

    assert {
        "available": [1, 2, 3],
        "warn": [4, 7],
        "committed": [5, 6],
        "unavailable": [0, 8, 9, 10, 11],
    } == by_kind


def test_codes_are_looked_up() -> None:
    """By code or number; what is not there is None."""
    codes = codes_from_mapping(mapping())
    grade, state, kind = codes.grade("I"), codes.state(2), codes.type("ROBBERY")

    assert grade is not None
    assert "Immediate" == grade.name
    assert state is not None
    assert "On patrol" == state.name
    assert kind is not None
    assert "I" == kind.grade
    assert (None, None, None) == (codes.grade("Z"), codes.state(9), codes.type("X"))


def test_a_grade_may_have_no_target() -> None:
    """A referred incident is not attended: no target is left out, not written as 0."""
    codes = codes_from_mapping(
        mapping(
            grades=[
                {"code": "I", "name": "Immediate"},
                {"code": "R", "name": "Referred"},
            ]
        )
    )

    assert codes.grades[1].attend_s is None


def test_sectors_hold_places() -> None:
    """The first ring around a place gives its name; outside is nowhere."""
    square = ((51.0, 0.0), (51.0, 1.0), (52.0, 1.0), (52.0, 0.0))
    codes = Codes(sectors=(Sector(name="Harbour", ring=square), Sector(name="Empty")))

    assert "Harbour" == codes.sector_at(51.5, 0.5)
    assert "" == codes.sector_at(51.5, 1.5)
    assert "" == codes.sector_at(53.0, 0.5)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"effective": "soon"}, "effective 'soon' is no date"),
        ({"effective": 20260401}, "Expected `str`"),
        ({"time_zone": "Europe/Atlantis"}, "no time zone 'Europe/Atlantis'"),
        ({"time_zone": "../etc/passwd"}, "no time zone"),
        ({"time_zone": ""}, "no time zone"),
        ({"time_zon": "UTC"}, "unknown name 'time_zon'"),
        ({"grades": []}, "at least one grade"),
        (
            {"grades": [{"code": "I", "name": "x", "attend": 5}]},
            "grades 1: unknown name",
        ),
        ({"grades": [{"code": "I", "name": "x", "attend_s": 0}]}, "attend_s 0 is not"),
        (
            {"grades": [{"code": "I", "name": "x", "dispatch_s": -1}]},
            "dispatch_s -1 is not above 0",
        ),
        ({"grades": [{"code": "I"}]}, "missing required field `name`"),
        ({"grades": [{"code": " ", "name": "x"}]}, "an empty code"),
        (
            {"types": [{"code": "A", "name": "a", "grade": "I"}] * 2},
            "types: A stands there twice",
        ),
        ({"types": [{"code": "A", "name": "a", "grade": "Z"}]}, "type A: no grade 'Z'"),
        ({"types": "ROBBERY"}, "Expected `array`"),
        (
            {"states": [{"state": 12, "name": "x", "availability": "warn"}]},
            "state 12 is not 0 to 11",
        ),
        (
            {"states": [{"state": 2, "name": "x", "availability": "maybe"}]},
            "availability 'maybe' is none of",
        ),
        (
            {"closing": [{"code": "C", "name": "c"}] * 2},
            "closing: C stands there twice",
        ),
        ({"skills": ["dog", "dog"]}, "skills: dog stands there twice"),
        (
            {"sectors": [{"name": "H", "ring": [[1, 2], [3, 4]]}]},
            "2 corners, at least 3",
        ),
        (
            {"sectors": [{"name": "H", "ring": [[1, 2], [3, 4], [91, 5]]}]},
            "corner 91.0, 5.0 is not on the earth",
        ),
        (
            {"sectors": [{"name": "H", "ring": [[1, 2], [3, 4], [float("nan"), 5]]}]},
            "is not on the earth",
        ),
        ({"interval_s": {"pager": 5}}, "'pager' is none of vehicle"),
        ({"interval_s": {"radio": 0}}, "interval_s: radio 0.0 is not above 0"),
        ({"speed_kmh": {"car": float("inf")}}, "speed_kmh: car inf is not above 0"),
        ({"speed_kmh": {"tank": 40}}, "'tank' is none of foot"),
    ],
)
def test_bad_codes_are_refused_in_one_line(
    changes: dict[str, object], why: str
) -> None:
    """The line names the place and what is wrong there."""
    with pytest.raises(ConfigError) as refused:
        codes_from_mapping(mapping(**changes))

    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_rows_that_are_no_tables_are_refused() -> None:
    """A list of words where tables belong is refused, not fallen over."""
    with pytest.raises(ConfigError, match="Expected `object`"):
        codes_from_mapping(mapping(grades=["I", "S"]))

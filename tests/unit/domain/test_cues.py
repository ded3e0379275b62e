"""What intake listens for, as it is configured, or refused in one line."""

import tomllib
from typing import Any

import pytest

from controlroom.domain.codes import codes_from_mapping
from controlroom.domain.errors import ConfigError
from tests.unit.domain.test_codes import SHIPPED, mapping


def _letters() -> list[dict[str, Any]]:
    return [{"letter": "T", "name": "Threat", "cues": ["knife"]}]


@pytest.mark.parametrize(
    ("intake", "said"),
    [
        ({"types": [{"code": "NOPE", "words": ["x"]}]}, "no type 'NOPE'"),
        ({"types": [{"code": "ROBBERY", "words": [""]}]}, "'' is no word"),
        ({"types": [{"code": "ROBBERY", "hints": ["a*b"]}]}, "'a*b' is no word"),
        ({"types": [{"code": "ROBBERY", "worte": []}]}, "unknown name 'worte'"),
        ({"risks": [{"grade": "Z", "words": ["x"]}]}, "no grade 'Z'"),
        ({"risks": [{"grade": "I", "words": ["x"] * 2001}]}, "2,001 words"),
        ({"wrong": []}, "unknown name 'wrong'"),
        ({"doctrines": [{"name": "", "letters": []}]}, "name is empty"),
        ({"doctrines": [{"name": "T+", "letters": []}]}, "no letters"),
        (
            {"doctrines": [{"name": "T+", "letters": [{"letter": "tt", "name": "x"}]}]},
            "'tt' is no capital",
        ),
        (
            {"doctrines": [{"name": "T+", "letters": [{"letter": "T", "name": " "}]}]},
            "letter T has no name",
        ),
        (
            {"doctrines": [{"name": "T+", "letters": _letters(), "types": ["NOPE"]}]},
            "no type 'NOPE'",
        ),
        ({"doctrines": [{"name": "T+", "letters": _letters()}] * 2}, "there twice"),
    ],
)
def test_a_row_about_nothing_is_refused(intake: dict[str, Any], said: str) -> None:
    """With the place and what is wrong there."""
    with pytest.raises(ConfigError, match="intake") as refused:
        codes_from_mapping(mapping(intake=intake))

    assert said in str(refused.value)


def test_a_type_has_its_own_doctrine_or_the_general_one() -> None:
    """METHANE for a major incident, THRIVE+ for all others; none where none is."""
    intake = codes_from_mapping(tomllib.loads(SHIPPED)).intake
    names = [
        found.name if (found := intake.doctrine_for(code)) else ""
        for code in ("MAJOR", "BOMB", "ROBBERY", "")
    ]

    assert ["METHANE", "ETHANE", "THRIVE+", "THRIVE+"] == names
    assert intake.doctrine("METHANE") is not None
    assert intake.doctrine("nope") is None
    assert codes_from_mapping(mapping()).intake.doctrine_for("ROBBERY") is None

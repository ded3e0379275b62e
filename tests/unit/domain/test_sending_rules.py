"""Rules of sending as a force writes them: what cannot be followed is refused."""

from typing import Any

import pytest

from controlroom.domain.codes import codes_from_mapping
from controlroom.domain.errors import ConfigError
from tests.helpers.watch import uk_codes

LEAST: dict[str, Any] = {
    "effective": "2026-04-01",
    "grades": [{"code": "I", "name": "Immediate"}],
    "states": [{"state": 6, "name": "At scene", "availability": "committed"}],
    "types": [{"code": "ROBBERY", "name": "Robbery", "grade": "I"}],
    "skills": ["dog"],
}


def card(**need: object) -> dict[str, Any]:
    """Return a run card with one need."""
    return {"types": ["ROBBERY"], "needs": [{"name": "car", **need}]}


def test_the_shipped_cards_are_found_by_type() -> None:
    """A robbery asks for four units; a noise complaint has no card."""
    found = uk_codes().run_card("ROBBERY")

    assert [("double-crewed car", 2), ("dog unit", 1), ("supervisor", 1)] == [
        (need.name, need.count) for need in (found.needs if found else ())
    ]
    assert None is uk_codes().run_card("NOISE")


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("diverts", {"rule": "block", "on": ["X"]}, "diverts 1: no grade 'X'"),
        ("diverts", {"rule": "warn", "types": ["X"]}, "diverts 1: no type 'X'"),
        ("diverts", {"rule": "warn", "states": [7]}, "diverts 1: no state 7"),
        ("diverts", {"rule": "forbid"}, "rule"),
        ("diverts", {"rule": "warn", "to": "higher"}, "to"),
        ("diverts", {"rule": "warn", "ons": []}, "unknown name 'ons'"),
        ("run_cards", {"types": ["X"], "needs": []}, "run_cards 1: no type 'X'"),
        ("run_cards", {"types": [], "needs": []}, "a card has types and needs"),
        ("run_cards", card(count=0), "car: count 0 is not 1 to 20"),
        ("run_cards", card(count=21), "car: count 21 is not 1 to 20"),
        ("run_cards", card(crew=-1), "car: crew -1 is below 0"),
        ("run_cards", card(skills=["X"]), "car: no skill 'X'"),
        ("run_cards", card(name=" "), "a need without a name"),
        ("run_cards", card(kinds=["tank"]), "tank"),
    ],
)
def test_what_cannot_be_followed_is_refused(
    table: str, row: dict[str, Any], said: str
) -> None:
    """In one line that names the row."""
    with pytest.raises(ConfigError) as caught:
        codes_from_mapping({**LEAST, table: [row]})

    assert said in str(caught.value)


def test_a_type_has_one_card() -> None:
    """Two cards for one type would be two answers."""
    with pytest.raises(ConfigError) as caught:
        codes_from_mapping({**LEAST, "run_cards": [card(), card()]})

    assert "run_cards 2: ROBBERY has a card already" == str(caught.value)


def test_a_unit_may_be_on_one_incident_at_least() -> None:
    """None would let nobody be sent."""
    with pytest.raises(ConfigError) as caught:
        codes_from_mapping({**LEAST, "unit_incidents_most": 0})

    assert "unit_incidents_most 0 is not above 0" == str(caught.value)

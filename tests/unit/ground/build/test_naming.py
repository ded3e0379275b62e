"""Tests of names: what is found and lettered, of which kind, from which zoom."""

import pytest

from controlroom.ground.build.naming import NAME_LETTERS, house_of, name_of, spot_of


@pytest.mark.parametrize(
    ("tags", "kind", "lettering"),
    [
        ({"place": "suburb"}, "district", "area"),
        ({"place": "town"}, "city", "city"),
        ({"amenity": "police"}, "police", "police"),
        ({"railway": "station"}, "station", "station"),
        ({"amenity": "pub"}, "pub", "pub"),
        ({"leisure": "park"}, "park", "park"),
        ({"natural": "water"}, "water", "water"),
        ({"tourism": "hotel", "building": "yes"}, "hotel", "landmark"),
    ],
)
def test_what_is_named(tags: dict[str, str], kind: str, lettering: str) -> None:
    """The kind is for the search, the lettering for the map."""
    spot = spot_of(tags | {"name": "The Anchor"})

    assert spot is not None
    assert ("The Anchor", kind, lettering) == spot[:3]


@pytest.mark.parametrize(
    "tags", [{"amenity": "police"}, {"name": " "}, {"name": "Hut", "building": "yes"}]
)
def test_what_is_not_named(tags: dict[str, str]) -> None:
    """Without a name, or without a kind, nothing is lettered."""

    assert spot_of(tags) is None


def test_a_name_is_one_line_of_bounded_length() -> None:
    """Lines and tabs become spaces; a novel is cut."""

    assert "Long Park" == name_of({"name": " Long\n\tPa\x7frk\x1b "})
    assert NAME_LETTERS == len(name_of({"name": "x" * 10_000}))


@pytest.mark.parametrize(
    ("number", "said"),
    [("14", "14"), (" 14 a", "14 a"), ("", None), ("1,3,5,7,9,11", None)],
)
def test_house_numbers(number: str, said: str | None) -> None:
    """A number that fits a house is lettered; a list of them is not."""
    house = house_of({"addr:housenumber": number})

    assert said == (house.name if house else None)

"""Tests of telling apart: a High Street in each of two districts, and only those."""

from controlroom.ground.build.districts import told_apart
from controlroom.ground.places import Place

NORTH = Place("Northgate", "district", 51.55, 0.0)
SOUTH = Place("Southbank", "district", 51.45, 0.0)


def _names(*places: Place) -> list[str]:
    return [place.name for place in told_apart([NORTH, SOUTH, *places])][2:]


def test_two_of_one_name_say_where_they_are() -> None:
    """Each with the nearest district; a name that stands alone stays as it is."""
    found = _names(
        Place("High Street", "street", 51.549, 0.0),
        Place("HIGH street", "street", 51.451, 0.0),
        Place("Mill Street", "street", 51.5, 0.0),
    )

    assert ["High Street, Northgate", "HIGH street, Southbank", "Mill Street"] == found


def test_kinds_are_not_mixed_up() -> None:
    """A pub called as a street is another thing; districts keep their names."""
    found = _names(
        Place("The Anchor", "pub", 51.55, 0.0),
        Place("The Anchor", "street", 51.55, 0.0),
        Place("Northgate", "district", 51.56, 0.0),
    )

    assert ["The Anchor", "The Anchor", "Northgate"] == found


def test_far_from_any_district_a_name_is_all_there_is() -> None:
    """A district 50 km away tells nothing; neither does a region without any."""
    twins = [Place("Mill Lane", "street", lat, 0.0) for lat in (52.0, 52.1)]

    assert ["Mill Lane", "Mill Lane"] == _names(*twins)
    assert twins == told_apart(twins)
    assert [] == told_apart([])

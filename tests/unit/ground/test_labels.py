"""Tests of label placement: no two collide, the important first, letters upright."""

import numpy as np

from controlroom.ground.labels import TILE_PX, Text, place_labels, text_width_px
from controlroom.ground.mercator import Floats

ZOOM = 14
PIXEL = 1.0 / (TILE_PX * 2**ZOOM)


def _line(*points: tuple[float, float]) -> Floats:
    """A line in pixels of the zoom, around the middle of the world."""
    return np.asarray(0.5 + np.array(points) * PIXEL)


def _street(name: str, line: Floats, rank: int = 3) -> Text:
    return Text(name, "street", rank, ZOOM, ZOOM, line)


def test_a_street_is_lettered_along_its_middle() -> None:
    """The label's line is as long as the text, centred on the street."""
    street = _street("Quay Street", _line((0, 0), (300, 0)))
    (label,) = place_labels([street], range(ZOOM, ZOOM + 1))
    x = (label.points[:, 0] - 0.5) / PIXEL

    assert 150.0 == round(float(x.mean()), 3)
    assert text_width_px("Quay Street", "street") == round(float(np.ptp(x)), 3)


def test_letters_run_from_left_to_right() -> None:
    """A street drawn from east to west is not lettered upside down."""
    street = _street("Quay Street", _line((300, 0), (0, 20)))
    (label,) = place_labels([street], range(ZOOM, ZOOM + 1))

    assert label.points[0, 0] < label.points[-1, 0]


def test_a_short_or_sharp_street_stays_without() -> None:
    """No text where it does not fit or would fold over a corner."""
    short = _street("Quay Street", _line((0, 0), (40, 0)))
    sharp = _street("Mill Street", _line((0, 90), (60, 90), (60, 150)))

    assert [] == place_labels([short, sharp], range(ZOOM, ZOOM + 1))


def test_the_more_important_text_wins() -> None:
    """Of two in the same place that of the lower rank stands."""
    line = _line((0, 0), (200, 0))
    lesser, greater = _street("Lesser Lane", line, 5), _street("High Street", line, 2)
    found = place_labels([lesser, greater], range(ZOOM, ZOOM + 1))

    assert ["High Street"] == [label.text for label in found]


def test_a_long_street_is_named_again() -> None:
    """Every 460 px or so, so that a name is in sight."""
    long = _street("Quay Street", _line((0, 0), (1500, 0)))

    assert 3 == len(place_labels([long], range(ZOOM, ZOOM + 1)))


def test_each_zoom_has_its_own_and_the_last_serves_all_deeper() -> None:
    """Labels carry the one zoom they were placed for; the last goes on to 99."""
    text = Text("Harbour", "area", 1, 10, 99, np.array([[0.5, 0.5]]))
    found = place_labels([text], range(9, 13))

    assert [(10, 10), (11, 11), (12, 99)] == [(x.zoom_from, x.zoom_to) for x in found]


def test_no_two_labels_of_a_zoom_overlap() -> None:
    """A hundred names thrown on one spot leave room between those that stand."""
    rng = np.random.Generator(np.random.PCG64(4))
    texts = [
        Text(
            f"Place {n}",
            "landmark",
            5,
            ZOOM,
            ZOOM,
            0.5 + rng.uniform(0, 600, (1, 2)) * PIXEL,
        )
        for n in range(100)
    ]
    found = place_labels(texts, range(ZOOM, ZOOM + 1))
    spots = np.array([label.points[0] for label in found]) / PIXEL
    width = text_width_px("Place 10", "landmark") - 6.0
    gap = np.abs(spots[:, None] - spots[None])
    close = (gap[..., 0] < width) & (gap[..., 1] < 10.0)

    assert 10 < len(found) < 100
    assert len(found) == close.sum()  # each with itself only


def test_a_name_says_nothing_twice_in_a_place() -> None:
    """Two carriageways of one street, or its crumbs, are named once."""
    carriageways = [
        _street("Quay Street", _line((0, y), (300, y))) for y in (0, 40, 80)
    ]

    assert 1 == len(place_labels(carriageways, range(ZOOM, ZOOM + 1)))


def test_a_name_finds_room_beside_the_middle() -> None:
    """Where something stands in the middle of a street its name moves along."""
    middle = Text("Harbour", "landmark", 0, ZOOM, ZOOM, _line((300, 0)))
    street = _street("Quay Street", _line((0, 0), (600, 0)))
    found = place_labels([street, middle], range(ZOOM, ZOOM + 1))

    assert ["Harbour", "Quay Street"] == [label.text for label in found]


def test_a_road_number_stands_upright() -> None:
    """On its road, in one point; not along it."""
    road = Text("A 9", "ref", 1, ZOOM, ZOOM, _line((0, 0), (100, 300)))
    (label,) = place_labels([road], range(ZOOM, ZOOM + 1))

    assert (1, 2) == label.points.shape


def test_a_symbol_needs_room_for_its_name_below() -> None:
    """A street 14 px below a station is not lettered across the station's name."""
    station = Text("Central", "station", 1, ZOOM, ZOOM, _line((100, 0)))
    below = _street("Quay Street", _line((0, 14), (200, 14)))
    beside = _street("Mill Street", _line((0, 60), (200, 60)))
    found = place_labels([station, below, beside], range(ZOOM, ZOOM + 1))

    assert ["Central", "Mill Street"] == [label.text for label in found]


def test_nothing_to_place() -> None:
    """No text, and only streets too short: no label, no exception."""

    assert [] == place_labels([], range(ZOOM, ZOOM + 1))
    assert [] == place_labels(
        [_street("Mill Street", _line((0, 0), (9, 0)))], range(9, 15)
    )

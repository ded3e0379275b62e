"""Ways, times and places in words, asked of the town's streets."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.pack import Pack
from controlroom.ground.places import Place
from tests.helpers.map_room import MIDDLE, place, write_town
from ui.worker import messages as m
from ui.worker.ways import Ways

PLACES = (
    Place("Far Hospital", "hospital", *place(0, 400)),
    Place("Near Park", "park", *place(100, 0)),
    Place("Outer Church", "church", *place(0, 600)),
)


@pytest.fixture
def ways(tmp_path: Path) -> Iterator[Ways]:
    """The town's streets: a hundred metres between corners, ten metres a second."""
    with Pack.open(write_town(tmp_path / "town.pack")) as pack:
        yield Ways(pack)


def test_a_way(ways: Ways) -> None:
    """Round the block it is as long and as slow as the block is."""
    found = ways.answer(m.FindPath(7, *MIDDLE, *place(200, 100)))

    assert isinstance(found, m.PathFound)
    assert 7 == found.job
    assert 300 == pytest.approx(found.length_m, rel=0.01)
    assert 30 == pytest.approx(found.seconds, rel=0.01)
    assert 4 == len(np.frombuffer(found.lats)) == len(np.frombuffer(found.lons))


def test_times_from_many(ways: Ways) -> None:
    """Each source has its own time; a place that is none has none."""
    lats, lons = np.array([place(100, 0), place(0, 300), (np.nan, 2.4)]).T
    found = ways.answer(m.FindTimes(8, *MIDDLE, lats.tobytes(), lons.tobytes()))

    assert isinstance(found, m.TimesFound)
    seconds = np.frombuffer(found.seconds)
    assert [10, 30] == pytest.approx(seconds[:2].tolist(), rel=0.01)
    assert np.isnan(seconds[2])


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_from_nowhere(ways: Ways, bad: float) -> None:
    """Ends that are no place have no way and no time, and do not break the worker."""
    path = ways.answer(m.FindPath(1, bad, 2.4, *MIDDLE))
    lats, lons = np.array([MIDDLE]).T
    times = ways.answer(m.FindTimes(2, bad, 2.4, lats.tobytes(), lons.tobytes()))

    assert isinstance(path, m.PathFound)
    assert b"" == path.lats
    assert isinstance(times, m.TimesFound)
    assert np.isnan(np.frombuffer(times.seconds)).all()


def test_nobody_asked_from(ways: Ways) -> None:
    """No sources, no times."""

    assert m.TimesFound(3, b"") == ways.answer(m.FindTimes(3, *MIDDLE, b"", b""))


def test_a_place_in_words(ways: Ways) -> None:
    """Street and crossing; empty far away from any street."""
    near = ways.answer(m.FindSpot(4, *MIDDLE))
    far = ways.answer(m.FindSpot(5, 10.0, 10.0))

    assert isinstance(near, m.SpotFound)
    assert "Quay Street at Mill Street" == near.words
    assert isinstance(far, m.SpotFound)
    assert "" == far.words


def test_reach(ways: Ways) -> None:
    """Rings by step; the place itself is inside, and the later step is wider."""
    found = ways.answer(m.FindReach(6, *MIDDLE, (10.0, 30.0)))

    assert isinstance(found, m.ReachFound)
    assert [10.0, 30.0] == [band.seconds for band in found.bands]
    heights = [np.ptp(np.frombuffer(band.lats)) * 111_195 for band in found.bands]
    # 100 and 300 m north, and the doors beside the street at both ends.
    assert [180, 380] == pytest.approx(heights, abs=30)
    assert [0, len(np.frombuffer(found.bands[1].lats))] == np.frombuffer(
        found.bands[1].starts, np.int32
    )[[0, -1]].tolist()
    assert 0 == pytest.approx(found.off_m, abs=1)


def test_reach_from_nowhere_is_refused(ways: Ways) -> None:
    """The worker says so instead of an answer."""
    with pytest.raises(PackError, match="cannot be reached"):
        ways.answer(m.FindReach(6, float("nan"), 2.4, (60.0,)))


def test_places_around(tmp_path: Path) -> None:
    """Nearest first, as many as asked for, none beyond; streets are not places."""
    with Pack.open(write_town(tmp_path / "places.pack", PLACES)) as pack:
        ways = Ways(pack)
        wide = ways.answer(m.FindPlaces(1, *MIDDLE, 500.0, 10))
        one = ways.answer(m.FindPlaces(2, *MIDDLE, 500.0, 1))
        none = ways.answer(m.FindPlaces(3, *MIDDLE, 10.0, -1))

    assert isinstance(wide, m.PlacesFound)
    assert ["Near Park", "Far Hospital"] == [each.name for each in wide.places]
    assert m.PlacesFound(2, wide.places[:1]) == one
    assert m.PlacesFound(3, ()) == none


def test_a_town_without_names_has_no_places(ways: Ways) -> None:
    """A street and a crossing are all that the small town has."""

    assert m.PlacesFound(1, ()) == ways.answer(m.FindPlaces(1, *MIDDLE, 1e9, 10))

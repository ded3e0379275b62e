"""Ways, times and places in words, asked of the town's streets."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from controlroom.ground.pack import Pack
from tests.helpers.map_room import MIDDLE, place, write_town
from ui.worker import messages as m
from ui.worker.ways import Ways


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

"""How far everybody is: by road where it is known, else as the crow flies."""

import msgspec
import numpy as np
import pytest

from controlroom.domain import commands as c
from controlroom.domain.ranking import KINDS, rank, time_to
from controlroom.domain.tracks import Tracks
from controlroom.domain.ways import OFF_ROAD, nearer_mps
from tests.helpers.watch import DG62, TV21, TV22, Watch
from tests.unit.domain.test_recommend import LAT, LON, heard


def test_the_soonest_row_comes_first() -> None:
    """A road known to be slow moves a near unit back; no place is last."""
    watch = Watch()
    tracks = heard(watch, tv21=900, tv22=300)
    incident = watch.incident(watch.opened(lat=LAT, lon=LON))
    road_s = np.array([np.nan, 900.0])
    found = rank(watch.picture, tracks, incident, watch.now_us, road_s)
    names = [watch.picture.unit_rows[row] for row in found.rows]

    assert [TV21, TV22] == names[:2]
    assert DG62 in names[2:]
    assert [False, True] == found.by_road[:2].tolist()
    assert 900.0 == found.travel_s[1]


@pytest.mark.parametrize("kind", sorted(OFF_ROAD))
def test_who_does_not_drive_has_no_time_by_road(kind: str) -> None:
    """A car's time by road is no walk's and no boat's: their own straight line is."""
    watch = Watch()
    unit = msgspec.structs.replace(watch.unit(TV22), kind=kind)
    watch.do(c.Enrol(units=(unit,)), role="administrator")
    tracks = heard(watch, tv21=900, tv22=600)
    incident = watch.incident(watch.opened(lat=LAT, lon=LON))
    found = rank(
        watch.picture, tracks, incident, watch.now_us, np.array([60.0, 1.0, 9.0, 9.0])
    )
    row = unit.row
    usual_s = found.distance_m[row] / nearer_mps(watch.picture.codes)[kind]

    assert not found.by_road[row]
    assert usual_s == pytest.approx(found.travel_s[row])
    assert found.by_road[watch.unit(TV21).row]


def test_nobody_is_near_an_incident_without_a_place() -> None:
    """Everybody has a row, none a time."""
    watch = Watch()
    incident = watch.incident(watch.opened())
    found = rank(watch.picture, Tracks(), incident, watch.now_us, None)

    assert 4 == len(found.rows)
    assert np.isnan(found.travel_s).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("road", [60.0, np.nan, np.inf, None])
def test_one_unit_alone_has_the_same_time(kind: str, road: float | None) -> None:
    """Whether asked for all or for one, there is one answer, by road and straight."""
    watch = Watch()
    unit = msgspec.structs.replace(watch.unit(TV22), kind=kind)
    watch.do(c.Enrol(units=(unit,)), role="administrator")
    tracks = heard(watch, tv21=900, tv22=600)
    incident = watch.incident(watch.opened(lat=LAT, lon=LON))
    road_s = None if road is None else np.full(4, road)
    found = rank(watch.picture, tracks, incident, watch.now_us, road_s)
    alone_s, by_road = time_to(watch.picture, tracks, unit, incident, road_s)

    assert found.travel_s[unit.row] == pytest.approx(alone_s)
    assert bool(found.by_road[unit.row]) == by_road


def test_one_unit_that_nobody_heard_or_that_goes_nowhere_has_no_time() -> None:
    """No place of the unit, of the incident, or a row that no column has."""
    watch = Watch()
    there = watch.incident(watch.opened(lat=LAT, lon=LON))
    nowhere = watch.incident(watch.opened())
    tracks, far = heard(watch, tv21=900), watch.unit(TV21)
    told = [
        time_to(watch.picture, tracks, watch.unit(DG62), there, None),
        time_to(watch.picture, tracks, far, nowhere, None),
        time_to(watch.picture, Tracks(), far, there, np.zeros(0)),
    ]

    assert np.isnan([seconds for seconds, _by_road in told]).all()

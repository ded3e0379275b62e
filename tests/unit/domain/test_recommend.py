"""Who is recommended, with which reasons, and why not the others."""

import msgspec
import numpy as np
import pytest

from controlroom.domain import commands as c
from controlroom.domain.columns import Moved
from controlroom.domain.recommend import Recommendation, recommend
from controlroom.domain.tracks import Tracks
from tests.helpers.fixes import METRE, NAN
from tests.helpers.watch import DG62, HB14, SECOND_US, TV21, TV22, Watch

LAT, LON = 51.5, -0.1


@pytest.fixture
def watch() -> Watch:
    """A room in which everybody's state is known."""
    return Watch()


def heard(
    watch: Watch, ages_s: dict[str, float] | None = None, **north: float
) -> Tracks:
    """Return tracks with units so many metres north of the incident."""
    names = {"tv21": TV21, "tv22": TV22, "dg62": DG62, "hb14": HB14}
    units = [watch.unit(names[name]) for name in north]
    age_s = [(ages_s or {}).get(name, 1.0) for name in north]
    count = len(units)
    unknown = np.full(count, NAN, np.float32)
    tracks = Tracks()
    tracks.apply(
        Moved(
            unit_rows=np.array([unit.row for unit in units], np.int32),
            lat=np.array([LAT + metres * METRE for metres in north.values()]),
            lon=np.full(count, LON),
            fix_us=np.array(
                [watch.now_us - int(age * SECOND_US) for age in age_s], np.int64
            ),
            speed_mps=unknown,
            heading_deg=unknown,
            accuracy_m=unknown,
            kind=np.zeros(count, np.uint8),
        )
    )
    return tracks


def asked(watch: Watch, tracks: Tracks, **wishes: object) -> Recommendation:
    """Ask for an incident at the usual place."""
    incident = watch.incident(watch.opened(lat=LAT, lon=LON))
    return recommend(
        watch.picture, tracks, incident, watch.now_us, **wishes  # type: ignore[arg-type]  # as the test says
    )  # fmt: skip


def said(recommendation: Recommendation) -> list[tuple[str, ...]]:
    """Return callsign and reasons of every offer."""
    return [(offer.callsign, *offer.reasons) for offer in recommendation.offers]


def test_the_nearest_comes_first_with_its_reasons(watch: Watch) -> None:
    """Straight line at a kind's usual speed; the first is called the nearest."""
    found = asked(watch, heard(watch, tv21=900, tv22=300, dg62=2_000))

    assert [
        ("TV22", "nearest"), ("TV21", "single crewed", "taser"), ("DG62", "dog"),
    ] == said(found)  # fmt: skip
    first = found.offers[0]
    assert 300 == round(first.distance_m or 0)
    assert not first.by_road
    assert 20 < (first.travel_s or 0) < 40


def test_streets_overrule_the_straight_line(watch: Watch) -> None:
    """Seconds by road rank; where the road is unknown the line still counts."""
    tracks = heard(watch, tv21=900, tv22=300, dg62=2_000)
    road_s = np.full(len(tracks), np.inf)
    road_s[watch.unit(TV22).row] = 600.0
    found = asked(watch, tracks, road_s=road_s)

    assert ["TV21", "DG62", "TV22"] == [offer.callsign for offer in found.offers]
    assert [False, False, True] == [offer.by_road for offer in found.offers]
    assert 600.0 == found.offers[2].travel_s


def test_short_columns_of_seconds_are_taken_as_far_as_they_go(watch: Watch) -> None:
    """A unit added while the worker computed has no seconds yet."""
    found = asked(watch, heard(watch, tv21=900, tv22=300), road_s=np.array([9.0]))

    assert [True, False] == [offer.by_road for offer in found.offers[:2]]


def test_wanted_skills_are_reasons_or_lacking(watch: Watch) -> None:
    """Who has it is offered for it; who has not stands below with the reason."""
    found = asked(watch, heard(watch, tv21=10, tv22=20, dg62=2_000), skills=("dog",))

    assert [("DG62", "nearest", "dog")] == said(found)
    assert [("TV21", "no dog"), ("TV22", "no dog")] == [
        (offer.callsign, *offer.reasons) for offer in found.why_not
    ]


def test_committed_units_say_what_they_are_on(watch: Watch) -> None:
    """The nearest that cannot go names the CAD number that holds it."""
    other = watch.opened()
    watch.do(c.AssignUnits(incident_id=other, unit_ids=(TV22,)))
    found = asked(watch, heard(watch, tv21=900, tv22=300))

    assert [("TV22", "to 1, grade I")] == [
        (offer.callsign, *offer.reasons) for offer in found.why_not
    ]
    assert "TV22" not in {offer.callsign for offer in found.offers}


def test_units_on_the_incident_and_off_duty_are_in_neither_list(watch: Watch) -> None:
    """One is there already, the other is at home."""
    incident_id = watch.opened(lat=LAT, lon=LON)
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV22,)))
    found = recommend(
        watch.picture,
        heard(watch, tv21=900, tv22=300, hb14=5),
        watch.incident(incident_id),
        watch.now_us,
    )
    named = {offer.callsign for offer in (*found.offers, *found.why_not)}

    assert {"TV21", "DG62"} == named


def test_states_decide_and_explain(watch: Watch) -> None:
    """Court cannot, refreshments can with a word, an emergency never."""
    watch.do(c.SetUnitState(unit_id=TV21, state=10))
    watch.do(c.SetUnitState(unit_id=TV22, state=4))
    watch.do(c.RaiseEmergency(unit_id=DG62))
    found = asked(watch, heard(watch, tv21=10, tv22=20, dg62=5))

    assert [("TV22", "nearest", "refreshments")] == said(found)
    assert [("DG62", "officer emergency"), ("TV21", "court")] == [
        (offer.callsign, *offer.reasons) for offer in found.why_not
    ]


def test_old_fixes_are_offered_with_their_age(watch: Watch) -> None:
    """A stale unit stays selectable and says so; a silent one comes last."""
    found = asked(watch, heard(watch, {"tv21": 130.0}, tv21=10, tv22=300))

    assert [
        ("TV21", "nearest", "fix 2:11 old", "single crewed", "taser"),
        ("TV22",),
        ("DG62", "position unknown", "dog"),
    ] == said(found)
    assert None is found.offers[2].travel_s
    assert None is found.offers[2].distance_m


def test_meals_and_ends_of_shifts_are_said_before_they_bite(watch: Watch) -> None:
    """Half an hour before the end: whoever is sent now works on."""
    end_us = watch.now_us + 30 * 60 * SECOND_US
    watch.do(c.BookOn(unit_id=TV22, shift_end_us=end_us))
    found = asked(watch, heard(watch, tv22=300))

    assert [("TV22", "nearest", "ends 14:30, sent now = overtime")] == [
        each for each in said(found) if each[0] == "TV22"
    ]


def test_an_incident_without_a_place_ranks_nobody(watch: Watch) -> None:
    """Everybody who can go is offered, none is called the nearest."""
    incident = watch.incident(watch.opened())
    found = recommend(
        watch.picture, heard(watch, tv21=10, tv22=20), incident, watch.now_us
    )

    assert {"TV21", "TV22", "DG62"} == {offer.callsign for offer in found.offers}
    assert all("nearest" not in offer.reasons for offer in found.offers)


def test_lists_are_as_long_as_asked(watch: Watch) -> None:
    """Enough to choose from, never the whole force."""
    found = asked(watch, heard(watch, tv21=1, tv22=2, dg62=3), most=(1, 6))

    assert 1 == len(found.offers)
    none = asked(
        watch, heard(watch, tv21=1, tv22=2), skills=("air_support",), most=(8, 1)
    )
    assert () == none.offers
    assert 1 == len(none.why_not)


def test_the_rule_is_a_reason_against(watch: Watch) -> None:
    """At the scene of an Immediate a unit is held; a lower grade lets it go."""
    other = watch.opened("ROBBERY")
    watch.do(c.AssignUnits(incident_id=other, unit_ids=(TV22, DG62)))
    watch.do(c.SetUnitState(unit_id=TV22, state=6))
    incident = watch.incident(watch.opened("THEFT", lat=LAT, lon=LON))
    found = recommend(watch.picture, heard(watch, tv22=300), incident, watch.now_us)

    assert {
        "TV22": ("at 1, grade I", "held by the rule"),
        "DG62": ("to 1, grade I", "held by the rule"),
    } == {offer.callsign: offer.reasons for offer in found.why_not}


def test_workload_and_sector_are_reasons(watch: Watch) -> None:
    """What a unit has next, and that it comes from another sector."""
    first, second = watch.opened(), watch.opened()
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV22,)))
    watch.do(c.PreAssign(incident_id=second, unit_id=TV22))
    watch.do(c.StandDown(incident_id=first, unit_id=TV22))
    moved = msgspec.structs.replace(watch.unit(TV22), sector="Harbour")
    watch.do(c.Enrol(units=(moved,)), role="administrator")
    incident = watch.incident(watch.opened(lat=LAT, lon=LON, sector="Moor"))
    found = recommend(watch.picture, heard(watch, tv22=3), incident, watch.now_us)

    assert ("nearest", "has 2 next", "from Harbour") == found.offers[0].reasons


def test_a_promise_to_this_incident_is_said(watch: Watch) -> None:
    """Of a busy unit first, before what it is on."""
    incident_id = watch.opened(lat=LAT, lon=LON)
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(TV22,)))
    watch.do(c.PreAssign(incident_id=incident_id, unit_id=TV22))
    found = recommend(
        watch.picture, heard(watch, tv22=3), watch.incident(incident_id), watch.now_us
    )

    assert ("has this next", "to 2, grade I") == found.why_not[0].reasons


def test_who_is_chosen_is_in_a_list_however_far(watch: Watch) -> None:
    """A dog a town away, wanted by a run card, keeps its row."""
    tracks = heard(watch, tv21=1, tv22=2, dg62=90_000)
    found = asked(watch, tracks, most=(1, 0), also=(DG62, "unit_gone"))

    assert ["TV21", "DG62"] == [offer.callsign for offer in found.offers]
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(DG62,)))
    busy = asked(watch, tracks, most=(1, 0), also=(DG62,))
    assert ["DG62"] == [offer.callsign for offer in busy.why_not]


def test_an_empty_force_recommends_nobody() -> None:
    """Nobody is enrolled yet: both lists are empty."""
    watch = Watch()
    watch.picture.units.clear()
    watch.picture.unit_rows.clear()
    found = asked(watch, Tracks())

    assert Recommendation(offers=(), why_not=()) == found

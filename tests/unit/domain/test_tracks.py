"""Columns on the desk, and what the gateway believes of each device."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.domain import guard as g
from controlroom.domain.columns import Moved
from controlroom.domain.freshness import FADING, FRESH, LAST_KNOWN, NEVER
from controlroom.domain.tracks import AT_ONCE, DeviceTracks, Tracks
from tests.helpers.fixes import LAT, LON, METRE, NAN, fixes

NOW_US = 1_795_269_600_000_000
SECOND_US = 1_000_000


def moved(*rows: tuple[int, float, float, float, float], kind: int = 0) -> Moved:
    """Return what moved: (unit_row, lat, lon, speed, heading), fixed at NOW_US."""
    columns = list(zip(*rows, strict=True))
    return Moved(
        unit_rows=np.array(columns[0], np.int32),
        lat=np.array(columns[1], np.float64),
        lon=np.array(columns[2], np.float64),
        fix_us=np.full(len(rows), NOW_US, np.int64),
        speed_mps=np.array(columns[3], np.float32),
        heading_deg=np.array(columns[4], np.float32),
        accuracy_m=np.full(len(rows), 5, np.float32),
        kind=np.full(len(rows), kind, np.uint8),
    )


# --- the desk


def test_rows_nobody_heard_are_not_on_the_map() -> None:
    """Room for a unit is not a place: its latitude is not a number."""
    tracks = Tracks()
    tracks.grow(3)
    tracks.apply(moved((1, LAT, LON, 0, 0)))

    assert len(tracks) >= 3
    assert [NEVER, FRESH, NEVER] == tracks.freshness(NOW_US)[:3].tolist()
    assert math.isnan(tracks.lat[0])


def test_a_frame_may_name_a_row_beyond_the_columns() -> None:
    """A unit added a moment ago needs no room made first."""
    tracks = Tracks()
    tracks.apply(moved((5_000, LAT, LON, 3, 4)))

    assert LAT == tracks.lat[5_000]
    assert 3.0 == tracks.speed_mps[5_000]
    assert 4.0 == tracks.heading_deg[5_000]
    assert 5.0 == tracks.accuracy_m[5_000]
    assert NOW_US == tracks.fix_us[5_000]


def test_an_empty_frame_changes_nothing() -> None:
    """A heartbeat carries no rows."""
    tracks = Tracks()
    tracks.apply(DeviceTracks().take_moved(NOW_US))

    assert 0 == len(tracks)


def test_the_newest_frame_wins() -> None:
    """Positions are latest-wins: no order of arrival is asked for twice."""
    tracks = Tracks()
    tracks.apply(moved((0, 51.0, 0.1, 9, 9), kind=1))
    tracks.apply(moved((0, 52.0, 0.2, NAN, NAN), kind=2))

    assert (52.0, 0.2, 2) == (tracks.lat[0], tracks.lon[0], tracks.kind[0])
    assert math.isnan(tracks.speed_mps[0])


@pytest.mark.parametrize(
    ("after_s", "metres"),
    [(-3, 0), (0, 0), (1, 20), (5, 100), (9, 100), (10, 100), (10.1, 0), (600, 0)],
)
def test_symbols_move_ahead_for_five_seconds(after_s: float, metres: float) -> None:
    """At 20 m/s north; once the fix fades the unit stands where it was last heard."""
    tracks = Tracks()
    tracks.apply(moved((0, LAT, LON, 20, 0)))
    lat, lon = tracks.ahead(NOW_US + int(after_s * SECOND_US))

    assert math.isclose(metres, (lat[0] - LAT) / METRE, abs_tol=0.01)
    assert math.isclose(LON, lon[0])


def test_east_is_wider_in_degrees_the_farther_north() -> None:
    """20 m/s east at 60 degrees are 20 m, not 10."""
    tracks = Tracks()
    tracks.apply(moved((0, 60.0, 10.0, 20, 90)))
    _, lon = tracks.ahead(NOW_US + SECOND_US)

    assert math.isclose(20, (lon[0] - 10.0) / METRE * 0.5, abs_tol=0.01)


@pytest.mark.parametrize(("speed", "heading"), [(NAN, 90), (20, NAN), (NAN, NAN)])
def test_unknown_movement_stands_still(speed: float, heading: float) -> None:
    """Nobody is moved by guess."""
    tracks = Tracks()
    tracks.apply(moved((0, LAT, LON, speed, heading)))
    lat, lon = tracks.ahead(NOW_US + SECOND_US)

    assert (LAT, LON) == (lat[0], lon[0])


def test_the_codes_say_how_often_a_kind_reports() -> None:
    """With an interval of one second a fix of four is fading."""
    tracks = Tracks({"vehicle": 1.0})
    tracks.apply(moved((0, LAT, LON, 0, 0)))
    later = NOW_US + 4 * SECOND_US

    assert FADING == tracks.freshness(later)[0]
    tracks.set_intervals({})
    assert FRESH == tracks.freshness(later)[0]


def test_a_snapshot_starts_anew() -> None:
    """After `clear` nobody is anywhere, and nobody moves."""
    tracks = Tracks()
    tracks.apply(moved((0, LAT, LON, 20, 0)))
    tracks.clear()

    assert NEVER == tracks.freshness(NOW_US)[0]
    assert np.isnan(tracks.ahead(NOW_US)[0][0])
    assert math.isnan(tracks.accuracy_m[0])


# --- the gateway


def one_device(kind: str = "vehicle", unit_row: int = 7) -> DeviceTracks:
    """Return tracks with one device, row 0."""
    tracks = DeviceTracks()
    tracks.bind(0, kind, unit_row)
    return tracks


def said(tracks: DeviceTracks, *rows: tuple[float, ...], now_us: int = 0) -> list[str]:
    """Offer fixes and return what became of each, in words."""
    offered = tracks.offer(fixes(*rows), now_us or int(max(row[1] for row in rows)))

    assert (offered.reasons == g.ACCEPTED).tolist() == offered.accepted.tolist()
    return [g.REASONS[reason] for reason in offered.reasons]


def test_a_fix_moves_its_unit() -> None:
    """What is accepted is taken once, with every column."""
    tracks = one_device("radio")

    assert ["accepted"] == said(tracks, (0, NOW_US, LAT, LON, 12, 90, 4))
    taken = tracks.take_moved(NOW_US)
    assert [7] == taken.unit_rows.tolist()
    assert (LAT, LON, NOW_US) == (taken.lat[0], taken.lon[0], taken.fix_us[0])
    assert (12, 90, 4, 1) == (
        taken.speed_mps[0], taken.heading_deg[0], taken.accuracy_m[0], taken.kind[0],
    )  # fmt: skip
    assert 0 == len(tracks.take_moved(NOW_US))


@pytest.mark.parametrize("row", [-1, 1, 99_999, 2**31 - 1])
def test_devices_nobody_enrolled_move_nothing(row: int) -> None:
    """A row that was never bound is refused, whatever number it is."""

    assert ["unknown device"] == said(one_device(), (row, NOW_US))
    assert ["unknown device"] == said(DeviceTracks(), (row, NOW_US))


def test_a_row_inside_the_columns_is_not_yet_a_device() -> None:
    """Columns grow ahead of their devices; the space between is nobody."""
    tracks = DeviceTracks()
    tracks.bind(40, "radio", 1)

    assert ["unknown device", "accepted"] == said(tracks, (39, NOW_US), (40, NOW_US))


def test_bad_rows_leave_the_others_alone() -> None:
    """Row by row: one device's nonsense does not cost another its fix."""
    tracks = DeviceTracks()
    for row in range(4):
        tracks.bind(row, "vehicle", row)
    reasons = said(
        tracks,
        (0, NOW_US),
        (1, NOW_US, NAN, NAN),
        (2, NOW_US, 0.0, 0.0),
        (3, NOW_US, 91.0, 0.0),
    )

    assert [
        "accepted", "not a number", "zero coordinates", "outside the earth",
    ] == reasons  # fmt: skip
    assert [0] == tracks.take_moved(NOW_US).unit_rows.tolist()


def test_a_fix_from_a_fast_clock_counts_as_now() -> None:
    """A device ten seconds ahead is never younger than its arrival."""
    tracks = one_device()
    ahead_us = NOW_US + 8 * SECOND_US

    assert ["accepted"] == said(tracks, (0, ahead_us), now_us=NOW_US)
    assert NOW_US == tracks.take_moved(NOW_US).fix_us[0]
    assert ["accepted"] == said(tracks, (0, ahead_us + SECOND_US), now_us=NOW_US + 1)


def test_repeats_and_late_packets_are_refused() -> None:
    """The same fix twice is once; an older one never moves a unit back."""
    tracks = one_device()
    said(tracks, (0, NOW_US))

    assert ["the same again"] == said(tracks, (0, NOW_US))
    assert ["older than the last"] == said(tracks, (0, NOW_US - 1), now_us=NOW_US)


def test_fixes_of_one_device_in_a_batch_count_in_their_order() -> None:
    """A burst after a tunnel: each fix is judged after the one before it."""
    tracks = one_device()
    reasons = said(
        tracks,
        (0, NOW_US),
        (0, NOW_US + SECOND_US, LAT + 10 * METRE),
        (0, NOW_US + SECOND_US, LAT + 10 * METRE),
        (0, NOW_US + 2 * SECOND_US, LAT + 1),
        (0, NOW_US + 3 * SECOND_US, LAT + 30 * METRE),
    )

    assert [
        "accepted", "accepted", "the same again", "impossible speed", "accepted",
    ] == reasons  # fmt: skip
    assert math.isclose(LAT + 30 * METRE, tracks.take_moved(NOW_US).lat[0])


def test_a_device_cannot_hold_everybody_up() -> None:
    """More than 64 fixes of one device in one batch are refused, the rest counts."""
    tracks = one_device()
    tracks.bind(1, "vehicle", 8)
    burst = [(0, NOW_US + step) for step in range(AT_ONCE + 10)]
    reasons = said(tracks, *burst, (1, NOW_US))

    assert 10 == reasons.count("too many fixes at once")
    assert "accepted" == reasons[-1]


def test_one_jump_is_refused() -> None:
    """A fix in another town between two here is reception, not movement."""
    tracks = one_device()
    said(tracks, (0, NOW_US))

    assert ["impossible speed"] == said(tracks, (0, NOW_US + SECOND_US, LAT + 1))
    assert ["accepted"] == said(tracks, (0, NOW_US + 2 * SECOND_US))


def test_three_jumps_to_one_place_are_believed() -> None:
    """When the first fix was the wrong one, the device is not refused for an hour."""
    tracks = one_device()
    said(tracks, (0, NOW_US))
    reasons = [
        said(tracks, (0, NOW_US + step * SECOND_US, LAT + 1 + step * METRE))[0]
        for step in (1, 2, 3, 4)
    ]

    assert ["impossible speed", "impossible speed", "accepted", "accepted"] == reasons


def test_jumps_to_three_places_are_not_believed() -> None:
    """Jumps have to fit each other."""
    tracks = one_device()
    said(tracks, (0, NOW_US))
    reasons = {
        said(tracks, (0, NOW_US + step * SECOND_US, LAT + step))[0]
        for step in (1, 2, 3, 4, 5)
    }

    assert {"impossible speed"} == reasons


def test_an_accepted_fix_forgets_the_jumps() -> None:
    """Two jumps now and one an hour later are not three in a row."""
    tracks = one_device()
    said(tracks, (0, NOW_US))
    for step in (1, 2):
        said(tracks, (0, NOW_US + step * SECOND_US, LAT + 1))
    said(tracks, (0, NOW_US + 3 * SECOND_US))

    assert ["impossible speed"] == said(tracks, (0, NOW_US + 4 * SECOND_US, LAT + 1))


def test_impossible_speeds_are_never_believed() -> None:
    """A device that says 500 m/s three times is still wrong."""
    tracks = one_device()
    said(tracks, (0, NOW_US))
    reasons = {
        said(tracks, (0, NOW_US + step * SECOND_US, LAT, LON, 500.0))[0]
        for step in range(1, 6)
    }

    assert {"impossible speed"} == reasons


def test_swapped_coordinates_are_called_by_name() -> None:
    """An integrator reads what to mend; repeating it does not make it true."""
    tracks = one_device()
    said(tracks, (0, NOW_US))
    reasons = {
        said(tracks, (0, NOW_US + step * SECOND_US, LON, LAT))[0]
        for step in range(1, 6)
    }

    assert {"latitude and longitude swapped"} == reasons


def test_aircraft_are_bound_with_their_speed() -> None:
    """The limit belongs to the device."""
    tracks = DeviceTracks()
    tracks.bind(0, "vehicle", 0, most_mps=g.MOST_AIR_MPS)
    said(tracks, (0, NOW_US))
    far = LAT + 1_600 * METRE

    assert ["accepted"] == said(tracks, (0, NOW_US + 10 * SECOND_US, far, LON, 140.0))


@pytest.mark.parametrize(
    ("speed", "heading", "accuracy"),
    [(-1, 361, -5), (NAN, NAN, NAN), (-0.01, -1, math.inf), (NAN, math.inf, NAN)],
)
def test_what_cannot_be_meant_is_unknown(
    speed: float, heading: float, accuracy: float
) -> None:
    """The position still counts: -1 is how many devices say that they do not know."""
    tracks = one_device()

    assert ["accepted"] == said(tracks, (0, NOW_US, LAT, LON, speed, heading, accuracy))
    taken = tracks.take_moved(NOW_US)
    assert np.isnan(
        [taken.speed_mps[0], taken.heading_deg[0], taken.accuracy_m[0]]
    ).all()


def test_an_unbound_device_is_heard_but_not_drawn() -> None:
    """Once it speaks for a unit, its last fix is drawn at once."""
    tracks = one_device(unit_row=-1)
    said(tracks, (0, NOW_US))

    assert 0 == len(tracks.take_moved(NOW_US))
    assert [] == tracks.of_unit(-1)
    tracks.bind(0, "vehicle", 3)
    assert [3] == tracks.take_moved(NOW_US).unit_rows.tolist()


def test_the_next_device_takes_over_when_the_best_is_silent() -> None:
    """The vehicle is drawn while it speaks; then the radio, without a new fix."""
    tracks = one_device("vehicle", unit_row=0)
    tracks.bind(1, "radio", 0)
    said(tracks, (0, NOW_US, LAT), (1, NOW_US, LAT + METRE))
    first = tracks.take_moved(NOW_US)
    later_us = NOW_US + 31 * SECOND_US
    second = tracks.take_moved(later_us)

    assert [LAT] == first.lat.tolist()
    assert [LAT + METRE] == second.lat.tolist()
    assert 0 == len(tracks.take_moved(later_us))
    assert [True, False] == [fix.kind == "radio" for fix in tracks.of_unit(0)][::-1]


def test_a_hidden_device_s_fix_moves_nothing() -> None:
    """While the vehicle is drawn, the radio's fixes are kept and not sent."""
    tracks = one_device("vehicle", unit_row=0)
    tracks.bind(1, "radio", 0)
    said(tracks, (0, NOW_US))
    tracks.take_moved(NOW_US)
    said(tracks, (1, NOW_US))

    assert 0 == len(tracks.take_moved(NOW_US))


def test_every_device_of_a_unit_is_listed() -> None:
    """Drawn or not, best kind first, with when the gateway had it."""
    tracks = one_device("phone", unit_row=0)
    tracks.bind(1, "vehicle", 0)
    tracks.bind(2, "camera", 0)
    said(tracks, (0, NOW_US, LAT, LON, 3, 4, 5), (1, NOW_US), now_us=NOW_US + 9)
    tracks.take_moved(NOW_US)
    listed = tracks.of_unit(0)

    assert [(1, "vehicle", True), (0, "phone", False)] == [
        (fix.device_row, fix.kind, fix.drawn) for fix in listed
    ]
    phone = listed[1]
    assert (LAT, LON, NOW_US, NOW_US + 9) == (
        phone.lat, phone.lon, phone.fix_us, phone.received_us,
    )  # fmt: skip
    assert (3.0, 4.0, 5.0) == (phone.speed_mps, phone.heading_deg, phone.accuracy_m)
    assert [] == tracks.of_unit(99)


def test_a_snapshot_holds_everybody_and_takes_nothing() -> None:
    """A desk that joins gets all units; the others still get what moved."""
    tracks = DeviceTracks()
    for row in range(3):
        tracks.bind(row, "vehicle", row)
    said(tracks, (0, NOW_US), (1, NOW_US))

    assert [0, 1] == sorted(tracks.all_moved(NOW_US).unit_rows.tolist())
    assert 2 == len(tracks.take_moved(NOW_US))
    assert [0, 1] == sorted(tracks.all_moved().unit_rows.tolist())


def test_intervals_of_the_codes_decide_who_is_silent() -> None:
    """With a vehicle interval of a minute the vehicle of 31 s ago still speaks."""
    tracks = DeviceTracks({"vehicle": 60.0})
    tracks.bind(0, "vehicle", 0)
    tracks.bind(1, "radio", 0)
    said(tracks, (0, NOW_US, LAT), (1, NOW_US, LAT + METRE))
    later_us = NOW_US + 31 * SECOND_US

    assert [LAT] == tracks.take_moved(later_us).lat.tolist()
    tracks.set_intervals({})
    assert [LAT + METRE] == tracks.take_moved(later_us).lat.tolist()


def test_an_unknown_kind_of_device_is_refused() -> None:
    """A kind is one of four; anything else is a fault of ours."""
    with pytest.raises(ValueError, match="not in tuple"):
        DeviceTracks().bind(0, "pager", 0)


def test_an_empty_batch_is_no_batch() -> None:
    """Nothing in, nothing out."""
    offered = one_device().offer(fixes(), NOW_US)

    assert [] == offered.reasons.tolist()
    assert [] == offered.accepted.tolist()


numbers = st.floats(allow_nan=True, allow_infinity=True, width=32)
rows = st.tuples(
    st.integers(-3, 12),
    st.integers(-(2**62), 2**62) | st.integers(NOW_US - 10**8, NOW_US + 10**8),
    numbers | st.floats(51.0, 51.01),
    numbers | st.floats(-0.1, -0.09),
    numbers,
    numbers,
    numbers,
)


@settings(max_examples=150, deadline=None)
@given(batches=st.lists(st.lists(rows, max_size=30), max_size=6))
def test_whatever_devices_say_only_places_are_drawn(
    batches: list[list[tuple[float, ...]]],
) -> None:
    """Any batch gets one reason a row; what is drawn is finite and not to come."""
    tracks = DeviceTracks()
    for row, unit_row in enumerate((0, 1, 1, 2, -1)):
        tracks.bind(row, ("vehicle", "radio", "phone", "camera")[row % 4], unit_row)
    desk = Tracks()
    for step, batch in enumerate(batches):
        now_us = NOW_US + step * SECOND_US
        offered = tracks.offer(fixes(*batch), now_us)

        assert len(batch) == len(offered.reasons) == len(offered.accepted)
        assert (offered.reasons < len(g.REASONS)).all()
        taken = tracks.take_moved(now_us)
        assert np.isfinite(taken.lat).all()
        assert np.isfinite(taken.lon).all()
        assert (taken.fix_us <= now_us).all()
        assert len(taken) == len(set(taken.unit_rows.tolist()))
        assert set(taken.unit_rows.tolist()) <= {0, 1, 2}
        desk.apply(taken)
        every = tracks.all_moved(now_us)
        assert desk.lat[every.unit_rows].tolist() == every.lat.tolist()
        lat, _ = desk.ahead(now_us)
        assert np.isfinite(lat[every.unit_rows]).all()


def test_last_known_stays_on_the_map() -> None:
    """An emergency never leaves the map because its fix went stale: age is a step."""
    tracks = Tracks()
    tracks.apply(moved((0, LAT, LON, 20, 0)))
    week_us = 7 * 86_400 * SECOND_US

    assert LAST_KNOWN == tracks.freshness(NOW_US + week_us)[0]
    assert LAT == tracks.ahead(NOW_US + week_us)[0][0]


def test_which_rows_were_written_since() -> None:
    """Whoever keeps what it worked out of a fix learns which fixes are new."""
    tracks = Tracks()
    tracks.apply(moved((0, LAT, LON, 0, 0), (1, LAT, LON, 0, 0)))
    seen = tracks.turn
    tracks.apply(moved((1, LAT, LON, 2, 0), (70, LAT, LON, 0, 0)))

    assert [1, 70] == tracks.changed_since(seen).tolist()
    assert [] == tracks.changed_since(tracks.turn).tolist()

    seen = tracks.turn
    tracks.clear()

    assert len(tracks) == len(tracks.changed_since(seen))

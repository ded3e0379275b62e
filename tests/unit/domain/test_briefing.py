"""What a crew is sent: what matters where it goes, and nothing it cannot use."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.briefing import briefing, briefing_lines
from controlroom.domain.entities import Briefing, Camera, Outline
from tests.helpers.watch import SECOND_US, STREET_CAM, TV21, TV22, Watch

LAT, LON = 51.5, -0.1
NEAR = {"lat": 51.502, "lon": -0.1}
FAR = {"lat": 51.6, "lon": -0.1}


@pytest.fixture
def watch() -> Watch:
    """A room."""
    return Watch()


def at(lat: float, lon: float) -> Outline:
    """Return a point."""
    return Outline(shape="point", corners=((lat, lon),))


def sent(watch: Watch, incident_id: str) -> Briefing:
    """Send TV21 and return what it got."""
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    found = watch.incident(incident_id).assignments[-1].briefing

    assert found is not None
    return found


def test_it_goes_with_the_assignment_and_stays_as_it_was(watch: Watch) -> None:
    """Regraded and written on after, the crew still has what it was sent."""
    incident_id = watch.opened("ROBBERY", lat=LAT, lon=LON, place="Mill Street 4")
    watch.do(c.AddLogEntry(incident_id=incident_id, text="Knife seen."))
    told = sent(watch, incident_id)
    watch.do(c.AddLogEntry(incident_id=incident_id, text="Suspect left."))
    watch.do(c.GradeIncident(incident_id=incident_id, grade="S"))
    lines = briefing_lines(watch.picture, watch.incident(incident_id), told)

    assert told == watch.incident(incident_id).assignments[0].briefing
    assert "Robbery, grade I" == lines.what
    assert "Mill Street 4" == told.place
    assert lines.grid.startswith("TQ ")
    assert "14:00:03 Knife seen." == lines.log[-1]
    assert not [line for line in lines.log if "left" in line]


def test_the_rooms_own_work_is_left_out_of_the_log(watch: Watch) -> None:
    """Who else was sent is not what a crew has to read; the last lines are."""
    incident_id = watch.opened("ROBBERY")
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV22,)))
    for number in range(20):
        watch.do(c.AddLogEntry(incident_id=incident_id, text=f"Line {number}"))
    lines = briefing_lines(
        watch.picture, watch.incident(incident_id), sent(watch, incident_id)
    )

    assert 12 == len(lines.log)
    assert lines.log[-1].endswith("Line 19")
    assert not [line for line in lines.log if "TV22" in line]


def test_hazards_near_come_with_distance_and_way(watch: Watch) -> None:
    """The incident's own first, wherever it is; far and expired ones not at all."""
    incident_id = watch.opened("ROBBERY", lat=LAT, lon=LON)
    until = watch.now_us + 3_600 * SECOND_US
    for kind, outline, fields in (
        ("annotation", at(**NEAR), {"label": "Dog on premises"}),
        ("annotation", at(**FAR), {"label": "Elsewhere"}),
        ("rvp", at(**FAR), {"incident_id": incident_id}),
        ("annotation", at(LAT, LON), {"expires_at_us": until, "label": "Roadworks"}),
    ):
        watch.do(c.Draw(kind=kind, outline=outline, **fields))  # type: ignore[arg-type]  # as the row says
    lines = briefing_lines(
        watch.picture, watch.incident(incident_id), sent(watch, incident_id)
    )

    assert (
        "RVP, 11 km N",
        "Annotation: Roadworks, at the place, until 15:00",
        "Annotation: Dog on premises, 220 m N",
    ) == lines.hazards
    late = briefing(watch.picture, watch.incident(incident_id), until)
    assert 2 == len(late.drawing_ids)


def test_related_incidents_are_linked_or_near(watch: Watch) -> None:
    """The linked first; far ones, closed ones and the incident itself not."""
    incident_id = watch.opened("ROBBERY", lat=LAT, lon=LON)
    near = watch.opened("THEFT", **NEAR)
    far = watch.opened("NOISE", **FAR)
    over = watch.opened("THEFT", **NEAR)
    watch.do(c.ResolveIncident(incident_id=over))
    watch.do(c.LinkIncidents(incident_id=incident_id, other_id=far))
    told = sent(watch, incident_id)
    lines = briefing_lines(watch.picture, watch.incident(incident_id), told)

    assert (far, near, over) == told.incident_ids
    assert "CAD 2 Theft, 220 m N, opened 14:00" == lines.related[1]
    assert lines.related[2].endswith(", resolved")


def test_cameras_that_stand_near_are_named(watch: Watch) -> None:
    """The four nearest; worn ones have no place of their own."""
    cameras = tuple(
        Camera(
            camera_id=f"cam_{n}", kind="fixed", name=f"Pole {n}",
            lat=LAT + n / 2_000, lon=LON,
        )
        for n in range(1, 9)
    )  # fmt: skip
    watch.do(c.Enrol(cameras=cameras), role="administrator")
    incident_id = watch.opened("ROBBERY", lat=LAT, lon=LON)
    told = sent(watch, incident_id)

    assert (STREET_CAM, "cam_1", "cam_2", "cam_3") == told.camera_ids
    lines = briefing_lines(watch.picture, watch.incident(incident_id), told)
    assert ("Mill Street, at the place", "Pole 1, 60 m N") == lines.cameras[:2]


def test_without_a_place_there_is_only_what_is_known(watch: Watch) -> None:
    """Nothing is near nowhere, and nothing fails."""
    incident_id = watch.opened("ROBBERY")
    told = sent(watch, incident_id)
    lines = briefing_lines(watch.picture, watch.incident(incident_id), told)

    assert ("", (), (), ()) == (lines.grid, lines.hazards, lines.related, lines.cameras)


def test_what_the_picture_lost_is_left_out(watch: Watch) -> None:
    """A drawing erased, an incident archived, a camera gone."""
    incident_id = watch.opened("ROBBERY", lat=LAT, lon=LON)
    told = Briefing(
        type_code="GONE", grade="I", lat=LAT, lon=LON, log_seqs=(10_000,),
        drawing_ids=("x",), incident_ids=("x",), camera_ids=("x",),
    )  # fmt: skip
    lines = briefing_lines(watch.picture, watch.incident(incident_id), told)

    assert "GONE, grade I" == lines.what
    assert ((), (), (), ()) == (lines.log, lines.hazards, lines.related, lines.cameras)


def test_long_and_hostile_lines_are_short_and_plain(watch: Watch) -> None:
    """One line each, cut, and never markup for a device to interpret."""
    incident_id = watch.opened("ROBBERY", lat=LAT, lon=LON)
    text = "<b>x</b>\n\n" + "y" * 3_000
    watch.do(c.AddLogEntry(incident_id=incident_id, text=text))
    lines = briefing_lines(
        watch.picture, watch.incident(incident_id), sent(watch, incident_id)
    )

    assert "\n" not in lines.log[-1]
    assert 320 > len(lines.log[-1])
    assert "<b>x</b> y" in lines.log[-1]

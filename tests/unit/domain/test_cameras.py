"""Cameras near a place, what they can show, and emergencies that need no reason."""

import math

import numpy as np
import pytest

from controlroom.domain import cameras
from controlroom.domain.entities import (
    Alarm,
    Camera,
    CameraState,
    Incident,
    Person,
    Unit,
)
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Moved, Tracks

HERE = (54.7, 2.4)
FIX_US = 1_795_300_000_000_000


def _moved(rows: dict[int, tuple[float, float]]) -> Moved:
    count = len(rows)
    unknown = np.full(count, np.nan, np.float32)
    return Moved(
        unit_rows=np.array(list(rows), np.int32),
        lat=np.array([lat for lat, _ in rows.values()]),
        lon=np.array([lon for _, lon in rows.values()]),
        fix_us=np.full(count, FIX_US, np.int64),
        speed_mps=unknown,
        heading_deg=unknown,
        accuracy_m=unknown,
        kind=np.zeros(count, np.uint8),
    )


def _room() -> tuple[Picture, Tracks]:
    """Three units 100, 200, 300 m north, the last never heard; two fixed cameras."""
    picture = Picture()
    picture.people["per_1"] = Person(person_id="per_1", name="Dana Byrne")
    for row, callsign in enumerate(("CN21", "CN22", "CN23")):
        unit = Unit(
            unit_id=f"unit_{row}", callsign=callsign, row=row,
            crew=("per_1",) if row == 0 else (),
        )  # fmt: skip
        picture.units[unit.unit_id] = unit
    picture.riders["per_1"] = "unit_0"
    for camera in (
        Camera(camera_id="cam_worn", kind="body_worn", name="CN21 Byrne",
               person_id="per_1", state="recording"),
        Camera(camera_id="cam_car", kind="vehicle", name="CN22", unit_id="unit_1",
               state="buffering"),
        Camera(camera_id="cam_lost", kind="vehicle", name="CN23", unit_id="unit_2",
               state="recording"),
        Camera(camera_id="cam_far", kind="fixed", name="C-2", lat=54.8, lon=2.4,
               state="recording"),
        Camera(camera_id="cam_near", kind="fixed", name="C-1", lat=54.7004, lon=2.4,
               state="recording"),
        Camera(camera_id="cam_nowhere", kind="fixed", name="C-3", state="recording"),
    ):  # fmt: skip
        picture.cameras[camera.camera_id] = camera
    tracks = Tracks()
    tracks.grow(3)
    tracks.apply(_moved({0: (54.7009, 2.4), 1: (54.7018, 2.4)}))
    return picture, tracks


def test_nearest_are_fixed_and_carried_by_distance() -> None:
    """The nearest cameras that show a picture come first, whatever their kind."""
    picture, tracks = _room()

    found = cameras.nearest(picture, tracks, *HERE)

    assert ["cam_near", "cam_worn", "cam_far"] == [
        near.camera.camera_id for near in found
    ]
    assert pytest.approx(44.5, abs=0.5) == found[0].metres
    assert pytest.approx(100.1, abs=0.5) == found[1].metres


def test_carried_camera_says_how_old_its_place_is() -> None:
    """The place of a carried camera is its unit's last fix; a fixed one has no age."""
    picture, tracks = _room()

    fixed, worn, _ = cameras.nearest(picture, tracks, *HERE)

    assert None is fixed.spot.fix_us
    assert FIX_US == worn.spot.fix_us


def test_no_more_than_asked_for() -> None:
    """A dispatcher is offered four, or as many as asked for."""
    picture, tracks = _room()
    for number in range(9):
        camera = Camera(camera_id=f"cam_{number}", kind="fixed", name="C", lat=54.7,
                        lon=2.41, state="recording")  # fmt: skip
        picture.cameras[camera.camera_id] = camera

    assert 4 == len(cameras.nearest(picture, tracks, *HERE))
    assert 2 == len(cameras.nearest(picture, tracks, *HERE, count=2))
    assert 0 == len(cameras.nearest(picture, tracks, *HERE, count=0))


def test_equal_distances_keep_one_order() -> None:
    """Two cameras on one mast come by id, so that the list does not jump."""
    picture, tracks = Picture(), Tracks()
    for name in ("cam_b", "cam_a"):
        picture.cameras[name] = Camera(
            camera_id=name, kind="fixed", name=name, lat=54.7, lon=2.4,
            state="recording",
        )  # fmt: skip

    found = cameras.nearest(picture, tracks, *HERE)

    assert ["cam_a", "cam_b"] == [near.camera.camera_id for near in found]


def test_dark_cameras_are_listed_apart_and_say_why() -> None:
    """A camera that is buffering or off offers no picture and says why."""
    picture, tracks = _room()

    (car,) = cameras.nearest_dark(picture, tracks, *HERE)

    assert "cam_car" == car.camera.camera_id
    assert "buffering, so no picture; ask CN22" == cameras.why_no_picture(
        picture, car.camera
    )


def test_a_wearer_is_asked_by_name() -> None:
    """Of a worn camera the wearer is asked, not the callsign."""
    picture, _ = _room()
    worn = Camera(camera_id="c", kind="body_worn", name="x", person_id="per_1")

    assert "off, so no picture; ask Byrne" == cameras.why_no_picture(picture, worn)


@pytest.mark.parametrize("name", ["", "   "])
def test_a_wearer_without_a_name_is_asked_by_callsign(name: str) -> None:
    """Hostile: a name of nothing but spaces."""
    picture, _ = _room()
    picture.people["per_2"] = Person(person_id="per_2", name=name)
    worn = Camera(
        camera_id="c", kind="body_worn", name="x", person_id="per_2", unit_id="unit_1"
    )

    assert "off, so no picture; ask CN22" == cameras.why_no_picture(picture, worn)


def test_a_fixed_camera_that_is_off_has_nobody_to_ask() -> None:
    """Nobody stands behind a fixed camera."""
    fixed = Camera(camera_id="c", kind="fixed", name="C-1")

    assert "off, so no picture" == cameras.why_no_picture(Picture(), fixed)


def test_recording_cameras_have_a_picture() -> None:
    """A recording camera can be opened."""
    picture, _ = _room()

    assert "" == cameras.why_no_picture(picture, picture.cameras["cam_near"])


@pytest.mark.parametrize(
    "place", [(0.0, 0.0), (math.nan, 2.4), (91.0, 0.0), (54.7, math.inf)]
)
def test_no_place_has_no_nearest(place: tuple[float, float]) -> None:
    """An incident without a place has no nearest camera."""
    picture, tracks = _room()

    assert [] == cameras.nearest(picture, tracks, *place)
    assert [] == cameras.nearest_dark(picture, tracks, *place)


def test_spot_of_a_unit_that_no_row_holds_is_unknown() -> None:
    """A unit that came a moment ago may have no row in the tracks yet."""
    picture, _ = _room()

    assert None is cameras.spot_of(picture, Tracks(), picture.cameras["cam_car"])


def test_camera_of_a_unit_gone_from_the_picture_has_no_spot() -> None:
    """A camera of a unit that is not there is nowhere."""
    orphan = Camera(camera_id="c", kind="vehicle", name="x", unit_id="unit_9")

    assert None is cameras.spot_of(Picture(), Tracks(), orphan)
    assert None is cameras.spot_of(
        Picture(), Tracks(), Camera(camera_id="d", kind="vehicle", name="y")
    )


def test_a_unit_shows_the_camera_that_records() -> None:
    """Of a unit's cameras the recording one opens."""
    picture, _ = _room()
    states: dict[str, CameraState] = {"cam_x": "off", "cam_y": "recording"}
    for camera_id, state in states.items():
        picture.cameras[camera_id] = Camera(
            camera_id=camera_id, kind="vehicle", name="x", unit_id="unit_1",
            state=state,
        )  # fmt: skip

    found = cameras.of_unit(picture, "unit_1")

    assert found is not None
    assert "cam_y" == found.camera_id


def test_a_worn_camera_belongs_to_the_unit_its_wearer_is_in() -> None:
    """A camera bound to a person is found through the crew."""
    picture, _ = _room()
    found = cameras.of_unit(picture, "unit_0")

    assert found is not None
    assert "cam_worn" == found.camera_id
    assert None is cameras.of_unit(picture, "unit_unknown")


def _emergency(unit_id: str, ended_at_us: int | None = None) -> Alarm:
    return Alarm(
        alarm_id="alm_1", kind="officer_emergency", priority="emergency",
        raised_at_us=1, unit_id=unit_id, ended_at_us=ended_at_us,
    )  # fmt: skip


def test_the_officers_own_camera_needs_no_reason() -> None:
    """In an officer's emergency the picture comes first."""
    picture, _ = _room()
    alarm = _emergency("unit_0")
    picture.alarms[alarm.alarm_id] = alarm

    assert alarm == cameras.emergency_for(picture, picture.cameras["cam_worn"])
    assert None is cameras.emergency_for(picture, picture.cameras["cam_car"])


def test_cameras_opened_for_an_emergency_need_no_reason() -> None:
    """Nor do those near it, when opened for the emergency's incident."""
    picture, _ = _room()
    picture.alarms["alm_1"] = _emergency("unit_0")
    picture.incidents["inc_1"] = Incident(
        incident_id="inc_1", cad="1/21NOV26", type_code="x", grade="I",
        emergency_alarm_id="alm_1",
    )  # fmt: skip
    near = picture.cameras["cam_near"]

    assert None is cameras.emergency_for(picture, near)
    assert None is not cameras.emergency_for(picture, near, "inc_1")
    assert None is cameras.emergency_for(picture, near, "inc_unknown")


def test_an_emergency_that_is_over_asks_again() -> None:
    """Once the emergency has been ended a reason is asked for again."""
    picture, _ = _room()
    picture.alarms["alm_1"] = _emergency("unit_0", ended_at_us=9)
    picture.incidents["inc_1"] = Incident(
        incident_id="inc_1", cad="1/21NOV26", type_code="x", grade="I",
        emergency_alarm_id="alm_1",
    )  # fmt: skip

    assert None is cameras.emergency_for(picture, picture.cameras["cam_worn"], "inc_1")


def test_the_camera_of_an_officer_in_no_unit_needs_no_reason() -> None:
    """Whoever wears it is in danger, with a unit or without."""
    picture, _ = _room()
    picture.riders.clear()
    alarm = Alarm(
        alarm_id="alm_1", kind="officer_emergency", priority="emergency",
        raised_at_us=1, person_id="per_1",
    )  # fmt: skip
    picture.alarms[alarm.alarm_id] = alarm

    assert alarm == cameras.emergency_for(picture, picture.cameras["cam_worn"])


def test_without_any_placed_camera_nothing_is_near() -> None:
    """A camera nobody has placed is not offered."""
    picture, _ = _room()
    picture.cameras = {"cam_nowhere": picture.cameras["cam_nowhere"]}

    assert [] == cameras.nearest(picture, Tracks(), *HERE)


def test_every_camera_within_some_metres() -> None:
    """Whatever it shows, the nearest first; none that is farther, none unheard."""
    picture, tracks = _room()

    def found(metres: float, most: int = 9) -> list[str]:
        near = cameras.within(picture, tracks, HERE, metres, most)
        return [each.camera.camera_id for each in near]

    assert ["cam_near", "cam_worn", "cam_car"] == found(250.0)
    assert ["cam_near"] == found(60.0) == found(250.0, most=1)
    assert 4 == len(found(1e7))
    assert [] == found(0.0) == found(1e7, most=-1)


def test_nothing_is_near_nowhere() -> None:
    """A place that is none has no cameras around it."""
    picture, tracks = _room()

    assert [] == cameras.within(picture, tracks, (math.nan, 2.4), 1e7, 9)

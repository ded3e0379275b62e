"""Looking through cameras: a reason first, and only what records."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.observations import CameraReported
from tests.helpers.watch import BODY_CAM, STREET_CAM, TV21, Watch, refused


@pytest.fixture
def watch() -> Watch:
    """The street camera records, the worn one is off."""
    return Watch()


def test_a_viewing_has_a_reason(watch: Watch) -> None:
    """It is audited, and changes no picture."""
    before = dict(watch.picture.cameras)
    (event,) = watch.do(c.StartViewing(camera_id=STREET_CAM, reason=" fight reported "))

    assert isinstance(event, e.ViewingStarted)
    assert ("fight reported", STREET_CAM) == (event.reason, event.camera_id)
    assert before == watch.picture.cameras
    (ended,) = watch.do(c.EndViewing(camera_id=STREET_CAM, viewing_id=event.viewing_id))
    assert e.ViewingEnded(viewing_id=event.viewing_id, camera_id=STREET_CAM) == ended


def test_no_picture_without_a_reason(watch: Watch) -> None:
    """The reason is asked first."""
    refusal = refused(watch, c.StartViewing(camera_id=STREET_CAM, reason="  "))

    assert "The reason for looking is empty." in refusal.sentence


def test_in_an_emergency_nobody_writes_first(watch: Watch) -> None:
    """The officer's own camera, and any camera opened for the emergency."""
    watch.see(CameraReported(camera_id=BODY_CAM, state="recording", at_us=0))
    watch.do(c.RaiseEmergency(unit_id=TV21))
    incident_id = watch.alarm().incident_id
    (own,) = watch.do(c.StartViewing(camera_id=BODY_CAM, reason=""))
    (near,) = watch.do(
        c.StartViewing(camera_id=STREET_CAM, reason="", incident_id=incident_id)
    )

    assert isinstance(own, e.ViewingStarted)
    assert isinstance(near, e.ViewingStarted)
    assert ["officer emergency"] * 2 == [own.reason, near.reason]
    assert (
        "text" == refused(watch, c.StartViewing(camera_id=STREET_CAM, reason="")).code
    )


def test_only_what_records_is_shown(watch: Watch) -> None:
    """Off or buffering: no picture, and the sentence says which."""
    look = c.StartViewing(camera_id=BODY_CAM, reason="fight")

    assert "TV21 Okafor is off; a picture comes only while it records." in (
        refused(watch, look).sentence
    )
    watch.see(CameraReported(camera_id=BODY_CAM, state="buffering", at_us=0))
    assert "TV21 Okafor is buffering" in refused(watch, look).sentence


def test_what_is_unknown_is_refused(watch: Watch) -> None:
    """Cameras and incidents that nobody knows."""

    assert (
        "unknown_camera"
        == refused(watch, c.StartViewing(camera_id="cam_gone", reason="x")).code
    )
    assert (
        "unknown_camera"
        == refused(watch, c.EndViewing(camera_id="cam_gone", viewing_id="v")).code
    )
    assert (
        "unknown_incident"
        == refused(
            watch,
            c.StartViewing(camera_id=STREET_CAM, reason="x", incident_id="inc_gone"),
        ).code
    )


def test_cameras_report(watch: Watch) -> None:
    """A change is a fact; the same again, a stranger and an endless URL are none."""

    def seen(camera_id: str, url: str = "http://gw/x.m3u8") -> list[e.AnyEvent]:
        return watch.see(
            CameraReported(
                camera_id=camera_id, state="recording", at_us=0, source_url=url
            )
        )

    assert [
        e.CameraChanged(
            camera_id=BODY_CAM, state="recording", source_url="http://gw/x.m3u8"
        )
    ] == seen(BODY_CAM)
    assert [] == seen(BODY_CAM)
    assert [] == seen(BODY_CAM, url="")
    assert 1 == len(seen(BODY_CAM, url="http://gw/y.m3u8"))
    assert [] == seen("cam_gone")
    assert [] == seen(BODY_CAM, url="http://" + "x" * 2_000)

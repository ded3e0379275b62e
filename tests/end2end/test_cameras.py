"""A camera from the question to its end: reason, audit, presence, wearer, picture."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import pytest
import requests

from controlroom.desk.deliveries import Watcher
from controlroom.desk.desk import Desk
from controlroom.desk.questions import EndStream, OpenStream, StreamEnded, StreamOpened
from controlroom.domain.events import AnyEvent, ViewingEnded, ViewingStarted
from controlroom.exercise.scenes import HEIGHT, WIDTH
from controlroom.journal.sqlite import SqliteJournal
from controlroom.wire.codec import decode_event
from tests.helpers.asked import reply
from tests.helpers.camera_force import MAST, WORN, CameraForce
from tests.helpers.waiting import PATIENCE_S, wait_for

WAIT_S = PATIENCE_S


@pytest.fixture
def force(tmp_path: Path) -> Iterator[CameraForce]:
    """A gateway with two cameras that record."""
    with CameraForce(tmp_path / "home") as force:
        yield force


@contextmanager
def _at_desk(force: CameraForce, name: str, role: str = "dispatcher") -> Iterator[Desk]:
    desk = Desk(force.gateway.url, force.gateway.add_person(name, role), f"Desk {name}")
    with desk:
        desk.wait_until(
            lambda: all(
                camera_id in desk.picture.cameras
                and desk.picture.cameras[camera_id].state == "recording"
                for camera_id in (WORN, MAST)
            ),
            WAIT_S,
        )
        yield desk


@pytest.fixture
def anna(force: CameraForce) -> Iterator[Desk]:
    """Anna, a dispatcher."""
    with _at_desk(force, "Anna") as desk:
        yield desk


@pytest.fixture
def ben(force: CameraForce) -> Iterator[Desk]:
    """Ben, a dispatcher at another desk."""
    with _at_desk(force, "Ben") as desk:
        yield desk


def _watchers(desk: Desk, camera_id: str) -> tuple[Watcher, ...]:
    desk.drain()
    return desk.presence.cameras.get(camera_id, ())


def _open(desk: Desk, camera_id: str = WORN, reason: str = "way ahead") -> StreamOpened:
    return reply(desk, OpenStream(camera_id=camera_id, reason=reason), StreamOpened)


def _audit(home: Path) -> list[AnyEvent]:
    """Return the viewings of a journal whose gateway has ended, in order."""
    journal = SqliteJournal.open(home / "journal.db")
    try:
        events = [decode_event(row.event) for row in journal.read(0) if row.event]
    finally:
        journal.close()
    return [each for each in events if isinstance(each, ViewingStarted | ViewingEnded)]


def test_the_picture_comes_through_the_gateway(force: CameraForce, anna: Desk) -> None:
    """Path and ticket lead to a playlist and to segments that decode; nothing else."""
    force.film(WORN)
    opened = _open(anna)
    base = force.gateway.url + opened.path
    playlist = requests.get(base, timeout=WAIT_S)
    names = [line for line in playlist.text.splitlines() if not line.startswith("#")]
    part = requests.get(base.rsplit("/", 1)[0] + "/" + names[-1], timeout=WAIT_S)
    with av.open(io.BytesIO(part.content)) as stream:
        frame = next(stream.decode(stream.streams.video[0]))

    assert (WIDTH, HEIGHT) == (frame.width, frame.height)
    assert "127.0.0.1" not in playlist.text
    assert force.streams.url(WORN).split("/")[3] not in playlist.text


def test_everyone_sees_who_watches(anna: Desk, ben: Desk) -> None:
    """Presence names person and desk at every desk, until the viewing ends."""
    opened = _open(anna)
    wait_for(lambda: _watchers(ben, WORN), WAIT_S)
    (watcher,) = _watchers(ben, WORN)

    assert ("Anna", "Desk Anna") == (watcher.person, watcher.desk)
    assert opened.viewing_id == watcher.viewing_id
    reply(anna, EndStream(viewing_id=opened.viewing_id), StreamEnded)
    wait_for(lambda: not _watchers(ben, WORN), WAIT_S)


def test_the_wearers_device_is_told_and_everyone_sees_when(
    force: CameraForce, anna: Desk, ben: Desk
) -> None:
    """Who looks and why reaches the wearer; that it did reaches every desk."""
    opened = _open(anna, reason="way ahead on Station Road")
    wait_for(lambda: any(w.told_us for w in _watchers(ben, WORN)), WAIT_S)
    reply(anna, EndStream(viewing_id=opened.viewing_id), StreamEnded)
    wait_for(lambda: len(force.told) == 2, WAIT_S)
    began, ended = force.told

    assert (True, "Anna", "way ahead on Station Road") == (
        began.started,
        began.by,
        began.reason,
    )
    assert not ended.started
    assert opened.viewing_id == began.viewing_id == ended.viewing_id


def test_a_camera_on_a_mast_tells_no_wearer(force: CameraForce, anna: Desk) -> None:
    """Nobody wears it; its own device may know."""
    _open(anna, MAST)
    _open(anna, WORN)
    wait_for(lambda: [t for t in force.told if t.camera_id == WORN], WAIT_S)

    assert not [t for t in force.told if t.camera_id == MAST and t.by != "Anna"]


def test_each_viewing_is_in_the_audit(
    force: CameraForce, anna: Desk, tmp_path: Path
) -> None:
    """Who, which camera, why and for how long: rows of the same chain."""
    opened = _open(anna, reason="way ahead")
    reply(anna, EndStream(viewing_id=opened.viewing_id), StreamEnded)
    force.gateway.stop()
    began, ended = _audit(tmp_path / "home")

    assert began == ViewingStarted(
        viewing_id=opened.viewing_id, camera_id=WORN, reason="way ahead"
    )
    assert ended == ViewingEnded(viewing_id=opened.viewing_id, camera_id=WORN)


@pytest.mark.parametrize("reason", ["", "   ", "\t\n", "\x00"])
def test_no_picture_without_a_reason(anna: Desk, reason: str) -> None:
    """Hostile: a client that asks for none; the gateway asks all the same."""
    answer = anna.ask(OpenStream(camera_id=WORN, reason=reason), timeout_s=WAIT_S)

    assert not answer.ok
    assert "reason" in answer.sentence
    assert () == _watchers(anna, WORN)


def test_in_an_emergency_no_reason_is_asked(force: CameraForce, anna: Desk) -> None:
    """The officer's own camera opens at once; the record says why."""
    force.press_emergency()
    anna.wait_until(anna.picture.standing_alarms, WAIT_S)

    assert _open(anna, reason="").viewing_id


def test_a_camera_that_does_not_record_opens_nothing(
    force: CameraForce, anna: Desk
) -> None:
    """Buffering is no picture, and the gateway says so by name."""
    force.report(WORN, "buffering")
    answer = anna.ask(OpenStream(camera_id=WORN, reason="look"), timeout_s=WAIT_S)

    assert ("not_recording", False) == (answer.code, answer.ok)
    assert "TV21 Byrne is buffering" in answer.sentence


def test_an_observer_looks_through_nothing(force: CameraForce) -> None:
    """The role does not allow it, whatever the client sends."""
    with _at_desk(force, "Olga", "observer") as olga:
        answer = olga.ask(OpenStream(camera_id=WORN, reason="look"), timeout_s=WAIT_S)

        assert not answer.ok
        assert answer.sentence


@pytest.mark.parametrize(
    "path",
    ["/stream/x/index.m3u8", "/stream//index.m3u8", "/stream/x/..%2f..%2fjournal.db"],
)
def test_a_made_up_ticket_opens_nothing(force: CameraForce, path: str) -> None:
    """Hostile: guessed tickets and ways up the folders."""
    answer = requests.get(force.gateway.url + path, timeout=WAIT_S)

    assert answer.status_code in {403, 404}


def test_a_ticket_is_over_with_its_viewing(force: CameraForce, anna: Desk) -> None:
    """Who ended the looking cannot look on by the old address."""
    force.film(WORN)
    opened = _open(anna)
    url = force.gateway.url + opened.path
    before = requests.get(url, timeout=WAIT_S).status_code
    reply(anna, EndStream(viewing_id=opened.viewing_id), StreamEnded)

    assert (200, 404) == (before, requests.get(url, timeout=WAIT_S).status_code)


def test_a_source_that_gives_nothing_is_a_fault_of_the_camera(
    force: CameraForce, anna: Desk
) -> None:
    """The viewing stands, to be tried again; the status says whose fault it is."""
    force.dark.add(WORN)
    opened = _open(anna)

    assert (
        502 == requests.get(force.gateway.url + opened.path, timeout=WAIT_S).status_code
    )

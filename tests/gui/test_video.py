"""From the reason to a moving picture, through a real gateway, on a real window."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.desk.link import Link
from controlroom.desk.mailbox import Mailbox
from tests.helpers.camera_force import MAST, WORN, CameraForce
from tests.helpers.waiting import PATIENCE_S
from ui.frame import FrameTick
from ui.selection import Selection
from ui.theme import Theme, install_fonts
from ui.video.tile import FOOTER, HEADER
from ui.video.window import VideoWindow

WAIT_MS = round(PATIENCE_S * 1000)


@dataclass
class Seat:
    """A person in front of the video window, and the force behind the gateway."""

    force: CameraForce
    link: Link
    frame: FrameTick
    window: VideoWindow

    def names(self, camera_id: str) -> list[str]:
        """Return who the presence says looks through a camera."""
        found = self.frame.presence.cameras.get(camera_id, ())
        return [watcher.person for watcher in found]


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """Anna's desk, linked, with both cameras known to record."""
    install_fonts()
    with CameraForce(tmp_path / "home") as force:
        mailbox = Mailbox()
        token = force.gateway.add_person("Anna")
        link = Link(force.gateway.url, token, "Desk A", mailbox)
        frame = FrameTick(mailbox, link.clock)
        window = VideoWindow(
            Theme.load("dark"), frame, link, Selection(), gateway=force.gateway.url
        )
        qtbot.addWidget(window)
        window.resize(1280, 800)
        link.start()
        frame.start()
        try:
            qtbot.waitUntil(
                lambda: all(
                    camera_id in frame.picture.cameras
                    and frame.picture.cameras[camera_id].state == "recording"
                    for camera_id in (WORN, MAST)
                ),
                timeout=WAIT_MS,
            )
            yield Seat(force, link, frame, window)
        finally:
            window.close()
            frame.stop()
            link.stop()


def _give_reason(seat: Seat, camera_id: str, reason: str) -> None:
    seat.window.open_camera(camera_id)
    QTest.keyClicks(seat.window.form.field, reason)
    QTest.keyClick(seat.window.form.field, Qt.Key.Key_Return)


def test_from_enter_to_a_moving_picture(seat: Seat, qtbot: QtBot) -> None:
    """The reason, Enter, and a street that moves; its wearer and everyone know."""
    _give_reason(seat, WORN, "way ahead")
    qtbot.waitUntil(lambda: 1 == seat.window.playing(), timeout=WAIT_MS)
    (viewing,) = seat.window.viewings
    qtbot.waitUntil(lambda: ["Anna"] == seat.names(WORN), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(seat.force.told), timeout=WAIT_MS)

    assert "way ahead" == seat.force.told[0].reason
    before = seat.window.tiles[0].grab().toImage()
    frames = viewing.player.frames
    qtbot.waitUntil(lambda: viewing.player.frames > frames + 4, timeout=WAIT_MS)
    after = seat.window.tiles[0].grab().toImage()
    inside = range(int(HEADER) + 40, before.height() - int(FOOTER) - 40, 9)
    moved = [
        1
        for y in inside
        for x in range(20, before.width() - 20, 13)
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert len(moved) > 100


def test_two_pictures_move_at_once(seat: Seat, qtbot: QtBot) -> None:
    """A worn camera beside a fixed one."""
    _give_reason(seat, WORN, "way ahead")
    _give_reason(seat, MAST, "find suspects")

    qtbot.waitUntil(lambda: 2 == seat.window.playing(), timeout=WAIT_MS)
    # It is said anew once a second: one of them may just have stood still.
    said = "You are looking at 2 live pictures"
    qtbot.waitUntil(lambda: said == seat.window.banner.sentence, timeout=WAIT_MS)


def test_closing_is_seen_by_everyone_and_told_to_the_wearer(
    seat: Seat, qtbot: QtBot
) -> None:
    """A closed picture leaves nobody looking."""
    _give_reason(seat, WORN, "way ahead")
    qtbot.waitUntil(lambda: 1 == seat.window.playing(), timeout=WAIT_MS)
    seat.window.close_all()

    qtbot.waitUntil(lambda: [] == seat.names(WORN), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(seat.force.told) == 2, timeout=WAIT_MS)
    assert not seat.force.told[1].started


def test_the_recordings_end_closes_the_picture(seat: Seat, qtbot: QtBot) -> None:
    """The officer stops recording: the tile says so and nobody looks any more."""
    _give_reason(seat, WORN, "way ahead")
    qtbot.waitUntil(lambda: 1 == seat.window.playing(), timeout=WAIT_MS)
    seat.force.report(WORN, "buffering")

    qtbot.waitUntil(lambda: seat.window.viewings[0].phase == "over", timeout=WAIT_MS)
    assert "buffering, so no picture" in seat.window.tiles[0].sentence
    qtbot.waitUntil(lambda: [] == seat.names(WORN), timeout=WAIT_MS)


@pytest.mark.slow
def test_a_source_that_dies_freezes_and_comes_back(seat: Seat, qtbot: QtBot) -> None:
    """Frozen is said, tried again with the same ticket, and live when it moves."""
    _give_reason(seat, WORN, "way ahead")
    qtbot.waitUntil(lambda: 1 == seat.window.playing(), timeout=WAIT_MS)
    (viewing,) = seat.window.viewings
    seat.force.dark.add(WORN)
    qtbot.waitUntil(lambda: viewing.phase == "frozen", timeout=WAIT_MS)
    assert 0 == seat.window.playing()
    assert "Picture frozen" in seat.window.tiles[0].sentence
    seat.force.dark.clear()

    qtbot.waitUntil(lambda: 1 == seat.window.playing(), timeout=WAIT_MS)
    assert 1 == len([told for told in seat.force.told if told.started])


def test_in_an_emergency_the_picture_comes_without_a_question(
    seat: Seat, qtbot: QtBot
) -> None:
    """One key from the officer's alarm to the officer's camera."""
    seat.force.press_emergency()
    qtbot.waitUntil(lambda: bool(seat.frame.picture.standing_alarms()), timeout=WAIT_MS)
    seat.window.open_camera(WORN)

    qtbot.waitUntil(lambda: 1 == seat.window.playing(), timeout=WAIT_MS)
    assert "Officer emergency" in seat.window.viewings[0].wish.reason

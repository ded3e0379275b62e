"""A further map: framed as every window, up to date, and gone when it is closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.helpers.desk_room import DeskRoom
from tests.helpers.map_room import turn_until, write_town
from ui.map.view import MapView
from ui.map_window import MapWindow


@pytest.fixture
def main(room: DeskRoom, qtbot: QtBot) -> Iterator[MapView]:
    """The map of the main window."""
    position = room.position
    main = MapView(position.theme, position.frame, position.selection)
    qtbot.addWidget(main)
    yield main
    main.shut()


@pytest.fixture
def window(room: DeskRoom, main: MapView, qtbot: QtBot) -> Iterator[MapWindow]:
    """A second map."""
    window = MapWindow(room.position, main.locality, 2)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    if isValid(window):
        window.close()


def test_it_is_framed_as_an_exercise(window: MapWindow) -> None:
    """Bar, watermark and title; and no longer when it is none."""
    window.frame_exercise("Made up.")
    framed = (window.view.stage.exercise, window.windowTitle())

    assert (True, "EXERCISE – Map 2 – Controlroom") == framed
    assert window.contentsMargins().top() > 0

    window.frame_exercise("")

    assert "Map 2 – Controlroom" == window.windowTitle()
    assert 0 == window.contentsMargins().top()


def test_a_dead_feed_is_said_there_too(window: MapWindow, room: DeskRoom) -> None:
    """The banner and NO LIVE DATA, by the same clock as in the main window."""
    room.frame._heard_us = 0
    room.frame.second.emit()

    assert "no_live_data" == window.view.stage.dead_feed.look
    assert not window.view.corners.banner.isHidden()


def test_one_process_paints_for_both(
    window: MapWindow, main: MapView, tmp_path: Path
) -> None:
    """The second map has ground as soon as the first has, from the same worker."""
    main.set_pack(write_town(tmp_path / "town.pack"))

    assert window.view.stage.has_map
    assert main.worker is window.view.worker
    assert turn_until(
        lambda: (
            window.view.stage.ground.kept_bytes > 0
            and window.view.stage.ground.is_whole
        )
    )

    main.set_pack(None)

    assert not window.view.stage.has_map


def test_a_closed_window_leaves_the_worker_to_the_others(
    window: MapWindow, main: MapView, tmp_path: Path
) -> None:
    """It says once that it is closed, and what it asked for comes to nobody."""
    said: list[bool] = []
    window.closed.connect(lambda: said.append(True))
    main.set_pack(write_town(tmp_path / "town.pack"))

    assert turn_until(lambda: main.worker is not None and main.worker.is_ready)

    window.close()
    window.close()

    assert [True] == said
    assert main.worker is not None
    assert turn_until(lambda: main.worker is not None and main.worker.is_ready)

"""The main window."""

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.helpers.desk_room import DeskRoom, colours_of
from tests.helpers.held import held_by_signals
from tests.helpers.window_room import WindowRoom
from ui.window import DIM


def test_everything_stands_where_the_design_has_it(window_room: WindowRoom) -> None:
    """Heights of strips, widths of docks, at 1920 by 1080."""
    window = window_room.window

    assert (32, 44, 28) == (
        window.top.height(), window.strip.height(), window.status.height(),
    )  # fmt: skip
    assert (512, 512, 512) == (
        window.queue.width(), window.incident.width(), window.units.width(),
    )  # fmt: skip
    assert window.units.y() > window.incident.y()


def test_below_1600_the_units_are_a_tab(window_room: WindowRoom) -> None:
    """And above it they stand under the incident again."""
    window = window_room.window
    window.resize(1500, 900)
    tabbed = window.room.tabifiedDockWidgets(window.incident)
    window.resize(1920, 1080)

    assert window.units in tabbed
    assert window.units not in window.room.tabifiedDockWidgets(window.incident)


def test_a_small_window_hides_the_queue_behind_f6(window_room: WindowRoom) -> None:
    """Below 1280 the map has the room; F6 brings the queue."""
    window = window_room.window
    window.resize(1200, 720)
    hidden = window.queue.isHidden()
    window_room.stage.cycle(1)

    assert (True, False) == (hidden, window.queue.isHidden())


def test_an_exercise_is_framed_everywhere(qtbot: object) -> None:
    """Main window, torn-off panels and the title of the window say EXERCISE."""
    made = WindowRoom(DeskRoom(exercise=True))
    made.open()
    window = made.window
    window.queue.setFloating(True)
    violet = made.room.theme.hex("link.exercise_fill").lower()
    windows = [violet in colours_of(each) for each in window.windows()]
    title = window.windowTitle()
    window.close()

    assert [True, True] == windows
    assert title.startswith("EXERCISE")


def test_a_real_room_has_no_violet(window_room: WindowRoom) -> None:
    """Violet means exercise and nothing else."""
    theme = window_room.room.theme
    violet = {theme.hex(f"link.{n}").lower() for n in ("exercise_fill", "exercise")}

    assert set() == violet & colours_of(window_room.window)
    assert "desk 4 – Controlroom" == window_room.window.windowTitle()


def test_danger_frames_every_window_until_somebody_accepts(
    window_room: WindowRoom,
) -> None:
    """Full and dimmed in turn, once a second, and gone when accepted."""
    window, room = window_room.window, window_room.room
    heard: list[float] = []
    window.flashed.connect(heard.append)
    room.scene.emergency("unit_cn24", 4533)
    room.turn()
    window._flash_turn()
    window._flash_turn()
    window.strip.go_to(0)
    room.turn()
    window_room.stage.sound.stop()

    assert [1.0, DIM, 1.0, 0.0] == heard
    assert not window._flash.isActive()
    assert not window.edge.isVisible()


def test_a_pack_that_is_none_says_so(window_room: WindowRoom, tmp_path: Path) -> None:
    """The desk works without a map."""
    path = tmp_path / "spoilt.pack"
    path.write_bytes(b"no pack")
    why_not = window_room.window.open_pack(path)

    assert why_not
    assert "" == window_room.window.open_pack(None)


def test_everything_can_be_put_back(window_room: WindowRoom) -> None:
    """Torn off, closed or dragged: one row of the menu restores the first layout."""
    window = window_room.window
    window.queue.setFloating(True)
    window.units.close()
    window.doors.show()
    window_room.stage.reset_layout()

    assert not window.queue.isFloating()
    assert (False, True) == (window.units.isHidden(), window.doors.isHidden())
    assert 512 == pytest.approx(window.queue.width(), abs=2)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_theme_and_scale_is_drawn(
    qtbot: object, theme: str, scale: float
) -> None:
    """Nothing fails to paint, day or night, at 100 and 200 %."""
    made = WindowRoom(DeskRoom(theme=theme, scale=scale)).open()
    made.room.selection.select_incident("inc_4521")
    colours = colours_of(made.window)
    made.window.close()

    assert made.room.theme.hex("surface.header").lower() in colours


def test_the_dead_feed_reaches_the_map(
    window_room: WindowRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each second the map is told how long nothing was heard."""
    from ui import frame as module  # noqa: PLC0415 - the one test that needs it

    now_us = module.monotonic_us()
    monkeypatch.setattr(module, "monotonic_us", lambda: now_us + 13_000_000)
    window_room.room.frame.second.emit()

    assert "no_live_data" == window_room.window.map.stage.dead_feed.look


def test_a_closed_window_is_kept_by_nobody(qtbot: object) -> None:
    """It ends with all that stands behind it: no signal holds on to any of it.

    A signal holds a lambda for as long as the sender lives, and no search of Python
    finds that cycle: what outlives the window gets methods, which it does not hold.
    """

    def leave() -> list[weakref.ref[object]]:
        made = WindowRoom(DeskRoom()).open()
        made.stage.keys.trigger("new_map")
        made.cameras.shut()
        made.stage.maps.shut()
        made.window.close()
        made.window.deleteLater()
        position = made.room.position
        behind = (made.window, made.stage, position, position.frame, position.theme)
        return [weakref.ref(each) for each in behind]

    left = leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()

    kept = [type(each()).__name__ for each in left if each() is not None]

    assert [] == kept, f"held by signals: {held_by_signals()}"

"""The desk as a whole: link, frame and window joined, opened and shut."""

import gc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from tests.helpers.layer_files import write_beat, write_track
from tests.helpers.map_room import write_town
from tests.helpers.scene import Scene, full_scene
from tests.helpers.waiting import PATIENCE_S
from ui.app import DeskApp, DeskOptions, has_screen, make_application
from ui.frame import FAST_MS, SLOW_MS
from ui.layout import Layout, layout_path, read_layout, write_layout
from ui.theme import install_fonts

NOBODY = "http://127.0.0.1:9"
"""Where no gateway is."""
PATIENCE_MS = round(PATIENCE_S * 1000)


def _desk(folder: Path) -> DeskApp:
    install_fonts()
    return DeskApp(
        DeskOptions(gateway_url=NOBODY, token="t", folder=folder, desk_name="desk 4")
    )


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[DeskApp]:
    """A desk that is not linked."""
    made = _desk(tmp_path)
    yield made
    made.shut()


def _link(desk: DeskApp) -> None:
    scene = Scene(mailbox=desk.mailbox)
    scene.clock = desk.link.clock
    full_scene(scene).connect()
    desk.frame.drain()


def test_a_desk_opens_without_a_gateway(desk: DeskApp, qtbot: QtBot) -> None:
    """The window stands at once; the bar says that nobody answers."""
    desk.open()
    qtbot.waitUntil(lambda: "9" in desk.frame.link.reason)

    assert desk.window.isVisible()
    assert desk.window.map.hasFocus() or not desk.window.isActiveWindow()


def test_a_command_under_way_makes_the_tick_fast(desk: DeskApp) -> None:
    """Whoever sent something reads its answer at the next fast tick."""
    desk.frame.start()
    desk.frame._tick.setInterval(SLOW_MS)
    desk.outgoing.changed.emit()

    assert FAST_MS == desk.frame._tick.interval()


def test_an_open_desk_searches_for_cycles_itself(desk: DeskApp) -> None:
    """While it is open no other thread may destroy its windows; then as before."""
    before = gc.isenabled()
    desk.open()
    open_ = gc.isenabled()
    desk.shut()

    assert (True, False, True) == (before, open_, gc.isenabled())


def test_a_person_finds_their_window_as_they_left_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Theme, scale, sectors and grouping come back with the person."""
    write_layout(
        layout_path(tmp_path, "per_ash"),
        Layout(theme="light", scale=1.25, sectors=("Central",), units_by="state"),
    )
    desk = _desk(tmp_path)
    desk.window.show()
    _link(desk)
    found = (
        desk.theme.name, desk.theme.scale, desk.position.sectors,
        desk.window.units.mode,
    )  # fmt: skip
    desk.shut()

    assert ("light", 1.25, frozenset({"Central"}), "state") == found


def test_a_layout_is_kept_when_the_window_closes(qtbot: QtBot, tmp_path: Path) -> None:
    """What was changed is there the next time."""
    desk = _desk(tmp_path)
    desk.window.show()
    _link(desk)
    desk.theme.switch("light")
    desk.window.units.group_by("state")
    desk.window.close()
    desk.shut()
    layout = read_layout(layout_path(tmp_path, "per_ash"))

    assert layout is not None
    assert ("light", "state") == (layout.theme, layout.units_by)
    assert layout.panel_bytes()


def test_lines_of_the_bar_are_kept_for_their_person_alone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """They come back with who did them, without their words; nobody else walks them."""
    desk = _desk(tmp_path)
    desk.window.show()
    _link(desk)
    history = desk.stage.command.history
    history.add("log 4531 Mrs Lee", "log 4531")
    desk.window.close()
    desk.shut()
    kept = read_layout(layout_path(tmp_path, "per_ash"))
    again = _desk(tmp_path)
    _link(again)
    found = again.stage.command.history.last
    welcome = again.frame.welcome
    again.frame.welcome = msgspec.structs.replace(welcome, person_id="per_marsh")  # type: ignore[type-var]  # linked
    again.stage.command.line.setText("half a line")
    again.frame.link_changed.emit()
    other = (again.stage.command.history.last, again.stage.command.line.text())
    again.shut()

    assert kept is not None
    assert ("log 4531",) == kept.lines
    assert ("log 4531", ("", "")) == (found, other)


def test_files_over_the_map_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    """One's own layers are kept with the person, shown or hidden as they were."""
    beat, track = write_beat(tmp_path / "beat.json"), write_track(tmp_path / "ride.gpx")
    kept = []
    for turn in range(2):
        desk = _desk(tmp_path)
        desk.window.show()
        _link(desk)
        if turn == 0:
            desk.window.overlays.add(beat)
            desk.window.overlays.add(track, shown=False)
        kept.append(desk.window.overlays.kept())
        desk.window.close()
        desk.shut()

    assert [((str(beat), True), (str(track), False))] * 2 == kept


def test_a_torn_off_panel_comes_back_torn_off(qtbot: QtBot, tmp_path: Path) -> None:
    """Panels stand where they were left."""
    for turn in range(2):
        desk = _desk(tmp_path)
        desk.window.show()
        _link(desk)
        if turn == 0:
            desk.window.queue.setFloating(True)
        floating = desk.window.queue.isFloating()
        desk.window.close()
        desk.shut()

    assert floating


def test_a_desk_nobody_signed_on_at_keeps_nothing(
    desk: DeskApp, tmp_path: Path
) -> None:
    """Without a person there is no layout to keep."""
    desk.window.show()
    desk.window.close()

    assert not (tmp_path / "layouts").exists()


def test_others_hear_what_is_open_here(
    desk: DeskApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Presence follows the selection, once a change."""
    told: list[str | None] = []
    monkeypatch.setattr(desk.link, "attend", told.append)
    desk.selection.select_incident("inc_1")
    desk.selection.select_unit("unit_1")
    desk.selection.select_incident(None)

    assert ["inc_1", None] == told


def test_shutting_twice_is_shutting_once(qtbot: QtBot, tmp_path: Path) -> None:
    """Whoever closes the window and the program closes both."""
    desk = _desk(tmp_path)
    desk.open()
    desk.shut()
    desk.shut()

    assert not desk.window.isVisible()


def test_there_is_one_application(qapp: QApplication) -> None:
    """Asking again gives the same one; offscreen is no screen."""

    assert qapp is make_application()
    assert not has_screen()


def test_a_map_that_is_missing_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    """A desk without its pack works and says why there is no map."""
    install_fonts()
    options = DeskOptions(
        gateway_url=NOBODY, token="t", folder=tmp_path, pack=tmp_path / "none.pack"
    )
    desk = DeskApp(options)
    said: list[str] = []
    desk.position.said.connect(said.append)
    desk._open_pack()
    desk.shut()

    assert 1 == len(said)
    assert said[0].startswith("No map: ")


def test_the_painter_starts_before_the_window_stands(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """It is the map's own then; a desk that is shut before leaves none behind."""
    install_fonts()
    options = DeskOptions(
        gateway_url=NOBODY, token="t", folder=tmp_path,
        pack=write_town(tmp_path / "town.pack"),
    )  # fmt: skip
    desk = DeskApp(options)
    painter = desk._painter
    assert painter is not None
    process_id = painter.process_id
    assert process_id is not None
    desk.open()
    qtbot.waitUntil(lambda: desk.window.map.worker is painter, timeout=PATIENCE_MS)

    assert process_id == painter.process_id

    desk.shut()
    early = DeskApp(options)
    painter = early._painter
    early.shut()

    assert painter is not None
    assert painter.process_id is None


def test_maps_that_cannot_be_shown_are_said(qtbot: QtBot, tmp_path: Path) -> None:
    """Each is said by name once the window stands; the desk opens all the same."""
    install_fonts()
    fault = "there is no map file gone.mbtiles, and no service is configured"
    desk = DeskApp(
        DeskOptions(
            gateway_url=NOBODY, token="t", folder=tmp_path, desk_name="desk 4",
            faults=(fault,),
        )
    )  # fmt: skip
    said: list[str] = []
    desk.position.said.connect(said.append)
    desk._open_pack()
    desk.shut()

    assert [f"Not shown: {fault}"] == said


def test_rooms_do_not_share_a_position(qtbot: QtBot) -> None:
    """Two desks in one process know nothing of each other."""
    one, other = DeskRoom().connect(), DeskRoom().connect()
    one.selection.select_unit("unit_hb14")

    assert other.selection.unit_id is None

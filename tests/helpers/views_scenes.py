"""What each picture of the help shows: a panel brought up as a person would see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.config import read_codes
from controlroom.desk.deliveries import LinkChanged
from controlroom.domain import commands as c
from controlroom.domain.entities import CameraKind
from controlroom.domain.events import CodesPublished
from controlroom.domain.within import Within
from controlroom.exercise.scenes import Scene as Street
from tests.helpers.map_room import turn_until
from tests.helpers.scene import CODES
from tests.helpers.video_room import RoomOfCameras, ScriptedPlayer
from tests.helpers.views_room import HERE, ViewsRoom
from ui.controls import TextField
from ui.dock import Panel
from ui.frame import monotonic_us
from ui.panels.alarms import AlarmStrip
from ui.selection import Selection
from ui.standpoint import Standpoint
from ui.theme import Theme
from ui.video.window import VideoWindow

AT_SIDE, BELOW_MAP = 512, 848
"""How wide panels are beside the map, and what the help has room for under it."""
NARRATIVE = "Two males took her phone outside the station, one held a knife "


class Shown(NamedTuple):
    """What is pictured, the theme it follows, and what keeps it alive."""

    widget: QWidget
    theme: Theme
    move: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class View:
    """One panel. `always`: its empty picture is made in the full room as well.

    `has_empty`: whether it has one; what a refusal looks like has none.
    """

    show: Callable[[ViewsRoom, bool], Shown]
    always: bool = False
    has_empty: bool = True


def rest(milliseconds: int = 80) -> None:
    """Let the windows lay themselves out and paint."""
    turn_until(lambda: False, milliseconds)


def _torn_off(room: ViewsRoom, panel: Panel, width: int, height: int) -> Shown:
    """Tear a panel off, so that it has the size it is pictured in."""
    panel.show()
    panel.setFloating(True)
    room.room.turn()
    rest()
    panel.resize(width, height)
    rest()
    if (focus := QApplication.focusWidget()) is not None:
        focus.clearFocus()
    return Shown(panel, room.room.theme)


def _queue(room: ViewsRoom, full: bool) -> Shown:
    room.room.selection.select_incident(HERE if full else None)
    return _torn_off(room, room.window.queue, AT_SIDE, 820 if full else 240)


def _incident(room: ViewsRoom, full: bool) -> Shown:
    room.room.selection.select_incident(HERE if full else None)
    return _torn_off(room, room.window.incident, AT_SIDE, 760 if full else 348)


def _assign(room: ViewsRoom, full: bool) -> Shown:
    if full:
        room.room.selection.select_incident("inc_4530")
        room.stage.keys.trigger("reasons")
        shown = _torn_off(room, room.window.incident, AT_SIDE, 860)
        room.settle()  # times by road first: who is chosen holds the order
        room.window.incident.assign.pick(0)
        return shown
    new = room.room.scene.incident(
        4531, "INT", "44 Albion Street, Eastfield", 70, where=room.places[0]
    )
    room.room.turn()
    room.room.selection.select_incident(new)
    return _torn_off(room, room.window.incident, AT_SIDE, 480)


def _units(room: ViewsRoom, full: bool) -> Shown:
    return _torn_off(room, room.window.units, AT_SIDE, 480 if full else 200)


def _requests(room: ViewsRoom, full: bool) -> Shown:
    room.window.units.group_by("request")
    return _torn_off(room, room.window.units, AT_SIDE, 240 if full else 200)


def _board(room: ViewsRoom, full: bool) -> Shown:
    return _torn_off(room, room.window.board, BELOW_MAP, 420 if full else 200)


def _briefing(room: ViewsRoom, full: bool) -> Shown:
    room.room.selection.select_unit("unit_hb14" if full else None)
    return _torn_off(room, room.window.briefing, AT_SIDE, 500 if full else 200)


def _near(room: ViewsRoom, full: bool) -> Shown:
    if full:
        lat, lon = room.place_of(HERE)
        around = room.window.surroundings
        around.ask(Within(seconds=120), Standpoint(lat, lon, "CAD 4521", HERE))
        turn_until(lambda: not around.is_waiting)
    return _torn_off(room, room.window.near, AT_SIDE, 460 if full else 220)


def _layers(room: ViewsRoom, full: bool) -> Shown:
    panel = room.window.layers
    if full:
        room.window.overlays.add(room.overlay)
        turn_until(lambda: room.window.overlays.is_read("Harbour beat"))
        panel.view.folded.emit("units/state")
        room.room.position.layers.switch("cameras", on=False)
        room.room.position.layers.leave_out("units", "state", "at_scene", out=True)
    return _torn_off(room, panel, AT_SIDE, 780 if full else 460)


def _in_view(room: ViewsRoom, full: bool) -> Shown:
    room.stage.keys.trigger("fit_incidents" if full else "map_home")
    room.room.selection.select_incident(HERE if full else None)
    if not full:
        room.room.position.layers.switch("cameras", on=False)
    return _torn_off(room, room.window.in_view, BELOW_MAP, 420 if full else 240)


def _doors(room: ViewsRoom, full: bool) -> Shown:
    shown = _torn_off(room, room.window.doors, 894, 300 if full else 200)
    room.answer_feeds()
    if full:
        room.window.doors.view.chosen.emit("cot")
    return shown


def _room(room: ViewsRoom, full: bool) -> Shown:
    if full:
        room.window.words._choose("incident:inc_4519")
    return _torn_off(room, room.window.words, BELOW_MAP, 300)


def _handover(room: ViewsRoom, full: bool) -> Shown:
    if full:
        room.hand_over()
    return _torn_off(room, room.window.handover, BELOW_MAP, 500 if full else 220)


def _command(text: str) -> Callable[[ViewsRoom, bool], Shown]:
    def show(room: ViewsRoom, full: bool) -> Shown:
        room.room.selection.select_incident("inc_4531")
        room.stage.open_command()
        if full:
            room.stage.command.line.setText(text)
        return Shown(room.stage.command, room.room.theme)

    return show


def _intake(room: ViewsRoom, full: bool) -> Shown:
    shipped = read_codes(None)
    codes = msgspec.structs.replace(
        shipped, sectors=CODES.sectors, types=(*shipped.types, *CODES.types)
    )
    room.room.scene.say(CodesPublished(codes=codes))
    room.room.turn()
    room.stage.keys.trigger("new_incident")
    if full:
        form = room.window.incident.form
        lat, lon = room.place_of(HERE)
        form.put_place(lat + 4e-4, lon)
        narrative = form.page.inputs["narrative"]
        if isinstance(narrative, TextField):
            narrative.setPlainText(NARRATIVE)
        room.window.incident.intake.read(finished=True)
        room.fill({"caller": "Okoro, 07700 900411"})
    return _torn_off(room, room.window.incident, AT_SIDE, 780)


def _form(
    name: str, values: dict[str, str], *, unit: str = "", resolved: bool = False,
    height: int = 400,
) -> View:  # fmt: skip
    def show(room: ViewsRoom, full: bool) -> Shown:
        if unit:
            room.room.selection.select_unit(unit)
        elif resolved:
            act = c.ResolveIncident(incident_id="inc_4506", note="Both spoken to")
            room.room.other(act, "per_ash")
            room.room.selection.select_incident("inc_4506")
        else:
            room.room.selection.select_incident(HERE)
        room.stage.keys.trigger(name)
        if full:
            room.fill(values)
        return _torn_off(room, room.window.incident, AT_SIDE, height)

    return View(show, always=True)


def _alarms(room: ViewsRoom, full: bool) -> Shown:
    strip = AlarmStrip(room.room.position)
    strip.setFixedWidth(1200)
    strip.show()
    if full:
        room.alarm()
    return Shown(strip, room.room.theme)


def _map(room: ViewsRoom, full: bool) -> Shown:
    room.window.resize(1024 + BELOW_MAP, 640)
    rest()
    room.room.selection.select_incident(HERE if full else None)
    room.stage.keys.trigger("fit_incidents" if full else "map_home")
    room.settle()
    return Shown(room.window.map, room.room.theme)


def _video(_room: ViewsRoom, full: bool) -> Shown:
    cameras = RoomOfCameras(lambda camera_id: f"/stream/ticket/{camera_id}.m3u8")
    mailbox = cameras.frame._mailbox
    mailbox.put_link(LinkChanged("live", "", monotonic_us(), 41.0))
    cameras.frame.drain()
    theme, selection = Theme.load("dark"), Selection()
    window = VideoWindow(
        theme, cameras.frame, cameras, selection,
        gateway="ws://127.0.0.1:7443/desk", make_player=ScriptedPlayer,
    )  # fmt: skip
    window.resize(1060, 620)
    window.show()
    if not full:
        return Shown(window, theme)
    selection.select_incident("inc_1")
    window.open_camera("cam_worn", reason="Find two males with a knife")
    viewing = window.tiles[-1].viewing
    turn_until(lambda: viewing.phase == "opening")

    def move() -> None:
        player = viewing.player
        if isinstance(player, ScriptedPlayer):
            player.show(2)
            player._image = _street(1, "body_worn")
            player.arrived.emit()

    return Shown(window, theme, move)


def _street(seed: int, kind: CameraKind) -> QImage:
    frame = np.ascontiguousarray(Street(seed, kind).frame(12.0, 3.0, 22.5, ""))
    high, wide, _ = frame.shape
    return QImage(frame.data, wide, high, 3 * wide, QImage.Format.Format_RGB888).copy()


VIEWS: dict[str, View] = {
    "queue": View(_queue), "incident": View(_incident),
    "assign": View(_assign), "units": View(_units),
    "requests": View(_requests), "board": View(_board), "briefing": View(_briefing),
    "near": View(_near), "layers": View(_layers), "in_view": View(_in_view),
    "doors": View(_doors), "room": View(_room), "handover": View(_handover),
    "command": View(_command("assign hb17 cn30 4531"), always=True),
    "refused": View(_command("assign hb99 4531"), has_empty=False),
    "intake": View(_intake), "alarms": View(_alarms), "map": View(_map),
    "video": View(_video),
    "close": _form("close", {
        "closing_code": "NFA", "note": "Both sides heard, no offence disclosed",
        "qualifiers": "Q01"}, resolved=True),
    "message": _form("message", {"text": "Meet EA41 at the north end of Priory Way."},
                     unit="unit_hb17", height=240),
    "schedule": _form("schedule", {"planned": "24 Nov 10:00",
                                   "note": "Officer to ring first"}, height=300),
}  # fmt: skip
"""What is pictured, by the names of its files."""

"""What actions do to the window: open, focus, choose, go, send what forms do not."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from controlroom.domain.grid import grid_reference
from ui.attaching import Attaching
from ui.cameras import Cameras
from ui.carry import Carry
from ui.carry_points import join, join_further
from ui.drafting import Drafting
from ui.exports import FOLDER, Exports, documents
from ui.finding import Finding
from ui.keys import Keys
from ui.map.view import MapView
from ui.map_window import MapWindow
from ui.maps import Maps
from ui.measuring import Measuring
from ui.overlaying import Overlaying
from ui.position import Position
from ui.sending import Sending
from ui.shift import Shift
from ui.sound import AlarmSound
from ui.standpoint import place_of_selection
from ui.trails import UnitTrails
from ui.window import Window

SCALE_STEP = 0.25


class DeskStage(QObject):
    """The window as the table of actions knows it."""

    def __init__(self, window: Window, cameras: Cameras, exports: Exports) -> None:
        super().__init__(window)
        self.window = window
        self.cameras = cameras
        self.exports = exports
        self._position = window.position
        self.sound = AlarmSound()
        kept = documents() / FOLDER
        self.attaching = Attaching(window, window.position, window.asking, kept)
        self.maps = Maps(window.position, window.map)
        self.trails = UnitTrails(window.position, window.asking, self.maps)
        self.measuring = Measuring(window.position, self.maps)
        self.drafting = Drafting(window.position, self.maps, self.open_form)
        incident = window.incident
        self.sending = Sending(window.position, incident.assign, incident.ready)
        self.carry = Carry(window.position, self.sending, window)
        join(self.carry, window)
        self.overlaying = Overlaying(window.position, window.overlays, self.maps)
        self.keys = Keys(window, self)
        self.keys.fill_bar(window.menus)
        self.finding = Finding(window, self.keys, self.maps, self.go_to)
        self.command = self.finding.bar
        self.shift = Shift(window.position, exports, self.open_form)
        self._connect()

    @property
    def position(self) -> Position:
        """The operator's position."""
        return self._position

    # ------------------------------------------------------------------ finding, forms

    def open_command(self) -> None:
        """Open the command bar where it hides neither emergency nor selection."""
        self.finding.open()

    def repeat_line(self) -> None:
        """Open the command bar with the line that was done last."""
        self.finding.repeat()

    def why_not_repeat(self) -> str:
        """Return why no line can be repeated, or nothing."""
        return "" if self.command.history.last else "nothing was done in the bar yet"

    def ask_around(self) -> None:
        """Open the command bar with the question what is near."""
        self.finding.ask_around()

    def open_form(self, name: str) -> None:
        """Open a form in the incident dock."""
        self.maps.come_back()
        why_not = self.window.incident.open_form(name)
        if why_not:
            self._position.said.emit(why_not)

    def step_back(self) -> None:
        """Step back one level; nothing typed is lost."""
        window, position = self.window, self._position
        if self.command.isVisible():
            self.command.close_bar()
        elif self.maps.here.step_back() or position.outgoing.let_go():
            return
        elif window.incident.form.name:
            window.incident.form.step_back()
            window.incident.focus_body()
        elif window.incident.picture.sha256:
            window.incident.picture.step_back()
        elif isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            window.incident.focus_body()
        elif not (
            self.drafting.step_back()
            or window.surroundings.let_go()
            or window.incident.saved.let_go()
            or window.incident.ready.let_go()
            or self.trails.step_back()
            or position.selection.step_back()
        ):
            window.map.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ----------------------------------------------------------------- focus, panels

    def cycle(self, by: int) -> None:
        """Give the focus to the next panel: queue, map, incident, units, others."""
        window = self.window
        if window.queue.isHidden() and not window.queue.isFloating():
            window.queue.show()
        stops: list[tuple[QWidget, QWidget]] = [(window.queue, window.queue)]
        stops.append((window.map, window.map))
        stops += [(panel, panel) for panel in window.panels[1:] if not panel.isHidden()]
        focused = QApplication.focusWidget()
        here = next(
            (
                place
                for place, (holder, _target) in enumerate(stops)
                if focused is not None
                and (focused is holder or holder.isAncestorOf(focused))
            ),
            -1 if by > 0 else 0,
        )
        self._focus(stops[(here + by) % len(stops)][1])

    def show_panel(self, key: str) -> None:
        """Show a panel by its key and give it the focus."""
        if key == "map":
            self._focus(self.window.map)
            return
        focused = QApplication.focusWidget()
        for panel in self.window.panels:
            if panel.objectName() == key:
                again = focused is not None and panel.isAncestorOf(focused)
                panel.show()
                self._focus(panel)
                if again:
                    panel.focus_again()

    def _focus(self, target: QWidget) -> None:
        self.maps.come_back()
        if target is self.window.map:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        for panel in self.window.panels:
            if panel is target:
                panel.raise_()
                panel.activateWindow()
                panel.focus_body()

    def add_to_log(self) -> None:
        """Give the focus to the log's field."""
        self.maps.come_back()
        if self.window.incident.form.name:
            self.window.incident.form.step_back()
        self.window.incident.add_to_log()

    def release_order(self) -> None:
        """Take the new order of queue and units."""
        self.window.queue.release_order()
        self.window.units.release_order()
        self.window.board.release_order()
        self.window.in_view.release_order()
        self.window.near.release_order()

    def look_at_all(self) -> None:
        """Look at all sectors, or again at those looked after."""
        self.window.queue.show_only("mine" if self._position.all_sectors else "all")

    # ----------------------------------------------------------------------- sending

    def pick(self, place: int) -> None:
        """Choose or let go of an offered unit."""
        self.window.incident.assign.pick(place)

    def assign_picked(self) -> None:
        """Send the chosen units."""
        self.window.incident.assign.send()

    def why_not_assign(self) -> str:
        """Return why nothing can be sent now, or nothing."""
        return self.window.incident.assign.why_not()

    def toggle_reasons(self) -> None:
        """Show all reasons, or the first few."""
        self.window.incident.assign.toggle_reasons()

    def undo(self) -> None:
        """Take back what was sent last."""
        self.window.incident.undo.take_back()

    def why_not_undo(self) -> str:
        """Return why nothing can be taken back."""
        return "" if self.window.incident.undo.words else "nothing was sent just now"

    def go_to_alarm(self, place: int) -> None:
        """Go to an alarm from the left; F1 accepts an emergency nobody accepted."""
        self.window.strip.go_to(place)

    # ------------------------------------------------------------------------- intake

    def take_suggestion(self) -> None:
        """Take type and grade as the words of a call suggest them."""
        self.window.incident.intake.take_suggestion()

    def why_not_take(self) -> str:
        """Return why there is nothing to take, or nothing."""
        return self.window.incident.intake.why_not_take()

    def attach_call(self) -> None:
        """Write the call that is being taken into the log of its likely duplicate."""
        self.window.incident.intake.attach()

    def why_not_attach(self) -> str:
        """Return why it cannot be, or nothing."""
        return self.window.incident.intake.why_not_attach()

    # ------------------------------------------------------------------------ looking

    def go_to(self) -> None:
        """Show what is selected on the map."""
        found = place_of_selection(self._position)
        if found is None:
            self._position.said.emit("What is selected has no position yet.")
        else:
            self.maps.here.visit(*found.point)

    def toggle_trail(self) -> None:
        """Show where the selected unit was in the last minutes, or take that away."""
        self.trails.toggle()

    def why_not_trail(self) -> str:
        """Return why no trail can be shown, or nothing."""
        return self.trails.why_not()

    def open_camera(self) -> None:
        """Look through the camera that is meant; the reason is asked for there."""
        self.cameras.open()

    def why_not_camera(self) -> str:
        """Return why no camera can be opened, or nothing."""
        return self.cameras.why_not()

    def copy(self, what: str) -> str:
        """Put CAD number, callsign or position on the clipboard, and say so."""
        text = ""
        incident = self._position.incident
        if what == "cad" and incident is not None:
            text = incident.cad
        elif what == "callsign":
            text = self._position.say.callsign(self._position.selection.unit_id)
        elif what == "place":
            found = place_of_selection(self._position)
            text = grid_reference(*found.point) if found else ""
        if not text:
            return "there is nothing to copy"
        QApplication.clipboard().setText(text)
        self._position.said.emit(f"Copied {text}")
        return ""

    def switch_theme(self) -> None:
        """Change between dark and light."""
        theme = self._position.theme
        theme.switch("light" if theme.name == "dark" else "dark")

    def scale_text(self, by: int) -> None:
        """Change the text scale by a quarter; 0 is 100 %."""
        theme = self._position.theme
        theme.rescale(theme.scale + by * SCALE_STEP if by else 1.0)

    def reset_layout(self) -> None:
        """Put every panel back."""
        self.window.reset_panels()

    def help(self, topic: str) -> None:
        """Open the help at a topic; without one, at what has the focus."""
        panel = self.window.help
        panel.show_page(topic or self._topic())
        self.maps.come_back()
        panel.show()
        panel.raise_()
        panel.focus_body()

    def leave(self) -> None:
        """Close the desk."""
        self.window.close()

    # -------------------------------------------------------------------------- inside

    def _topic(self) -> str:
        focused = QApplication.focusWidget()
        for panel, topic in (
            (self.window.queue, "queue"), (self.window.incident, "incident"),
            (self.window.units, "units"),
            (self.window.board, "units"), (self.window.doors, "feeds"),
            (self.window.in_view, "map"), (self.window.near, "map"),
            (self.window.words, "room"),
            (self.window.map, "map"), (self.window.strip, "alarms"),
        ):  # fmt: skip
            if focused is not None and panel.isAncestorOf(focused):
                taking = topic == "incident" and self.window.incident.intake.is_open
                return "intake" if taking else topic
        return "map" if isinstance(focused, MapView) else "window"

    def _connect(self) -> None:
        window, position = self.window, self._position
        position.acted.connect(self._act)
        window.surroundings.drawn_changed.connect(self._draw_reach)
        window.surroundings.place_wanted.connect(self._visit)
        window.top.field.pressed.connect(self.open_command)
        incident = window.incident
        incident.menu_wanted.connect(self._fill_menu)
        incident.files_dropped.connect(self.attaching.attach)
        incident.bonds.file_wanted.connect(self.attaching.open)
        self.attaching.list_wanted.connect(incident.bonds.list_files)
        incident.picture.save_wanted.connect(
            lambda: self.attaching.save(incident.picture.sha256)
        )
        self.attaching.picture_came.connect(incident.show_picture)
        window.map.place_clicked.connect(self._click_place)
        window.map.camera_requested.connect(self.cameras.open)
        window.exercise_said.connect(self.cameras.frame_exercise)
        window.exercise_said.connect(self.maps.frame_exercise)
        window.flashed.connect(self.cameras.frame_emergency)
        window.flashed.connect(self.maps.frame_emergency)
        self.maps.opened.connect(self._join)
        window.strip.emergency_changed.connect(self._sound)
        window.closing.connect(self.sound.stop)

    def _join(self, further: MapWindow) -> None:
        """A further map takes the same keys, clicks and units as the first."""
        self.keys.join(further)
        join_further(self.carry, self.window, further)
        further.view.place_clicked.connect(self._click_place)
        further.view.camera_requested.connect(self.cameras.open)

    def _act(self, name: str) -> None:
        if name == "go_to":
            self.go_to()
        else:
            self.keys.trigger(name)

    def _fill_menu(self, menu: QMenu) -> None:
        self.keys.fill(menu, "Incident")

    def _draw_reach(self) -> None:
        self.maps.draw_reach(self.window.surroundings.drawn)

    def _visit(self, lat: float, lon: float) -> None:
        self.maps.here.visit(lat, lon)

    def _click_place(self, lat: float, lon: float) -> None:
        form = self.window.incident.form
        if not form.put_place(lat, lon):
            self._position.selection.select_unit(None)
            self._position.selection.select_camera(None)
            self._position.selection.select_drawing(None)

    def _sound(self, urgent: bool) -> None:  # noqa: FBT001 - Qt's signal
        if urgent:
            self.sound.start()
            self._meet_emergency()
        else:
            self.sound.stop()

    def _meet_emergency(self) -> None:
        """Bring a new emergency of this desk up, unless somebody is typing."""
        strip, position = self.window.strip, self._position
        alarm = strip.alarms[0]
        unit = position.frame.picture.units.get(alarm.unit_id or "")
        if unit is not None and not position.keeps(unit.sector):
            return
        if alarm.lat is not None and alarm.lon is not None:
            self.window.map.visit(alarm.lat, alarm.lon)
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if not typing and not self.window.incident.form.name:
            position.selection.select_alarm(alarm.alarm_id)
            position.selection.select_incident(alarm.incident_id)

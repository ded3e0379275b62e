"""An operator in front of a real window: hands that press keys, eyes that read.

Keys go to whichever window has the focus, as a keyboard's do; what is read is what was
painted, word by word.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from controlroom.domain.entities import Alarm, Incident, Unit
from controlroom.domain.picture import Picture
from tests.helpers.live_room import FORCE, LiveRoom
from tests.helpers.waiting import PATIENCE_S
from ui.app import DeskApp, DeskOptions
from ui.dock import Panel
from ui.guard import failures
from ui.map import signs
from ui.outgoing import Sent
from ui.paint import Ink
from ui.plain import plain
from ui.rows import RowView
from ui.theme import install_fonts
from ui.window import Window

WAIT_MS = round(PATIENCE_S * 1000)


class Operator:
    """One person at one desk with a screen. `sit` and `leave` once each."""

    def __init__(
        self, room: LiveRoom, qtbot: QtBot, folder: Path, name: str = "Ash",
        role: str = "dispatcher", pack: Path | None = None, partner: str = "",
    ) -> None:  # fmt: skip
        install_fonts()
        self.name = name
        self.partner = partner
        self._qtbot = qtbot
        self._failed = failures()
        self._gone = False
        self._answered_seq = 0
        self.app = DeskApp(
            DeskOptions(
                gateway_url=room.gateway.url, token=room.token(name, role, partner),
                folder=folder, desk_name="Desk 4", pack=pack, exports=folder / "pages",
            )
        )  # fmt: skip
        self.app.outgoing.settled.connect(self._note_answer)

    def sit(self) -> "Operator":
        """Open the desk and wait until it is live, with every unit heard.

        A partner's desk is live when it knows whose it is: nothing may be shared.
        """
        self.app.open()
        if self.partner:
            self.until(lambda: self.app.position.offered.partner)
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)
            return self
        self.until(self.is_live)
        # A panel that was left on another screen may have come up last.
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        heard = [post.callsign for post in FORCE if post.device and post.moves]
        self.until(lambda: all(self.has_fix(self.unit(each)) for each in heard))
        return self

    def leave(self) -> None:
        """Close the desk; what failed unseen in it fails the test. Twice is once."""
        if self._gone:
            return
        self._gone = True
        self.app.shut()
        for left in (self.app.window, self.app):
            left.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

        assert self._failed == failures()

    # ------------------------------------------------------------------------ hands

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each as the table of actions writes it."""
        for key in keys:
            code, held = _keys(key)
            plain = held == Qt.KeyboardModifier.NoModifier
            text = key.lower() if len(key) == 1 and plain else ""
            QTest.sendKeyEvent(QTest.KeyAction.Click, self._target(), code, text, held)

    def type(self, text: str) -> None:
        """Type a text letter by letter."""
        for letter in text:
            held = Qt.KeyboardModifier.NoModifier
            if letter.isupper():
                held = Qt.KeyboardModifier.ShiftModifier
            code = _keys(letter)[0] if letter != " " else Qt.Key.Key_Space
            QTest.sendKeyEvent(
                QTest.KeyAction.Click, self._target(), code, letter, held
            )

    def paste(self, text: str) -> None:
        """Paste a text that no keyboard has."""
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def fill(self, *texts: str) -> None:
        """Type into one field of a form after the other; an empty text skips one."""
        for place, text in enumerate(texts):
            if place:
                self.press("Tab")
            self.type(text)

    def fill_intake(self, *texts: str) -> None:
        """Fill the open intake: type, place, grade, what happens, caller, sector."""
        kind, place, grade, narrative, *others = (*texts, "", "", "", "")[:6]
        self.fill(narrative, place, kind, grade, *others)

    def fill_form(self, key: str, *texts: str) -> None:
        """Open a form by its key, fill it, send it and wait for its answer."""
        self.fill_and_leave(key, *texts)
        self.until(lambda: not self.form())

    def fill_and_leave(self, key: str, *texts: str) -> None:
        """Open a form by its key, fill it and send it, without waiting for anything."""
        self.press(key)
        self.until(self.form)
        self.fill(*texts)
        self.press("Ctrl+Return")

    def open_incident(self, *texts: str) -> Incident:
        """Open an incident: type, place, grade, what happens, caller, sector."""
        before = self.app.selection.incident_id
        self.press("N")
        self.until(self.form)
        self.fill_intake(*texts)
        self.press("Ctrl+Return")
        self.until(lambda: not self.form())
        self.until(lambda: self.app.selection.incident_id not in {before, None})
        return self.incident

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget with the left button, in its middle unless said."""
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            widget.rect().center() if at is None else at,
        )  # fmt: skip

    def hover(self, widget: QWidget, at: QPoint) -> None:
        """Move the pointer to a point of a widget."""
        QTest.mouseMove(widget, at - QPoint(1, 1))
        QTest.mouseMove(widget, at)

    def click_row(self, view: RowView, key: str) -> None:
        """Click a row of a list."""
        rect = view.row_rect(key)

        assert rect is not None, f"no row {key}"
        self.click(view.viewport(), rect.center())

    def open_menu(self, title: str) -> QMenu:
        """Open a menu of the menu bar with the mouse."""
        bar = self.window.menus
        (top,) = (each for each in bar.actions() if each.text() == title)
        menu = top.menu()

        assert isinstance(menu, QMenu)
        self.click(bar, bar.actionGeometry(top).center())
        self.until(lambda: _focused() is menu.windowHandle())
        return menu

    def close_menu(self, menu: QMenu) -> None:
        """Leave a menu, unless a row was chosen; the window has the focus again."""
        if menu.isVisible():
            self.press("Esc")
        self.until(lambda: not menu.isVisible())
        # A window manager gives the focus back; offscreen nobody does.
        self.window.activateWindow()
        self.until(lambda: _focused() is self.window.windowHandle())

    def find(self, text: str) -> None:
        """Find something in the command bar and go there."""
        self.press("/")
        self.type(text)
        self.press("Return")
        self.until(lambda: not self.window.map.lookout.is_gliding)

    def until(self, holds: Callable[[], object], timeout_ms: int = WAIT_MS) -> None:
        """Let the window live until something holds."""
        self._qtbot.waitUntil(lambda: bool(holds()), timeout=timeout_ms)

    def settle(self) -> None:
        """Let the window live until it knows what became of all it has asked for."""
        self.until(
            lambda: (
                not self.app.outgoing.under_way
                and self.picture.seq >= self._answered_seq
            )
        )

    # ------------------------------------------------------------------------- eyes

    @property
    def window(self) -> Window:
        """The window."""
        return self.app.window

    @property
    def picture(self) -> Picture:
        """The picture that the window shows."""
        return self.app.frame.picture

    @property
    def incident(self) -> Incident:
        """The selected incident."""
        incident = self.app.position.incident

        assert incident is not None, "no incident is selected"
        return incident

    def unit(self, callsign: str) -> Unit:
        """Return a unit by its callsign."""
        return self.picture.units[f"unit_{callsign.lower()}"]

    def cad(self, incident_id: str) -> str:
        """Return an incident's number as it is said today."""
        incident = self.picture.incidents[incident_id]
        return self.app.position.say.cad(incident, self.app.frame.now_us())

    def alarms(self, kind: str = "officer_emergency") -> list[Alarm]:
        """Return the alarms of a kind that stand."""
        standing = self.picture.standing_alarms()
        return [alarm for alarm in standing if alarm.kind == kind]

    def is_live(self) -> bool:
        """Whether the desk is linked and has its picture."""
        return self.app.frame.link.state == "live" and bool(self.picture.units)

    def has_fix(self, unit: Unit) -> bool:
        """Whether a position of the unit has come."""
        tracks = self.app.frame.tracks
        return unit.row < len(tracks) and int(tracks.fix_us[unit.row]) > 0

    def log(self) -> str:
        """Return the log of the selected incident as it is painted."""
        return " ".join(read(self.window.incident.log.viewport()))

    def row(self, view: RowView, key: str) -> str:
        """Return a row of a list as it is painted."""
        rect = view.row_rect(key)
        return " ".join(read(view.viewport(), rect)) if rect is not None else ""

    def status(self) -> str:
        """Return the status bar as it is painted."""
        return " ".join(read(self.window.status))

    def notice(self) -> str:
        """Return the sentence in the bar over the incident, or nothing."""
        bar = self.window.incident._refusal
        return bar.accessibleName() if bar.isVisible() else ""

    def form(self) -> str:
        """Return the name of the open form, or nothing."""
        return self.window.incident.form.name

    def segment(self, panel: Panel, key: str) -> QWidget:
        """Return one of the words at the left of a panel's title bar."""
        (found,) = (each for each in panel.bar._segments if each.key == key)
        return found

    def tiles(self) -> list[str]:
        """Return what the tiles of the alarm strip say, from the left."""
        tiles = [each for each in self.window.strip._tiles if each.isVisible()]
        return [f"{each.title()}, {each.detail()}" for each in tiles]

    def focused(self) -> QWidget:
        """Return what has the focus."""
        focused = QApplication.focusWidget()

        assert focused is not None, "nothing has the focus"
        return focused

    def card(self) -> str:
        """Return the card beside the pointer as it is drawn."""
        return plain(self.window.map.corners.card.text.replace("\n", " "))

    def form_words(self) -> str:
        """Return what the open form says under its fields."""
        form = self.window.incident.form
        clash = form.page.clash
        return form.page.said.text() if clash.isHidden() else clash.accessibleName()

    def _note_answer(self, sent: Sent) -> None:
        self._answered_seq = max(self._answered_seq, sent.seq)

    def _target(self) -> QWindow:
        """Return the window that keys go to; what dropped down is gone first."""
        if _focused() is None:
            # After a menu a window manager gives the focus back; offscreen nobody does.
            self.window.activateWindow()
            self.until(_focused)
        window = _focused()

        assert window is not None, "no window has the focus"
        return window


def _focused() -> QWindow | None:
    """Return the window that is seen and has the focus."""
    # The stub forgets that no window may have the focus.
    found: list[QWindow | None] = [QGuiApplication.focusWindow()]
    return next((each for each in found if each is not None and each.isVisible()), None)


def read(widget: QWidget, part: QRect | None = None) -> list[str]:
    """Return every text that a widget, or a part of it, paints now, in order."""
    with _overhearing() as said:
        widget.grab(part if part is not None else widget.rect())
    return said


def _keys(written: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """Return key and modifiers of what is written as `Ctrl+B`."""
    combined = QKeySequence(written)[0]  # type: ignore[index]  # the stub lacks it
    return combined.key(), combined.keyboardModifiers()


def focus_name() -> str:
    """Return what a screen reader says has the focus."""
    focused = QApplication.focusWidget()
    return focused.accessibleName() if focused is not None else ""


@contextmanager
def _overhearing() -> Iterator[list[str]]:
    """Keep every text that is drawn; it is drawn all the same."""
    said: list[str] = []
    text, glyph, write = Ink.text, Ink._glyph, signs._write

    def heard_text(ink: Ink, x: float, y: float, w: float, h: float, words: str,
                   *more: Any, **named: Any) -> float:  # noqa: ANN401 - passed on  # fmt: skip
        if words:
            # As it is drawn where there is room for it.
            said.append(ink.theme.face("data").fit(words, math.inf)[0])
        return text(ink, x, y, w, h, words, *more, **named)

    def heard_glyph(ink: Ink, box: Any, words: str, *more: Any) -> None:  # noqa: ANN401 - passed on
        said.append(words)
        glyph(ink, box, words, *more)

    def heard_sign(painter: Any, box: Any, line: str) -> None:  # noqa: ANN401 - passed on
        said.append(line)
        write(painter, box, line)

    Ink.text, Ink._glyph = heard_text, heard_glyph  # type: ignore[method-assign, assignment]  # put back below
    signs._write = heard_sign
    try:
        yield said
    finally:
        Ink.text, Ink._glyph = text, glyph  # type: ignore[method-assign]  # as it was
        signs._write = write

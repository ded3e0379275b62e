"""The status bar: the truth about link, feeds and picture, the date and the clock."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from controlroom.domain.freshness import DEVICE_KINDS, FADING, FRESH, NEVER
from controlroom.domain.words import age, clock_seconds, date, local
from ui.frame import CODES, monotonic_us
from ui.guard import guarded
from ui.paint import Ink
from ui.panels.roster import OFF_DUTY
from ui.position import Position

HEIGHT = 28
SECOND_US = 1_000_000
FEEDS = {
    "radio": "Radio",
    "vehicle": "Vehicles",
    "phone": "Phones",
    "camera": "Body-worn",
}
"""Device kinds as feeds, in the order in which they are shown."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class StatusBar(QWidget):
    """One painted line, fixed in height; says when something is not as it should be."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._kinds: set[str] = set()
        self._on_duty: set[str] = set()
        self._duty_rows: NDArray[np.int64] | None = None
        """Rows of those on duty; None when somebody came or went since."""
        position.theme.changed.connect(self._resize)
        position.frame.second.connect(self.update)
        position.frame.link_changed.connect(self.update)
        position.frame.presence_changed.connect(self.update)
        position.frame.picture_replaced.connect(self._recount)
        position.frame.picture_changed.connect(self._changed)
        self.setAccessibleName("Status of link and feeds")
        self._resize()

    def _resize(self) -> None:
        self.setFixedHeight(self._position.theme.px(HEIGHT))

    def _recount(self) -> None:
        picture = self._position.frame.picture
        self._kinds = {device.kind for device in picture.devices.values()}
        self._on_duty = {
            unit.unit_id for unit in picture.units.values() if unit.state != OFF_DUTY
        }
        self._duty_rows = None

    def _changed(self, touched: frozenset[str]) -> None:
        picture = self._position.frame.picture
        for key in touched:
            if key in picture.devices:
                self._kinds.add(picture.devices[key].kind)
            elif key in picture.units:
                on_duty = picture.units[key].state != OFF_DUTY
                if on_duty != (key in self._on_duty):
                    self._on_duty ^= {key}
                    self._duty_rows = None
        if CODES in touched:
            self.update()

    def freshness(self) -> str:
        """Return how much of the picture is fresh, in words."""
        frame = self._position.frame
        if self._duty_rows is None:
            units = frame.picture.units
            found = [units[key].row for key in self._on_duty]
            self._duty_rows = np.array(found, np.int64)
        rows = self._duty_rows
        if not len(rows):
            shared = "No unit is on what is shared"
            return shared if frame.is_partner else "No unit on duty"
        levels = frame.tracks.freshness(frame.now_us())[rows]
        heard = int((levels != NEVER).sum())
        if not heard:
            return f"No position yet of {len(rows)} units on duty"
        fresh = int((levels == FRESH).sum())
        old = int((levels > FADING).sum())
        share = round(100 * fresh / len(rows))
        return f"Picture {share} % fresh, {old} of {len(rows)} units old"

    def feeds(self) -> list[tuple[str, str, bool]]:
        """Return name, age of the newest fix in words, and whether it is late."""
        frame = self._position.frame
        tracks, now_us = frame.tracks, frame.now_us()
        found = []
        for kind, name in FEEDS.items():
            if kind not in self._kinds:
                continue
            of_kind = (tracks.kind == DEVICE_KINDS.index(kind)) & (tracks.fix_us > 0)
            newest_us = int(tracks.fix_us[of_kind].max()) if of_kind.any() else 0
            said = (
                _brief((now_us - newest_us) / SECOND_US) if newest_us else "no fix yet"
            )
            found.append((name, said, False))
        for alarm in frame.picture.standing_alarms():
            if alarm.kind == "feed_lost":
                gone = age((now_us - alarm.raised_at_us) / SECOND_US)
                found.append((alarm.door, f"lost, {gone}", True))
        return found

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw link, feeds and picture from the left, date and clock from the right."""
        with QPainter(self) as painter:
            theme = self._position.theme
            painter.fillRect(self.rect(), theme.color("surface.header"))
            painter.fillRect(0, 0, self.width(), 1, theme.color("border.hair"))
            ink = Ink(painter, theme)
            width = self.width() / theme.scale
            right = self._paint_clock(ink, width)
            x = self._paint_link(ink, right)
            if self._position.frame.link.state in {"live", "lagging"}:
                self._paint_feeds(ink, x, right)

    def _paint_clock(self, ink: Ink, width: float) -> float:
        """Draw date and clock; return where they begin."""
        frame, zone = self._position.frame, self._position.say.zone
        now_us = frame.now_us()
        said = clock_seconds(now_us, zone)
        face = ink.theme.face("title", tabular=True)
        wide = face.metrics.horizontalAdvance("00:00:00") / ink.theme.scale
        color = "link.exercise" if frame.exercise else "text.primary"
        x = width - 12 - wide
        ink.text(x, 1, wide + 4, HEIGHT - 1, said, "title", color)
        day = f"{DAYS[local(now_us, zone).weekday()]} {date(now_us, zone)}"
        if frame.exercise:
            day = f"Exercise, {day}"
            if frame.rate != 1.0:
                day = f"{day}, time runs ×{frame.rate:g}"
        day_wide = ink.width_of(day, "caption")
        x -= 18 + day_wide
        ink.text(x, 1, day_wide + 2, HEIGHT - 1, day, "caption", "text.muted")
        return x - 12

    def _paint_link(self, ink: Ink, right: float) -> float:
        """Draw the link's chip; return where the next thing begins."""
        frame = self._position.frame
        word, said, fill, line, color = self._link()
        trouble = frame.doubt or frame.presence.trouble
        if trouble and frame.link.state in {"live", "lagging"}:
            word = "Picture" if frame.doubt else "Record"
            said, fill, line, color = trouble, "link.island", None, "alarm.on_high"
        icon = "link-live" if frame.link.state in {"live", "lagging"} else "link-lost"
        word_wide = ink.width_of(word, "caption", weight=600)
        said_wide = min(ink.width_of(said, "caption"), right - 60 - word_wide)
        if fill or line:
            ink.rounded(4, 3, word_wide + said_wide + 46, 22, fill=fill, line=line)
        strong = "text.primary" if not (fill or line) else color
        ink.icon(12, 6, icon, 16, color)
        ink.text(34, 1, word_wide + 2, HEIGHT - 1, word, "caption", strong, weight=600)
        x = 34 + word_wide + 6
        ink.text(x, 1, said_wide + 2, HEIGHT - 1, said, "caption", color)
        x += said_wide + 14
        if not (fill or line):
            ink.fill(x, 6, 1 / ink.theme.scale, 16, "border.strong")
        return x + 14

    def _link(self) -> tuple[str, str, str | None, str | None, str]:
        """Return the link's word, what is said beside it, fill, line and colour."""
        link = self._position.frame.link
        rtt = f"{link.rtt_ms:.0f} ms" if link.rtt_ms is not None else ""
        if link.state == "live":
            return "Live", rtt, None, None, "text.secondary"
        if link.state == "lagging":
            said = link.reason or f"answers take {rtt}. Everything arrives, in order."
            return "Lagging", said, None, "link.lagging", "link.lagging"
        waiting = self._position.outgoing.under_way
        gone = age((monotonic_us() - link.since_us) / SECOND_US)
        if link.state == "connecting" and self._position.frame.welcome is None:
            return "Connecting", link.reason, None, None, "text.secondary"
        word = "Refused" if link.state == "refused" else "No link"
        kept = f" {waiting} commands wait." if waiting else ""
        kept = " 1 command waits." if waiting == 1 else kept
        said = f"for {gone}. {link.reason} Positions stopped.{kept}"
        return word, said, "link.island", None, "alarm.on_high"

    def _paint_feeds(self, ink: Ink, x: float, right: float) -> None:
        for name, said, late in self.feeds():
            color = "alarm.high_text" if late else "text.secondary"
            muted = "alarm.high_text" if late else "text.muted"
            if x + ink.width_of(f"{name}  {said}", "caption") > right:
                return
            x += ink.text(x, 1, 200, HEIGHT - 1, name, "caption", color) + 6
            x += ink.text(x, 1, 200, HEIGHT - 1, said, "caption", muted) + 18
        said = self.freshness()
        if x + ink.width_of(said, "caption") + 6 <= right:
            ink.text(x + 6, 1, 400, HEIGHT - 1, said, "caption", "text.muted")


def _brief(seconds: float) -> str:
    """Return an age as feeds say it: `0.3 s` under a second."""
    return f"{max(0.0, seconds):.1f} s" if seconds < 1 else age(seconds)

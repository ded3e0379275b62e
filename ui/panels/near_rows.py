"""How a row of what is near is drawn: name, what it is, how far and how long."""

import numpy as np

from controlroom.domain import words
from controlroom.domain.freshness import FADING, NEVER
from ui.around import KINDS, Kind, Near
from ui.paint import RIGHT, Ink
from ui.panels.heads import Column, paint_section
from ui.panels.in_view_rows import InViewRows
from ui.position import Position
from ui.rows import Look
from ui.spans import Section
from ui.surroundings import Surroundings

TITLES: dict[Kind, str] = {
    "unit": "Units",
    "incident": "Incidents",
    "camera": "Cameras",
    "drawing": "Drawn on the map",
    "place": "Places",
}
_NAME_W, _WHAT_X, _ENDS_W = 120.0, 166.0, 132.0


class NearRows(InViewRows):
    """Draws what the surroundings hold."""

    def __init__(self, position: Position, surroundings: Surroundings) -> None:
        super().__init__(position)
        self._surroundings = surroundings

    def columns(self, width: float) -> list[Column]:
        """Return the heads over the columns; times only when minutes were asked for."""
        within = self._surroundings.within
        timed = within is not None and within.seconds > 0
        found = [
            Column("Name", 42, _NAME_W),
            Column("What it is", _WHAT_X, width - _WHAT_X - _ENDS_W),
            Column("Away", width - 124, 56, RIGHT),
        ]
        return [*found, Column("Time", width - 64, 52, RIGHT)] if timed else found

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw a kind's head: how many there are, and that some are not listed."""
        kind: Kind = section.key  # type: ignore[assignment]  # the panel's own keys
        paint_section(
            ink, width, TITLES[kind], self.counted(kind), folded=section.folded
        )

    def counted(self, kind: Kind) -> str:
        """Return `12`, `the nearest 200 of 1,312`, or that there may be more."""
        total = self._surroundings.totals.get(kind, 0)
        listed = len(self._surroundings.rows.get(kind, []))
        if listed == total:
            return str(total)
        more = " or more" if kind in self._surroundings.crowds else ""
        return f"the nearest {listed} of {total:,}{more}"

    def near(self, key: str) -> Near | None:
        """Return a thing by its key; None when it is no longer near."""
        return self._surroundings.by_key.get(key)

    def tip(self, key: str) -> str:
        """Return a row in one sentence, as a screen reader says it."""
        name, what, _icon = self._said(key)
        near = self.near(key)
        if near is None:
            return f"{name}, {what}, no longer near" if name else ""
        here = self._surroundings.here
        of = f" from {here.words}" if here is not None else ""
        said = f"{near.name}, {what}, {words.distance(near.metres)}{of}"
        return f"{said}, {_time(near)}" if near.seconds is not None else said

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one thing; what is no longer near is muted until the list is renewed."""
        near = self.near(key)
        self._ground(ink, width, height, key, look)
        name, what, icon = self._said(key)
        color = "text.muted" if near is None else "text.secondary"
        if look.selected or self._is_selected(key):
            color = "text.primary"
        if icon:
            ink.icon(20, 4, icon, 16, color)
        strong = "text.muted" if near is None else "text.primary"
        ink.text(42, 2, _NAME_W, 20, name, color=strong, weight=500)
        room = width - _WHAT_X - _ENDS_W
        if near is None:
            ink.text(_WHAT_X, 2, room, 20, "no longer near", color=color)
        else:
            self._paint_what(ink, room, near, what, color)
            self._paint_ends(ink, width, near, color)
        if look.focused:
            ink.ring(0, 0, width, height - 1)

    def _paint_what(
        self, ink: Ink, room: float, near: Near, what: str, color: str
    ) -> None:
        x = _WHAT_X
        unit = self._position.frame.picture.units.get(near.key)
        if unit is not None:
            ink.state(x, 4, unit.state)
            what = self._position.say.state(unit)
            old = self._fix_age(unit.row)
            what = f"{what} · {old}" if old else what
            x, room = x + 24, room - 24
        ink.text(x, 2, room, 20, what, color=color, tabular=False)

    def _paint_ends(self, ink: Ink, width: float, near: Near, color: str) -> None:
        away = words.distance(near.metres)
        timed = near.seconds is not None
        ink.text(width - 124, 2, 56, 20, away, color=color, align=RIGHT)
        if timed:
            ink.text(
                width - 64, 2, 52, 20, words.age(near.seconds or 0.0),
                color="text.primary", align=RIGHT, weight=500,
            )  # fmt: skip

    def _fix_age(self, row: int) -> str:
        """How old a fix is, once it is not fresh: a stale unit is never nearest."""
        frame = self._position.frame
        if not 0 <= row < len(frame.tracks):
            return "position unknown"
        now_us = frame.now_us()
        level = int(frame.tracks.freshness(now_us)[row])
        if level == NEVER:
            return "position unknown"
        if level < FADING:
            return ""
        age_us = int(np.asarray(frame.tracks.ages_us(now_us))[row])
        return f"fix {words.age(age_us / words.SECOND_US)} old"

    def _said(self, key: str) -> tuple[str, str, str]:
        """Name, what it is, and icon; of a named place what the map says."""
        near = self.near(key)
        if near is not None and near.kind == "place":
            return near.name, near.what, "rvp"
        return super()._said(key)


def _time(near: Near) -> str:
    took = words.age(near.seconds or 0.0)
    return f"{took} by road" if near.by_road else f"{took} in a straight line"


def order_of(surroundings: Surroundings) -> dict[Kind, list[str]]:
    """Return the keys of each kind, the nearest first; kinds without any left out."""
    return {
        kind: [each.key for each in surroundings.rows[kind]]
        for kind in KINDS
        if surroundings.rows.get(kind)
    }

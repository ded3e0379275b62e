"""The trail of the selected unit: asked for on the record, shown, taken away."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Search, Track, TrackPage
from controlroom.domain.errors import Refused
from tests.helpers.desk_room import DeskRoom
from ui.asking import Asking
from ui.map.trails import LENGTH_US
from ui.map.view import MapView
from ui.maps import Maps
from ui.trails import UnitTrails


class Archive:
    """Trails whose questions a test answers by hand."""

    def __init__(self, room: DeskRoom) -> None:
        self.asked: list[object] = []
        self.said: list[str] = []
        self.linked = True
        self.asking = Asking(self._ask)
        self.view = MapView(room.position.theme, room.frame, room.selection)
        self.maps = Maps(room.position, self.view)
        self.trails = UnitTrails(room.position, self.asking, self.maps)
        room.position.said.connect(self.said.append)

    def _ask(self, question: object, _page: str) -> str:
        if not self.linked:
            raise Refused("link", "The gateway cannot be reached.")
        self.asked.append(question)
        return f"ask_{len(self.asked)}"

    def answer(self, reply: Any, *, ok: bool = True, sentence: str = "") -> None:  # noqa: ANN401 - a wrong one on purpose
        """Hand over an answer to the last question."""
        number = f"ask_{len(self.asked)}"
        arrived = AnswerArrived(
            number, ok=ok, code="", sentence=sentence, reply=reply, next_page=""
        )
        self.asking.settle(arrived)

    @property
    def shown(self) -> dict[str, int]:
        """Points of each trail that is shown."""
        trails = self.view.stage.trails.shown
        return {unit_id: len(trail.at_us) for unit_id, trail in trails.items()}


@pytest.fixture
def archive(qtbot: QtBot, room: DeskRoom) -> Iterator[Archive]:
    """A map with a unit selected."""
    archive = Archive(room)
    qtbot.addWidget(archive.view)
    room.selection.select_unit(next(iter(room.frame.picture.units)))
    yield archive
    archive.view.shut()


def _page(unit_id: str, now_us: int) -> TrackPage:
    times = tuple(now_us - n * 10_000_000 for n in range(3))
    return TrackPage(
        unit_id=unit_id, fix_us=times, lat=(51.5,) * 3, lon=(0.1, 0.11, 0.12)
    )


def test_what_was_is_asked_for_and_shown(room: DeskRoom, archive: Archive) -> None:
    """One question over the trail's length; the map says whose trail it is."""
    archive.trails.toggle()
    unit_id = room.selection.unit_id or ""
    now_us = room.frame.now_us()
    (asked,) = archive.asked

    assert isinstance(asked, Track)
    assert (unit_id, LENGTH_US) == (asked.unit_id, asked.to_us - asked.from_us)

    archive.answer(_page(unit_id, now_us))
    callsign = room.frame.picture.units[unit_id].callsign

    assert {unit_id: 3} == archive.shown
    assert f"Trail of {callsign}, 15 min Esc" == archive.view.corners.trail.text


def test_the_same_key_takes_it_away(room: DeskRoom, archive: Archive) -> None:
    """And what comes too late is not shown."""
    archive.trails.toggle()
    archive.trails.toggle()
    archive.answer(_page(room.selection.unit_id or "", room.frame.now_us()))

    assert ({}, "") == (archive.shown, archive.view.corners.trail.text)


def test_stepping_back_takes_all_away(room: DeskRoom, archive: Archive) -> None:
    """Once: then there is nothing to take away."""
    archive.trails.toggle()

    assert [True, False] == [archive.trails.step_back(), archive.trails.step_back()]
    assert {} == archive.shown


def test_without_a_unit(room: DeskRoom, archive: Archive) -> None:
    """Nothing is asked, and the reason is said."""
    room.selection.select_unit(None)
    archive.trails.toggle()

    assert "needs a selected unit" == archive.trails.why_not()
    assert [] == archive.asked


def test_without_a_link_it_is_drawn_from_now_on(archive: Archive) -> None:
    """What failed and what still works are said."""
    archive.linked = False
    archive.trails.toggle()

    assert 1 == len(archive.shown)
    assert archive.said[-1].startswith("The gateway cannot be reached. From now on")


def test_without_a_link_the_desk_remembers(room: DeskRoom, archive: Archive) -> None:
    """What it has seen itself is shown, and that it is no more than that is said."""
    archive.linked = False
    room.frame.second.emit()
    archive.trails.toggle()

    assert [1] == list(archive.shown.values())
    assert archive.said[-1].endswith("is what this desk has seen itself.")


def test_a_refusal_is_no_reason_to_remember(room: DeskRoom, archive: Archive) -> None:
    """Whoever may not ask is shown nothing of before."""
    room.frame.second.emit()
    archive.trails.toggle()
    archive.answer(None, ok=False, sentence="An administrator may not ask this.")

    assert [0] == list(archive.shown.values())


@pytest.mark.parametrize(
    ("reply", "ok", "said"),
    [
        (None, False, "No. From now on"),
        (Search(text="x"), True, "The answer did not come. From now on"),
        (
            TrackPage(unit_id="u", fix_us=(), lat=(), lon=()), True,
            "Nothing was kept of",
        ),
    ],
)  # fmt: skip
def test_answers_without_a_way(
    archive: Archive, reply: object, ok: bool, said: str
) -> None:
    """Refused, of another kind or empty: a sentence, and the trail begins now."""
    archive.trails.toggle()
    archive.answer(reply, ok=ok, sentence="" if ok else "No.")

    assert archive.said[-1].startswith(said)
    assert 1 == len(archive.shown)


def test_each_map_has_its_own(archive: Archive, qtbot: QtBot) -> None:
    """Where it was asked for it is drawn; a map closed meanwhile takes no answer."""
    further = archive.maps.open_window()
    assert further is not None
    further.activateWindow()
    qtbot.waitUntil(lambda: archive.maps.here is further.view)
    archive.trails.toggle()

    assert {} == archive.shown
    assert 1 == len(further.view.stage.trails.shown)

    further.close()
    qtbot.waitUntil(lambda: not isValid(further))
    archive.answer(TrackPage(unit_id="", fix_us=(), lat=(), lon=()))

    assert {} == archive.shown

"""What plates say, and whose plate comes first."""

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, MapRoom
from ui.map import folds
from ui.map.captions import MOST, Caption, captions, plate_of
from ui.map.incidents import Incidents
from ui.map.routes import Routes
from ui.selection import Selection


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _captions(room: MapRoom, selection: Selection | None = None) -> list[Caption]:
    chosen = selection or Selection()
    incidents = Incidents()
    incidents.read(room.picture, chosen.incident_id)
    return list(captions(room.scene(selection=chosen), incidents, Routes()))


def _said(room: MapRoom, selection: Selection | None = None) -> list[str]:
    return [
        f"{each.plate.title} {each.plate.note}".strip()
        for each in _captions(room, selection)
    ]


@pytest.mark.parametrize(
    ("age_s", "kind", "said"),
    [
        (3, "car", "HB17"),
        (14, "car", "HB17 0:14"),
        (45, "car", "HB17 0:45"),
        (140, "car", "HB17 2:20, within 3.1 km"),
        (700, "car", "HB17 last 22:20"),
    ],
)
def test_a_plate_says_the_age_of_an_old_fix(
    room: MapRoom, age_s: float, kind: str, said: str
) -> None:
    """Fresh: the callsign alone. Fading: its age. Last known: since when."""
    room.unit("HB17", kind=kind, age_s=age_s)

    assert [said] == _said(room)


def test_danger_is_named_first(room: MapRoom) -> None:
    """Danger before selection before lateness before the rest."""
    calm = room.unit("AA11")
    chosen = room.unit("BB11", 20)
    room.emergency(room.unit("ZZ11", 40), accepted=True)
    room.incident(4519, -40, age_s=1060)
    selection = Selection()
    selection.select_unit(chosen)
    order = [each.key for each in _captions(room, selection)]

    assert ["unit_zz11", chosen, "inc_4519", calm] == order


def test_danger_says_since_when_and_how_old_its_fix_is(room: MapRoom) -> None:
    """An old fix never hides an emergency, but it is said."""
    room.emergency(room.unit("CN24", age_s=1))
    room.emergency(room.unit("CN25", 20, age_s=140))

    assert ["CN24 1:26", "CN25 1:26, fix 2:20 old"] == _said(room)


def test_danger_without_a_fix(room: MapRoom) -> None:
    """Where only the alarm has a place its plate stands there."""
    unit_id = room.unit("CN24")
    room.tracks.clear()
    room.emergency(unit_id, at=MIDDLE)

    assert ["CN24 1:26"] == _said(room)


def test_incidents(room: MapRoom) -> None:
    """Immediate: number and countdown. Selected: its type too. Others: nothing."""
    room.incident(4531, 0, age_s=70)
    room.incident(4526, 30, grade="S", age_s=70)
    chosen = room.incident(4521, 60, grade="S", age_s=60)
    room.incident(4498, 90, at_scene=True)
    selection = Selection()
    selection.select_incident(chosen)
    said = _said(room, selection)

    assert ["4521 Robbery 59:00", "4531 13:50", "4498 at scene"] == said


def test_late_incidents_say_how_late(room: MapRoom) -> None:
    """Late is amber and counts on, whatever the grade."""
    room.incident(4502, grade="S", age_s=3600 + 14 * 60)
    (caption,) = _captions(room)

    assert ("−14 min", "alarm.high_text") == (
        caption.plate.note,
        caption.plate.note_colour,
    )


def test_an_older_number_is_whole(room: MapRoom) -> None:
    """A number of another day is said with its day."""
    room.clock_us += 2 * 86_400_000_000
    room.incident(4531)

    assert "4531/21NOV26" == _captions(room)[0].plate.title


def test_members_of_a_group_have_no_plate(room: MapRoom) -> None:
    """What is folded is not named."""
    for number in range(4):
        room.unit(f"HB1{number}", state=3)
    room.unit("CN24", 60)

    assert ["CN24"] == _said(room)


def test_a_grade_without_target(room: MapRoom) -> None:
    """A referred incident that is selected has no countdown."""
    selection = Selection()
    selection.select_incident(room.incident(4440, grade="R"))

    assert ["4440 Robbery"] == _said(room, selection)


def test_the_longest_due_come_first(room: MapRoom) -> None:
    """Among the late the latest is placed first, whatever its number."""
    for number, age_s in ((4501, 1000), (4502, 5000), (4503, 3000)):
        room.incident(number, age_s=age_s)

    assert ["inc_4502", "inc_4503", "inc_4501"] == [e.key for e in _captions(room)]


def test_what_a_plate_says_by_now(room: MapRoom) -> None:
    """A plate that stands is reworded alone; what it named may be gone."""
    unit = room.unit("HB17", age_s=14)
    late = room.incident(4531, age_s=70)
    danger = room.unit("CN24", 4_000)
    room.emergency(danger, at=MIDDLE)
    room.tracks.lat[1] = np.nan
    incidents = Incidents()
    incidents.read(room.picture, None)
    before = list(captions(room.scene(), incidents, Routes()))
    room.clock_us += 1_000_000
    room.fix(0, 0, 0, age_s=15)
    room.tracks.lat[1] = np.nan
    scene = room.scene()
    after = [plate_of(each, scene, incidents, Routes()) for each in before]

    assert {"alm_0", unit, late} == {each.key for each in before}
    assert {"1:27", "0:15", "13:49"} == {each.note for each in after if each}

    room.picture.incidents.clear()
    room.picture.alarms.clear()
    incidents.read(room.picture, None)
    room.fix(0, 90_000, 0)
    gone = [plate_of(each, room.scene(), incidents, Routes()) for each in before]

    assert [None, None, None] == gone


def test_thousands_wanted_hundreds_worked_out(
    room: MapRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no plate can be placed for is not put into words."""
    monkeypatch.setattr(folds, "FEW", 10_000)
    for number in range(3 * MOST):
        room.incident(number, number % 40 * 10 - 200, number // 40 * 10 - 100)

    assert 2 * MOST == len(_captions(room))


@pytest.mark.parametrize(
    ("planned_s", "said"),
    [(600, "at 22:42"), (86_400, "22 Nov, 22:32")],
)
def test_what_is_scheduled_says_when(
    room: MapRoom, planned_s: float, said: str
) -> None:
    """Once it is selected; before, an Immediate one has no plate either."""
    incident_id = room.incident(4531, planned_s=planned_s)
    before = _said(room)
    selection = Selection()
    selection.select_incident(incident_id)

    assert [] == before
    assert [f"4531 Robbery {said}"] == _said(room, selection)


def test_targets_count_from_the_time_it_was_scheduled_for(room: MapRoom) -> None:
    """The plate says what the queue says."""
    incident_id = room.incident(4531, age_s=7_200)
    incident = room.picture.incidents[incident_id]
    room.picture.incidents[incident_id] = msgspec.structs.replace(
        incident, counts_from_us=room.clock_us - 60_000_000
    )

    assert ["4531 14:00"] == _said(room)

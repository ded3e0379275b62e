"""The card of a drawing: what, who, when, until when, how large."""

import msgspec
import pytest

from controlroom.domain.entities import Drawing, Outline
from tests.helpers.map_room import NOW_US, SECOND_US, MapRoom, place
from ui.map.drawn import drawing_lines, size_of, until

AREA = Outline(
    shape="polygon",
    corners=(place(0, 0), place(100, 0), place(100, 100), place(0, 100)),
)
CORDON = Drawing(
    drawing_id="drw_1", kind="outer_cordon", outline=AREA, label="Quay",
    drawn_by="per_ash", drawn_at_us=NOW_US - 68 * SECOND_US,
    changed_by="per_ash", changed_at_us=NOW_US - 68 * SECOND_US,
)  # fmt: skip


@pytest.fixture
def room() -> MapRoom:
    """An empty room."""
    return MapRoom()


def said(room: MapRoom, drawing: Drawing) -> list[str]:
    """Return the lines of a card as text."""
    lines = drawing_lines(room.scene(), drawing)
    return [" ".join(word.text for word in line) for line in lines]


def test_a_card_says_who_and_until_when(room: MapRoom) -> None:
    """Name, hour, end, incident and size."""
    incident_id = room.incident(1)
    cad = room.picture.incidents[incident_id].cad.partition("/")[0]
    drawing = msgspec.structs.replace(
        CORDON, incident_id=incident_id, expires_at_us=NOW_US + 30 * 60 * SECOND_US
    )

    assert [
        "Outer cordon Quay", "drawn by per_ash 22:31:00", "until 23:02, 30 min left",
        f"of CAD {cad}", "10,000 m², 401 m around",
    ] == said(room, drawing)  # fmt: skip


def test_a_redrawn_one_says_by_whom(room: MapRoom) -> None:
    """Both who drew it and who changed it last."""
    drawing = msgspec.structs.replace(
        CORDON, changed_by="per_marsh", changed_at_us=NOW_US
    )

    assert "redrawn by per_marsh 22:32:08" == said(room, drawing)[2]


def test_without_a_time_it_stays(room: MapRoom) -> None:
    """Another day is said with its date; a time that is over has nothing left."""
    tomorrow = msgspec.structs.replace(CORDON, expires_at_us=NOW_US + 86_400_000_000)
    over = msgspec.structs.replace(CORDON, expires_at_us=NOW_US - 5)
    zone = room.scene().zone

    assert "until it is erased" == until(CORDON, NOW_US, zone)
    assert "until 22:32 on 22 Nov 2026, 1 d left" == until(tomorrow, NOW_US, zone)
    assert "until 22:32, 0 s left" == until(over, NOW_US, zone)


@pytest.mark.parametrize(
    ("outline", "words"),
    [
        (Outline(shape="point", corners=(place(0, 0),)), ""),
        (Outline(shape="line", corners=(place(0, 0), place(250, 0))), "251 m"),
        (
            Outline(shape="circle", corners=(place(0, 0),), radius_m=100),
            "radius 100 m, 31,400 m²",
        ),
    ],
)
def test_sizes(outline: Outline, words: str) -> None:
    """A line is long, a circle has a radius, a point is neither."""

    assert words == size_of(msgspec.structs.replace(CORDON, outline=outline))

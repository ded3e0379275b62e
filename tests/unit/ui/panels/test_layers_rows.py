"""Rows of layers: what they say and that they are drawn."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.entities import Outline
from tests.helpers.desk_room import DeskRoom, canvas, colours_in
from ui.map.overlays import Overlays
from ui.paint import Ink
from ui.panels.layers_rows import FILTER, LAYER, TITLES, LayerRows, columns, value_words
from ui.rows import Look
from ui.spans import Section

AREA = Outline(
    shape="polygon", corners=((51.500, -0.100), (51.500, -0.098), (51.501, -0.098))
)


@pytest.fixture
def rows(room: DeskRoom) -> LayerRows:
    """Rows of a full room."""
    return LayerRows(room.position, Overlays())


def _drawn(rows: LayerRows, room: DeskRoom, key: str) -> set[str]:
    image, painter = canvas(512, 24)
    look = Look(selected=False, focused=True, hovered=True)
    rows.paint_row(Ink(painter, room.theme), 512, 24, key, look)
    painter.end()
    return colours_in(image)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (LAYER + "units", "Units, shown, 0"),
        (LAYER + "cordons", "Cordons, shown, 0"),
        (FILTER + "units/state/deployable", "Deployable, shown, 0"),
        (FILTER + "incidents/grade/I", "I  Immediate, shown, 0"),
        (FILTER + "units/sector/", "No sector, shown, 0"),
        ("drw_gone", ""),
    ],
)
def test_rows_are_read_out(rows: LayerRows, key: str, said: str) -> None:
    """Name, shown or hidden, how many; one that is gone says nothing."""

    assert said == rows.tip(key)


def test_rows_are_drawn(rows: LayerRows, room: DeskRoom) -> None:
    """On, off, fixed, and a drawing; a switch is a box with a tick, not a colour."""
    room.other(c.Draw(kind="outer_cordon", outline=AREA, label="<b>Quay</b>\x00"[:11]))
    drawing_id = next(iter(room.frame.picture.drawings))
    on = _drawn(rows, room, LAYER + "cameras")
    room.position.layers.switch("cameras", on=False)
    off = _drawn(rows, room, LAYER + "cameras")

    assert room.theme.hex("accent.base").lower() in on - off
    assert room.theme.hex("alarm.high_text").lower() in off - on
    assert 10 < len(_drawn(rows, room, drawing_id))
    assert room.theme.hex("alarm.high_text").lower() not in _drawn(
        rows, room, LAYER + "alarms"
    )


def test_heads_say_how_much_is_left_out(rows: LayerRows, room: DeskRoom) -> None:
    """Every kind of head is drawn."""
    keys = [f"{FILTER}units/kind/dog", f"{FILTER}units/kind/car"]
    for key in ("layers", "drawings", "overlays", *TITLES):
        image, painter = canvas(512, 24)
        section = Section(key, keys if key in TITLES else [])
        rows.paint_head(Ink(painter, room.theme), 512, section)
        painter.end()

        assert 5 < len(colours_in(image))

    assert 2 == len(columns(512))


@pytest.mark.parametrize(
    ("by", "value", "words"),
    [
        ("state", "en_route", "En route"),
        ("kind", "dog", "Dog unit"),
        ("kind", "motorcycle", "Motorcycle"),
        ("kind", "inner_cordon", "Inner cordon"),
        ("grade", "S", "S  Significant"),
        ("grade", "Z", "Z"),
        ("grade", "", "No grade"),
        ("sector", "Harbour", "Harbour"),
    ],
)
def test_values_have_words(room: DeskRoom, by: str, value: str, words: str) -> None:
    """As the room says them; what nobody named is shown as it is."""

    assert words == value_words(room.position, by, value)

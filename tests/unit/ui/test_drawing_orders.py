"""What the forms of drawings offer and send."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.entities import Outline
from tests.helpers.desk_room import DeskRoom
from ui import drawing_orders as d
from ui.orders import WrongField
from ui.undo import Undo

AREA = Outline(
    shape="polygon", corners=((51.500, -0.100), (51.500, -0.098), (51.501, -0.098))
)
POINT = Outline(shape="point", corners=((51.5, -0.1),))
PLAIN = {"kind": "geofence", "label": " Quay ", "expires": "", "incident": ""}


def _wrong(room: DeskRoom, **values: str) -> str:
    with pytest.raises(WrongField) as wrong:
        d.draw(room.position, {**PLAIN, **values})
    return wrong.value.field


def _select(room: DeskRoom, **fields: object) -> str:
    act = c.Draw(kind="geofence", outline=AREA, **fields)  # type: ignore[arg-type]  # as the test says
    room.other(act)
    drawing_id = next(reversed(room.frame.picture.drawings))
    room.selection.select_drawing(drawing_id)
    return drawing_id


def test_kinds_are_those_the_shape_can_be(room: DeskRoom) -> None:
    """A point is an RVP, a warning or a note; without a shape all are offered."""
    every = d.kinds(room.position)
    room.position.sketch.put(POINT)

    assert ["RVP", "Warning", "Annotation"] == [
        name for _, name in d.kinds(room.position)
    ]
    assert 6 == len(every)


def test_a_form_begins_with_the_usual(room: DeskRoom) -> None:
    """The first kind of the shape, and the selected incident while it is open."""
    room.position.sketch.put(AREA)
    without = d.begun(room.position)
    room.selection.select_incident("inc_4531")

    assert {"kind": "inner_cordon", "incident": ""} == without
    assert "inc_4531" == d.begun(room.position)["incident"]
    assert ["", "inc_4531"] == [key for key, _ in d.incidents(room.position)]


def test_what_is_sent(room: DeskRoom) -> None:
    """Kind by name, label tidy, an incident of the list, a time to come."""
    room.position.sketch.put(AREA)
    room.selection.select_incident("inc_4531")
    order = d.draw(
        room.position,
        {
            "kind": "Outer cordon", "label": " Quay ", "expires": "+1 h",
            "incident": "inc_4531",
        },
    )  # fmt: skip

    assert (
        c.Draw(
            kind="outer_cordon", outline=AREA, label="Quay", incident_id="inc_4531",
            expires_at_us=room.frame.now_us() + 3_600_000_000,
        )
        == order.act
    )  # fmt: skip
    assert "Draw Outer cordon Quay" == order.words


def test_what_cannot_be_sent_names_its_field(room: DeskRoom) -> None:
    """No shape, no such kind, time or incident."""
    nothing = _wrong(room)
    room.position.sketch.put(AREA)

    assert ["", "kind", "expires", "incident"] == [
        nothing, _wrong(room, kind="wall"), _wrong(room, expires="soon"),
        _wrong(room, incident="4999"),
    ]  # fmt: skip


def test_a_change_keeps_what_is_not_touched(room: DeskRoom) -> None:
    """An end on another day is not read as today's; nothing changed is not sent."""
    at_us = room.frame.now_us() + 3 * 86_400_000_000
    drawing_id = _select(room, label="Quay", expires_at_us=at_us)
    values = d.known(room.position)
    with pytest.raises(WrongField) as wrong:
        d.redraw(room.position, values)
    order = d.redraw(room.position, {**values, "label": "Mill"})

    assert "Nothing is different yet." == wrong.value.sentence
    assert isinstance(order.act, c.Redraw)
    assert (at_us, "Mill", AREA) == (
        order.act.expires_at_us, order.act.label, order.act.outline
    )  # fmt: skip
    assert (drawing_id,) == order.subjects


def test_one_that_is_gone_cannot_be_changed(room: DeskRoom) -> None:
    """Erased meanwhile: said, nothing sent."""
    drawing_id = _select(room)
    room.other(c.Erase(drawing_id=drawing_id))
    with pytest.raises(WrongField, match="or it is gone"):
        d.known(room.position)


@pytest.fixture
def undo(room: DeskRoom) -> Undo:
    """An undo that follows what the desk sends."""
    made = Undo(room.position)
    room.outgoing.settled.connect(made.remember)
    return made


def test_drawing_is_taken_back(room: DeskRoom, undo: Undo) -> None:
    """What was drawn is erased again."""
    room.position.send(c.Draw(kind="rvp", outline=POINT), words="Draw RVP")
    room.turn()
    words = undo.words
    undo.take_back()
    room.turn()

    assert "Draw RVP" == words
    assert {} == room.frame.picture.drawings
    assert "" == undo.words


def test_a_change_is_taken_back(room: DeskRoom, undo: Undo) -> None:
    """It is what it was."""
    drawing_id = _select(room, label="Quay")
    order = d.redraw(room.position, {**d.known(room.position), "label": "Mill"})
    room.position.send(order.act, *order.subjects, words=order.words)
    room.turn()
    undo.take_back()
    room.turn()

    assert "Quay" == room.frame.picture.drawings[drawing_id].label


def test_what_somebody_changed_since_is_not_taken_back(
    room: DeskRoom, undo: Undo
) -> None:
    """The gateway says who was ahead, and nothing is taken back."""
    room.position.send(c.Draw(kind="rvp", outline=POINT), words="Draw RVP")
    room.turn()
    (drawing,) = room.frame.picture.drawings.values()
    room.other(
        c.Redraw(drawing_id=drawing.drawing_id, kind="rvp", outline=POINT, label="Quay")
    )
    undo.take_back()
    room.turn()

    assert ["Quay"] == [each.label for each in room.frame.picture.drawings.values()]
    assert "Marsh changed this at" in room.outgoing.refusals[0].sentence

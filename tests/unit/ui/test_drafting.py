"""Drawing in the window: pencil, form, change, erase; the rules behind it are real."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from controlroom.domain import commands as c
from controlroom.domain.entities import Drawing, Outline
from controlroom.domain.shapes import open_ring
from tests.helpers.window_room import WindowRoom
from ui.drafting import redraw_of, words_of

SQUARE = ((51.500, -0.100), (51.500, -0.098), (51.501, -0.098), (51.501, -0.100))
AREA = Outline(shape="polygon", corners=SQUARE)


@pytest.fixture
def drawn(window_room: WindowRoom) -> Drawing:
    """A drawing of another desk, selected."""
    room = window_room.room
    room.other(c.Draw(kind="outer_cordon", outline=AREA, label="Quay"))
    (drawing,) = room.frame.picture.drawings.values()
    room.selection.select_drawing(drawing.drawing_id)
    return drawing


def _draw_area(room: WindowRoom) -> None:
    """Take the pencil by its key and set a square by keys."""
    view = room.window.map
    room.stage.keys.trigger("draw_area")
    for lat, lon in SQUARE:
        view.centre_on(lat, lon, 16)
        QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Return)


def test_an_area_is_drawn_and_sent(window_room: WindowRoom) -> None:
    """Pencil, form, Enter: it stands on the map, and nothing is left to send."""
    room = window_room.room
    _draw_area(window_room)
    form = window_room.window.incident.form
    asked, sent = form.name, list(room.acts)
    window_room.fill({"kind": "Inner cordon", "label": "Quay", "expires": "+30 min"})
    form.send()
    room.turn()
    (drawing,) = room.frame.picture.drawings.values()

    assert ("draw", []) == (asked, sent)
    assert ("inner_cordon", "Quay") == (drawing.kind, drawing.label)
    assert room.scene.now_us + 30 * 60_000_000 == drawing.expires_at_us
    assert window_room.window.map.tool is None
    assert room.position.sketch.outline is None
    assert "" == form.name


def test_the_same_key_puts_the_pencil_away(window_room: WindowRoom) -> None:
    """Another shape's key changes the pencil."""
    keys, drafting = window_room.stage.keys, window_room.stage.drafting
    shapes = []
    for name in ("draw_line", "draw_circle", "draw_circle"):
        keys.trigger(name)
        shapes.append(drafting.pencil.shape if drafting.pencil else None)

    assert ["line", "circle", None] == shapes


def test_a_refused_drawing_is_not_lost(window_room: WindowRoom) -> None:
    """The sentence stands, the form and what was drawn stay, and Enter sends again."""
    room = window_room.room
    _draw_area(window_room)
    room.scene.role = "observer"
    window_room.fill({"label": "Quay"})
    window_room.window.incident.form.send()
    room.turn()
    refused = [each.sentence for each in room.outgoing.refusals]
    kept = room.position.sketch.outline
    room.scene.role = "dispatcher"
    window_room.window.incident.form.send()
    room.turn()

    assert ["As observer you may not do this"] == [each[:31] for each in refused]
    assert kept is not None
    assert 4 == len(kept.corners)
    assert ["Quay"] == [each.label for each in room.frame.picture.drawings.values()]


def test_escape_keeps_what_was_drawn_for_one_more_step(
    window_room: WindowRoom,
) -> None:
    """First the form goes, then the sketch; the pencil goes on from it meanwhile."""
    room, stage = window_room.room, window_room.stage
    _draw_area(window_room)
    stage.step_back()
    after_form = room.position.sketch.outline
    stage.keys.trigger("draw_area")
    pencil = stage.drafting.pencil
    corners = pencil.corners if pencil else []
    QTest.keyClick(window_room.window.map, Qt.Key.Key_Return)
    stage.step_back()
    stage.step_back()

    assert after_form is not None
    assert list(after_form.corners) == corners
    assert room.position.sketch.outline is None
    assert "What was drawn is gone. Nothing was sent." == room.said[-1]
    assert [] == room.acts


def test_escape_in_the_pencil_sends_nothing(window_room: WindowRoom) -> None:
    """What was begun is gone."""
    view = window_room.window.map
    window_room.stage.keys.trigger("draw_area")
    QTest.keyClick(view, Qt.Key.Key_Space)
    window_room.stage.step_back()

    assert view.tool is None
    assert "" == window_room.window.incident.form.name
    assert [] == window_room.room.acts


def test_the_selected_drawing_is_erased_and_taken_back(
    window_room: WindowRoom, drawn: Drawing
) -> None:
    """Delete takes it off the map of all desks; undo draws it again as it was."""
    room = window_room.room
    window_room.stage.keys.trigger("erase")
    room.turn()
    left = dict(room.frame.picture.drawings)
    window_room.stage.undo()
    room.turn()
    (again,) = room.frame.picture.drawings.values()

    assert {} == left
    assert (drawn.kind, drawn.outline, drawn.label) == (
        again.kind, again.outline, again.label
    )  # fmt: skip


def test_label_and_end_are_changed(window_room: WindowRoom, drawn: Drawing) -> None:
    """The form begins with what holds; its outline stays."""
    room = window_room.room
    window_room.stage.keys.trigger("redraw")
    began = window_room.window.incident.form.values()
    window_room.fill({"label": "Mill Street"})
    window_room.window.incident.form.send()
    room.turn()
    now = room.frame.picture.drawings[drawn.drawing_id]

    assert ("outer_cordon", "Quay") == (began["kind"], began["label"])
    assert ("Mill Street", AREA) == (now.label, now.outline)


def test_its_outline_is_drawn_anew(window_room: WindowRoom, drawn: Drawing) -> None:
    """From the corners it has: the last is taken back, Enter sends at once."""
    room, view = window_room.room, window_room.window.map
    window_room.stage.keys.trigger("reshape")
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    QTest.keyClick(view, Qt.Key.Key_Return)
    room.turn()
    now = room.frame.picture.drawings[drawn.drawing_id]

    assert SQUARE[:3] == now.outline.corners
    assert view.tool is None


def test_an_outline_of_what_is_gone_is_not_sent(
    window_room: WindowRoom, drawn: Drawing
) -> None:
    """Erased by somebody while it was drawn anew: said."""
    room = window_room.room
    window_room.stage.keys.trigger("reshape")
    room.other(c.Erase(drawing_id=drawn.drawing_id))
    QTest.keyClick(window_room.window.map, Qt.Key.Key_Return)

    assert "The drawing was erased meanwhile. Nothing was sent." == room.said[-1]
    assert [] == room.acts


def test_without_a_drawing_there_is_nothing_to_change(window_room: WindowRoom) -> None:
    """The reason is said, not a dead key."""
    for name in ("erase", "redraw", "reshape"):
        window_room.stage.keys.trigger(name)

    assert ["needs a selected drawing."] * 3 == [
        each.partition(": ")[2] for each in window_room.room.said[-3:]
    ]


def test_words_of_a_drawing(drawn: Drawing) -> None:
    """As a sentence has them."""

    assert "the outer cordon Quay" == words_of(drawn)
    assert redraw_of(drawn).drawing_id == drawn.drawing_id


def test_a_double_click_finishes(window_room: WindowRoom) -> None:
    """Its first click sets the last corner, once."""
    view = window_room.window.map
    view.centre_on(*SQUARE[0], 17)
    window_room.stage.keys.trigger("draw_line")
    first, last = (view.point_of(*SQUARE[n]).toPoint() for n in (0, 1))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view, left, pos=first)
    QTest.mouseClick(view, left, pos=last)
    QTest.mouseDClick(view, left, pos=last)
    outline = window_room.room.position.sketch.outline

    assert outline is not None
    assert 2 == len(open_ring(outline.corners))
    assert "draw" == window_room.window.incident.form.name

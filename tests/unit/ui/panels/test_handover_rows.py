"""Rows of a handover: by kind, with what is left, drawn in both themes."""

import pytest
from PySide6.QtGui import QImage, QPainter

from controlroom.domain.watchkeeping import Handover, Item, Tick
from tests.helpers.desk_room import DeskRoom
from ui.paint import Ink
from ui.panels.handover_rows import ROW, HandoverRows
from ui.rows import Look

ITEMS = (
    Item(key="promise:1", kind="promise", incident_id="inc_1", text="CAD 1: ring"),
    Item(key="risk:1", kind="risk", incident_id="inc_1", text="CAD 1: <b>risk</b>"),
)
HANDOVER = Handover(
    handover_id="hov_1", sectors=(), items=ITEMS, begun_by="per_ash", begun_at_us=1,
    ticks=(Tick(key="risk:1", by="per_marsh", at_us=1_795_257_600_000_000),),
)  # fmt: skip


def drawn(rows: HandoverRows, key: str) -> QImage:
    """Return a row as it is drawn."""
    theme = rows._position.theme
    image = QImage(600, theme.px(ROW), QImage.Format.Format_RGB32)
    image.fill(theme.color("surface.panel"))
    with QPainter(image) as painter:
        rows.paint_row(Ink(painter, theme), 600, ROW, key, Look())
    return image


def test_kinds_come_in_the_order_of_urgency(room: DeskRoom) -> None:
    """Risk before promises, whatever came first; a folded kind stays folded."""
    rows = HandoverRows(room.position)
    rows.show(ITEMS, None)
    sections = rows.sections({"promise"})

    assert [("risk", False), ("promise", True)] == [
        (section.key, section.folded) for section in sections
    ]


def test_a_row_says_who_took_it_on(room: DeskRoom) -> None:
    """In words for a screen reader; what is gone says nothing."""
    rows = HandoverRows(room.position)
    rows.show(ITEMS, HANDOVER)

    assert rows.tip("risk:1").startswith("CAD 1: <b>risk</b>, Marsh, ")
    assert "CAD 1: ring, not taken on yet" == rows.tip("promise:1")
    assert "" == rows.tip("none")
    assert rows.is_ticked("risk:1")
    assert not rows.is_ticked("promise:1")
    rows.show(ITEMS, None)

    assert "CAD 1: ring" == rows.tip("promise:1")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_ticked_row_looks_otherwise(theme: str) -> None:
    """A box, a tick and a name: never by colour alone, in both themes."""
    room = DeskRoom(theme=theme).connect()
    rows = HandoverRows(room.position)
    rows.show(ITEMS, None)
    before = drawn(rows, "risk:1")
    rows.show(ITEMS, HANDOVER)

    assert before != drawn(rows, "risk:1")
    assert drawn(rows, "risk:1") != drawn(rows, "promise:1")
    assert drawn(rows, "none") != drawn(rows, "promise:1")

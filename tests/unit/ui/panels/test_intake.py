"""The quiet lists under the fields of a call."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from controlroom.desk.questions import Earlier, PastFound
from tests.helpers.operator import read
from tests.helpers.window_room import WindowRoom
from tests.unit.ui.panels.test_call import _intake, _mark, _type, taking
from ui.panels.intake import HEAD, LIKELY_Y, ROW, IntakeLists

__all__ = ["taking"]


def _lists(taking: WindowRoom) -> IntakeLists:
    (found,) = taking.window.incident.findChildren(IntakeLists)
    return found


def test_every_list_has_words_while_it_is_empty(taking: WindowRoom) -> None:
    """What will appear there, or that there is none."""
    said = " ".join(read(_lists(taking)))

    for words in (
        "Still to ask", "T Threat", "No open incident looks like this call.",
        "Warnings near by", "None.", "Nothing known of this place or caller.",
    ):  # fmt: skip
        assert words in said


def test_what_is_known_is_listed(taking: WindowRoom) -> None:
    """Duplicates with their reasons, what was before with how it ended."""
    _mark(taking)
    _type(taking, "grey tracksuits ")
    earlier = Earlier(
        incident_id="inc_1", cad="9/01NOV26", opened_at_us=1_790_000_000_000_000,
        status="closed", grade="I", type_code="WEAPON", closing_code="C01", metres=30.0,
    )  # fmt: skip
    taking.room.reply(len(taking.room.asked), PastFound(here=(earlier,)))
    said = " ".join(read(_lists(taking)))

    assert "same place, 4:12 ago" in said
    assert "9/01NOV26  Weapon seen, Arrest" in said
    assert "1 here, 0 by this caller" in said
    assert "Likely duplicate" in _lists(taking).accessibleName()


def test_the_lists_go_with_the_call(taking: WindowRoom) -> None:
    """Under other forms there are none; nothing moves while a call is typed."""
    before = _lists(taking).height()
    _type(taking, "robbery with a knife ")
    during = _lists(taking).height()
    taking.window.incident.form.step_back()

    assert before == during
    assert not _lists(taking).isVisible()


def test_a_row_is_meant_by_arrow_or_click(taking: WindowRoom) -> None:
    """Of one alone it is that one."""
    _mark(taking)
    lists = _lists(taking)
    QTest.keyClick(lists, Qt.Key.Key_Down)
    QTest.mouseClick(
        lists, Qt.MouseButton.LeftButton, pos=QPoint(60, LIKELY_Y + HEAD + ROW // 2)
    )
    QTest.mouseClick(lists, Qt.MouseButton.LeftButton, pos=QPoint(60, 2))

    assert 0 == _intake(taking).marked

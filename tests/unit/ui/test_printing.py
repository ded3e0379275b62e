"""Sheets are made one after another beside the window, and never without end."""

from collections.abc import Iterator

import pytest

from tests.helpers.desk_room import DeskRoom
from tests.helpers.map_room import turn_until
from tests.helpers.processes import hold, let_go
from tests.unit.ui.test_paper import sheet
from ui.paper import Row
from ui.printing import MOST, Printing


class Press:
    """Printing, what it made, and what it said of that."""

    def __init__(self, room: DeskRoom) -> None:
        self.made: list[tuple[str, bytes]] = []
        self.said: list[tuple[str, ...]] = []
        room.position.making.connect(self.said.append)
        self.printing = Printing(room.position)

    def put(self, name: str) -> None:
        """Ask for a sheet."""
        row = Row(("22:31", name))
        self.printing.put(name, sheet(row), lambda pdf: self.made.append((name, pdf)))


@pytest.fixture
def press(room: DeskRoom) -> Iterator[Press]:
    """A press that is shut with the test."""
    press = Press(room)
    yield press
    press.printing.shut()


def test_sheets_are_made_in_turn(press: Press) -> None:
    """One process at a time, in the order asked; what is under way is told."""
    press.put("a.pdf")
    press.put("b.pdf")
    first = press.printing.process_id
    assert turn_until(lambda: len(press.made) == 2)

    assert first > 0
    assert ["a.pdf", "b.pdf"] == [name for name, _ in press.made]
    assert all(pdf.startswith(b"%PDF-") for _, pdf in press.made)
    assert [
        ("a.pdf",), ("a.pdf", "b.pdf"), ("b.pdf",), (),
    ] == press.said  # fmt: skip
    assert 0 == press.printing.process_id


def test_no_more_than_some_are_under_way(press: Press) -> None:
    """Who wants one more gets nothing, at once, and is told why beforehand."""
    for number in range(MOST):
        assert "" == press.printing.why_not()
        press.put(f"{number}.pdf")
    hold(press.printing.process_id)
    why_not = press.printing.why_not()
    press.put("more.pdf")

    assert "4 sheets are being made already" == why_not
    assert [("more.pdf", b"")] == press.made


def test_one_that_fails_leaves_the_next_its_turn(press: Press) -> None:
    """Killed in the middle: nothing for the first, a PDF for the second."""
    press.put("a.pdf")
    press.put("b.pdf")
    press.printing._errand._give_up()
    assert turn_until(lambda: len(press.made) == 2)

    assert ("a.pdf", b"") == press.made[0]
    assert press.made[1][1].startswith(b"%PDF-")


def test_whoever_cannot_take_it_stops_nobody(press: Press) -> None:
    """The fault is a fault, and the next sheet is made."""

    def fail(_pdf: bytes) -> None:
        raise RuntimeError

    press.printing.put("a.pdf", sheet(), fail)
    press.put("b.pdf")
    with pytest.raises(RuntimeError):
        press.printing._take.__wrapped__(press.printing, b"", True)  # type: ignore[attr-defined]  # noqa: FBT003 - the signal's own
    press.printing._errand.stop()
    press.printing._begin()
    assert turn_until(lambda: bool(press.made))

    assert "b.pdf" == press.made[0][0]


def test_shut_in_the_middle(press: Press) -> None:
    """The process is gone, everybody who waited gets nothing, once."""
    press.put("a.pdf")
    press.put("b.pdf")
    held = hold(press.printing.process_id)
    press.printing.shut()
    press.printing.shut()
    with pytest.raises(ProcessLookupError):
        let_go(held)

    assert [("a.pdf", b""), ("b.pdf", b"")] == press.made
    assert () == press.said[-1]

"""Words of any length that are read by scrolling."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from ui.paint import Ink
from ui.panels.reading import LaidOut, ReadingView, plain
from ui.position import Position

HEIGHT = 50


@dataclass(frozen=True, slots=True)
class Block:
    """One that stands somewhere."""

    top: int
    height: int = HEIGHT


class Blocks(ReadingView):
    """Twenty of them, one under the other; notes which were drawn."""

    def __init__(self, position: Position) -> None:
        super().__init__(position, "Blocks")
        self.blocks: list[Block] = []
        self.drawn: list[int] = []

    def laid_out(self) -> Sequence[LaidOut]:
        """Return all."""
        return self.blocks

    def lay_out(self) -> None:
        """Stand one under the other."""
        self.blocks = [Block(number * HEIGHT) for number in range(20)]
        self.set_length(20 * HEIGHT)

    def paint_one(self, ink: Ink, width: float, place: int) -> None:
        """Note it."""
        del ink, width
        self.drawn.append(place)


@pytest.fixture
def blocks(room: DeskRoom, qtbot: QtBot) -> Blocks:
    """A view as high as four of its blocks."""
    view = Blocks(room.position)
    qtbot.addWidget(view)
    view.resize(300, 4 * HEIGHT)
    view.show()
    return view


def test_only_what_is_seen_is_drawn(blocks: Blocks) -> None:
    """A long log costs no more than a short one."""
    blocks.verticalScrollBar().setValue(5 * HEIGHT + 10)
    blocks.drawn.clear()
    blocks.grab()

    assert [5, 6, 7, 8, 9] == sorted(set(blocks.drawn))


def test_who_reads_at_the_end_stays_there(blocks: Blocks) -> None:
    """Lower or higher, the newest stays in sight; further up nothing moves."""
    blocks.go_to_end()
    blocks.resize(300, 3 * HEIGHT)

    assert blocks.is_at_end()
    assert 17 * HEIGHT == blocks.verticalScrollBar().value()

    blocks.verticalScrollBar().setValue(2 * HEIGHT)
    blocks.resize(300, 4 * HEIGHT)

    assert not blocks.is_at_end()
    assert 2 * HEIGHT == blocks.verticalScrollBar().value()


def test_another_text_size_lays_everything_out_anew(
    blocks: Blocks, room: DeskRoom
) -> None:
    """Without it, larger words would lie over each other."""
    blocks.blocks = []
    room.theme.rescale(1.5)

    assert 20 == len(blocks.blocks)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>bold</b>", "<b>bold</b>"),
        ("a\x1b[31mred", "a\ufffd[31mred"),
        ("tab\there", "tab here"),
        ("two\r\nlines", "two\nlines"),
        ("null\x00", "null\ufffd"),
    ],
)
def test_text_is_shown_as_typed(typed: str, shown: str) -> None:
    """Nothing in an entry is interpreted; control characters are made visible."""

    assert shown == plain(typed)

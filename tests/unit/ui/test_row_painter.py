"""How a row stands when nothing is said of it."""

from ui.row_painter import Look


def test_a_row_stands_plain_at_first() -> None:
    """Neither chosen nor lit nor under the hand."""

    assert Look(selected=False, hovered=False, focused=False) == Look()

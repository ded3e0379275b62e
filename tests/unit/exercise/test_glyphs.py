"""The alphabet that is burnt into made-up pictures can be read and never breaks."""

import string

import numpy as np
import pytest

from controlroom.exercise.glyphs import text_mask


def test_a_sign_reads_as_drawn() -> None:
    """Row by row the digit 7 is what a person would draw."""
    mask = text_mask("7", 1)

    drawn = ["".join("#" if dot else "." for dot in row) for row in mask]
    assert [
        "#####.", "....#.", "...#..", "..#...", ".#....", ".#....", ".#....",
    ] == drawn  # fmt: skip


def test_signs_stand_beside_each_other() -> None:
    """A text is as wide as its signs, with a gap of one pixel between them."""
    assert (7, 4 * 6) == text_mask("TV21", 1).shape
    assert np.array_equal(text_mask("TV", 1)[:, 6:], text_mask("V", 1))


def test_every_scale_is_the_same_shape_enlarged() -> None:
    """Twice as large is every pixel twice."""
    large = text_mask("C-114 22:31:08", 2)

    assert np.array_equal(large[::2, ::2], text_mask("C-114 22:31:08", 1))
    assert np.array_equal(large[1::2, 1::2], text_mask("C-114 22:31:08", 1))


def test_small_letters_are_capitals() -> None:
    """A callsign looks the same however it is written."""
    assert np.array_equal(text_mask("tv21", 1), text_mask("TV21", 1))


def test_letters_and_digits_differ_from_each_other() -> None:
    """No two letters or digits look alike, O and 0 neither."""
    signs = string.ascii_uppercase + string.digits

    assert len(signs) == len({text_mask(sign, 1).tobytes() for sign in signs})


@pytest.mark.parametrize("text", ["", "ß", "é", "\x00", "⚠️", "ŉ" * 9])
def test_unknown_signs_are_gaps(text: str) -> None:
    """Hostile: signs outside the alphabet, and ones that grow when made capitals."""
    mask = text_mask(text, 2)

    assert 14 == mask.shape[0]
    assert "ß" in text or "ŉ" in text or not mask.any()


def test_a_mask_cannot_be_spoilt() -> None:
    """Masks are remembered, so nobody may write into one."""
    with pytest.raises(ValueError, match="read-only"):
        text_mask("A", 1)[0, 0] = True

"""Picture tiles whatever holds them: what they are, where, and in plain words."""

import pytest

from controlroom.ground.raster import (
    WORLD,
    bounds_of,
    is_address,
    picture_kind,
    plain_words,
)
from tests.helpers.tile_files import png


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (png(), "png"),
        (b"\xff\xd8\xff\xe0rest", "jpeg"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
        (b"RIFF\x10\0\0\0WAVEfmt ", ""),
        (b"\x1f\x8b\x08", ""),
        (b"<html>no tile</html>", ""),
        (b"<svg/>", ""),
        (b"GIF89a", ""),
        (b"", ""),
    ],
)
def test_a_picture_by_its_first_bytes(body: bytes, kind: str) -> None:
    """Only the three kinds that tiles have are pictures; a name proves nothing."""

    assert kind == picture_kind(body)


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ((0, 0, 0), True), ((3, 7, 7), True), ((3, 8, 0), False), ((3, 0, 8), False),
        ((3, -1, 0), False), ((-1, 0, 0), False), ((27, 0, 0), False),
    ],
)  # fmt: skip
def test_addresses_of_the_world(address: tuple[int, int, int], known: bool) -> None:
    """There is no tile beside the world."""

    assert known == is_address(*address)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<a href="https://x.example">&copy; Someone</a>  &amp; Co', "© Someone & Co"),
        ("two\nlines", "two lines"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("", ""),
    ],
)
def test_words_without_html(text: str, words: str) -> None:
    """An attribution is shown as words in a line, never as a page."""

    assert words == plain_words(text)


def test_words_are_bounded() -> None:
    """An attribution of a megabyte does not cover the map."""

    assert 300 == len(plain_words("x" * 1_000_000))


@pytest.mark.parametrize(
    ("edges", "bounds"),
    [
        ((-1.0, 50.0, 1.0, 52.0), (50.0, -1.0, 52.0, 1.0)),
        ((-180.0, -90.0, 180.0, 90.0), WORLD),
        ((1.0, 50.0, -1.0, 52.0), WORLD),
        ((float("nan"), 0.0, 1.0, 1.0), WORLD),
        ((-1.0, 50.0, 1.0, 5200.0), WORLD),
    ],
)
def test_bounds_that_cannot_be(
    edges: tuple[float, float, float, float], bounds: tuple[float, ...]
) -> None:
    """Bounds that are no place on earth are taken for the whole of it."""

    assert bounds == bounds_of(*edges)

"""Where the rows of a sectioned list stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.spans import HEAD, Place, Section, Spans


def _px(length: float) -> int:
    return round(length)


def _spans(*sections: Section) -> Spans:
    spans = Spans()
    spans.lay_out(list(sections), _px)
    return spans


@pytest.fixture
def spans() -> Spans:
    """One pinned row of 44, then two sections with heads of 24 and rows of 28."""
    return _spans(
        Section("urgent", ["a"], row=44, head=0, pinned=True),
        Section("due", ["b", "c"], row=28, head=24),
        Section("later", ["d"], row=28, head=24),
    )


def test_pinned_rows_take_their_height_off_the_rest(spans: Spans) -> None:
    """What is pinned and what scrolls are counted apart."""

    assert (44, 24 + 56 + 24 + 28) == (spans.pinned_height, spans.scrolled_height)


@pytest.mark.parametrize(
    ("y", "scroll", "key"),
    [
        (0, 0, "a"),
        (43, 100, "a"),
        (44, 0, HEAD + "due"),
        (44 + 24, 0, "b"),
        (44 + 24 + 28, 0, "c"),
        (44, 80, HEAD + "later"),
        (44 + 24, 80, "d"),
        (5000, 0, None),
    ],
)
def test_a_height_names_its_row(
    spans: Spans, y: int, scroll: int, key: str | None
) -> None:
    """The row under a point is found, scrolled or not; below the last is none."""

    assert key == spans.key_at(y, scroll)


def test_a_row_knows_its_place(spans: Spans) -> None:
    """A key gives the place of its row, or of its head."""

    assert Place(24 + 28, 28, pinned=False) == spans.place_of("c")
    assert Place(80, 24, pinned=False) == spans.place_of(HEAD + "later")
    assert spans.place_of("nobody") is None


def test_a_folded_section_shows_its_head_alone() -> None:
    """Folded rows take no room; arrows stop at the head instead."""
    spans = _spans(Section("due", ["b", "c"], folded=True), Section("later", ["d"]))

    assert [HEAD + "due", "d"] == spans.steps()
    assert spans.place_of("b") is None
    assert 24 + 24 + 28 == spans.scrolled_height


def test_only_what_is_seen_is_drawn() -> None:
    """Of 15,000 rows those in the viewport are named, and no other."""
    spans = _spans(Section("all", [f"u{n}" for n in range(15_000)], row=24, head=24))

    assert [f"u{n}" for n in range(99, 109)] == spans.visible_keys(240, 2400)


@given(
    rows=st.lists(st.integers(0, 40), min_size=1, max_size=6),
    scroll=st.integers(0, 2000),
    y=st.integers(0, 800),
)
def test_place_and_point_agree(rows: list[int], scroll: int, y: int) -> None:
    """Whatever is under a point stands where its place says."""
    spans = _spans(
        *(
            Section(str(place), [f"{place}.{n}" for n in range(count)])
            for place, count in enumerate(rows)
        )
    )
    key = spans.key_at(y, scroll)
    if key is None:
        return
    place = spans.place_of(key)

    assert place is not None
    assert place.top <= y + scroll < place.top + place.height

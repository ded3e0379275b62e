"""Where the rows of a sectioned list stand, in whole pixels; counts by section, not by
row, and draws nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

HEAD = "#"
"""Prefix that makes a section's key the key of its head."""


@dataclass(slots=True)
class Section:
    """Rows of one height under one head. Heights in design pixels; `head` 0 is none.

    A pinned section never scrolls away.
    """

    key: str
    keys: list[str] = field(default_factory=list)
    row: float = 28.0
    head: float = 24.0
    pinned: bool = False
    folded: bool = False
    across: int = 1
    """Rows that stand beside each other on one line."""


@dataclass(slots=True)
class Span:
    """A section with its place: `top` counts in its own part, pinned or scrolled."""

    section: Section
    top: int
    head: int
    row: int

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return 0 if self.section.folded else len(self.section.keys)

    @property
    def lines(self) -> int:
        """How many lines its rows take."""
        return -(-self.count // self.section.across)

    @property
    def bottom(self) -> int:
        """Where the next section begins."""
        return self.top + self.head + self.row * self.lines

    def holds(self, key: str) -> bool:
        """True when the key is the head's or one of the rows'."""
        return key == HEAD + self.section.key or key in self.section.keys


@dataclass(slots=True, frozen=True)
class Place:
    """Where a row or a head stands in its part."""

    top: int
    height: int
    pinned: bool
    column: int = 0
    across: int = 1


class Spans:
    """The sections of one list from top to bottom."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.pinned_height = 0
        self.scrolled_height = 0

    @property
    def sections(self) -> list[Section]:
        """The sections as they stand."""
        return [span.section for span in self.spans]

    def lay_out(self, sections: list[Section], px: Callable[[float], int]) -> None:
        """Place the sections; `px` turns design pixels into whole pixels."""
        tops = {True: 0, False: 0}
        self.spans = []
        for section in sections:
            span = Span(
                section,
                tops[section.pinned],
                px(section.head),
                max(1, px(section.row)),
            )
            tops[section.pinned] = span.bottom
            self.spans.append(span)
        self.pinned_height = tops[True]
        self.scrolled_height = tops[False]

    def shift(self, span: Span, scroll: int) -> int:
        """Return what to add to a place in the span's part to get the viewport's y."""
        return 0 if span.section.pinned else self.pinned_height - scroll

    def key_at(self, y: int, scroll: int, share: float = 0.0) -> str | None:
        """Return the key of the row or head at a height of the viewport.

        share: how far across the viewport, 0 to 1.
        """
        pinned = y < self.pinned_height
        inside = y if pinned else y - self.pinned_height + scroll
        for span in self.spans:
            if span.section.pinned == pinned and span.top <= inside < span.bottom:
                if inside < span.top + span.head:
                    return HEAD + span.section.key
                across = span.section.across
                column = min(across - 1, max(0, int(share * across)))
                line = (inside - span.top - span.head) // span.row
                keys = span.section.keys[line * across + column :]
                return keys[0] if keys else None
        return None

    def place_of(self, key: str) -> Place | None:
        """Return where a row or a head stands, None when it is not shown."""
        for span in self.spans:
            section = span.section
            if key == HEAD + section.key:
                return Place(span.top, span.head, section.pinned)
            if not section.folded and key in section.keys:
                line, column = divmod(section.keys.index(key), section.across)
                top = span.top + span.head + line * span.row
                return Place(top, span.row, section.pinned, column, section.across)
        return None

    def rows_between(
        self, span: Span, low: int, high: int, scroll: int
    ) -> tuple[int, int]:
        """Return the range of rows seen between two heights of the viewport."""
        if not span.section.pinned:
            low = max(low, self.pinned_height)
        rows_top = span.top + span.head + self.shift(span, scroll)
        across = span.section.across
        first = max(0, (low - rows_top) // span.row) * across
        last = min(span.count, -((rows_top - high) // span.row) * across)
        return first, max(first, last)

    def visible_keys(self, height: int, scroll: int) -> list[str]:
        """Return the keys of the rows seen in a viewport of that height."""
        seen: list[str] = []
        for span in self.spans:
            first, last = self.rows_between(span, 0, height, scroll)
            seen.extend(span.section.keys[first:last])
        return seen

    def steps(self) -> list[str]:
        """Return what arrow keys walk over: rows, and heads of folded sections."""
        found: list[str] = []
        for span in self.spans:
            if span.section.folded:
                found.append(HEAD + span.section.key)
            else:
                found.extend(span.section.keys)
        return found

    def span_of(self, key: str) -> Span | None:
        """Return the section around a row or a head."""
        return next((span for span in self.spans if span.holds(key)), None)

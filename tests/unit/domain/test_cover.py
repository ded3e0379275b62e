"""Which sectors nobody looks after: never guessed, never hidden."""

import msgspec
import pytest

from controlroom.domain.cover import sectors_of, uncovered
from controlroom.domain.entities import Role
from controlroom.domain.picture import Picture
from controlroom.domain.watchkeeping import Post
from tests.unit.domain.test_handover import sector_codes


def post(
    desk: str, *sectors: str, role: Role = "dispatcher", away: str | None = None
) -> Post:
    """Return a post at a desk; `away` names who covers, empty for nobody."""
    return Post(
        desk=desk,
        person_id=f"per_{desk}",
        role=role,
        sectors=sectors,
        away_since_us=None if away is None else 1,
        covered_by=away or "",
    )


def room(*posts: Post) -> Picture:
    """Return a room of two sectors with these posts."""
    return Picture(codes=sector_codes(), posts={each.desk: each for each in posts})


@pytest.mark.parametrize(
    ("posts", "online", "without"),
    [
        ((post("A", "Harbour"),), {"A"}, ("Castle",)),
        ((post("A", "Harbour"), post("B", "Castle")), {"A", "B"}, ()),
        ((post("A", "Harbour"), post("B", "Castle")), {"A"}, ("Castle",)),
        ((post("A"),), {"A"}, ()),
        ((post("A", "Harbour"),), {"A", "C"}, ()),
        ((post("A", "Castle", role="observer"),), {"A"}, ("Harbour", "Castle")),
        ((post("A", role="call_taker"),), {"A"}, ("Harbour", "Castle")),
        (
            (post("A", "Harbour", away=""), post("B", "Castle")),
            {"A", "B"}, ("Harbour",),
        ),
        ((post("A", "Harbour", away="B"), post("B", "Castle")), {"A", "B"}, ()),
        ((post("A", "Harbour", away="B"),), {"A"}, ("Harbour", "Castle")),
        ((), set(), ("Harbour", "Castle")),
    ],
)  # fmt: skip
def test_a_sector_is_covered_by_somebody_who_is_there_and_may_send(
    posts: tuple[Post, ...], online: set[str], without: tuple[str, ...]
) -> None:
    """Not by an empty chair, an observer, or somebody who is away uncovered."""

    assert without == uncovered(room(*posts), online)


def test_who_covers_knows_for_what() -> None:
    """The sectors of everybody who is away and left them to this desk."""
    picture = room(post("A", "Harbour", away="B"), post("B", "Castle"))

    assert frozenset({"Harbour"}) == sectors_of(picture, "B")
    assert frozenset() == sectors_of(picture, "A")
    every = room(post("A", away="B"))

    assert frozenset({"Harbour", "Castle"}) == sectors_of(every, "B")


def test_without_sectors_nothing_is_uncovered() -> None:
    """A force that divides nothing has nothing to leave alone."""
    codes = msgspec.structs.replace(sector_codes(), sectors=())

    assert () == uncovered(Picture(codes=codes), set())

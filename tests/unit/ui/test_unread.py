"""What nobody at this desk has looked at yet."""

import pytest

from controlroom.domain.picture import Picture
from tests.helpers.scene import Scene
from ui.unread import Unread


@pytest.fixture
def room() -> tuple[Scene, Picture, Unread]:
    """A room with one incident, looked at by a desk that just began."""
    scene, picture, unread = Scene(), Picture(), Unread()
    scene.codes()
    scene.incident(1, "ROB", "Foundry Lane", 60)
    _tell(scene, picture)
    unread.person_id = "per_ash"
    unread.begin(picture)
    return scene, picture, unread


def _tell(scene: Scene, picture: Picture) -> set[str]:
    touched: set[str] = set()
    for fact in scene.facts:
        touched |= set(picture.apply(fact))
    scene.facts = []
    return touched


def test_what_stood_there_is_read(room: tuple[Scene, Picture, Unread]) -> None:
    """A desk that begins has no news."""
    _scene, _picture, unread = room

    assert unread.count == 0


def test_a_new_incident_is_news(room: tuple[Scene, Picture, Unread]) -> None:
    """What somebody else opened is unread until it was seen."""
    scene, picture, unread = room
    key = scene.incident(2, "ROB", "Quay Street", 1)
    unread.update(picture, _tell(scene, picture))
    before = unread.is_unread(key)
    unread.see(picture.incidents[key])

    assert (True, False) == (before, unread.is_unread(key))


def test_words_of_others_are_news_and_own_words_are_none(
    room: tuple[Scene, Picture, Unread],
) -> None:
    """Log entries of others count, one's own and states of units do not."""
    scene, picture, unread = room
    scene.log("inc_1", "mine", "per_ash", 1)
    unread.update(picture, _tell(scene, picture))
    own = unread.lines(picture.incidents["inc_1"])
    scene.log("inc_1", "theirs", "per_marsh", 1)
    scene.log("inc_1", "theirs again", "unit_x", 1)
    unread.update(picture, _tell(scene, picture))

    assert (0, 2) == (own, unread.lines(picture.incidents["inc_1"]))


def test_a_snapshot_after_a_break_forgets_no_news(
    room: tuple[Scene, Picture, Unread],
) -> None:
    """What came while the link was down is news when the picture comes whole."""
    scene, picture, unread = room
    scene.log("inc_1", "while you were away", "per_marsh", 1)
    _tell(scene, picture)
    unread.begin(picture)

    assert unread.is_unread("inc_1")

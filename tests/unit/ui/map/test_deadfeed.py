"""A dead feed: words at three seconds, no colour at six, no claim to live at twelve."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, paint, touched
from ui.map.deadfeed import DeadFeed


def _feed(age_s: float) -> DeadFeed:
    feed = DeadFeed()
    feed.age_s = age_s
    return feed


def _paint(feed: DeadFeed) -> QImage:
    scene = MapRoom().scene()
    return paint(lambda painter: feed.paint(painter, scene))


@pytest.mark.parametrize(
    ("age_s", "look"),
    [
        (0, "live"), (2.9, "live"), (3, "banner"), (5.9, "banner"), (6, "desaturated"),
        (11.9, "desaturated"), (12, "no_live_data"), (9_999, "no_live_data"),
    ],
)  # fmt: skip
def test_the_ladder(age_s: float, look: str) -> None:
    """Each step comes at its second and not before."""

    assert look == _feed(age_s).look


def test_the_banner_says_since_when() -> None:
    """What failed, since when, and that the symbols stand where they were."""
    words = [
        word.text for word in _feed(14).banner(1_795_300_328_000_000, "Europe/London")
    ]

    assert ["Picture frozen 0:14.", "Last frame 22:31:54."] == words[:2]
    assert () == _feed(1).banner(0, "Europe/London")


def test_across_the_map_only_at_the_end(qtbot: QtBot) -> None:
    """NO LIVE DATA is painted from twelve seconds on, across the whole width."""

    assert 0 == touched(_paint(_feed(11)))
    assert touched(_paint(_feed(12))) > 640 * 70

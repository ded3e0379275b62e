"""Streets by place and places by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, place, turn_until, write_town
from ui.streets import A_TURN, Streets
from ui.worker.client import Worker


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A map pack of one square kilometre."""
    return write_town(tmp_path / "town.pack")


@pytest.fixture
def streets(qtbot: QtBot, town: Path) -> Iterator[Streets]:
    """Streets of the town, with its worker."""
    worker = Worker(town)
    worker.start()
    assert turn_until(lambda: worker.is_ready)
    made = Streets()
    assert "" == made.open(town)
    made.worker = worker
    yield made
    made.close()
    worker.stop()


def test_a_street_is_known_a_moment_later(streets: Streets) -> None:
    """The first answer is empty; the next one, after `found`, is the street."""
    before = streets.near(*MIDDLE)

    assert "" == before
    assert turn_until(lambda: streets.near(*MIDDLE) != "")
    assert " at " not in streets.near(*MIDDLE)


def test_many_questions_never_hold_the_window_up(streets: Streets) -> None:
    """What is asked beyond ten turns' worth is let go, the oldest first."""
    for number in range(500):
        streets.near(*place(number * 40.0, 0.0))
    streets._look_up()

    assert len(streets._wanted) <= 10 * A_TURN


@pytest.mark.parametrize("where", [(float("nan"), 1.0), (0.0, 0.0), (95.0, 10.0)])
def test_what_is_no_place_has_no_street(
    streets: Streets, where: tuple[float, float]
) -> None:
    """Nothing is asked about nowhere."""

    assert "" == streets.near(*where)
    assert {} == streets._wanted


def test_places_are_found_by_name(streets: Streets) -> None:
    """Names come from the pack; nonsense finds nothing."""

    assert "Quay Street" == streets.find("quay")[0].name
    assert [] == streets.find("zzzzzz")


def test_without_a_pack_nothing_is_known(qtbot: QtBot, tmp_path: Path) -> None:
    """A desk without a map says nothing about streets and does not fail."""
    streets = Streets()
    spoilt = tmp_path / "spoilt.pack"
    spoilt.write_bytes(b"no pack")

    assert streets.open(spoilt)
    assert ("", []) == (streets.near(*MIDDLE), streets.find("Quay"))
    streets._look_up()
    streets.close()

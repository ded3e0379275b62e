"""Streets by place and places by name."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from controlroom.ground.places import Place
from tests.helpers.map_room import MIDDLE, place, turn_until, write_town
from ui import streets as module
from ui.streets import A_TURN, Streets, _nearest_first
from ui.worker.client import ASKED, Worker


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A map pack of one square kilometre."""
    return write_town(tmp_path_factory.mktemp("town") / "town.pack")


@pytest.fixture(scope="module")
def worker(qapp: QApplication, town: Path) -> Iterator[Worker]:
    """The worker of the town, for all tests of this file."""
    made = Worker(town)
    made.start()
    assert turn_until(lambda: made.is_ready)
    yield made
    made.stop()


@pytest.fixture
def streets(worker: Worker, town: Path) -> Iterator[Streets]:
    """Streets of the town."""
    made = Streets()
    assert "" == made.open(town)
    made.worker = worker
    yield made
    made.close()


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


def test_of_places_with_one_name_the_nearest_comes_first(tmp_path: Path) -> None:
    """Many towns have two High Streets; the order of the names stays."""
    far, near = Place("High Street", "street", 54.9, 2.4), place(100, 0)
    ordered = _nearest_first(
        [
            far,
            Place("High Street", "street", *near),
            Place("High Street Park", "park", *MIDDLE),
        ],
        MIDDLE,
    )

    assert [near[0], 54.9, MIDDLE[0]] == [each.lat for each in ordered]


def test_a_place_called_so(streets: Streets) -> None:
    """The one that fits best; nothing for a name nobody knows."""

    assert MIDDLE == pytest.approx(streets.place_called("quay street"), abs=0.01)
    assert streets.place_called("zzzz") is None


def test_without_a_pack_nothing_is_known(qtbot: QtBot, tmp_path: Path) -> None:
    """A desk without a map says nothing about streets and does not fail."""
    streets = Streets()
    spoilt = tmp_path / "spoilt.pack"
    spoilt.write_bytes(b"no pack")

    assert streets.open(spoilt)
    assert ("", []) == (streets.near(*MIDDLE), streets.find("Quay"))
    streets._look_up()
    streets.close()


def _row(count: int) -> list[tuple[float, float]]:
    """Return places 60 m apart along Quay Street, so that each is looked up alone."""
    return [place(60.0 * number - 750.0, 0.0) for number in range(count)]


def _is_known(streets: Streets, where: tuple[float, float]) -> bool:
    return streets.near(*where) != ""


def test_every_place_asked_for_is_known_in_the_end(
    streets: Streets, qtbot: QtBot
) -> None:
    """A few a turn, turn after turn, and each that becomes known is told."""
    heard: list[bool] = []
    streets.found.connect(lambda: heard.append(True))
    places = _row(3 * A_TURN)
    for each in places:
        streets.near(*each)

    assert turn_until(lambda: len(heard) >= len(places))
    assert {"Quay Street"} == {streets.near(*each) for each in places}
    assert {} == streets._wanted


def test_a_worker_with_much_to_answer_is_asked_again(streets: Streets) -> None:
    """What it does not take now stays wanted, and is known in the end."""
    worker = streets.worker
    assert worker is not None
    here = np.array([MIDDLE[0]]), np.array([MIDDLE[1]])
    for _ in range(ASKED):
        worker.find_times(*MIDDLE, *here, lambda _seconds: None)
    streets.near(*MIDDLE)
    streets._look_up()

    assert 1 == len(streets._wanted)
    assert turn_until(lambda: _is_known(streets, MIDDLE))


def test_what_is_remembered_is_bounded(
    streets: Streets, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shift long, not a memory long: then it starts anew."""
    monkeypatch.setattr(module, "KEPT", 5)
    for each in _row(3 * A_TURN):
        assert turn_until(partial(_is_known, streets, each))

    assert len(streets._known) <= 5 + A_TURN


def test_another_map_forgets_what_the_last_one_said(streets: Streets) -> None:
    """Without a map there are no names, neither by place nor by name."""
    streets.near(*MIDDLE)
    assert turn_until(lambda: streets.near(*MIDDLE) != "")
    why_not = streets.open(None)

    assert ("", [], "") == (why_not, streets.find("quay"), streets.near(*MIDDLE))


def test_a_map_that_goes_takes_its_questions_along(streets: Streets) -> None:
    """What was asked of the last map is not asked of the next."""
    streets.near(*MIDDLE)
    streets.open(None)

    assert {} == streets._wanted


def test_closing_lets_everything_go(streets: Streets) -> None:
    """Nothing is asked of a worker that ends, and nothing waits for it."""
    streets.near(*MIDDLE)
    streets.close()

    assert not streets._turn.isActive()
    assert ("", []) == (streets.near(*MIDDLE), streets.find("quay"))


def test_a_worker_that_is_gone_is_asked_nothing(streets: Streets) -> None:
    """Questions that nobody will answer are let go."""
    streets.near(*MIDDLE)
    streets.worker = None
    streets._look_up()

    assert {} == streets._wanted

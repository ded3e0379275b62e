"""Ground: asked for from the middle outwards, kept within a bound, stood in for."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, count, paint, turn_until, write_town
from ui.map import ground as ground_module
from ui.map.ground import Ground
from ui.map.viewport import Viewport
from ui.theme import Theme, install_fonts
from ui.worker.client import PaintAnswer, Worker
from ui.worker.messages import Paint


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's pack."""
    return write_town(tmp_path_factory.mktemp("town") / "town.pack")


@pytest.fixture
def worker(qtbot: QtBot, town: Path) -> Iterator[Worker]:
    """A real worker on the town's pack."""
    install_fonts()
    worker = Worker(town)
    worker.start()
    yield worker
    worker.stop()


@pytest.fixture
def ground(worker: Worker) -> Ground:
    """Ground by night, from the real worker."""
    ground = Ground(Theme.load("dark"))
    ground.use(worker, "map.water")
    return ground


def _view(zoom: float, unit: float = 1.0) -> Viewport:
    view = Viewport(640, 480, unit)
    view.look_at(*MIDDLE, zoom)
    return view


def _draw(ground: Ground, view: Viewport) -> QImage:
    return paint(lambda painter: ground.draw(painter, view))


def _whole(ground: Ground, view: Viewport) -> QImage:
    assert turn_until(lambda: bool(_draw(ground, view)) and ground.is_whole)
    return _draw(ground, view)


def test_the_town_is_drawn(ground: Ground) -> None:
    """Before anything is painted nothing is said, not sea; then land, park, streets."""
    view, theme = _view(15.0), Theme.load("dark")
    before = _draw(ground, view)
    after = _whole(ground, view)

    assert 640 * 480 == count(before, theme.color("map.land"), 0)
    for token, least in (("land", 50_000), ("park", 500), ("main", 500)):
        assert count(after, theme.color(f"map.{token}"), 1) > least


def test_no_seams(ground: Ground) -> None:
    """At a painted zoom and between two, no line runs along the squares' edges."""
    for zoom in (15.0, 15.21):
        image = _whole(ground, _view(zoom))

        assert 0 == count(image, QColor("#ff00ff"), 60)


def test_panning_shows_the_same_ground(ground: Ground) -> None:
    """What is drawn moves by exactly the pixels the view was panned by."""
    view = _view(15.0)
    before = _whole(ground, view)
    view.pan(37, 11)
    after = _whole(ground, view)

    assert before.copy(37, 11, 500, 400) == after.copy(0, 0, 500, 400)


def test_another_zoom_is_stood_in_for(ground: Ground) -> None:
    """Zooming in shows the old squares, larger, until the new ones are painted."""
    _whole(ground, _view(14.0))
    at_once = _draw(ground, _view(15.0))

    assert count(at_once, Theme.load("dark").color("map.land"), 1) > 50_000


def test_without_colour(ground: Ground) -> None:
    """A dead feed's ground is grey, and has its colours back afterwards."""
    view = _view(15.0)
    coloured = _whole(ground, view)
    ground.colourless = True
    grey = _draw(ground, view)
    pixels = [grey.pixelColor(x, 240) for x in range(0, 640, 7)]
    ground.colourless = False

    assert all(p.red() == p.green() == p.blue() for p in pixels)
    assert coloured == _draw(ground, view)


def test_kept_within_a_bound(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """However far one travels, no more than the bound is held."""
    monkeypatch.setattr(ground_module, "KEPT_BYTES", 12 * 2**20)
    for zoom in (14.0, 14.5, 15.0, 15.5, 16.0):
        _whole(ground, _view(zoom))

        assert ground.kept_bytes <= 12 * 2**20


def test_day_and_night_are_kept_apart(worker: Worker) -> None:
    """After the theme changes the other colours come, and nothing of the old stays."""
    theme = Theme("dark")
    ground = Ground(theme)
    ground.use(worker, "map.water")
    _whole(ground, _view(15.0))
    theme.switch("light")
    image = _whole(ground, _view(15.0))

    assert count(image, Theme.load("light").color("map.land"), 1) > 50_000


def test_without_a_worker(qtbot: QtBot) -> None:
    """With nobody to ask, the colour of what is outside is drawn."""
    image = _draw(Ground(Theme.load("dark")), _view(12.0))

    assert 640 * 480 == count(image, Theme.load("dark").color("map.land"), 0)


def test_at_200_percent(ground: Ground) -> None:
    """At twice the scale the same ground is painted twice as fine, not enlarged."""
    image = _whole(ground, _view(15.0, unit=2.0))

    assert count(image, Theme.load("dark").color("map.main"), 1) > 2_000


def test_the_middle_comes_first(town: Path, qtbot: QtBot) -> None:
    """The first square asked for is the one in the middle of the view."""
    asked: list[tuple[int, int]] = []

    class Counting(Worker):
        def paint(self, job: Paint, answer: PaintAnswer, renew: object = None) -> bool:
            del renew  # only the order matters here
            asked.append((job.x, job.y))
            return answer is None

        @property
        def is_ready(self) -> bool:
            return True

    worker = Counting(town)
    ground = Ground(Theme.load("dark"))
    ground.use(worker)
    view = _view(15.0)
    _draw(ground, view)
    worker.stop()
    side = 512 / view.side

    assert (int(view.x / side), int(view.y / side)) == asked[0]


def test_the_worker_dies(
    ground: Ground, worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    """What it had on its table is asked for again, and the town becomes whole."""
    view = _view(15.0)
    assert turn_until(lambda: worker.is_ready)
    _draw(ground, view)
    process = worker._process
    assert process is not None
    with caplog.at_level(logging.ERROR):
        process.kill()
        assert turn_until(lambda: not worker.is_ready)
    image = _whole(ground, view)

    assert count(image, Theme.load("dark").color("map.park"), 1) > 500


def test_painted_anew_without_a_gap(
    ground: Ground, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change every square is asked for again; until then the old one stands."""
    monkeypatch.setattr(Worker, "asks_network", True)  # nothing but what is in view
    view = _view(15.0)
    before = _whole(ground, view)
    bytes_before = ground.kept_bytes
    ground.refresh()

    assert ground._stale | ground._asked
    assert before == _draw(ground, view)
    assert turn_until(lambda: not ground._stale | ground._asked)
    assert before == _draw(ground, view)
    assert bytes_before == ground.kept_bytes


def test_a_square_of_which_more_came(town: Path, qtbot: QtBot) -> None:
    """It is asked for once more, and only that one."""
    asked: list[tuple[int, int]] = []
    renewals: dict[tuple[int, int], Callable[[], None]] = {}
    answers: list[PaintAnswer] = []

    class Partial(Worker):
        def paint(
            self, job: Paint, answer: PaintAnswer,
            renew: Callable[[], None] | None = None,
        ) -> bool:  # fmt: skip
            asked.append((job.x, job.y))
            assert renew is not None
            renewals[job.x, job.y] = renew
            answers.append(answer)
            return True

        @property
        def is_ready(self) -> bool:
            return True

        @property
        def asks_network(self) -> bool:
            return True  # nothing but what is in view

    worker = Partial(town)
    ground = Ground(Theme.load("dark"))
    ground.use(worker)
    _draw(ground, _view(15.0))
    while answers:
        answers.pop()(None)
    first = asked[0]
    asked.clear()
    renewals[first]()
    worker.stop()

    assert [first] == asked


def test_the_next_zooms_are_painted_before_they_are_wanted(ground: Ground) -> None:
    """Once the view is whole its neighbours in zoom follow; the wheel need not wait."""
    view = _view(15.0)
    _whole(ground, view)
    wanted = len(ground._wanted)
    assert turn_until(lambda: not ground._soon and not ground._asked)
    steps = {square.step for square in ground._kept}

    assert {29, 30, 31} == steps
    assert len(ground._kept) > wanted

    kept = set(ground._kept)
    _draw(ground, _view(14.5))

    assert ground._wanted[0] in kept


def test_a_service_is_asked_for_nothing_beforehand(
    ground: Ground, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What costs somebody else is fetched when it is wanted, not in case."""
    monkeypatch.setattr(Worker, "asks_network", True)
    _whole(ground, _view(15.0))
    turn_until(lambda: False, 200)

    assert {30} == {square.step for square in ground._kept}


def test_what_is_in_view_is_never_the_oldest(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking ahead with little room drops what was painted ahead, not the view."""
    view = _view(15.0)
    _whole(ground, view)
    monkeypatch.setattr(ground_module, "KEPT_BYTES", ground.kept_bytes)
    turn_until(lambda: not ground._soon and not ground._asked)

    assert ground.is_whole
    assert ground.kept_bytes <= ground_module.KEPT_BYTES


def test_what_was_asked_before_a_change_is_asked_again(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A square that is under way when the paint changes comes as it was, then anew."""
    monkeypatch.setattr(Worker, "asks_network", True)  # so that nothing is ahead
    asked: list[tuple[int, int]] = []
    answers: list[PaintAnswer] = []

    class Slow(Worker):
        def paint(self, job: Paint, answer: PaintAnswer, renew: object = None) -> bool:
            del renew  # no service here
            asked.append((job.x, job.y))
            answers.append(answer)
            return True

        @property
        def is_ready(self) -> bool:
            return True

    worker = Slow(town)
    ground = Ground(Theme.load("dark"))
    ground.use(worker)
    _draw(ground, _view(15.0))
    first = list(asked)
    ground.refresh()
    while len(answers) > 0 and len(asked) < 3 * len(first):
        answers.pop(0)(None)
    worker.stop()

    assert sorted(2 * first) == sorted(asked)

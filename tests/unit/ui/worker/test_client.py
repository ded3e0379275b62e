"""The desk's side of its worker: pictures, questions, and starting it again."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from controlroom.ground.mercator import Floats
from tests.helpers.map_room import (
    MIDDLE,
    count,
    place,
    town_square,
    turn_until,
    write_town,
)
from tests.helpers.tile_files import GREEN, png, write_mbtiles
from tests.helpers.tile_service import tile_service
from ui.theme import Theme
from ui.worker.client import ASKED, SLOTS, Worker
from ui.worker.messages import Band, Paint, Picturing, PlaceFound, Show

JOB = town_square()


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Iterator[Worker]:
    """A worker that is ready."""
    worker = Worker(write_town(tmp_path / "town.pack"))
    worker.start()
    assert turn_until(lambda: worker.is_ready)
    yield worker
    worker.stop()


def _paint(worker: Worker, job: Paint = JOB) -> QImage | None:
    answers: list[QImage | None] = []
    assert worker.paint(job, answers.append)
    assert turn_until(lambda: bool(answers))
    return answers[0]


def test_a_picture_is_the_callers_own(worker: Worker) -> None:
    """What was received stays the same when the slot is used again."""
    first = _paint(worker)
    assert first is not None
    before = first.copy()
    for zoom in (13, 15, 16):
        _paint(worker, Paint(0, 0, "light", zoom, 1, 1, 2, 256, 1.0))

    assert before == first
    assert count(first, Theme.load("dark").color("map.land"), 1) > 10_000


def test_nothing_known_there(worker: Worker) -> None:
    """Beyond the pack there is no picture."""

    assert _paint(worker, Paint(0, 0, "dark", 14, 0, 0, 2, 256, 1.0)) is None


def test_no_more_than_there_are_slots(worker: Worker) -> None:
    """Who wants more is told to ask again; nothing is queued without end."""
    answers: list[QImage | None] = []
    taken = [worker.paint(JOB, answers.append) for _ in range(SLOTS + 3)]

    assert [True] * SLOTS + [False] * 3 == taken
    assert turn_until(lambda: len(answers) == SLOTS)
    assert worker.paint(JOB, answers.append)


def test_questions(worker: Worker) -> None:
    """Ways, times and places in words are answered to whoever asked."""
    said: dict[str, object] = {}

    def take_path(lats: Floats, _lons: Floats, seconds: float, metres: float) -> None:
        said["path"] = [len(lats), round(seconds), round(metres, -1)]

    def take_times(seconds: Floats) -> None:
        said["times"] = np.rint(seconds).tolist()

    def take_spot(words: str, _metres: float) -> None:
        said["spot"] = words

    lats, lons = np.array([place(100, 0), place(0, 200)]).T
    worker.find_path(MIDDLE, place(300, 0), take_path)
    worker.find_times(*MIDDLE, lats, lons, take_times)
    worker.find_spot(*MIDDLE, take_spot)

    assert turn_until(lambda: len(said) == 3)
    assert [4, 30, 300] == said["path"]
    assert [10, 20] == said["times"]
    assert "Quay Street at Mill Street" == said["spot"]


def test_reach_and_places(worker: Worker) -> None:
    """Bands and places come back as they were found."""
    reached: list[tuple[int, float]] = []
    found: list[tuple[PlaceFound, ...]] = []

    def take(bands: tuple[Band, ...], off_m: float) -> None:
        reached.append((len(bands), off_m))

    assert worker.find_reach(*MIDDLE, (10.0, 20.0), take)
    assert worker.find_places(*MIDDLE, 500.0, 9, found.append)
    assert turn_until(lambda: bool(reached and found))
    assert (2, 0.0) == pytest.approx(reached[0], abs=1.0)
    assert [()] == found


def test_another_reach_gives_the_first_up(worker: Worker) -> None:
    """A place that moved is asked for anew; the old answer is not heard."""
    heard: list[str] = []
    worker.find_reach(*MIDDLE, (900.0,), lambda _bands, _off: heard.append("old"))
    worker.find_reach(*MIDDLE, (10.0,), lambda _bands, _off: heard.append("new"))

    assert turn_until(lambda: bool(heard))
    assert ["new"] == heard


def test_reach_without_an_answer_is_no_bands(worker: Worker) -> None:
    """What the worker cannot find out it says, and the asker hears that."""
    heard: list[int] = []
    worker.find_reach(
        float("nan"), 2.4, (10.0,), lambda bands, _off: heard.append(len(bands))
    )

    assert turn_until(lambda: bool(heard))
    assert [0] == heard


def test_the_oldest_question_is_given_up(worker: Worker) -> None:
    """Nobody waits in a queue without end: the newest questions are answered."""
    said: list[int] = []
    here = np.array([MIDDLE[0]]), np.array([MIDDLE[1]])
    for number in range(ASKED + 10):
        worker.find_times(*MIDDLE, *here, lambda _s, n=number: said.append(n))  # type: ignore[misc]  # a default binds the number

    assert turn_until(lambda: len(said) == ASKED)
    assert list(range(10, ASKED + 10)) == said


def test_names_never_push_out_travel_times(worker: Worker) -> None:
    """However many places want a name, who is nearest by road is still answered."""
    said: list[str] = []
    here = np.array([MIDDLE[0]]), np.array([MIDDLE[1]])
    worker.find_times(*MIDDLE, *here, lambda _seconds: said.append("times"))
    asked = [
        worker.find_spot(*MIDDLE, lambda _w, _m: said.append("name"))
        for _ in range(3 * ASKED)
    ]

    assert 0 < sum(asked) < ASKED
    assert turn_until(lambda: len(said) == 1 + sum(asked))
    assert "times" in said


def test_started_again(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    """A worker that died is started again; a square it died on twice is given up."""
    answers: list[QImage | None] = []
    failures: list[str] = []
    worker.failed.connect(failures.append)
    before = worker.process_id
    for deaths in (1, 2):
        with caplog.at_level(logging.ERROR):
            worker.paint(JOB, answers.append)
            assert worker._process is not None
            worker._process.kill()

            assert turn_until(lambda: not worker.is_ready)
            assert turn_until(lambda: worker.is_ready)

        assert [None] * (deaths - 1) == answers

    assert before != worker.process_id
    assert ["the map's painter stopped"] * 2 == failures
    assert _paint(worker) is not None


def test_stopped_is_stopped(qtbot: QtBot, tmp_path: Path) -> None:
    """After stop there is no process, no file and no answer."""
    worker = Worker(write_town(tmp_path / "town.pack"))
    worker.start()
    assert turn_until(lambda: worker.is_ready)
    memory, process = worker._memory_path, worker.process_id
    answers: list[QImage | None] = []
    worker.paint(JOB, answers.append)
    worker.stop()

    assert not memory.exists()
    assert process is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert not worker.paint(JOB, answers.append)
    assert not worker.find_spot(*MIDDLE, lambda *_: None)
    assert [] == answers


def test_started_twice_is_started_once(worker: Worker) -> None:
    """Whoever takes over a worker starts it without asking whether it runs."""
    process_id = worker.process_id
    worker.start()

    assert process_id == worker.process_id
    assert worker.is_ready


def test_stopped_before_it_was_ready(qtbot: QtBot, tmp_path: Path) -> None:
    """A desk that closes at once leaves nothing behind."""
    worker = Worker(write_town(tmp_path / "town.pack"))
    worker.start()
    process = worker._process
    worker.stop()

    assert process is not None
    assert process.poll() is not None


def test_a_pack_that_cannot_be_read(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said in words, and the worker waits for better."""
    worker = Worker(tmp_path / "nothing.pack")
    with (
        caplog.at_level(logging.ERROR),
        qtbot.waitSignal(worker.failed) as failed,
    ):
        worker.start()
    worker.stop()

    assert "there is no map pack" in failed.args[0]


def test_those_who_wait_are_asked_in_turn(worker: Worker) -> None:
    """A map that always wants more does not keep the worker from another."""
    painted: list[str] = []

    def greedy() -> None:
        if len(painted) > 5 * SLOTS:
            return
        while worker.paint(JOB, take):
            pass
        worker.wait(greedy)

    def take(_image: QImage | None) -> None:
        painted.append("greedy")
        greedy()

    def modest() -> None:
        worker.paint(JOB, lambda _image: painted.append("modest"))

    greedy()
    worker.wait(modest)
    worker.wait(modest)

    assert turn_until(lambda: len(painted) > 6 * SLOTS)
    assert 2 * SLOTS >= painted.index("modest")
    assert 1 == painted.count("modest")


def test_who_left_is_not_asked(worker: Worker) -> None:
    """A map that was closed wants nothing; leaving twice is leaving."""
    answers: list[QImage | None] = []
    asked: list[bool] = []

    def ask() -> None:
        asked.append(True)

    for _ in range(SLOTS):
        worker.paint(JOB, answers.append)
    worker.wait(ask)
    worker.leave(ask)
    worker.leave(ask)

    assert turn_until(lambda: len(answers) == SLOTS)
    assert [] == asked


def test_pictures_instead_of_a_pack(qtbot: QtBot, tmp_path: Path) -> None:
    """A worker without a pack paints pictures, and says what is wrong with them."""
    tiles: dict[tuple[int, int, int], object] = {(0, 0, 0): png(), (1, 0, 0): b"no"}
    path = write_mbtiles(tmp_path / "x.mbtiles", tiles)
    worker = Worker(None, picturing=Picturing(path=str(path)))
    said: list[tuple[str, bool]] = []
    worker.pictures_said.connect(lambda words, lasts: said.append((words, lasts)))
    worker.start()
    assert turn_until(lambda: worker.is_ready)
    image = _paint(worker, Paint(0, 0, "dark", 1, 0, 0, 2, 256, 1.0))
    worker.stop()

    assert image is not None
    assert [("Test: tile 1/0/0 is no picture (png, jpg, webp)", False)] == said


def test_a_square_of_which_more_comes(qtbot: QtBot, tmp_path: Path) -> None:
    """Who asked for a square hears when more of it came; whole ones are forgotten."""
    renewed: list[int] = []
    with tile_service() as serving:
        picturing = Picturing(service=serving.config(), cache=str(tmp_path / "tiles"))
        worker = Worker(None, picturing=picturing)
        worker.start()
        assert turn_until(lambda: worker.is_ready)
        answers: list[QImage | None] = []
        job = Paint(0, 0, "dark", 3, 1, 1, 1, 256, 1.0)
        worker.paint(job, answers.append, lambda: renewed.append(1))

        assert turn_until(lambda: renewed == [1])
        worker.paint(job, answers.append, lambda: renewed.append(2))
        assert turn_until(lambda: len(answers) == 2)
        assert answers[0] is None
        assert answers[1] is not None
        assert not worker._renewable
        worker.stop()


def test_what_is_shown_outlives_the_process(qtbot: QtBot, tmp_path: Path) -> None:
    """A painter that was started anew paints what was asked for last."""
    path = write_mbtiles(tmp_path / "x.mbtiles", {(0, 0, 0): png(GREEN)})
    town = write_town(tmp_path / "town.pack")
    worker = Worker(town, picturing=Picturing(path=str(path)))
    worker.start()
    assert turn_until(lambda: worker.is_ready)
    before = _paint(worker)
    worker.show(Show("picture"))
    covered = _paint(worker)
    process = worker._process
    assert process is not None
    process.kill()
    assert turn_until(lambda: not worker.is_ready)
    assert turn_until(lambda: worker.is_ready)
    again = _paint(worker)
    worker.stop()

    assert before != covered
    assert covered == again

"""The place that is shown: opened with its worker, closed without a trace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from controlroom.domain.errors import PackError
from tests.helpers.map_room import MIDDLE, turn_until, write_town
from tests.helpers.tile_files import png, write_mbtiles
from ui.map.ground import Ground
from ui.map.locality import Locality
from ui.map.routes import Routes
from ui.theme import Theme
from ui.worker.client import Worker
from ui.worker.messages import Picturing


@pytest.fixture
def locality(qtbot: QtBot) -> Iterator[Locality]:
    """Nowhere yet."""
    parent = QObject()
    locality = Locality(parent)
    locality.lend(Ground(Theme.load("dark"), parent), Routes())
    yield locality
    locality.close()


def test_open_and_close(locality: Locality, tmp_path: Path) -> None:
    """An open place has a worker that is ready soon; a closed one has none."""
    locality.open(write_town(tmp_path / "town.pack"))

    assert locality.is_known
    assert turn_until(lambda: locality.worker is not None and locality.worker.is_ready)

    locality.close()

    assert (None, False, []) == (locality.worker, locality.is_known, locality.corners())


def test_a_worker_that_runs_is_taken_over(locality: Locality, tmp_path: Path) -> None:
    """What was started early paints here, and ends with the place."""
    path = write_town(tmp_path / "town.pack")
    worker = Worker(path)
    worker.start()
    assert turn_until(lambda: worker.is_ready)
    process_id = worker.process_id
    locality.open(path, worker=worker)

    assert worker is locality.worker
    assert process_id == worker.process_id

    locality.close()

    assert worker.process_id is None


def test_a_place_that_is_none_ends_the_worker(
    locality: Locality, tmp_path: Path
) -> None:
    """A pack that cannot be read leaves no process behind."""
    worker = Worker(tmp_path / "none.pack")
    worker.start()
    with pytest.raises(PackError):
        locality.open(tmp_path / "none.pack", worker=worker)

    assert worker.process_id is None
    assert locality.worker is None


def test_the_whole_place(locality: Locality, tmp_path: Path) -> None:
    """A place without districts is as large as its pack says."""
    locality.open(write_town(tmp_path / "town.pack"))
    (south, west), (north, east) = locality.corners()

    assert south < MIDDLE[0] < north
    assert west < MIDDLE[1] < east


def test_a_file_that_is_no_pack(locality: Locality, tmp_path: Path) -> None:
    """What is no pack is refused with its reason, and nothing is half open."""
    stranger = tmp_path / "stranger.pack"
    stranger.write_text("<html>not found</html>")
    with pytest.raises(PackError, match="is not a map pack"):
        locality.open(stranger)

    assert (None, False) == (locality.worker, locality.is_known)


def test_a_place_in_words(locality: Locality, tmp_path: Path) -> None:
    """The worker knows the street; without one the answer is empty at once."""
    said: list[str] = []
    locality.find_spot(*MIDDLE, lambda words, _metres: said.append(words))
    locality.open(write_town(tmp_path / "town.pack"))
    assert turn_until(lambda: locality.worker is not None and locality.worker.is_ready)
    locality.find_spot(*MIDDLE, lambda words, _metres: said.append(words))

    assert turn_until(lambda: len(said) == 2)
    assert ["", "Quay Street at Mill Street"] == said


def test_a_worker_that_dies_is_trouble_and_comes_back(
    locality: Locality, tmp_path: Path
) -> None:
    """The map says so while it lasts, and takes it back."""
    said: list[str] = []
    locality.trouble.connect(said.append)
    locality.open(write_town(tmp_path / "town.pack"))
    worker = locality.worker
    assert worker is not None
    assert turn_until(lambda: worker.is_ready)
    process = worker._process
    assert process is not None
    process.kill()

    assert turn_until(lambda: "the map's painter stopped" in said)
    assert turn_until(lambda: worker.is_ready and said[-1] == "")


def test_one_worker_for_every_map(locality: Locality, tmp_path: Path) -> None:
    """Whoever comes later gets the same worker, and loses it when the place closes."""
    parent = QObject()
    early, late = (Ground(Theme.load("dark"), parent) for _ in range(2))
    routes = [Routes(), Routes()]
    locality.lend(early, routes[0])
    locality.open(write_town(tmp_path / "town.pack"))
    locality.lend(late, routes[1])

    assert [locality.worker] * 2 == [each.worker for each in routes]
    assert locality.worker is not None

    locality.take_back(late)

    assert [locality.worker, None] == [each.worker for each in routes]

    locality.open(tmp_path / "town.pack")

    assert [locality.worker, None] == [each.worker for each in routes]

    locality.close()

    assert [None, None] == [each.worker for each in routes]


def test_another_place_is_said(locality: Locality, tmp_path: Path) -> None:
    """Every map hears of a place that opened or closed; closing twice is closing."""
    said: list[bool] = []
    locality.changed.connect(lambda: said.append(locality.is_known))
    locality.open(write_town(tmp_path / "town.pack"))
    locality.close()
    locality.close()

    assert [True, False] == said


def _aerial(tmp_path: Path, **said: str) -> Picturing:
    metadata = {"bounds": "2.0,54.5,3.0,55.0", "attribution": "&copy; Somebody", **said}
    path = tmp_path / "aerial.mbtiles"
    if not path.exists():
        write_mbtiles(path, {(0, 0, 0): png()}, metadata)
    return Picturing(path=str(path))


def test_pictures_alone(locality: Locality, tmp_path: Path) -> None:
    """Pictures are a map of the place; they know no street."""
    said: list[str] = []
    locality.open(None, _aerial(tmp_path))
    locality.find_spot(*MIDDLE, lambda words, _metres: said.append(words))

    assert (True, False, None) == (
        locality.is_known, locality.has_both, locality.guide,
    )  # fmt: skip
    assert [(54.5, 2.0), (55.0, 3.0)] == locality.corners()
    assert ("© Somebody", [""]) == (locality.attribution, said)


def test_pictures_of_the_whole_world(locality: Locality, tmp_path: Path) -> None:
    """A map of the world says nothing about where to look."""
    locality.open(None, _aerial(tmp_path, bounds="-180,-90,180,90"))

    assert [] == locality.corners()


def test_whose_map_it_is(locality: Locality, tmp_path: Path) -> None:
    """Both are named, and nobody when nothing is shown."""
    locality.open(write_town(tmp_path / "town.pack"), _aerial(tmp_path))

    assert "Nobody · © Somebody" == locality.attribution

    locality.close()

    assert "" == locality.attribution


def test_one_on_top_of_the_other(locality: Locality, tmp_path: Path) -> None:
    """With both, either may be on top; it stays so when the map is opened anew."""
    locality.open(write_town(tmp_path / "town.pack"), _aerial(tmp_path))
    assert (True, False) == (locality.has_both, locality.picture_on_top)
    locality.swap()
    locality.open(tmp_path / "town.pack", _aerial(tmp_path))

    assert locality.picture_on_top

    locality.swap()

    assert not locality.picture_on_top


def test_pictures_that_are_none(locality: Locality, tmp_path: Path) -> None:
    """What cannot be shown is refused in a line, and nothing is half open."""
    stranger = tmp_path / "half.mbtiles"
    stranger.write_bytes(b"SQLite format 3\0" + b"\x10\0" + bytes(10) + b"\0\0\0\x09")
    with pytest.raises(PackError, match="half copied"):
        locality.open(write_town(tmp_path / "town.pack"), Picturing(path=str(stranger)))

    assert (None, False, "") == (
        locality.worker, locality.is_known, locality.attribution,
    )  # fmt: skip

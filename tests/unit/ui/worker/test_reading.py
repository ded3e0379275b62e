"""An overlay file read in a process of its own: what it is, or why not, in one line."""

import resource
import subprocess
from pathlib import Path

import msgspec
import pytest

from controlroom.ground.overlay_levels import load
from tests.helpers.layer_files import write_beat, write_track
from tests.helpers.map_room import MIDDLE
from ui.worker import reading
from ui.worker.launch import worker_command, worker_environment
from ui.worker.reading import Found, read_file


def test_what_is_in_a_file(tmp_path: Path) -> None:
    """Counts and bounds are told, and the columns are there."""
    found = read_file(write_track(tmp_path / "ride.gpx"), tmp_path / "x.npz")
    south, west, north, east = found.bounds

    assert ("", 0, 1, 1) == (found.fault, found.areas, found.lines, found.places)
    assert south < MIDDLE[0] + 0.001 < north
    assert west < MIDDLE[1] < east
    assert {"Ride", "Gate"} == {name.text for name in load(tmp_path / "x.npz").names}


def test_a_file_that_is_none(tmp_path: Path) -> None:
    """Its fault names it, and nothing is written."""
    path = tmp_path / "x.kml"
    path.write_text("<html/>")
    found = read_file(path, tmp_path / "x.npz")

    assert found.fault.startswith("x.kml is not shown: it is XML, but neither")
    assert not (tmp_path / "x.npz").exists()


def test_nowhere_to_write(tmp_path: Path) -> None:
    """A full or missing folder is a fault in words, too."""
    found = read_file(write_beat(tmp_path / "b.json"), tmp_path / "gone" / "x.npz")

    assert "No such file" in found.fault


def test_as_the_desk_asks(tmp_path: Path) -> None:
    """The process says one line of JSON and ends well, also when the file is broken."""
    broken = tmp_path / "deep.json"
    broken.write_text('{"type":"GeometryCollection","geometries":[' * 10_000)
    for path, fault in (
        (write_beat(tmp_path / "b.json"), ""),
        (broken, "deep.json is not shown"),
    ):
        done = subprocess.run(
            [*worker_command(), "--read", path, "--into", tmp_path / "x.npz"],
            env=worker_environment(), check=False, timeout=60, capture_output=True,
        )  # fmt: skip
        found = msgspec.json.decode(done.stdout, type=Found)

        assert 0 == done.returncode
        assert found.fault.startswith(fault) if fault else not found.fault


def test_it_needs_somewhere_to_write() -> None:
    """One word without the other is refused."""
    done = subprocess.run(
        [*worker_command(), "--read", "x"], env=worker_environment(), check=False,
        timeout=60, capture_output=True,
    )  # fmt: skip

    assert 2 == done.returncode
    assert b"--read and --into belong together" in done.stderr


def test_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory and time of the process are bounded before a file is opened."""
    said: dict[int, int] = {}
    monkeypatch.setattr(
        resource, "setrlimit", lambda what, most: said.update({what: most[0]})
    )
    reading._bound()

    assert {
        resource.RLIMIT_AS: reading.MOST_BYTES,
        resource.RLIMIT_CPU: reading.MOST_CPU_S,
    } == said

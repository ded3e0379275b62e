"""The worker's program: it serves one desk, and ends with it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, town_square, turn_until, write_town
from tests.helpers.tile_files import png, write_mbtiles
from tests.helpers.tile_service import HANG, Answer, TileService, tile_service
from tests.helpers.waiting import PATIENCE_S
from ui.worker import messages as m
from ui.worker import service
from ui.worker.launch import worker_command, worker_environment
from ui.worker.main import Workplace


@pytest.fixture
def server(qtbot: QtBot, tmp_path: Path) -> Iterator[QLocalServer]:
    """Where a desk listens."""
    server = QLocalServer()
    assert server.listen(str(tmp_path / "desk"))
    yield server
    server.close()


@pytest.fixture
def process(server: QLocalServer) -> Iterator["subprocess.Popen[bytes]"]:
    """A real worker."""
    command = [*worker_command(), "--desk", server.fullServerName()]
    with subprocess.Popen(command, env=worker_environment()) as process:
        yield process
        process.kill()


def test_the_first_ground_waits_for_no_paper() -> None:
    """What a painter never needs is not even read."""
    unneeded = ["ui.paper", "ui.worker.reading", "scipy", "PySide6.QtWidgets"]
    code = "import sys, ui.worker.main; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, check=True, env=worker_environment(),
    )  # fmt: skip
    read = done.stdout.decode().split()

    assert "ui.worker.easel" in read
    assert not set(unneeded) & set(read)


def _socket(server: QLocalServer) -> QLocalSocket:
    assert turn_until(server.hasPendingConnections)
    return server.nextPendingConnection()


def _answers(socket: QLocalSocket, wanted: int) -> list[m.FromWorker]:
    inbox = m.Inbox()
    found: list[m.FromWorker] = []

    def read() -> bool:
        bodies = inbox.feed(bytes(socket.readAll().data()))
        found.extend(m.decode_from_worker(body) for body in bodies)
        return len(found) >= wanted

    assert turn_until(read)
    return found


def _memory(tmp_path: Path, size: int) -> Path:
    path = tmp_path / "memory"
    path.write_bytes(b"\0" * size)
    return path


def test_it_ends_with_its_desk(
    server: QLocalServer, process: "subprocess.Popen[bytes]"
) -> None:
    """No worker outlives the desk that started it."""
    socket = _socket(server)
    socket.abort()

    assert turn_until(lambda: process.poll() is not None)
    assert 0 == process.returncode


def test_a_picture_in_its_slot(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    """Pixels come through the file, in the slot that was asked for."""
    socket = _socket(server)
    side = 2 * 256
    memory = _memory(tmp_path, 2 * side * side * 4)
    pack = write_town(tmp_path / "town.pack")
    socket.write(m.encode(m.Open(str(pack), str(memory), 2, side * side * 4)))
    socket.write(m.encode(town_square(9, slot=1)))

    assert [m.Painted(9, 1)] == _answers(socket, 1)
    assert {0} == set(memory.read_bytes()[: side * side * 4])
    assert len(set(memory.read_bytes()[side * side * 4 :])) > 10


def test_questions_before_pictures(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    """Somebody who waits for a time does not wait for a screen of ground."""
    socket = _socket(server)
    memory = _memory(tmp_path, 512 * 512 * 4)
    pack = write_town(tmp_path / "town.pack")
    paints = [town_square(number) for number in range(1, 5)]
    jobs: list[m.ToWorker] = [
        m.Open(str(pack), str(memory), 1, 512 * 512 * 4), *paints,
        m.FindSpot(5, *MIDDLE),
    ]  # fmt: skip
    socket.write(b"".join(m.encode(job) for job in jobs))
    order = [getattr(answer, "job", 0) for answer in _answers(socket, 5)]

    assert order.index(5) <= 1


def test_of_waiting_reaches_the_last_is_found(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    """Nobody waits for what a later question made stale."""
    socket = _socket(server)
    memory = _memory(tmp_path, 4)
    pack = write_town(tmp_path / "town.pack")
    jobs: list[m.ToWorker] = [
        m.Open(str(pack), str(memory), 1, 4), m.FindReach(1, *MIDDLE, (60.0,)),
        m.FindReach(2, *MIDDLE, (60.0,)), m.FindReach(3, *MIDDLE, (60.0,)),
        m.FindSpot(4, *MIDDLE),
    ]  # fmt: skip
    socket.write(b"".join(m.encode(job) for job in jobs))

    assert [3, 4] == [getattr(answer, "job", 0) for answer in _answers(socket, 2)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"pixels": 512}, "has no room"),
        ({"slot": 7}, "has no room"),
        ({"slot": -1}, "has no room"),
        ({"theme": "mauve"}, "mauve"),
        ({"pixels": 0}, "has no room"),
        ({"across": -1}, "has no room"),
    ],
)
def test_what_cannot_be_painted(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path,
    wrong: dict[str, Any], said: str,
) -> None:  # fmt: skip
    """Each such job is refused in a line, and the next is done."""
    socket = _socket(server)
    memory = _memory(tmp_path, 512 * 512 * 4)
    pack = write_town(tmp_path / "town.pack")
    job, good = msgspec.structs.replace(town_square(1), **wrong), town_square(2)
    opening = m.Open(str(pack), str(memory), 1, 512 * 512 * 4)
    socket.write(b"".join(m.encode(each) for each in (opening, job, good)))
    refused, done = _answers(socket, 2)

    assert isinstance(refused, m.Failed)
    assert said in refused.sentence
    assert m.Painted(2, 0) == done


def test_without_a_pack(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    """A pack that is none is said once; jobs are refused; the worker stays."""
    socket = _socket(server)
    memory = _memory(tmp_path, 4096)
    socket.write(m.encode(m.Open(str(tmp_path / "no.pack"), str(memory), 1, 4096)))
    socket.write(m.encode(m.FindSpot(3, *MIDDLE)))
    opening, question = _answers(socket, 2)

    assert isinstance(opening, m.Failed)
    assert (0, True) == (opening.job, "there is no map pack" in opening.sentence)
    assert m.Failed(3, "no map pack is open") == question


def test_pictures_without_a_pack(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    """Pictures are painted; who asks for a street is told that there is no pack."""
    socket = _socket(server)
    memory = _memory(tmp_path, 512 * 512 * 4)
    tiles: dict[tuple[int, int, int], object] = {(0, 0, 0): png(), (14, 0, 0): b"no"}
    picturing = m.Picturing(path=str(write_mbtiles(tmp_path / "x.mbtiles", tiles)))
    socket.write(m.encode(m.Open("", str(memory), 1, 512 * 512 * 4, picturing)))
    socket.write(m.encode(m.Show("picture")))
    socket.write(m.encode(town_square(1)))
    socket.write(m.encode(m.FindSpot(2, *MIDDLE)))
    socket.write(m.encode(m.Paint(3, 0, "dark", 14, 0, 0, 2, 256, 1.0)))
    answers = _answers(socket, 4)

    assert m.Failed(2, "no map pack is open") in answers
    assert m.Painted(1, 0) in answers
    said = m.PicturesSaid("Test: tile 14/0/0 is no picture (png, jpg, webp)")
    assert [said, m.Painted(3, 0)] == answers[-2:]


def test_pictures_that_are_none(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    """A file that cannot be read is said; the pack is painted all the same."""
    socket = _socket(server)
    memory = _memory(tmp_path, 512 * 512 * 4)
    pack = write_town(tmp_path / "town.pack")
    gone = m.Picturing(path=str(tmp_path / "gone.pmtiles"))
    socket.write(m.encode(m.Open(str(pack), str(memory), 1, 512 * 512 * 4, gone)))
    socket.write(m.encode(town_square(1)))
    said, painted = _answers(socket, 2)

    assert isinstance(said, m.PicturesSaid)
    assert "gone.pmtiles: No such file" in said.sentence
    assert m.Painted(1, 0) == painted


def _open_with(
    socket: QLocalSocket, tmp_path: Path, serving: TileService, **said: object
) -> None:
    memory = _memory(tmp_path, 512 * 512 * 4)
    config = serving.config(**said)
    picturing = m.Picturing(service=config, cache=str(tmp_path / "tiles"))
    socket.write(m.encode(m.Open("", str(memory), 1, 512 * 512 * 4, picturing)))


def test_squares_of_a_service(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    """A square is painted at once, said to be partial, and again when more came."""
    job = msgspec.structs.replace(town_square(1), across=1)
    with tile_service() as serving:
        socket = _socket(server)
        _open_with(socket, tmp_path, serving)
        socket.write(m.encode(job))
        first, renewed = _answers(socket, 2)
        socket.write(m.encode(msgspec.structs.replace(job, job=2)))
        (then,) = _answers(socket, 1)

    assert m.Painted(1, 0, blank=True, partial=True) == first
    assert m.Renewed((1,)) == renewed
    assert m.Painted(2, 0) == then


def test_a_service_that_hangs_holds_up_nothing(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    """Squares are painted while it hangs; then it is said that nobody answers."""
    with tile_service() as serving:
        serving.answer = lambda _path: Answer(HANG)
        socket = _socket(server)
        _open_with(socket, tmp_path, serving, timeout_s=0.5)
        for number in range(1, 6):
            socket.write(m.encode(town_square(number, zoom=9 + number)))
        answers = _answers(socket, 6)
    # A slow painter may not be done when the service is given up.
    answers.remove(m.PicturesSaid("no answer", lasting=True))

    assert [m.Painted(n, 0, blank=True, partial=True) for n in range(1, 6)] == answers


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="needs /proc")
def test_nothing_is_fetched_unless_configured(
    server: QLocalServer, process: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    """Without a service the painter never opens a connection; with one it does."""
    socket = _socket(server)
    memory = _memory(tmp_path, 512 * 512 * 4)
    pack = write_town(tmp_path / "town.pack")
    tiles: dict[tuple[int, int, int], object] = {(0, 0, 0): png()}
    aerial = m.Picturing(path=str(write_mbtiles(tmp_path / "x.mbtiles", tiles)))
    socket.write(m.encode(m.Open(str(pack), str(memory), 1, 512 * 512 * 4, aerial)))
    socket.write(m.encode(town_square(1)))
    _answers(socket, 1)

    assert not _connections(process.pid)
    with tile_service() as serving:
        serving.answer = lambda _path: Answer(HANG)
        _open_with(socket, tmp_path, serving)
        socket.write(m.encode(town_square(2, zoom=6)))
        _answers(socket, 1)

        assert turn_until(lambda: bool(_connections(process.pid)))


def _connections(process_id: int) -> set[str]:
    """The internet sockets of a process, by their numbers."""
    mine = set()
    for entry in Path(f"/proc/{process_id}/fd").iterdir():
        with suppress(OSError):
            mine.add(str(entry.readlink()))
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        lines = Path(f"/proc/{process_id}/net/{table}").read_text().splitlines()[1:]
        found |= {f"socket:[{line.split()[9]}]" for line in lines}
    return mine & found


def test_without_a_service_there_is_no_network_code(
    server: QLocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening a pack and a file of pictures makes no QNetworkAccessManager."""
    made: list[object] = []
    monkeypatch.setattr(service, "QNetworkAccessManager", made.append)
    desk = QLocalSocket()
    desk.connectToServer(server.fullServerName())
    workplace = Workplace(_socket(server))
    memory = _memory(tmp_path, 512 * 512 * 4)
    pack = write_town(tmp_path / "town.pack")
    tiles: dict[tuple[int, int, int], object] = {(0, 0, 0): png()}
    aerial = m.Picturing(path=str(write_mbtiles(tmp_path / "x.mbtiles", tiles)))
    workplace._take(m.Open(str(pack), str(memory), 1, 512 * 512 * 4, aerial))
    workplace._take(town_square(1))

    assert turn_until(lambda: not workplace._waiting)
    assert workplace.easel.is_set
    assert [] == made

    workplace._socket.disconnected.disconnect()
    desk.abort()


def test_noise(server: QLocalServer, process: "subprocess.Popen[bytes]") -> None:
    """Bytes that are no message end the worker, in words."""
    socket = _socket(server)
    socket.write(b"\x04\x00\x00\x00abcd")
    (answer,) = _answers(socket, 1)

    assert isinstance(answer, m.Failed)
    assert turn_until(lambda: process.poll() is not None)


def test_nobody_listens(tmp_path: Path) -> None:
    """Without a desk it gives up instead of waiting for ever."""
    command = [*worker_command(), "--desk", str(tmp_path / "nobody")]
    done = subprocess.run(
        command, env=worker_environment(), check=False, timeout=PATIENCE_S
    )

    assert 1 == done.returncode


def test_a_wrong_word() -> None:
    """An argument it does not know is one line and status 2."""
    done = subprocess.run(
        [*worker_command(), "--window"], env=worker_environment(), check=False,
        timeout=PATIENCE_S, capture_output=True,
    )  # fmt: skip

    assert 2 == done.returncode
    assert b"--desk" in done.stderr

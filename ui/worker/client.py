"""The desk's side of its worker: starts it, gives it jobs, starts it again.

Pictures come through a file both have mapped; at most `SLOTS` jobs with a picture wait
at once, and whoever wants more asks again. Ways and times: at most `ASKED` wait, the
oldest is given up.
"""

import logging
import math
import os
import subprocess
import uuid
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from controlroom.ground.mercator import Floats
from ui.worker import messages as m
from ui.worker.launch import map_memory, worker_command, worker_environment

SLOTS = 4
SLOT_BYTES = 1024 * 1024 * 4
"""Room for the largest square that the ground asks for."""
ASKED = 32
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 30.0
_SETTLED_S = 20.0
"""A worker that lived this long died of something new: the wait starts afresh."""
_STOP_S = 2.0
NO_PICTURES = m.Picturing()
MOST_RENEWABLE = 512
"""Squares that may be told to be painted anew; the oldest is forgotten."""

_log = logging.getLogger("controlroom.ui.worker")

PaintAnswer = Callable[[QImage | None], None]
PathAnswer = Callable[[Floats, Floats, float, float], None]
TimesAnswer = Callable[[Floats], None]
SpotAnswer = Callable[[str, float], None]
ReachAnswer = Callable[[tuple[m.Band, ...], float], None]
PlacesAnswer = Callable[[tuple[m.PlaceFound, ...]], None]
Answer = PathAnswer | TimesAnswer | SpotAnswer | ReachAnswer | PlacesAnswer


class Worker(QObject):
    """One helper process for one map pack, pictures of the ground, or both.

    Signals: `ready` when it can take jobs, `failed(sentence)` when the pack cannot be
    read or the process died; it starts again by itself. What was asked before it died
    is forgotten: ask again on `ready`. A square it died on twice is answered with None.
    """

    ready = Signal()
    failed = Signal(str)
    pictures_said = Signal(str, bool)
    """What is wrong with pictures of the ground, or nothing; whether it lasts."""

    def __init__(
        self,
        pack: Path | str | None,
        parent: QObject | None = None,
        picturing: m.Picturing = NO_PICTURES,
    ) -> None:
        super().__init__(parent)
        self._pack = str(pack or "")
        self._picturing = picturing
        self._show = m.Show()
        self._renewable: OrderedDict[int, Callable[[], None]] = OrderedDict()
        self._jobs = 0
        self._painting: dict[int, tuple[m.Paint, PaintAnswer]] = {}
        self._waiting: deque[Callable[[], None]] = deque()
        self._asked: dict[int, Answer] = {}
        self._reach_job = 0
        self._suspect: m.Paint | None = None
        self._socket: QLocalSocket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._inbox = m.Inbox()
        self._wait_s, self._stopped = FIRST_WAIT_S, True
        self._memory_path, self._memory = map_memory(SLOTS * SLOT_BYTES)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._launch)
        self._settled = QTimer(self, singleShot=True)
        self._settled.timeout.connect(self._settle)

    @property
    def is_ready(self) -> bool:
        """Whether jobs are taken now."""
        return self._socket is not None

    @property
    def asks_network(self) -> bool:
        """Whether a square may cost a service something: ask for none beforehand."""
        return self._picturing.service is not None

    @property
    def process_id(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process; `ready` follows. It is started once, whoever asks."""
        if self._server.isListening():
            return
        self._stopped = False
        name = f"controlroom-{os.getpid()}-{uuid.uuid4().hex[:12]}"
        if not self._server.listen(name):
            self.failed.emit(
                f"the map's painter cannot be reached: {self._server.errorString()}"
            )
            return
        self._launch()

    def stop(self) -> None:
        """End the process and wait for it; nothing is answered afterwards."""
        self._stopped = True
        self._again.stop()
        self._settled.stop()
        self._painting.clear()
        self._waiting.clear()
        self._asked.clear()
        self._renewable.clear()
        if self._socket is not None:
            self._socket.disconnected.disconnect(self._lost)
            self._socket.abort()
            self._socket = None
        self._server.close()
        self._end_process()
        with suppress(BufferError):
            self._memory.close()
        with suppress(OSError):
            self._memory_path.unlink(missing_ok=True)

    def show(self, wanted: m.Show) -> None:
        """Paint this from now on, also after the process was started anew."""
        self._show = wanted
        self._send(wanted)

    def paint(
        self, job: m.Paint, answer: PaintAnswer, renew: Callable[[], None] | None = None
    ) -> bool:
        """Ask for a square; False when it must be asked for again later.

        `answer(image)` gets an image that is the caller's own, or None when nothing is
        known there or the square cannot be painted. `renew()` follows when more of it
        came. `job` and `slot` of the request are filled in here.
        """
        free = set(range(SLOTS)) - {asked.slot for asked, _ in self._painting.values()}
        if self._socket is None or not free:
            return False
        self._jobs += 1
        job = msgspec.structs.replace(job, job=self._jobs, slot=min(free))
        self._painting[self._jobs] = (job, answer)
        if renew is not None and self._picturing.service is not None:
            self._renewable[self._jobs] = renew
            while len(self._renewable) > MOST_RENEWABLE:
                self._renewable.popitem(last=False)
        self._send(job)
        return True

    def wait(self, ask: Callable[[], None]) -> None:
        """Have `ask` called once a square can be asked for again; twice is once.

        Those who wait are asked in turn, so that one map leaves room for the others.
        When the process dies all are forgotten: `ready` tells them.
        """
        if ask not in self._waiting:
            self._waiting.append(ask)

    def leave(self, ask: Callable[[], None]) -> None:
        """Wait no longer."""
        if ask in self._waiting:
            self._waiting.remove(ask)

    def find_path(
        self, start: tuple[float, float], end: tuple[float, float], answer: PathAnswer
    ) -> bool:
        """Ask for the quickest way: `answer(lats, lons, seconds, metres)`.

        No way is empty columns. False when nobody can be asked now.
        """
        return self._ask(m.FindPath(0, *start, *end), answer)

    def find_times(
        self, lat: float, lon: float, lats: Floats, lons: Floats, answer: TimesAnswer
    ) -> bool:
        """Ask for the seconds by road to a place from each of many: `answer(seconds)`.

        nan where there is no way. False when nobody can be asked now.
        """
        columns = (np.asarray(column, np.float64).tobytes() for column in (lats, lons))
        return self._ask(m.FindTimes(0, lat, lon, *columns), answer)

    def find_spot(self, lat: float, lon: float, answer: SpotAnswer) -> bool:
        """Ask for a place in words: `answer(words, metres)`, empty when far off.

        False also while much is asked: names never push out ways and their times.
        """
        free = len(self._asked) < ASKED // 2
        return free and self._ask(m.FindSpot(0, lat, lon), answer)

    def find_reach(
        self, lat: float, lon: float, steps: tuple[float, ...], answer: ReachAnswer
    ) -> bool:
        """Ask from where a place is reached in time: `answer(bands, off_m)`.

        No bands where there are no streets to travel on. Whoever asked before is
        answered no more. False when nobody can be asked now.
        """
        self._asked.pop(self._reach_job, None)
        asked = self._ask(m.FindReach(0, lat, lon, steps), answer)
        self._reach_job = self._jobs if asked else 0
        return asked

    def find_places(
        self, lat: float, lon: float, metres: float, most: int, answer: PlacesAnswer
    ) -> bool:
        """Ask for places around: `answer(places)`, nearest first; False: not now."""
        return self._ask(m.FindPlaces(0, lat, lon, metres, most), answer)

    def _ask(self, job: m.Question, answer: Answer) -> bool:
        if self._socket is None:
            return False
        while len(self._asked) >= ASKED:
            self._asked.pop(next(iter(self._asked)))
        self._jobs += 1
        self._asked[self._jobs] = answer
        self._send(msgspec.structs.replace(job, job=self._jobs))
        return True

    def _send(self, message: m.ToWorker) -> None:
        if self._socket is not None:
            self._socket.write(m.encode(message))
            self._socket.flush()

    def _launch(self) -> None:
        if self._stopped:
            return
        self._end_process()
        command = [*worker_command(), "--desk", self._server.fullServerName()]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=worker_environment(),
            )
        except OSError as error:
            self._try_again(f"the map's painter does not start: {error}")

    def _welcome(self) -> None:
        socket = self._server.nextPendingConnection()
        self._socket = socket
        self._inbox = m.Inbox()
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self._lost)
        memory = str(self._memory_path)
        self._send(m.Open(self._pack, memory, SLOTS, SLOT_BYTES, self._picturing))
        self._send(self._show)
        self._settled.start(round(_SETTLED_S * 1000))
        self.ready.emit()
        self._read()

    def _read(self) -> None:
        socket = self._socket
        if socket is None:
            return
        try:
            for body in self._inbox.feed(bytes(socket.readAll().data())):
                self._take(m.decode_from_worker(body))
        except (msgspec.DecodeError, ValueError):
            _log.exception("the map's painter sent what cannot be read")
            socket.abort()

    def _take(self, message: m.FromWorker) -> None:
        match message:
            case m.Painted():
                self._deliver(message)
            case m.Renewed():
                for job in message.jobs:
                    self._renewable.pop(job, _nothing)()
            case m.PicturesSaid():
                self.pictures_said.emit(message.sentence, message.lasting)
            case (
                m.PathFound()
                | m.TimesFound()
                | m.SpotFound()
                | m.ReachFound()
                | m.PlacesFound()
            ):
                answer = self._asked.pop(message.job, None)
                if answer is not None:
                    answer(*_columns(message))  # type: ignore[arg-type]  # asked as such
            case m.Failed():
                self._fail(message)

    def _deliver(self, done: m.Painted) -> None:
        job, answer = self._painting.pop(done.job, (None, None))
        if not done.partial:
            self._renewable.pop(done.job, None)
        if job is None or answer is None:
            return
        image = None if done.blank else self._image_of(job)
        self._offer()
        answer(image)

    def _image_of(self, job: m.Paint) -> QImage:
        side = job.across * job.pixels
        start = job.slot * SLOT_BYTES
        view = memoryview(self._memory)[start : start + side * side * 4]
        shared = QImage(view, side, side, side * 4, QImage.Format.Format_RGB32)
        return shared.copy()

    def _offer(self) -> None:
        """Let those who wait ask, each at most once, while there is room."""
        for _ in range(len(self._waiting)):
            if len(self._painting) >= SLOTS:
                return
            self._waiting.popleft()()

    def _fail(self, failure: m.Failed) -> None:
        _log.warning("the map's painter: %s", failure.sentence)
        asked = self._asked.pop(failure.job, None)
        if asked is not None and failure.job == self._reach_job:
            asked((), math.nan)  # type: ignore[call-arg, arg-type]  # asked as such
        job, answer = self._painting.pop(failure.job, (None, None))
        if job is not None and answer is not None:
            self._offer()
            answer(None)
        if failure.job == 0:
            self.failed.emit(failure.sentence)

    def _lost(self) -> None:
        self._socket = None
        lost = list(self._painting.values())
        self._painting.clear()
        self._waiting.clear()
        self._asked.clear()
        renewable, self._renewable = self._renewable, OrderedDict()
        for renew in renewable.values():
            renew()
        suspect, self._suspect = self._suspect, None
        if lost:
            # The job on the table may be what killed it: given up the second time.
            job, answer = lost[0]
            self._suspect = msgspec.structs.replace(job, job=0, slot=0)
            if self._suspect == suspect:
                answer(None)
        self._try_again("the map's painter stopped")

    def _try_again(self, sentence: str) -> None:
        if self._stopped:
            return
        _log.warning("%s; trying again in %.1f s", sentence, self._wait_s)
        self.failed.emit(sentence)
        self._again.start(round(self._wait_s * 1000))
        self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)

    def _settle(self) -> None:
        self._wait_s = FIRST_WAIT_S

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _nothing() -> None:
    """Answer to a job that nobody waits for any more."""


def _columns(
    found: m.PathFound | m.TimesFound | m.SpotFound | m.ReachFound | m.PlacesFound,
) -> tuple[object, ...]:
    match found:
        case m.PathFound():
            lats, lons = np.frombuffer(found.lats), np.frombuffer(found.lons)
            return lats, lons, found.seconds, found.length_m
        case m.TimesFound():
            return (np.frombuffer(found.seconds),)
        case m.SpotFound():
            return found.words, found.distance_m
        case m.ReachFound():
            return found.bands, found.off_m
        case m.PlacesFound():
            return (found.places,)

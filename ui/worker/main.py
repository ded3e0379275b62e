"""The worker's own program: reads what the desk asks, answers, ends with the desk."""

import argparse
import mmap
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtNetwork import QLocalSocket

from controlroom.domain.errors import ControlroomError
from controlroom.ground.pack import Pack
from controlroom.ground.raster_files import open_raster
from ui.theme import Theme, install_fonts
from ui.worker import messages as m
from ui.worker.easel import Easel
from ui.worker.painting import side_pixels
from ui.worker.pictures import Pictures
from ui.worker.renewals import Renewals

BYTES_PER_PIXEL = 4
_CONNECT_MS = 5000


class Workplace(QObject):
    """One easel, one file of squares and the jobs on it, done one after another."""

    def __init__(self, socket: QLocalSocket) -> None:
        super().__init__()
        self._socket = socket
        self._inbox = m.Inbox()
        self.easel = Easel()
        self._renewals = Renewals(self._answer, self)
        self._ways: Callable[[m.Question], m.FromWorker] | None = None
        self._memory: mmap.mmap | None = None
        self._slots = self._slot_bytes = 0
        self._themes: dict[str, Theme] = {}
        self._said = ""
        self._waiting: list[m.Job] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._work)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(QGuiApplication.quit)

    def _read(self) -> None:
        try:
            for body in self._inbox.feed(bytes(self._socket.readAll().data())):
                self._take(m.decode_to_worker(body))
        except (msgspec.DecodeError, ValueError) as error:
            self._answer(
                m.Failed(0, f"the desk sent what this worker cannot read: {error}")
            )
            QGuiApplication.quit()

    def _take(self, message: m.ToWorker) -> None:
        if isinstance(message, m.Open):
            self._open(message)
            return
        if isinstance(message, m.Show):
            self._show(message)
            return
        if isinstance(message, m.FindReach):
            self._waiting = [
                job for job in self._waiting if not isinstance(job, m.FindReach)
            ]
        self._waiting.append(message)
        self._turn.start(0)

    def _open(self, message: m.Open) -> None:
        try:
            with Path(message.memory).open("r+b") as file:
                self._memory = mmap.mmap(
                    file.fileno(), message.slots * message.slot_bytes
                )
            self._slots, self._slot_bytes = message.slots, message.slot_bytes
            if message.pack:
                self.easel.pack = Pack.open(message.pack)
        except (ControlroomError, OSError, ValueError) as error:
            self._answer(m.Failed(0, str(error)))
        try:
            self.easel.pictures = self._open_pictures(message.picturing)
        except ControlroomError as error:
            self._answer(m.PicturesSaid(str(error)))

    def _show(self, message: m.Show) -> None:
        try:
            self.easel.show(message)
        except ControlroomError as error:
            self._answer(m.PicturesSaid(str(error)))

    def _open_pictures(self, picturing: m.Picturing) -> Pictures | None:
        if picturing.path:
            return Pictures(open_raster(picturing.path))
        if picturing.service is None:
            return None
        # Only here: a desk without a service in its configuration has no network code.
        from ui.worker.service import Service  # noqa: PLC0415 - see above

        service = Service(picturing, self)
        side = picturing.service.tile_pixels
        pictures = Pictures(service, service, side=side)
        service.arrived.connect(pictures.forget)
        service.arrived.connect(self._renewals.note)
        service.said.connect(
            lambda said: self._answer(m.PicturesSaid(said, lasting=True))
        )
        return pictures

    def _work(self) -> None:
        """Do one job, then look at the socket again; questions before pictures."""
        if not self._waiting:
            return
        questions = (job for job in self._waiting if not isinstance(job, m.Paint))
        job = next(questions, self._waiting[0])
        self._waiting.remove(job)
        try:
            self._answer(self._do(job))
        except Exception as error:  # noqa: BLE001 - a named door: the next job is done
            self._answer(m.Failed(job.job, str(error) or type(error).__name__))
        if self._waiting:
            self._turn.start(0)

    def _do(self, job: m.Job) -> m.FromWorker:
        if isinstance(job, m.Paint) and self.easel.is_set:
            return self._paint(job)
        if self.easel.pack is None or isinstance(job, m.Paint):
            return m.Failed(job.job, "no map pack is open")
        if self._ways is None:
            from ui.worker.ways import Ways  # noqa: PLC0415 - scipy: only when asked

            self._ways = Ways(self.easel.pack).answer
        return self._ways(job)

    def _paint(self, job: m.Paint) -> m.FromWorker:
        side = side_pixels(job)
        start = job.slot * self._slot_bytes
        need = side * side * BYTES_PER_PIXEL
        fits = 0 < need <= self._slot_bytes and 0 <= job.slot < self._slots
        if self._memory is None or job.across < 1 or not fits:
            return m.Failed(job.job, f"a square of {side} pixels has no room")
        if job.theme not in self._themes:
            self._themes[job.theme] = Theme(job.theme)
        theme = self._themes[job.theme]
        image = QImage(side, side, QImage.Format.Format_RGB32)
        known, lacking = self.easel.paint(theme, job, image)
        self._memory[start : start + need] = bytes(image.constBits())
        self._renewals.wait_for(job.job, lacking)
        if self.easel.trouble != self._said:
            self._said = self.easel.trouble
            self._answer(m.PicturesSaid(self._said))
        return m.Painted(job.job, job.slot, blank=not known, partial=bool(lacking))

    def _answer(self, message: m.FromWorker) -> None:
        self._socket.write(m.encode(message))
        self._socket.flush()


def _run_reading(path: Path, into: Path) -> int:
    # Only here: what a painter never needs would keep the first ground waiting.
    from ui.worker.reading import run_reading  # noqa: PLC0415 - see above

    return run_reading(path, into)


def _run_printing() -> int:
    from ui.worker.printing import run_printing  # noqa: PLC0415 - as above

    return run_printing()


def run(argv: list[str]) -> int:
    """Serve the desk that listens under a name until it goes; return the status."""
    parser = argparse.ArgumentParser(prog="controlroom worker")
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--desk", help="name the desk listens under")
    asked.add_argument("--read", metavar="FILE", type=Path, help="read an overlay")
    asked.add_argument("--print", action="store_true", help="put a sheet on paper")
    parser.add_argument("--into", metavar="FILE", type=Path, help="write its columns")
    wanted = parser.parse_args(argv)
    if wanted.read is not None:
        if wanted.into is None:
            parser.error("--read and --into belong together")
        return _run_reading(wanted.read, wanted.into)
    if wanted.print:
        return _run_printing()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with suppress(AttributeError, OSError):  # not on every system; only a courtesy
        os.nice(5)
    application = QGuiApplication(sys.argv[:1])
    install_fonts()
    socket = QLocalSocket()
    socket.connectToServer(wanted.desk)
    if not socket.waitForConnected(_CONNECT_MS):
        return 1
    workplace = Workplace(socket)
    status = application.exec()
    workplace.deleteLater()
    return status


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

"""One errand at a time in a process of its own: the window goes on meanwhile.

What the process is given goes in at one end and what it made comes out at the other: it
leaves nothing behind when it is stopped.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from ui.guard import guarded
from ui.worker.launch import worker_command, worker_environment


class Errand(QObject):
    """A worker that does one thing and ends, or is ended after `late_ms`."""

    done = Signal(bytes, bool)
    """What it said on standard output, and whether it ended well. Not when stopped."""

    def __init__(self, late_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._late = QTimer(self, singleShot=True, interval=late_ms)
        self._late.timeout.connect(self._give_up)

    @property
    def is_running(self) -> bool:
        """Whether the process is at it."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The process, 0 while there is none."""
        return self._process.processId() if self._process is not None else 0

    def start(self, words: Sequence[str], given: bytes = b"") -> None:
        """Send the worker with these words; `given` is what it reads. Not twice."""
        program, *first = worker_command()
        environment = QProcessEnvironment()
        for name, value in worker_environment().items():
            environment.insert(name, value)
        process = self._process = QProcess(self)
        process.setProcessEnvironment(environment)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._take)
        process.errorOccurred.connect(self._take)
        self._late.start()
        process.start(program, [*first, *words])
        if self._process is process:
            process.write(given)
            process.closeWriteChannel()

    def stop(self) -> None:
        """End the process, if there is one; nothing is said of it."""
        self._late.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)  # noqa: FBT003 - Qt's own
        if process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(2000)
        process.deleteLater()

    @guarded
    def _take(self, *_: object) -> None:
        process = self._process
        if process is None:
            return
        said = bytes(process.readAllStandardOutput().data())
        over = process.state() == QProcess.ProcessState.NotRunning
        normal = process.exitStatus() == QProcess.ExitStatus.NormalExit
        well = process.error() == QProcess.ProcessError.UnknownError
        ended_well = over and normal and well and process.exitCode() == 0
        self.stop()
        self.done.emit(said, ended_well)

    @guarded
    def _give_up(self) -> None:
        if self._process is not None:
            self._process.kill()

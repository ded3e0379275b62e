"""The sound of an unaccepted emergency: two tones, made here, played where there is a
loudspeaker; a machine without one stays silent and says so.
"""

import logging
import math

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer

RATE = 44_100
HIGH_HZ, LOW_HZ = 988.0, 740.0
TONE_S, PAUSE_S = 0.16, 0.52
FADE_S = 0.012
LOUDNESS = 0.5

_log = logging.getLogger("controlroom.ui")


def compose() -> bytes:
    """Return one second of the alarm: 16 bit mono samples at 44.1 kHz.

    Two falling pairs of tones with a soft edge and a third harmonic, so that it carries
    through headsets and is like no telephone.
    """
    parts = [_tone(HIGH_HZ), _tone(LOW_HZ), _tone(HIGH_HZ)]
    parts.append(np.zeros(round(PAUSE_S * RATE)))
    samples = np.concatenate(parts) * LOUDNESS * 32_767
    return samples.astype("<i2").tobytes()


def _tone(hertz: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    time = np.arange(round(TONE_S * RATE)) / RATE
    wave = np.sin(math.tau * hertz * time) + 0.3 * np.sin(3 * math.tau * hertz * time)
    edge = np.minimum(1.0, np.minimum(time, TONE_S - time) / FADE_S)
    return np.asarray(wave / 1.3 * np.clip(edge, 0, 1), dtype=np.float64)


class AlarmSound(QObject):
    """Repeats the alarm until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self._samples = QByteArray(compose())
        self._buffer = QBuffer(self)
        self._sink: object | None = None
        self.problem = ""
        """Why nothing can be heard on this machine."""
        self.sounding = False
        self._again = QTimer(self, interval=1_000)
        self._again.timeout.connect(self._play)

    def start(self) -> None:
        """Sound, and go on."""
        if not self.sounding:
            self.sounding = True
            self._play()
            self._again.start()

    def stop(self) -> None:
        """Be silent."""
        self.sounding = False
        self._again.stop()
        stop = getattr(self._sink, "stop", None)
        if stop is not None:
            stop()

    def _play(self) -> None:
        sink = self._open()
        if sink is None:
            return
        start = getattr(sink, "start", None)
        if start is not None:
            self._buffer.close()
            self._buffer.setData(self._samples)
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            start(self._buffer)

    def _open(self) -> object | None:
        """Return what plays; None on a machine without sound, which is said once."""
        if self._sink is not None or self.problem:
            return self._sink
        try:
            # Needs libpulse0 on Linux: a desk without it works, in silence.
            from PySide6 import QtMultimedia  # noqa: PLC0415 - may be missing
        except ImportError as error:
            self._say_problem(f"no sound: {error}")
            return None
        device = QtMultimedia.QMediaDevices.defaultAudioOutput()
        if device.isNull():
            self._say_problem("no sound: this machine has no loudspeaker")
            return None
        shape = QtMultimedia.QAudioFormat()
        shape.setSampleRate(RATE)
        shape.setChannelCount(1)
        shape.setSampleFormat(QtMultimedia.QAudioFormat.SampleFormat.Int16)
        self._sink = QtMultimedia.QAudioSink(device, shape, self)
        return self._sink

    def _say_problem(self, problem: str) -> None:
        self.problem = problem
        _log.warning(problem)

"""The sound of an unaccepted emergency."""

import builtins

import numpy as np
import pytest
from PySide6.QtCore import QBuffer
from pytestqt.qtbot import QtBot

from ui.sound import RATE, AlarmSound, compose


def test_the_alarm_lasts_one_second_and_can_be_heard() -> None:
    """One second of 16 bit mono, loud enough, never clipped, with a pause."""
    samples = np.frombuffer(compose(), "<i2").astype(float)

    assert RATE == len(samples)
    assert 8_000 < np.abs(samples).max() <= 32_767
    assert 0.0 == np.abs(samples[-RATE // 3 :]).max()


def test_tones_begin_and_end_softly() -> None:
    """No click: the first and last samples of a tone are silent."""
    samples = np.frombuffer(compose(), "<i2")

    assert abs(int(samples[0])) < 50


def test_a_machine_without_sound_stays_silent(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Without the sound library a desk works, says so once, and repeats in silence."""
    real = builtins.__import__

    def missing(name: str, *rest: object, **named: object) -> object:
        if name == "PySide6" and "QtMultimedia" in str(rest):
            raise ImportError("libpulse.so.0")
        return real(name, *rest, **named)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(builtins, "__import__", missing)
    alarm = AlarmSound()
    alarm.start()
    alarm._play()
    sounding = alarm.sounding
    alarm.stop()

    assert (True, False) == (sounding, alarm.sounding)
    assert "libpulse.so.0" in alarm.problem
    assert 1 == len(caplog.records)


def test_it_sounds_until_it_is_told_to_stop(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second plays again every second; starting twice is once."""

    class Speaker:
        def __init__(self) -> None:
            self.played: list[int] = []

        def start(self, buffer: QBuffer) -> None:
            self.played.append(buffer.size())

        def stop(self) -> None:
            self.played.append(0)

    speaker, alarm = Speaker(), AlarmSound()
    alarm._sink = speaker
    alarm.start()
    alarm.start()
    alarm._again.timeout.emit()
    alarm.stop()

    assert [2 * RATE, 2 * RATE, 0] == speaker.played
    assert not alarm._again.isActive()

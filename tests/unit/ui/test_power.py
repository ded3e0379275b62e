"""On battery or not: what a laptop, a desktop and a strange system say."""

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ui.power import ASK_S, Power


def _supply(folder: Path, name: str, **words: str) -> Path:
    supply = folder / name
    supply.mkdir(exist_ok=True)
    for word, value in words.items():
        (supply / word).write_text(f"{value}\n", encoding="ascii")
    return supply


def test_a_laptop_unplugged(tmp_path: Path) -> None:
    """Its battery discharges and no charger is on line."""
    _supply(tmp_path, "AC", type="Mains", online="0")
    _supply(tmp_path, "BAT0", type="Battery", status="Discharging", scope="System")

    assert Power(tmp_path).on_battery()


def test_a_laptop_on_its_charger(tmp_path: Path) -> None:
    """Plugged in it is on the mains, even while a second battery is drained."""
    _supply(tmp_path, "BAT0", type="Battery", status="Discharging")
    _supply(tmp_path, "USBC0", type="USB", online="1")

    assert not Power(tmp_path).on_battery()


def test_a_desktop_with_a_wireless_mouse(tmp_path: Path) -> None:
    """The battery of a mouse is not the machine's."""
    _supply(tmp_path, "mouse", type="Battery", status="Discharging", scope="Device")

    assert not Power(tmp_path).on_battery()


def test_nobody_can_say(tmp_path: Path) -> None:
    """No list, an empty one, files that are none: then it is not on battery."""

    assert not Power(tmp_path / "nowhere").on_battery()
    assert not Power(tmp_path).on_battery()

    broken = _supply(tmp_path, "BAT0", status="Discharging")
    (broken / "type").mkdir()
    (tmp_path / "file").write_bytes(b"\xff\x00" * 9)

    assert not Power(tmp_path).on_battery()


def test_the_system_is_asked_seldom(tmp_path: Path) -> None:
    """An answer holds for ten seconds."""
    power = Power(tmp_path)

    assert not power.on_battery(100.0)

    _supply(tmp_path, "BAT0", type="Battery", status="Discharging")

    assert not power.on_battery(100.0 + ASK_S - 0.1)
    assert power.on_battery(100.0 + ASK_S)


@pytest.mark.parametrize(("line", "answer"), [(0, True), (1, False), (255, False)])
def test_windows_says_by_a_call(
    monkeypatch: pytest.MonkeyPatch, line: int, *, answer: bool
) -> None:
    """ACLineStatus: 0 off line, 1 on line, 255 unknown."""

    def fill(pointer: object) -> int:
        ctypes.cast(pointer, ctypes.POINTER(ctypes.c_ubyte))[0] = line  # type: ignore[arg-type]  # what byref gives
        return 1

    calls = SimpleNamespace(kernel32=SimpleNamespace(GetSystemPowerStatus=fill))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", calls, raising=False)

    assert answer is Power().on_battery()


def test_windows_may_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that fails is no battery."""
    calls = SimpleNamespace(
        kernel32=SimpleNamespace(GetSystemPowerStatus=lambda _pointer: 0)
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", calls, raising=False)

    assert not Power().on_battery()

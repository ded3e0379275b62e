"""Screens: offscreen always, X where there is one or can be one."""

from pathlib import Path

from controlroom.bench.screens import Screen, screens


def _installed(folder: Path) -> str:
    program = folder / "xvfb-run"
    program.write_text("#!/bin/sh\n", encoding="ascii")
    program.chmod(0o755)
    return str(folder)


def test_the_display_there_is(tmp_path: Path) -> None:
    """A display is used as it is; nothing is started before."""
    off, x = screens({"DISPLAY": ":7", "PATH": _installed(tmp_path)})

    assert ("offscreen", "xcb") == (off.platform, x.platform)
    assert ((), "") == (x.before, x.lacks)


def test_a_display_in_memory(tmp_path: Path) -> None:
    """Without one, xvfb-run makes one where it is installed."""
    _, x = screens({"PATH": _installed(tmp_path)})

    assert "xvfb-run" == x.before[0]
    assert not x.lacks


def test_neither(tmp_path: Path) -> None:
    """Where neither is, it is said what to install."""
    _, x = screens({"PATH": str(tmp_path)})

    assert "xvfb" in x.lacks


def test_the_environment_of_a_scale() -> None:
    """Qt is told the platform, and the scale when it is not 100 %."""
    screen = Screen(platform="offscreen")

    assert "offscreen" == screen.environment()["QT_QPA_PLATFORM"]
    assert "2" == screen.environment(200)["QT_SCALE_FACTOR"]
    assert "QT_SCALE_FACTOR" not in screen.environment()

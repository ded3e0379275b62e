"""Pictures of a desk that lives without a person."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.scene import Scene, full_scene, place_units
from ui import shots as module
from ui.app import DeskApp, DeskOptions
from ui.shots import NEEDED, Shots
from ui.theme import install_fonts

SCENES = ("night", "day", "street", "command", "feeds")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> DeskApp:
    """A desk in a full room, shown."""
    install_fonts()
    made = DeskApp(
        DeskOptions(gateway_url="http://127.0.0.1:9", token="t", folder=tmp_path)
    )
    scene = Scene(mailbox=made.mailbox)
    scene.clock = made.link.clock
    full_scene(scene).connect()
    made.window.resize(1920, 1080)
    made.window.show()
    made.frame.drain()
    made.scene = scene  # type: ignore[attr-defined]  # keeps it for the test
    return made


def test_facts_have_the_names_that_were_promised(desk: DeskApp, tmp_path: Path) -> None:
    """Every figure of the summary is there; what moved is counted."""
    shots = Shots(desk, tmp_path / "shots", 60)
    place_units(desk.scene, desk.frame.picture)  # type: ignore[attr-defined]  # kept above
    desk.frame.drain()
    desk.window.map.grab()
    facts = shots.facts()
    desk.shut()

    assert set(NEEDED) == set(facts)
    assert (20, 15, 9) == (
        facts["units"], facts["incidents_open"], facts["assigned"],
    )  # fmt: skip
    assert facts["fixes_per_s"] > 0
    assert facts["frame_p99_ms"] > 0


def test_every_window_is_pictured(desk: DeskApp, tmp_path: Path) -> None:
    """Torn-off panels too."""
    desk.window.queue.setFloating(True)
    shots = Shots(desk, tmp_path / "shots", 60)
    shots.start()
    files = shots.take("night")
    shots._next.stop()
    shots._step.stop()
    desk.shut()

    assert ["night_window.png", "night_window1.png"] == [path.name for path in files]
    assert (1920, 1080) == (
        QImage(str(files[0])).width(), QImage(str(files[0])).height(),
    )  # fmt: skip


def test_a_run_ends_with_its_summary(
    desk: DeskApp, tmp_path: Path, qtbot: QtBot,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """One JSON object a run; what was not alive is named, and the status says it."""
    monkeypatch.setattr(module, "SETTLE_MS", 10)
    shots = Shots(desk, tmp_path / "shots", 0.05)
    with qtbot.waitSignal(shots.done) as done:
        shots.start()
        shots.start()
    theme = desk.theme.name
    desk.shut()
    out, err = capsys.readouterr()
    summary = json.loads(out)

    assert [1] == done.args
    assert [f"{name}_window.png" for name in SCENES] == summary["pictures"]
    assert "streams_playing" in err
    assert "dark" == theme


def test_an_incident_is_looked_at(desk: DeskApp, tmp_path: Path) -> None:
    """As a person would, one with units on it."""
    Shots(desk, tmp_path / "shots", 60)._live()
    selected = desk.position.incident
    desk.shut()

    assert selected is not None
    assert selected.assignments

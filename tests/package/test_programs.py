"""The built programs as a person meets them: they start, show what lives, and end."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PySide6.QtGui import QImage

from controlroom import __version__
from controlroom.config import Home, cache_folder
from controlroom.desk.desk import Desk
from controlroom.desk.hub import HubLink
from controlroom.exercise.city_file import city_pack
from controlroom.exercise.stage import write_configuration
from controlroom.ground.pack import Pack
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.osm_town import write_osm_town
from tests.helpers.pdf_text import pages_of
from tests.helpers.waiting import wait_for
from tests.helpers.x_screen import PAINTED, XScreen
from tests.unit.ui.test_paper import TITLE, sheet

WAIT_S = 60.0
LAT, LON = 51.5, -0.1
ROUND_S = 0.2

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def gateway(programs: Path, tmp_path: Path) -> Iterator[GatewayProcess]:
    """The built gateway with one unit, U1."""
    program = (str(programs / "controlroom-gateway"),)
    with GatewayProcess(tmp_path / "room", program=program) as gateway:
        gateway.enrol_units(1)
        yield gateway


@pytest.fixture
def token_file(gateway: GatewayProcess, tmp_path: Path) -> Path:
    """The token of a dispatcher, as an administrator hands it over."""
    path = tmp_path / "ash.token"
    path.write_text(gateway.add_person("Ash"), encoding="utf-8")
    return path


@contextmanager
def _desk(
    programs: Path, tmp_path: Path, display: str, *arguments: str
) -> Iterator[subprocess.Popen[str]]:
    """The built desk, on an X screen or, without one, offscreen."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("QT_")
    }
    environment["CONTROLROOM_HOME"] = str(tmp_path / "desk")
    environment.pop("DISPLAY", None)
    if display:
        environment["DISPLAY"] = display
    else:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    process = subprocess.Popen(
        [str(programs / "controlroom"), *arguments],
        env=environment,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@asynccontextmanager
async def _patrol(gateway: GatewayProcess) -> AsyncIterator[None]:
    """U1 drives, five fixes a second, as its hub says."""
    hub = HubLink(gateway.url, gateway.add_hub(), lambda _: None)
    hub.declare(["radio-1"])

    async def drive() -> None:
        north = LAT
        while True:
            north += 20.0 * ROUND_S / 111_000
            one = np.ones(1, np.float32)
            hub.move(
                np.zeros(1, np.int64), np.array([north]), np.array([LON]),
                np.array([hub.clock.now_us()], np.int64), 20 * one, 0 * one, 5 * one,
            )  # fmt: skip
            await asyncio.sleep(ROUND_S)

    async with asyncio.TaskGroup() as tasks:
        work = [tasks.create_task(hub.run())]
        async with asyncio.timeout(WAIT_S):
            await hub.wait_until(lambda: hub.ready)
        work.append(tasks.create_task(drive()))
        yield
        for task in work:
            task.cancel()


def test_a_map_of_ones_own_area(programs: Path, tmp_path: Path) -> None:
    """The built program makes a pack of OpenStreetMap data, with nothing installed."""
    source = write_osm_town(tmp_path / "town.osm")
    command = [str(programs / "controlroom"), "ground", "build", str(source)]
    subprocess.run(
        [*command, "-o", str(tmp_path / "town.pack")],
        check=True, timeout=WAIT_S, cwd=tmp_path,
    )  # fmt: skip

    with Pack.open(tmp_path / "town.pack") as pack:
        assert "Quay Street" in pack.names()


@pytest.mark.parametrize("name", ["controlroom", "controlroom-gateway"])
def test_a_program_says_its_version(programs: Path, name: str) -> None:
    """For a report of a fault."""
    said = subprocess.run(
        [programs / name, "--version"], capture_output=True, text=True, check=True
    )

    assert f"controlroom {__version__}\n" == said.stdout


def test_every_command_is_inside(programs: Path) -> None:
    """Commands are loaded by name: one that was left out shows only when asked for."""
    for name in ("demo", "desk", "exercise", "replay", "user", "verify", "gateway"):
        said = subprocess.run(
            [programs / "controlroom-gateway", name, "--help"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

        assert 0 == said.returncode, said.stderr
        assert "example" in said.stdout


def test_no_library_is_missing(programs: Path) -> None:
    """A plugin whose library was left out fails silently: no video, no window."""
    inside = programs / "_internal"
    libraries = [path for path in inside.rglob("*.so*") if not path.is_symlink()]
    said = subprocess.run(
        ["ldd", *map(str, libraries)],  # noqa: S607 - wherever the system has it
        env={**os.environ, "LD_LIBRARY_PATH": str(inside)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert set() == {line for line in said.stdout.splitlines() if "not found" in line}
    assert len(libraries) > 50


def test_codecs_under_the_gpl_stay_out(programs: Path) -> None:
    """PyAV's wheel bundles x264 and x265; Qt's own player has none."""
    inside = [path.name.lower() for path in programs.rglob("*")]

    assert not [name for name in inside if "x264" in name or "x265" in name]
    assert "av" not in inside
    assert [name for name in inside if "ffmpegmediaplugin" in name]


def test_the_built_program_puts_a_sheet_on_paper(
    programs: Path, tmp_path: Path
) -> None:
    """As the desk asks for it: a sheet goes in, a PDF with its words comes out."""
    made = subprocess.run(
        [programs / "controlroom", "worker", "--print"], check=True, timeout=WAIT_S,
        capture_output=True, cwd=tmp_path, input=msgspec.json.encode(sheet()),
    )  # fmt: skip
    (tmp_path / "sheet.pdf").write_bytes(made.stdout)

    assert TITLE in pages_of(tmp_path / "sheet.pdf")[0]


def test_a_live_unit_in_the_built_window(
    programs: Path,
    gateway: GatewayProcess,
    token_file: Path,
    tmp_path: Path,
    screen: XScreen,
) -> None:
    """The window counts the unit, its fixes arrive, its picture is no empty sheet."""
    wanted = ["desk", "--gateway", gateway.url, "--token-file", str(token_file)]
    wanted += ["--shots", str(tmp_path / "shots"), "--seconds", "6"]

    async def watch() -> str:
        async with _patrol(gateway):
            with _desk(programs, tmp_path, screen.name, *wanted) as desk:
                said, _ = await asyncio.to_thread(desk.communicate, None, WAIT_S)
                return said

    summary = json.loads(asyncio.run(watch()).splitlines()[-1])
    picture = QImage(str(tmp_path / "shots" / "night_window.png"))

    assert 1 == summary["units"]
    assert summary["fixes_per_s"] > 1
    assert (1920, 1080) == (picture.width(), picture.height())


def test_the_built_window_closes_by_its_button(
    programs: Path,
    gateway: GatewayProcess,
    token_file: Path,
    tmp_path: Path,
    screen: XScreen,
) -> None:
    """Shown on the screen, linked to the gateway, gone with status 0."""
    empty = screen.colours()
    wanted = ["desk", "--gateway", gateway.url, "--token-file", str(token_file)]
    watcher = Desk(gateway.url, gateway.add_person("Rowe"), "watcher")
    with _desk(programs, tmp_path, screen.name, *wanted) as desk, watcher:
        watcher.wait_until(lambda: len(watcher.presence.desks) > 1, WAIT_S)
        wait_for(lambda: screen.colours() > PAINTED, WAIT_S)
        (window,) = screen.windows()
        screen.close(window)

        assert 0 == desk.wait(WAIT_S)
        assert 1 == empty


def test_bare_it_brings_its_own_gateway(
    programs: Path, tmp_path: Path, screen: XScreen
) -> None:
    """`controlroom` alone: nothing configured; the gateway is the same program."""
    home = Home(tmp_path / "desk")
    with _desk(programs, tmp_path, screen.name) as desk:
        wait_for(home.lock.exists, WAIT_S)
        pid = json.loads(home.lock.read_bytes())["pid"]
        program = Path(f"/proc/{pid}/exe").resolve()
        wait_for(screen.windows, WAIT_S)
        desk.send_signal(signal.SIGTERM)
        status = desk.wait(WAIT_S)
        os.kill(pid, signal.SIGTERM)
        wait_for(lambda: not home.lock.exists(), WAIT_S)

    assert programs / "controlroom" == program
    assert 0 == status


def test_a_whole_room(programs: Path, tmp_path: Path, screen: XScreen) -> None:
    """Map painted, incidents worked, a camera playing: all of it in the built desk.

    The force is made up by the source tree, for the built programs have no encoder.
    """
    home = tmp_path / "room"
    gateway = GatewayProcess(
        home, "--exercise", program=(str(programs / "controlroom-gateway"),),
        config=_exercise_configuration(home),
    )  # fmt: skip
    with gateway:
        force = [sys.executable, "-m", "controlroom", "exercise", "--home", str(home)]
        with subprocess.Popen(
            [*force, "--units", "40", "--autopilot"], stdout=subprocess.PIPE, text=True
        ) as exercise:
            assert exercise.stdout is not None
            assert 40 == json.loads(exercise.stdout.readline())["units"]
            token = tmp_path / "ash.token"
            token.write_text(gateway.add_person("Ash", "supervisor"), "utf-8")
            wanted = ["desk", "--gateway", gateway.url, "--token-file", str(token)]
            wanted += ["--map", str(_city()), "--shots", str(tmp_path / "shots")]
            with _desk(programs, tmp_path, screen.name, *wanted) as desk:
                said, _ = desk.communicate(None, 2 * WAIT_S)
            exercise.send_signal(signal.SIGTERM)

    assert 0 == desk.returncode, said
    assert json.loads(said.splitlines()[-1])["streams_playing"] > 0


def _city() -> Path:
    return city_pack(1, cache_folder())


def _exercise_configuration(home: Path) -> str:
    with Pack.open(_city()) as pack:
        return write_configuration(home, pack).read_text("utf-8")

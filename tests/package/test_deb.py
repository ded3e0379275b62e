"""The Debian package: what it says of itself, its life on a machine with nothing."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom import __version__
from tests.helpers.bare_debian import BareDebian
from tests.helpers.waiting import wait_for
from tests.helpers.x_screen import PAINTED, XScreen

ASKED = "CONTROLROOM_CHROOT"
PACKAGES = Path(__file__).parents[2] / "resources" / "linux" / "packages.txt"
WAIT_S = 60.0
LOCK = "home/ash/.local/share/controlroom/gateway.lock"
SHOTS = "home/ash/shots/night_window.png"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


@pytest.fixture(scope="session")
def deb(dist: Path) -> Path:
    """The package that was built."""
    if not shutil.which("dpkg-deb"):
        pytest.skip("dpkg-deb is not installed: no Debian package here")
    (deb,) = dist.glob(f"controlroom_{__version__}*.deb")
    return deb


@pytest.fixture(scope="module")
def machine(
    deb: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BareDebian]:
    """A bare machine on which the package was installed; Ash may log in."""
    asked = os.environ.get(ASKED)
    if not asked:
        pytest.skip("make package CHROOT=bookworm tries it on a bare machine")
    if os.geteuid() != 0:
        pytest.skip("only root may make a machine to try it on")
    if not Path(asked).is_file() and not shutil.which("debootstrap"):
        pytest.skip("debootstrap is not installed: no machine to try it on")
    with BareDebian(tmp_path_factory.mktemp("machine") / "root", asked) as machine:
        machine.run("useradd --create-home ash")
        shutil.copy(deb, machine.root / "tmp" / deb.name)
        machine.run("apt-get -q update")
        machine.run(
            "DEBIAN_FRONTEND=noninteractive apt-get -q install -y "
            f"--no-install-recommends /tmp/{deb.name}"
        )
        yield machine


def _field(deb: Path, name: str) -> str:
    said = subprocess.run(
        ["dpkg-deb", "--field", deb, name],  # noqa: S607 - wherever the system has it
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return said.stdout.strip()


def test_it_depends_on_what_setup_installs(deb: Path) -> None:
    """One list of system packages; a name that Ubuntu changed stands beside the old."""
    lines = PACKAGES.read_text("utf-8").splitlines()
    wanted = [
        line.replace("|", " | ") for line in lines if line and not line.startswith("#")
    ]
    libc, *others = _field(deb, "Depends").split(", ")

    assert wanted == others
    assert libc.startswith("libc6 (>= 2.")
    assert __version__ == _field(deb, "Version")


def test_it_installs_on_a_bare_machine(machine: BareDebian) -> None:
    """Both programs are on the path; the desktop knows the desk and its icon."""

    assert f"controlroom {__version__}\n" == machine.run("controlroom --version", "ash")
    assert machine.run("controlroom-gateway verify --help", "ash")
    for place in ("applications/controlroom.desktop", "doc/controlroom/copyright"):
        assert machine.has(f"usr/share/{place}")


def test_every_library_is_there(machine: BareDebian) -> None:
    """What the package leaves to the system came with what it depends on."""
    said = machine.run(
        "cd /opt/controlroom/_internal && find . -name '*.so*' -type f | "
        "LD_LIBRARY_PATH=$PWD xargs ldd | grep 'not found' || true"
    )

    assert "" == said


def test_the_gateway_starts_there(machine: BareDebian) -> None:
    """It says where it is and ends when it is told to."""
    with machine.start("exec controlroom gateway --port 0", "ash") as gateway:
        assert gateway.stdout is not None
        ready = json.loads(gateway.stdout.readline())
        gateway.terminate()
        status = gateway.wait(WAIT_S)

    assert ready["port"] > 0
    assert 0 == status


def test_the_desk_paints_there_without_a_screen(machine: BareDebian) -> None:
    """Nothing but the package: fonts, icons and the gateway of its own are inside."""
    offscreen = "QT_QPA_PLATFORM=offscreen controlroom --shots shots --seconds 3"
    # Status 1: pictures were made, and no unit lives in an empty room.
    machine.run(f"{offscreen} || test $? = 1", "ash")

    assert machine.has(SHOTS)
    assert (machine.root / SHOTS).stat().st_size > 20_000
    _end_gateway(machine)


def test_the_desk_opens_its_window_there(machine: BareDebian, screen: XScreen) -> None:
    """On X, with the libraries that the package asked for; closed by its button."""
    with machine.start(f"DISPLAY={screen.name} exec controlroom", "ash") as desk:
        wait_for(lambda: screen.colours() > PAINTED, WAIT_S)
        (window,) = screen.windows()
        screen.close(window)
        status = desk.wait(WAIT_S)
    _end_gateway(machine)

    assert 0 == status


def test_it_leaves_no_program_behind(machine: BareDebian) -> None:
    """Removed, the programs are gone and the person's record is kept."""
    machine.run("apt-get -q remove -y controlroom")

    assert not machine.has("opt/controlroom")
    assert not machine.has("usr/bin/controlroom")
    assert machine.has("home/ash/.local/share/controlroom/journal.db")


def _end_gateway(machine: BareDebian) -> None:
    """End the private gateway now; by itself it would stay for half a minute."""
    pid = json.loads((machine.root / LOCK).read_bytes())["pid"]
    machine.run(f"kill {pid}")
    wait_for(lambda: not machine.has(LOCK), WAIT_S)

"""Set-up as a newcomer meets it: on a bare machine, with and without rights."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

LINUX = Path(__file__).parents[2] / "resources" / "linux"
TOOLS = ("cat", "dirname", "env", "grep", "mkdir", "sed", "tr", "true", "cp")

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the script prepares Debian and its kin"
)


@dataclass(frozen=True)
class Machine:
    """A machine that has only the programs in `programs`; each call is written down."""

    home: Path
    programs: Path
    calls: Path

    def has(self, name: str, script: str = "exit 0") -> None:
        """Install a program that writes down its call, then runs `script`."""
        program = self.programs / name
        program.write_text(
            f'#!/bin/sh\necho "{name} $*" >> {self.calls}\n{script}\n', encoding="utf-8"
        )
        program.chmod(0o755)

    def set_up(self, extra: str = "exercise") -> subprocess.CompletedProcess[str]:
        """Run the script as make does."""
        return subprocess.run(
            ["/bin/sh", self.home / "resources/linux/setup.sh", extra],
            env={"PATH": str(self.programs)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def called(self, start: str) -> list[str]:
        """Calls that begin with these words."""
        if not self.calls.exists():
            return []
        lines = self.calls.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.startswith(start)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A bare Debian with Python 3.13, where nobody is root and sudo asks."""
    bare = Machine(tmp_path / "clone", tmp_path / "bin", tmp_path / "calls")
    bare.programs.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (bare.programs / tool).symlink_to(found)
    shutil.copytree(LINUX, bare.home / "resources/linux")
    bare.has("id", "echo 1000")
    bare.has("sudo", "exit 1")
    bare.has("dpkg-query", "exit 1")
    bare.has("apt-get")
    bare.has("apt-cache", 'case "$*" in *t64*) exit 1;; esac')
    bare.has(
        "python3.13",
        'case "$*" in *ensurepip*) exit 1;; *version_info\\[*) echo python3.13;;'
        " *venv*) mkdir -p .venv/bin; cp $0 .venv/bin/python;; esac",
    )
    return bare


def _packages() -> list[str]:
    lines = (LINUX / "packages.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_without_rights_it_says_the_exact_command(machine: Machine) -> None:
    """Whoever may not install gets one line to copy, and nothing is changed."""
    result = machine.set_up()
    wanted = " ".join(line.split("|")[-1] for line in _packages())
    command = "sudo apt-get install -y --no-install-recommends"

    assert 1 == result.returncode
    assert [
        f"setup: missing system packages, run: {command} {wanted} python3.13-venv"
    ] == [line.rstrip() for line in result.stderr.splitlines()]
    assert [] == machine.called("apt-get")
    assert not (machine.home / ".venv").exists()


def test_root_installs_what_is_missing(machine: Machine) -> None:
    """Root needs no second command: packages, environment and Controlroom follow."""
    machine.has("id", "echo 0")
    result = machine.set_up()
    (install,) = machine.called("apt-get -qq install")

    assert 0 == result.returncode, result.stderr
    assert "libgl1" in install.split()
    assert "python3.13-venv" in install.split()
    assert [] == machine.called("sudo")
    assert machine.called("python3.13 -m pip install")[0].endswith(
        "--editable .[exercise]"
    )


def test_building_the_programs_needs_more(machine: Machine) -> None:
    """PyInstaller wants binutils and Python as a library; the trial wants a screen."""
    machine.has("id", "echo 0")
    machine.has(
        "python3.13",
        'case "$*" in *ensurepip*|*ctypes*) exit 1;;'
        " *version_info\\[*) echo python3.13;;"
        " *venv*) mkdir -p .venv/bin; cp $0 .venv/bin/python;; esac",
    )
    result = machine.set_up("package")
    (install,) = machine.called("apt-get -qq install")

    assert 0 == result.returncode, result.stderr
    assert {"binutils", "xvfb", "libpython3.13"} <= {*install.split()}
    assert machine.called("python3.13 -m pip install")[0].endswith("--editable .[dev]")


def test_sudo_without_a_password_installs(machine: Machine) -> None:
    """Password-less sudo is used like root, and never allowed to ask."""
    machine.has("sudo", 'shift; exec "$@"')
    result = machine.set_up()

    assert 0 == result.returncode, result.stderr
    assert 1 == len(machine.called("apt-get -qq install"))
    assert all(call.startswith("sudo -n ") for call in machine.called("sudo"))


def test_nothing_is_installed_twice(machine: Machine) -> None:
    """With every package there, apt is not asked; a renamed package counts."""
    machine.has("dpkg-query", 'case "$*" in *glib2.0-0) exit 1;; esac; echo installed')
    machine.has(
        "python3.13",
        'case "$*" in *venv*) mkdir -p .venv/bin; cp $0 .venv/bin/python;; esac',
    )
    result = machine.set_up()

    assert 0 == result.returncode, result.stderr
    assert [] == machine.called("apt-get")


def test_a_failed_installation_stops(machine: Machine) -> None:
    """What apt refuses is not papered over: no environment without its libraries."""
    machine.has("id", "echo 0")
    machine.has("apt-get", 'case "$*" in *install*) exit 100;; esac')
    result = machine.set_up()

    assert 0 != result.returncode
    assert not (machine.home / ".venv").exists()


def test_another_system_goes_on(machine: Machine) -> None:
    """Where there is no apt it says so and tries all the same."""
    (machine.programs / "dpkg-query").unlink()
    result = machine.set_up()

    assert 0 == result.returncode, result.stderr
    assert "not a Debian system" in result.stderr


def test_an_old_python_is_named(machine: Machine) -> None:
    """Without Python 3.11 or newer it says which names were tried."""
    machine.has("python3.13", "exit 1")
    result = machine.set_up()

    assert 1 == result.returncode
    assert "Controlroom needs Python 3.11 or newer" in result.stderr

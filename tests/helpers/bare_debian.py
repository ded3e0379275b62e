"""A Debian with nothing on it, made by debootstrap and entered by chroot; root only."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

MAKE_S = 600.0
MIRROR = "http://deb.debian.org/debian"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
MOUNTS = (
    ("proc", "proc"),
    ("tmpfs", "dev/shm"),
    ("devpts", "dev/pts"),
)


class BareDebian:
    """One new root; `with` makes it ready and leaves nothing mounted.

    `source` is the name of a Debian release, or a tar file of a root made before.
    """

    def __init__(self, root: Path, source: str) -> None:
        self.root = root
        self._source = source
        self._mounted: list[Path] = []

    def __enter__(self) -> Self:
        if Path(self._source).is_file():
            self.root.mkdir(exist_ok=True)
            _run(
                "tar", "--strip-components=1", "-C", str(self.root), "-xf", self._source
            )
        else:
            _run(
                "debootstrap", "--variant=minbase", self._source, str(self.root), MIRROR
            )
        # A new root knows the names of its machine's network, no other settings.
        shutil.copy("/etc/resolv.conf", self.root / "etc" / "resolv.conf")
        for kind, place in MOUNTS:
            target = self.root / place
            target.mkdir(exist_ok=True)
            _run("mount", "-t", kind, kind, str(target))
            self._mounted.append(target)
        return self

    def __exit__(self, *_: object) -> None:
        for target in reversed(self._mounted):
            _run("umount", str(target))

    def has(self, name: str) -> bool:
        """Return whether a path of the new root exists."""
        return (self.root / name.lstrip("/")).exists()

    def run(self, script: str, user: str = "root") -> str:
        """Run a line of shell to its end; return what it said, or raise with it."""
        done = subprocess.run(
            self.command(script, user), input="", capture_output=True, text=True,
            timeout=MAKE_S, check=False,
        )  # fmt: skip
        if done.returncode:
            msg = f"{script}: {done.returncode}\n{done.stdout}\n{done.stderr}"
            raise RuntimeError(msg)
        return done.stdout

    @contextmanager
    def start(self, script: str, user: str) -> "Iterator[subprocess.Popen[str]]":
        """Start a line of shell; it does not outlive the context."""
        with subprocess.Popen(
            self.command(script, user), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            try:
                yield process
            finally:
                process.kill()

    def command(self, script: str, user: str) -> list[str]:
        """Return the words that run a line of shell inside, as a person logs in."""
        home = "/root" if user == "root" else f"/home/{user}"
        told: Mapping[str, str] = {"PATH": PATH, "HOME": home, "LANG": "C.UTF-8"}
        words = [f"{name}={value}" for name, value in told.items()]
        # setpriv replaces itself by the program: a signal reaches who it is meant for.
        person = (
            []
            if user == "root"
            else ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
        )
        return [
            "chroot", str(self.root), "env", "-i", "-C", home, *words, *person,
            "sh", "-c", script,
        ]  # fmt: skip


def _run(*words: str) -> None:
    subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, timeout=MAKE_S, check=True
    )

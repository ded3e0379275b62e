"""Files that this desk saves: whole or not at all, and never over an earlier one."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

NUMBERS_MOST = 1_000
"""Files of one name in a folder; more is a folder that nobody looks after."""


def save_new(folder: Path, stem: str, wholes: Mapping[str, bytes]) -> list[Path]:
    """Write files that were not there, named alike but for their endings.

    wholes: content by ending, as `.pdf`. Where one of that name is there already, all
    get a number. Raises `OSError`; then nothing is left of any.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = _claimed(folder, stem, tuple(wholes))
    try:
        for path, whole in zip(paths, wholes.values(), strict=True):
            _write(path, whole)
    except OSError:
        for path in paths:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return paths


def open_file(path: Path) -> bool:
    """Let the desktop open a file; return whether it knows how."""
    return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _claimed(folder: Path, stem: str, endings: tuple[str, ...]) -> list[Path]:
    """Make empty files of the first name that is free, so that nobody else takes it."""
    for number in range(1, NUMBERS_MOST + 1):
        name = stem if number == 1 else f"{stem} ({number})"
        paths = [folder / f"{name}{ending}" for ending in endings]
        made: list[Path] = []
        try:
            for path in paths:
                path.open("xb").close()
                made.append(path)
        except FileExistsError:
            for path in made:
                path.unlink(missing_ok=True)
            continue
        return paths
    message = f"{NUMBERS_MOST:,} files of that name are there already"
    raise OSError(message)


def _write(path: Path, whole: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(whole)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise

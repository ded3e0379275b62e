"""Starts the command line; a fault of ours goes to the log and is said in one line."""

import logging
import os
import sys
from pathlib import Path

FAULT = 70
"""Exit status for a fault of this program (sysexits.h: EX_SOFTWARE)."""


def main(otherwise: str = "desk") -> int:
    """Run the command line, or the command `otherwise` when none is named."""
    from controlroom import cli

    _speak_into_the_void()
    try:
        return cli.main(otherwise=otherwise)
    except Exception as error:  # noqa: BLE001 - the last door, nobody reads tracebacks
        where = _write_down(error)
        sys.stderr.write(f"controlroom: a fault in the program{where}\n")
        return FAULT


def _speak_into_the_void() -> None:
    """A program with a window and no console has no streams on Windows."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as the program runs


def _write_down(error: Exception) -> str:
    from controlroom.config import Home
    from controlroom.log import start_log, stop_log

    try:
        path = start_log(Home.find().logs, "faults")
    except OSError:
        return ""
    logging.getLogger(__name__).error("a fault in the program", exc_info=error)
    stop_log()
    return f"; its trace is in {path}"


if __name__ == "__main__":
    raise SystemExit(main())

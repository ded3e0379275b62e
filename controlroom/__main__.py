"""Starts the command line; a fault of ours goes to the log and is said in one line."""

import logging
import sys

FAULT = 70
"""Exit status for a fault of this program (sysexits.h: EX_SOFTWARE)."""


def main() -> int:
    """Run the command line and return its exit status."""
    from controlroom import cli

    try:
        return cli.main()
    except Exception as error:  # noqa: BLE001 - the last door, nobody reads tracebacks
        where = _write_down(error)
        sys.stderr.write(f"controlroom: a fault in the program{where}\n")
        return FAULT


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

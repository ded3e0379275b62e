"""Other ways to draw moving dots, measured beside the map by programs of tests/bench.

They are no part of the product: an installed one has none, and says so.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import controlroom

PROGRAMS = Path(controlroom.__file__).parents[1] / "tests" / "bench"
LIMIT_S = 180.0
LACKING = 3
"""Status of a program that cannot run here; its reason is what it printed."""


class AbsentError(Exception):
    """A rival cannot be measured here; the text says why."""


def frame_p50_ms(
    name: str, units: int, frames: int, environment: Mapping[str, str]
) -> float:
    """Return a rival's median frame, ms. Raises `AbsentError`.

    name: the program in tests/bench without its ending.
    """
    program = PROGRAMS / f"{name}.py"
    if not program.exists():
        raise AbsentError("compared in a checkout of the source only")
    command = [sys.executable, str(program), str(units), str(frames)]
    try:
        done = subprocess.run(  # noqa: S603 - a program of ours
            command, capture_output=True, text=True, timeout=LIMIT_S,
            env=dict(environment), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise AbsentError(f"no answer within {LIMIT_S:g} s") from None
    said = done.stdout.strip().splitlines()
    if done.returncode == LACKING and said:
        raise AbsentError(said[-1])
    try:
        return float(json.loads(said[-1])["p50_ms"])
    except (IndexError, ValueError, KeyError, TypeError):
        why = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
        raise AbsentError(f"it failed: {why}") from None

"""The named door for errors inside Qt's overrides: logged, counted, never let through.

An exception that leaves an overridden virtual can end the process, and a room without
its window is worse than a row that is not drawn.
"""

import functools
import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_log = logging.getLogger("controlroom.ui")
_failed: dict[str, int] = {}


def guarded(override: Callable[P, None]) -> Callable[P, None]:
    """Wrap an override: what it raises is logged and counted, never let through."""

    @functools.wraps(override)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            override(*args, **kwargs)
        except Exception:  # noqa: BLE001 - the named door of the window
            note_failure(override.__qualname__)

    return run


def guarded_with(otherwise: R) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Wrap an override that returns something: `otherwise` when it fails."""

    def wrap(override: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(override)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return override(*args, **kwargs)
            except Exception:  # noqa: BLE001 - the named door of the window
                note_failure(override.__qualname__)
                return otherwise

        return run

    return wrap


def note_failure(place: str) -> None:
    """Count a failure at a place; the first one there is logged with its traceback."""
    _failed[place] = _failed.get(place, 0) + 1
    if _failed[place] == 1:
        _log.exception("%s failed; the window goes on", place)


def failures() -> dict[str, int]:
    """Return how often each place failed since the start."""
    return dict(_failed)


def install_excepthook() -> None:
    """Log what a slot raises and go on; Ctrl-C still ends the program."""
    before = sys.excepthook

    def hook(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, Exception):
            before(kind, error, trace)
            return
        place = f"slot:{kind.__name__}"
        _failed[place] = _failed.get(place, 0) + 1
        _log.error("a slot failed; the window goes on", exc_info=(kind, error, trace))

    sys.excepthook = hook

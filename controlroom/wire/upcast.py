"""Lifts events of older schemas to today's, on reading; rows are never rewritten.

`STEPS[n]` turns the plain map of an event of schema n into one of schema n + 1. Fields
that were only added need no step: they have defaults.
"""

from collections.abc import Callable
from typing import Any

from controlroom.domain.errors import WireError

SCHEMA = 3
"""The schema this program writes: one integer for all events.

It grows with every release that adds a type or a field, so that a desk which could not
read what is written is refused at its hello.
"""

Step = Callable[[dict[str, Any]], dict[str, Any]]


def _as_it_was(event: dict[str, Any]) -> dict[str, Any]:
    return event


STEPS: dict[int, Step] = {1: _as_it_was, 2: _as_it_was}
"""One pure function a version. 2 added drawings, 3 the desk; nothing was touched."""


def upcast(event: dict[str, Any], schema: int) -> dict[str, Any]:
    """Return the event's map as schema `SCHEMA` would have written it.

    Raises `WireError` for a schema this program does not know.
    """
    if not 1 <= schema <= SCHEMA:
        msg = f"event of schema {schema}, this program knows 1 to {SCHEMA}"
        raise WireError(msg)
    for version in range(schema, SCHEMA):
        event = STEPS[version](event)
    return event

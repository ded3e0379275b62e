"""Writes golden rows: `python -m tests.helpers.golden` adds those that are missing.

A row says what an event was when its schema was first written; none is ever changed.
"""

import json
from pathlib import Path

import msgspec

from controlroom.domain.events import AnyEvent
from controlroom.wire.codec import encode_event
from controlroom.wire.upcast import SCHEMA
from tests.unit.wire.samples import filled, kind_of

FOLDER = Path(__file__).parents[1] / "unit" / "wire"


def missing_rows() -> list[str]:
    """Return a row for each event type that no golden file holds."""
    known = {
        json.loads(line)["event"]["event"]
        for number in range(1, SCHEMA + 1)
        for line in (FOLDER / f"golden_{number}.jsonl").read_text("utf-8").splitlines()
    }
    seen: dict[str, str] = {}
    for event in filled(AnyEvent):
        kind = kind_of(event)
        if kind not in known and kind not in seen:
            row = {
                "schema": SCHEMA,
                "event": json.loads(msgspec.json.encode(event)),
                "row": encode_event(event).hex(),
            }
            seen[kind] = json.dumps(row, ensure_ascii=False)
    return [*seen.values()]


if __name__ == "__main__":
    with (FOLDER / f"golden_{SCHEMA}.jsonl").open("a", encoding="utf-8") as file:
        for line in missing_rows():
            file.write(f"{line}\n")

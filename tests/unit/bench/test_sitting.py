"""The desk that a benchmark works by keys is the real window."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from controlroom.bench import sitting as module
from controlroom.bench.desk import fill_queue
from controlroom.bench.room import open_room
from controlroom.bench.sitting import Sitting, command_words, sit
from controlroom.bench.traffic import Traffic

UNITS, INCIDENTS = 24, 8


@pytest.fixture
def asked(cached_city: Path, tmp_path: Path) -> Iterator[Sitting]:
    """A desk on a room whose small force moves."""
    with open_room(in_city=True) as room:
        uids = room.enrol(UNITS)
        fill_queue(room, INCIDENTS)
        with Traffic(room.owner.url, room.hub_token(), uids, pack=room.pack):
            yield Sitting(
                url=room.owner.url, token_file=str(room.token_file("Ash")),
                home=str(tmp_path), pack=str(cached_city), units=UNITS,
                incidents=INCIDENTS, presses=2, sorts=2, seconds=0.2, settle_s=0.2,
            )  # fmt: skip


def test_every_key_changes_what_it_should(qtbot: QtBot, asked: Sitting) -> None:
    """In the real window: what shows each key's change is painted after it."""
    rows = list(sit(asked))
    keys = {
        str(row["case"]["key"]): row["value"]
        for row in rows
        if row["name"] == "desk.key_p99"
    }

    assert [
        "Down: next incident", "1: choose a unit", "/: command bar",
        "B in it: a callsign", "N: new incident", "Down: next unit", "all of these",
    ] == list(keys)  # fmt: skip
    assert all(value > 0 for value in keys.values())
    assert max(keys.values()) == keys["all of these"]
    assert {"desk.cpu", "desk.key_p50", "desk.key_p99", "desk.sort_p50",
            "desk.sort_p99", "desk.group_p50", "desk.group_p99", "desk.intake_p50",
            "desk.intake_p99", "desk.first_assign",
            "desk.rss"} == {row["name"] for row in rows}  # fmt: skip
    assert {(UNITS, INCIDENTS)} == {
        (row["case"]["units"], row["case"]["incidents"]) for row in rows
    }


def test_a_desk_that_never_lives_is_an_error(
    qtbot: QtBot, asked: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More units than there are never come."""
    monkeypatch.setattr(module, "READY_S", 0.3)
    with pytest.raises(TimeoutError):
        list(sit(dataclasses.replace(asked, units=UNITS + 1)))


def test_what_to_open_survives_the_command_line() -> None:
    """As one argument; no key is in it, only its file."""
    sitting = Sitting(
        url="http://127.0.0.1:7443", token_file="ash.token", home="desk", pack="a b",
        units=1, incidents=2, presses=3, sorts=4, seconds=0.5, settle_s=1.5,
    )  # fmt: skip
    words = command_words(sitting)

    assert ["-m", "controlroom.bench.sitting"] == words[:2]
    assert sitting == msgspec.json.decode(words[2], type=Sitting)

"""What every session and door shares."""

import asyncio
from pathlib import Path

import pytest

from controlroom.domain import commands as c
from controlroom.domain.errors import Refused
from controlroom.domain.events import Consulted
from controlroom.gateway import ingest
from controlroom.gateway.room import SNAPSHOT_US
from controlroom.wire.envelope import Snapshot, unpack_to_desk
from tests.unit.gateway.rooms import (
    NOW_US,
    do,
    open_incident,
    opened_room,
    running_room,
)


def test_one_snapshot_serves_many(tmp_path: Path) -> None:
    """Desks that join together get the same bytes, and the facts since."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            first, none = room.snapshot(NOW_US)
            await open_incident(room)
            second, since = room.snapshot(NOW_US)
            third, nothing = room.snapshot(NOW_US + SNAPSHOT_US + 1)
            whole = unpack_to_desk(third)

            assert first is second
            assert [] == none == nothing
            assert room.picture.seq == len(since) + _seq(first)
            assert isinstance(whole, Snapshot)
            assert room.picture.seq == whole.picture.seq

    asyncio.run(work())


def _seq(message: bytes) -> int:
    snapshot = unpack_to_desk(message)
    assert isinstance(snapshot, Snapshot)
    return snapshot.picture.seq


def test_a_forgotten_snapshot_is_made_anew(tmp_path: Path) -> None:
    """After the picture came from disk no old snapshot goes out."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            first, _ = room.snapshot(NOW_US)
            room.forget_snapshot()

            assert first is not room.snapshot(NOW_US)[0]

    asyncio.run(work())


def test_desks_have_names_of_their_own(tmp_path: Path) -> None:
    """The second of a name gets a number; white space does not make another name."""
    with opened_room(tmp_path) as room:
        names = [room.take_name(name) for name in ("Desk 1", " Desk  1\n", "", "")]

        assert ["Desk 1", "Desk 1 (2)", "Desk", "Desk (2)"] == names


def test_presence_goes_out_when_it_changed(tmp_path: Path) -> None:
    """Nothing is sent while nothing changed."""
    with opened_room(tmp_path) as room:
        sent: list[bytes] = []

        def listen(message: bytes, narrow: bytes | None = None) -> None:
            sent.extend(each for each in (message, narrow) if each is not None)

        room.hub.presence = listen  # type: ignore[method-assign]  # listens
        room.tell_presence()
        room.presence.say("trouble")
        room.tell_presence()
        room.tell_presence()

        assert 2 == len(sent)
        room.presence.attend(1, "inc_1")
        room.tell_presence()

        assert 3 == len(sent)
        assert b"trouble" not in sent[1].replace(b"\xa7trouble", b"")


def test_who_was_enrolled_is_no_contact_any_more(tmp_path: Path) -> None:
    """Binding an unknown contact takes it off the list."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            room.contacts.heard("cot", "VIPER", NOW_US)
            bind = c.BindContact(
                door="cot", uid="VIPER", kind="phone", unit_id="unit_3"
            )
            await do(room, bind, person_id="per_s", role="supervisor")

            assert [] == room.contacts.all()
            assert room.whereabouts.roster.find("cot", "VIPER")

    asyncio.run(work())


def test_a_note_that_finds_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When nothing more can wait the log file has it, and nobody is kept out."""
    monkeypatch.setattr(ingest, "WAITING", 0)

    async def work() -> None:
        with opened_room(tmp_path) as room:
            room.note(Consulted(question="who"), "per_a", "Desk A")

    asyncio.run(work())

    assert "not recorded" in caplog.text


def test_names_that_look_alike_are_told_apart(tmp_path: Path) -> None:
    """Case and width make no other desk; the second gets a number, so that nothing
    goes to the wrong one.
    """
    with opened_room(tmp_path) as room:
        names = [
            room.take_name(asked)
            for asked in ("Desk 4", "desk 4", "\uff24esk 4", " Desk 4 ", "Desk 5")
        ]

    assert ["Desk 4", "desk 4 (2)", "Desk 4 (3)", "Desk 4 (4)", "Desk 5"] == names


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Desk\u200b A", "holds a character that cannot be seen (U+200B)"),
        ("\u202eA kseD", "holds a character that cannot be seen (U+202E)"),
        ("Desk\x00A", "holds a character that cannot be seen (U+0000)"),
        ("Desk \u0410", "The desk's name Desk \u0410 looks like Desk A"),
        ("D\u0435sk A", "mixes Cyrillic and Latin letters in one word"),
        ("Desk \u0391", "looks like Desk A"),
        ("De" + "\u0301" * 9 + "sk A", "heaps marks on a letter"),
        ("x" * 500, "has 500 characters, the most is 100"),
    ],
)
def test_a_name_that_pretends_is_refused(
    tmp_path: Path, asked: str, sentence: str
) -> None:
    """Nobody sits down as somebody else by letters that look the same."""
    with opened_room(tmp_path) as room:
        room.take_name("Desk A")
        with pytest.raises(Refused) as refused:
            room.take_name(asked)

        assert {"Desk A"} == room.desk_names

    assert sentence in refused.value.sentence

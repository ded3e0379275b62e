"""What the folder's owner asks: people, devices, tokens, proof and copies."""

import asyncio
from pathlib import Path

import msgspec
import pytest
from starlette.requests import Request
from starlette.types import Message

from controlroom.gateway import admin as asks
from controlroom.gateway.admin import Admin, AnyAsk, Told
from tests.unit.gateway.rooms import running_room


def _told(folder: Path, *said: AnyAsk) -> list[Told]:
    """Ask one after another in a room of its own."""

    async def scene() -> list[Told]:
        async with running_room(folder) as room:
            admin = Admin(room, lambda: None)
            return [await admin.answer(one) for one in said]

    return asyncio.run(scene())


def test_a_person_is_added_with_a_token(tmp_path: Path) -> None:
    """The token opens a desk, and is said this once."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            admin = Admin(room, lambda: None)
            told = await admin.answer(
                asks.AddPerson(name="PC Osei", login="osei", role="dispatcher")
            )
            listed = await admin.answer(asks.ListAll(what="person"))
            signed_in = room.auth.person(told.token, room.picture)

            assert told.ok
            assert ("PC Osei", "dispatcher") == (signed_in.name, signed_in.role)
            assert "osei\tPC Osei\tdispatcher\t-\tenabled" in listed.lines
            assert all(told.token not in line for line in listed.lines)

    asyncio.run(scene())


def test_a_phone_gets_a_uid_and_a_token(tmp_path: Path) -> None:
    """It speaks for its unit from then on."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            admin = Admin(room, lambda: None)
            told = await admin.answer(
                asks.AddDevice(door="osmand", kind="phone", callsign="u1")
            )
            device = room.picture.devices[room.auth.device(told.token)]

            assert ("osmand", "phone", "unit_1") == (
                device.door,
                device.kind,
                device.unit_id,
            )
            assert device.uid.startswith("phone-")

    asyncio.run(scene())


def test_a_cot_device_needs_no_token(tmp_path: Path) -> None:
    """It could not use one."""
    added = asks.AddDevice(door="cot", kind="radio", uid="A-1", callsign="U1")
    told, listed = _told(tmp_path, added, asks.ListAll(what="device"))

    assert (True, "") == (told.ok, told.token)
    assert "cot\tA-1\tradio\tU1\tenabled" in listed.lines


def test_a_unit_that_is_unknown_is_added_only_when_told(tmp_path: Path) -> None:
    """A mistyped callsign makes no unit."""
    wrong = asks.AddDevice(door="cot", kind="radio", uid="A-1", callsign="BX99")
    meant = msgspec.structs.replace(wrong, new_unit="dog")
    refused, added, listed = _told(tmp_path, wrong, meant, asks.ListAll(what="device"))

    assert (False, ("No unit is called BX99.",)) == (refused.ok, refused.lines)
    assert added.ok
    assert "cot\tA-1\tradio\tBX99\tenabled" in listed.lines


def test_a_device_is_bound_and_unbound(tmp_path: Path) -> None:
    """By callsign, in any case."""
    bound, unbound, listed = _told(
        tmp_path,
        asks.Bind(device="r1", callsign="u3"),
        asks.Bind(device="device:r2", callsign=""),
        asks.ListAll(what="device"),
    )

    assert bound.ok
    assert unbound.ok
    assert "device\tr1\tvehicle\tU3\tenabled" in listed.lines
    assert "device\tr2\tradio\t-\tenabled" in listed.lines


def test_who_is_disabled_loses_every_token(tmp_path: Path) -> None:
    """At once, and sessions are looked at again."""

    async def scene() -> None:
        swept: list[bool] = []
        async with running_room(tmp_path) as room:
            admin = Admin(room, lambda: swept.append(True))
            token = room.auth.secrets.issue("person", "per_a", 1)
            told = await admin.answer(
                asks.Enable(what="person", who="anna", enabled=False)
            )

            assert ("Anna is disabled; tokens revoked: 1.",) == told.lines
            assert room.auth.secrets.find(token) is None
            assert not room.picture.people["per_a"].enabled
            assert [True] == swept
            again = await admin.answer(
                asks.Enable(what="person", who="anna", enabled=True)
            )
            assert again.ok
            assert room.picture.people["per_a"].enabled

    asyncio.run(scene())


def test_a_new_token_replaces_those_before(tmp_path: Path) -> None:
    """A lost phone gets another, and the lost one is out."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            admin = Admin(room, lambda: None)
            first = await admin.answer(asks.NewToken(what="device", who="r1"))
            second = await admin.answer(asks.NewToken(what="device", who="r1"))

            assert room.auth.secrets.find(first.token) is None
            assert "dev_1" == room.auth.device(second.token)

    asyncio.run(scene())


def test_a_hub_gets_a_token_by_its_name(tmp_path: Path) -> None:
    """It speaks the device protocol."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            told = await Admin(room, lambda: None).answer(asks.AddHub(name="hub 1"))

            assert "hub 1" == room.auth.hub(told.token)

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (asks.Bind(device="nobody", callsign="U1"), "There is no device nobody."),
        (asks.Bind(device="r1", callsign="U9"), "No unit is called U9."),
        (asks.NewToken(what="person", who="nobody"), "There is no person nobody."),
        (asks.AddHub(name=" "), "A hub needs a name."),
        (asks.AddPerson(name="", login="x"), "name"),
        (asks.AddPerson(name="Other", login="anna"), "belongs to another"),
        (asks.AddDevice(door="cot", kind="radio"), "uid"),
    ],
)
def test_what_cannot_be_is_one_sentence(tmp_path: Path, said: AnyAsk, why: str) -> None:
    """Nothing is changed, and no token is made."""
    (told,) = _told(tmp_path, said)

    assert (False, "") == (told.ok, told.token)
    assert 1 == len(told.lines)
    assert why in told.lines[0]


def test_two_of_one_uid_must_be_told_apart(tmp_path: Path) -> None:
    """At two doors the same uid may be two devices."""
    added = asks.AddDevice(door="cot", kind="radio", uid="r1")
    _, told, bound = _told(
        tmp_path,
        added,
        asks.Bind(device="r1", callsign="U1"),
        asks.Bind(device="cot:r1", callsign="U1"),
    )

    assert ("2 are called r1. Name it as door:uid.",) == told.lines
    assert bound.ok


def test_the_journal_is_proven_and_copied(tmp_path: Path) -> None:
    """While the room works."""
    copy = tmp_path / "copy.db"
    proven, copied, again = _told(
        tmp_path,
        asks.Verify(),
        asks.Backup(path=str(copy)),
        asks.Backup(path=str(copy)),
    )

    assert proven.ok
    assert proven.lines[0].endswith("0 erased, proven")
    assert copied.ok
    assert copy.is_file()
    assert (False, f"{copy} exists already; a backup replaces nothing") == (
        again.ok,
        again.lines[0],
    )


def _request(name: str, token: str, body: bytes) -> Request:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"authorization", token.encode())]
    scope = {
        "type": "http",
        "method": "POST",
        "path": f"/admin/{name}",
        "path_params": {"name": name},
        "headers": headers,
    }
    return Request(scope, receive)


@pytest.mark.parametrize(
    ("name", "token", "body", "status"),
    [
        ("ask", "", b"{}", 401),
        ("ask", "Bearer guess", b"{}", 401),
        ("other", None, b"{}", 404),
        ("ask", None, b"{}", 400),
        ("ask", None, b"\xff", 400),
        ("ask", None, b'{"ask":"add_person","name":1}', 400),
        ("ask", None, b"x" * 70_000, 413),
        ("ask", None, b'{"ask":"list","what":"person"}', 200),
    ],
)
def test_only_the_owner_is_answered(
    tmp_path: Path, name: str, token: str | None, body: bytes, status: int
) -> None:
    """With this run's admin token; anything else is one line."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            said = f"Bearer {room.auth.admin_token}" if token is None else token
            admin = Admin(room, lambda: None)
            answer = await admin.respond(_request(name, said, body))
            told = msgspec.json.decode(answer.body, type=Told)

            assert status == answer.status_code
            assert (status == 200) == told.ok

    asyncio.run(scene())

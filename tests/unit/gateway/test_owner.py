"""What programs of the folder's owner ask."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from controlroom.domain import commands as c
from controlroom.domain.entities import Device, Unit
from controlroom.gateway import owner as module
from controlroom.gateway.owner import OwnerDoor
from controlroom.gateway.room import Room
from tests.unit.gateway.asgi import Said, ask
from tests.unit.gateway.rooms import NOW_US, running_room


async def _ask(
    room: Room,
    name: str,
    body: Any = None,  # noqa: ANN401 - JSON
    *,
    token: str | None = None,
    leaves: bool = False,
) -> Said:
    door = OwnerDoor(room)
    app = Starlette(routes=[Route("/admin/{name}", door.respond, methods=["POST"])])
    packed = body if isinstance(body, bytes) else msgspec.json.encode(body or {})
    token = room.auth.admin_token if token is None else token
    return await ask(app, f"/admin/{name}", packed, token=token, leaves=leaves)


def test_a_person_with_a_token(tmp_path: Path) -> None:
    """Somebody added can come in at once, in the role that was said."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            added = await _ask(room, "user", {"name": "Zoë", "role": "supervisor"})
            who = room.auth.person(added.json["token"], room.picture)

            assert ("Zoë", "supervisor") == (who.name, who.role)
            assert added.json["person_id"] == who.person_id

    asyncio.run(work())


def test_a_force_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bulk enrolment is many commands, so that the room is never held up."""
    monkeypatch.setattr(module, "ENROLLED_AT_ONCE", 10)
    act = c.Enrol(
        units=tuple(Unit(unit_id=f"unit_x{n}", callsign=f"X{n}") for n in range(35)),
        devices=tuple(
            Device(
                device_id=f"dev_x{n}",
                kind="radio",
                door="device",
                uid=f"x{n}",
                unit_id=f"unit_x{n}",
            )
            for n in range(35)
        ),
    )

    async def work() -> None:
        async with running_room(tmp_path) as room:
            said = await _ask(room, "enrol", act)

            assert {"seq": room.picture.seq, "enrolled": 70} == said.json
            assert "unit_x34" == room.whereabouts.roster.unit_of("dev_x34")

    asyncio.run(work())


def test_tokens_for_hubs_and_devices(tmp_path: Path) -> None:
    """A hub needs a name only; a device must be enrolled; revoking ends both."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            hub = {"kind": "hub", "subject_id": "north"}
            token = (await _ask(room, "token", hub)).json["token"]
            nobody = {"kind": "device", "subject_id": "dev_x"}

            assert "north" == room.auth.hub(token)
            assert 409 == (await _ask(room, "token", nobody)).status

            revoked = await _ask(room, "revoke", {"subject_id": "north"})

            assert {"revoked": 1} == revoked.json
            assert not room.auth.is_live(token)

    asyncio.run(work())


def test_the_doors_and_their_strangers(tmp_path: Path) -> None:
    """Rows and unknown contacts as a desk would see them."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            room.contacts.heard("cot", "VIPER", NOW_US)
            told = (await _ask(room, "doors")).json

            assert ["desks", "device"] == [row["name"] for row in told["doors"]]
            assert ["VIPER"] == [contact["uid"] for contact in told["contacts"]]

    asyncio.run(work())


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("user", b"{", 400),
        ("user", b"\xff", 400),
        ("user", {"name": "X", "rôle": "x"}, 400),
        ("user", {"name": "X", "role": "king"}, 400),
        ("user", {"name": ""}, 409),
        ("enrol", b'{"act": "enrol", "units": [{}]}', 400),
        ("enrol", b'{"act": "assign_units"}', 400),
        ("nothing", {}, 404),
    ],
)
def test_hostile_bodies(
    tmp_path: Path,
    name: str,
    body: Any,  # noqa: ANN401 - any body
    status: int,
) -> None:
    """What is not understood or not allowed is said in one sentence."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            seq = room.picture.seq
            said = await _ask(room, name, body)

            assert status == said.status
            assert said.json["sentence"]
            assert seq == room.picture.seq

    asyncio.run(work())


@pytest.mark.parametrize("token", ["", "wrong", "é"])
def test_hostile_owners(tmp_path: Path, token: str) -> None:
    """Without the folder's own token nothing is answered, whatever is asked."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            person = room.auth.secrets.issue("person", "per_s", NOW_US)
            for tried in (token, person):
                said = await _ask(room, "nothing", {}, token=tried)

                assert 401 == said.status

    asyncio.run(work())


def test_a_body_without_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too long, or broken off: refused, nothing half done."""
    monkeypatch.setattr(module, "BODY_BYTES", 100)

    async def work() -> None:
        async with running_room(tmp_path) as room:
            assert 409 == (await _ask(room, "enrol", b"x" * 101)).status
            assert 409 == (await _ask(room, "enrol", b"x", leaves=True)).status

    asyncio.run(work())

"""Who is speaking."""

import asyncio
from pathlib import Path

import pytest

from controlroom.domain import commands as c
from controlroom.domain.errors import Refused
from controlroom.gateway.auth import bearer
from tests.unit.gateway.rooms import NOW_US, do, running_room


def test_a_person_by_token(tmp_path: Path) -> None:
    """A good token says who it is and in which role; only as long as it is good."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            auth = room.auth
            token = auth.secrets.issue("person", "per_s", NOW_US)

            assert ("per_s", "Sam", "supervisor") == auth.person(token, room.picture)
            assert auth.is_live(token)

            auth.secrets.revoke("per_s", NOW_US)

            assert not auth.is_live(token)
            with pytest.raises(Refused, match="unknown or was revoked"):
                auth.person(token, room.picture)

    asyncio.run(work())


def test_a_disabled_person(tmp_path: Path) -> None:
    """Who is disabled does not come in, and is told so by name."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            token = room.auth.secrets.issue("person", "per_o", NOW_US)
            off = c.SetEnabled(entity_id="per_o", enabled=False)
            await do(room, off, person_id="admin", role="administrator")

            with pytest.raises(Refused, match="Olga is disabled"):
                room.auth.person(token, room.picture)

    asyncio.run(work())


def test_a_token_opens_its_own_door_alone(tmp_path: Path) -> None:
    """A hub's token is no desk's, a phone's is no hub's, and the reverse."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            auth = room.auth
            hub = auth.secrets.issue("hub", "north", NOW_US)
            phone = auth.secrets.issue("device", "dev_1", NOW_US)

            assert "north" == auth.hub(hub)
            assert "dev_1" == auth.device(phone)
            for refused in (
                lambda: auth.person(hub, room.picture),
                lambda: auth.hub(phone),
                lambda: auth.device(hub),
            ):
                with pytest.raises(Refused, match="opens nothing"):
                    refused()

            assert not auth.is_admin(hub)
            assert auth.is_admin(auth.admin_token)

    asyncio.run(work())


@pytest.mark.parametrize("token", ["wrong", "x" * 1_000_000, "\ud800", "\x00", "é"])
def test_hostile_tokens(tmp_path: Path, token: str) -> None:
    """Whatever is sent as a token opens nothing and is never repeated."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            with pytest.raises(Refused) as refusal:
                room.auth.person(token, room.picture)

            assert "token" == refusal.value.code
            assert token not in refusal.value.sentence
            assert not room.auth.is_admin(token)

    asyncio.run(work())


@pytest.mark.parametrize(
    ("header", "token"),
    [
        ("Bearer abc", "abc"),
        ("bearer  abc ", "abc"),
        ("Basic abc", ""),
        ("", ""),
        ("Bearer", ""),
        ("abc", ""),
    ],
)
def test_the_token_in_a_header(header: str, token: str) -> None:
    """Only a bearer token counts."""

    assert token == bearer(header)

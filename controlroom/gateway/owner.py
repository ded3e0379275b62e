"""What programs of the folder's owner ask of the running gateway, over its one port.

POST /admin/NAME with a JSON body and `Authorization: Bearer` of the folder's admin
token; answers are JSON. `OwnerDoor.asks` lists what there is: a force enrolled in bulk,
tokens, the doors' rows. What changes the force goes the way of every command.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeVar

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from controlroom.domain import commands as c
from controlroom.domain.commands import Command, Commanded
from controlroom.domain.entities import Person, Role
from controlroom.domain.errors import KnownError, Refused
from controlroom.gateway.admin import ACTOR, DESK
from controlroom.gateway.auth import bearer
from controlroom.gateway.ingest import Outcome, commanded
from controlroom.gateway.room import Room

T = TypeVar("T", bound=msgspec.Struct)

BODY_BYTES = 64 * 1024 * 1024
ENROLLED_AT_ONCE = 500
"""Entities in one command: a force of 15,000 must not hold the room up."""


class _Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body; a field nobody knows is a typing error."""


class AddUser(_Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Add a person and issue a token."""

    name: str
    role: Role = "dispatcher"
    login: str = ""
    roles: tuple[Role, ...] = ()
    """Other roles that the person may take."""
    partner: str = ""
    """Code of the partner that a person in the role partner works for."""


class IssueToken(_Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Issue another token. A hub needs no enrolment: its subject is its name."""

    kind: Literal["person", "device", "hub"]
    subject_id: str
    label: str = ""


class Revoke(_Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Revoke every token of a subject, and end the sessions that stand on them."""

    subject_id: str


class Nothing(_Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question without a body, or with an empty one."""


class OwnerDoor:
    """Answers the folder's owner's programs."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.asks: dict[str, Callable[[bytes], Awaitable[Any]]] = {
            "user": self._add_user,
            "token": self._issue,
            "revoke": self._revoke,
            "enrol": self._enrol,
            "doors": self._doors,
        }

    async def respond(self, request: Request) -> Response:
        """Answer one request: 200, 400, 401, 404 or 409 (refused)."""
        token = bearer(request.headers.get("authorization", ""))
        if not self._room.auth.is_admin(token):
            return _said(401, "token", "the admin token of this folder is needed")
        ask = self.asks.get(request.path_params["name"])
        if ask is None:
            return _said(404, "unknown", f"there are: {', '.join(self.asks)}")
        try:
            answer = await ask(await _body(request))
        except msgspec.DecodeError as error:
            return _said(400, "body", f"not understood: {error}")
        except Refused as refusal:
            return _said(409, refusal.code, refusal.sentence)
        except KnownError as error:
            return _said(409, "failed", str(error))
        return Response(msgspec.json.encode(answer), media_type="application/json")

    async def _add_user(self, body: bytes) -> dict[str, str]:
        asked = _read(body, AddUser)
        person = Person(
            person_id=self._room.new_id("per"),
            name=asked.name,
            role=asked.role,
            login=asked.login,
            partner=asked.partner,
            roles=asked.roles,
        )
        await self._do(c.Enrol(people=(person,)))
        token = self._room.auth.secrets.issue(
            "person", person.person_id, self._room.clock.now_us(), asked.name
        )
        return {"person_id": person.person_id, "token": token}

    async def _issue(self, body: bytes) -> dict[str, str]:
        asked = _read(body, IssueToken)
        picture = self._room.picture
        known: dict[str, Any] = {"person": picture.people, "device": picture.devices}
        if asked.kind in known and asked.subject_id not in known[asked.kind]:
            raise Refused("unknown", f"There is no {asked.kind} {asked.subject_id}.")
        token = self._room.auth.secrets.issue(
            asked.kind, asked.subject_id, self._room.clock.now_us(), asked.label
        )
        return {"token": token}

    async def _revoke(self, body: bytes) -> dict[str, int]:
        asked = _read(body, Revoke)
        now_us = self._room.clock.now_us()
        revoked = self._room.auth.secrets.revoke(asked.subject_id, now_us)
        self._room.sweep()
        return {"revoked": revoked}

    async def _enrol(self, body: bytes) -> dict[str, int]:
        """Enrol in bulk: the body is the act `Enrol`, done in parts that fit."""
        act = msgspec.json.decode(body, type=c.Enrol)
        seq, enrolled = 0, 0
        for name in ("people", "units", "devices", "cameras"):
            entities = getattr(act, name)
            for start in range(0, len(entities), ENROLLED_AT_ONCE):
                some = entities[start : start + ENROLLED_AT_ONCE]
                outcome = await self._do(c.Enrol(**{name: some}))
                seq = max(seq, outcome.seq)
                enrolled += len(some)
        return {"seq": seq, "enrolled": enrolled}

    async def _doors(self, body: bytes) -> dict[str, Any]:
        _read(body, Nothing)
        now_us = self._room.clock.now_us()
        return {
            "doors": [ledger.status(now_us) for ledger in self._room.ledgers],
            "contacts": self._room.contacts.all(),
        }

    async def _do(self, act: c.AnyAct) -> Outcome:
        said = Commanded(
            command=Command(command_id=self._room.new_id("cmd"), act=act),
            person_id=ACTOR,
            role="administrator",
            desk=DESK,
        )
        outcome = await self._room.ingest.submit(commanded(said))
        if not outcome.ok:
            raise Refused(outcome.code, outcome.sentence)
        return outcome


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_BYTES:
                raise Refused("too_big", f"A body of at most {BODY_BYTES} bytes.")
    except ClientDisconnect:
        raise Refused("gone", "The body never came to its end.") from None
    return bytes(body)


def _read(body: bytes, kind: type[T]) -> T:
    return msgspec.json.decode(body or b"{}", type=kind)


def _said(status: int, code: str, sentence: str) -> JSONResponse:
    return JSONResponse({"code": code, "sentence": sentence}, status_code=status)

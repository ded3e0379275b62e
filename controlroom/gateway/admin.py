"""What the folder's owner asks on the command line: people, devices, proof and copies.

The same code answers in a running gateway, with the admin token, and in the command
line itself when none runs. Every change is a command like any other, by `admin`.
"""

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from controlroom.domain import commands as c
from controlroom.domain.entities import Device, DeviceKind, Person, Role, Unit, UnitKind
from controlroom.domain.errors import JournalError, Refused
from controlroom.domain.picture import Picture
from controlroom.gateway.auth import Auth, bearer
from controlroom.gateway.clock import RoomClock
from controlroom.gateway.ingest import Ingest, commanded
from controlroom.journal.base import Journal
from controlroom.journal.secrets import Secrets

T = TypeVar("T")

ACTOR = "admin"
DESK = "command line"
ASK = "ask"
BODY_BYTES = 64 * 1024
DoorName = Literal["cot", "osmand", "device"]


class Ask(msgspec.Struct, frozen=True, kw_only=True, tag_field="ask"):
    """The base of everything the owner can ask."""


class AddPerson(Ask, frozen=True, kw_only=True, tag="add_person"):
    """Somebody new, with a token for a desk."""

    name: str
    login: str
    role: Role = "dispatcher"
    collar: str = ""
    rank: str = ""
    partner: str = ""
    roles: tuple[Role, ...] = ()


class AddDevice(Ask, frozen=True, kw_only=True, tag="add_device"):
    """A device of a unit; `new_unit` adds the unit as that kind when it is unknown.

    `talkgroup` is the new unit's; a unit that is known keeps its own.
    """

    door: DoorName
    kind: DeviceKind
    uid: str = ""
    callsign: str = ""
    new_unit: UnitKind | None = None
    talkgroup: str = ""


class AddHub(Ask, frozen=True, kw_only=True, tag="add_hub"):
    """A token for a hub of the device protocol."""

    name: str


class Bind(Ask, frozen=True, kw_only=True, tag="bind"):
    """Let a device speak for a unit, by callsign; an empty one unbinds it."""

    device: str
    callsign: str


class Enable(Ask, frozen=True, kw_only=True, tag="enable"):
    """Enable somebody or something, or disable and revoke every token."""

    what: Literal["person", "device"]
    who: str
    enabled: bool


class NewToken(Ask, frozen=True, kw_only=True, tag="new_token"):
    """Another token instead of those before."""

    what: Literal["person", "device"]
    who: str


class ListAll(Ask, frozen=True, kw_only=True, tag="list"):
    """Everybody, or every device."""

    what: Literal["person", "device"]


class Verify(Ask, frozen=True, kw_only=True, tag="verify"):
    """Prove the journal."""


class Backup(Ask, frozen=True, kw_only=True, tag="backup"):
    """Copy the journal to an absolute path, and prove the copy."""

    path: str


AnyAsk = (
    AddPerson | AddDevice | AddHub | Bind | Enable | NewToken | ListAll | Verify
    | Backup
)  # fmt: skip


_decode_ask = msgspec.json.Decoder[AnyAsk](AnyAsk).decode


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The answer, as lines for a person. `token` is shown this once."""

    ok: bool = True
    lines: tuple[str, ...] = ()
    token: str = ""


class Kept(Protocol):
    """What the owner's asks need of a room: a running one, or the files alone."""

    @property
    def journal(self) -> Journal: ...  # noqa: D102 - as in Room

    @property
    def ingest(self) -> Ingest: ...  # noqa: D102 - as in Room

    @property
    def auth(self) -> Auth: ...  # noqa: D102 - as in Room

    @property
    def clock(self) -> RoomClock: ...  # noqa: D102 - as in Room

    @property
    def new_id(self) -> Callable[[str], str]: ...  # noqa: D102 - as in Room


class Admin:
    """Answers the owner. `withdrawn` is called when somebody may no longer be here."""

    def __init__(self, kept: Kept, withdrawn: Callable[[], None]) -> None:
        self._kept = kept
        self._withdrawn = withdrawn

    async def respond(self, request: Request) -> Response:
        """Answer POST /admin/ask: an ask as JSON, with the admin token.

        200 with what became of it, 400 not an ask, 401 not the owner.
        """
        token = bearer(request.headers.get("authorization", ""))
        if not self._kept.auth.is_admin(token):
            return _response(Told(ok=False, lines=("Not the owner's token.",)), 401)
        if request.path_params.get("name") != ASK:
            return _response(Told(ok=False, lines=("There is nothing here.",)), 404)
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_BYTES:
                return _response(Told(ok=False, lines=("Too long.",)), 413)
        try:
            ask = _decode_ask(bytes(body))
        except msgspec.DecodeError as error:
            return _response(Told(ok=False, lines=(str(error),)), 400)
        return _response(await self.answer(ask), 200)

    @property
    def _picture(self) -> Picture:
        return self._kept.ingest.picture

    @property
    def _secrets(self) -> Secrets:
        return self._kept.auth.secrets

    def _now_us(self) -> int:
        return self._kept.clock.now_us()

    async def answer(self, ask: AnyAsk) -> Told:
        """Return what became of it; never raises for what was asked."""
        try:
            return await self._answer(ask)
        except Refused as refusal:
            return Told(ok=False, lines=(refusal.sentence,))
        except JournalError as error:
            return Told(ok=False, lines=(str(error),))

    async def _answer(self, ask: AnyAsk) -> Told:
        match ask:
            case AddPerson():
                return await self._add_person(ask)
            case AddDevice():
                return await self._add_device(ask)
            case AddHub():
                return self._add_hub(ask)
            case Bind():
                return await self._bind(ask)
            case Enable() | NewToken():
                return await self._change_access(ask)
            case ListAll():
                return self._list(ask)
            case Verify() | Backup():
                return await asyncio.to_thread(self._prove, ask)

    async def _add_person(self, ask: AddPerson) -> Told:
        person = Person(
            person_id=self._kept.new_id("per"),
            name=ask.name,
            login=ask.login,
            role=ask.role,
            partner=ask.partner,
            roles=tuple(each for each in ask.roles if each != ask.role),
            collar=ask.collar,
            rank=ask.rank,
        )
        await self._do(c.Enrol(people=(person,)))
        token = self._secrets.issue("person", person.person_id, self._now_us(), DESK)
        return Told(lines=(f"Added {ask.name}, {ask.role}.",), token=token)

    async def _add_device(self, ask: AddDevice) -> Told:
        uid = ask.uid
        if not uid and ask.door == "osmand":
            uid = f"phone-{secrets.token_hex(4)}"
        unit = self._unit_to_bind(ask)
        device = Device(
            device_id=self._kept.new_id("dev"),
            kind=ask.kind,
            door=ask.door,
            uid=uid,
            unit_id=unit.unit_id if unit else None,
        )
        known = unit is None or unit.unit_id in self._picture.units
        new = () if unit is None or known else (unit,)
        await self._do(c.Enrol(units=new, devices=(device,)))
        speaks = f", speaks for {unit.callsign}" if unit else ", speaks for no unit yet"
        token = ""
        if ask.door == "osmand":
            token = self._secrets.issue(
                "device", device.device_id, self._now_us(), DESK
            )
        return Told(
            lines=(f"Added {uid} at the door {ask.door}{speaks}.",), token=token
        )

    def _add_hub(self, ask: AddHub) -> Told:
        if not ask.name.strip():
            raise Refused("name", "A hub needs a name.")
        self._secrets.revoke(ask.name, self._now_us())
        self._withdrawn()
        token = self._secrets.issue("hub", ask.name, self._now_us(), DESK)
        return Told(lines=(f"A token for the hub {ask.name}.",), token=token)

    async def _bind(self, ask: Bind) -> Told:
        device = self._device(ask.device)
        unit_id = self._unit(ask.callsign).unit_id if ask.callsign else None
        await self._do(c.BindDevice(device_id=device.device_id, unit_id=unit_id))
        speaks = f"speaks for {ask.callsign}" if unit_id else "speaks for no unit"
        return Told(lines=(f"{device.uid} {speaks}.",))

    async def _change_access(self, ask: Enable | NewToken) -> Told:
        entity_id, name = self._who(ask.what, ask.who)
        if isinstance(ask, NewToken):
            self._secrets.revoke(entity_id, self._now_us())
            token = self._secrets.issue(ask.what, entity_id, self._now_us(), DESK)
            self._withdrawn()
            lines = (f"A new token for {name}; those before open nothing any more.",)
            return Told(lines=lines, token=token)
        await self._do(c.SetEnabled(entity_id=entity_id, enabled=ask.enabled))
        if ask.enabled:
            return Told(lines=(f"{name} is enabled, and needs a new token.",))
        revoked = self._secrets.revoke(entity_id, self._now_us())
        self._withdrawn()
        return Told(lines=(f"{name} is disabled; tokens revoked: {revoked}.",))

    def _list(self, ask: ListAll) -> Told:
        if ask.what == "person":
            rows = [
                f"{p.login or '-'}\t{p.name}\t{p.role}\t{p.collar or '-'}\t"
                f"{_on(enabled=p.enabled)}"
                for p in self._picture.people.values()
            ]
        else:
            rows = [
                f"{d.door}\t{d.uid}\t{d.kind}\t{self._speaks_for(d)}\t"
                f"{_on(enabled=d.enabled)}"
                for d in self._picture.devices.values()
            ]
        return Told(lines=tuple(rows))

    def _prove(self, ask: Verify | Backup) -> Told:
        if isinstance(ask, Backup):
            verdict = self._kept.journal.backup(Path(ask.path))
            what = f"{ask.path}: "
        else:
            verdict = self._kept.journal.verify()
            what = ""
        found = "proven" if verdict.proven else "NOT PROVEN"
        lines = [
            f"{what}{verdict.rows} rows, {len(verdict.erased)} erased, {found}",
            f"head {verdict.head_seq} {verdict.head}",
            f"epoch {verdict.epoch}",
        ]
        lines += [f"seq {fault.seq}: {fault.what}" for fault in verdict.faults]
        return Told(ok=verdict.proven, lines=tuple(lines))

    async def _do(self, act: c.AnyAct) -> None:
        command = c.Command(command_id=self._kept.new_id("cmd"), act=act)
        said = c.Commanded(
            command=command, person_id=ACTOR, role="administrator", desk=DESK
        )
        outcome = await self._kept.ingest.submit(commanded(said))
        if not outcome.ok:
            raise Refused(outcome.code, outcome.sentence)

    def _unit_to_bind(self, ask: AddDevice) -> Unit | None:
        if not ask.callsign:
            return None
        try:
            return self._unit(ask.callsign)
        except Refused:
            if ask.new_unit is None:
                raise
        return Unit(
            unit_id=self._kept.new_id("unit"),
            callsign=ask.callsign,
            kind=ask.new_unit,
            talkgroup=ask.talkgroup,
            state=1,
        )

    def _unit(self, callsign: str) -> Unit:
        wanted = callsign.casefold()
        for unit in self._picture.units.values():
            if unit.callsign.casefold() == wanted:
                return unit
        raise Refused("unknown_unit", f"No unit is called {callsign}.")

    def _device(self, who: str) -> Device:
        found = [
            device
            for device in self._picture.devices.values()
            if who in {device.device_id, device.uid, f"{device.door}:{device.uid}"}
        ]
        return _only(found, who, "device", "Name it as door:uid.")

    def _who(self, what: str, who: str) -> tuple[str, str]:
        if what == "device":
            device = self._device(who)
            return device.device_id, device.uid
        found = [
            person
            for person in self._picture.people.values()
            if who in {person.person_id, person.login, person.collar, person.name}
        ]
        person = _only(found, who, "person", "Use the login.")
        return person.person_id, person.name

    def _speaks_for(self, device: Device) -> str:
        unit = self._picture.units.get(device.unit_id or "")
        return unit.callsign if unit else "-"


def _only(found: list[T], who: str, what: str, advice: str) -> T:
    if not found:
        raise Refused("unknown", f"There is no {what} {who}.")
    if len(found) > 1:
        raise Refused("ambiguous", f"{len(found)} are called {who}. {advice}")
    return found[0]


def _on(*, enabled: bool) -> str:
    return "enabled" if enabled else "disabled"


def _response(told: Told, status: int) -> Response:
    return Response(msgspec.json.encode(told), status, media_type="application/json")

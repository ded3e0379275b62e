"""A partner sees what was shared with it, field by field, and nothing else, ever."""

from contextlib import suppress
from typing import Any, get_args

import msgspec
import pytest
from msgspec import inspect as mi

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.access import Hidden
from controlroom.domain.entities import Person, Role
from controlroom.domain.partner import PartnerSight
from controlroom.domain.picture import Picture
from controlroom.wire.codec import encode
from tests.helpers.watch import TV21, TV22, Watch

SECRET = "Zanzibar"
SHOWN = frozenset({"place", "cad", "type_code", "grade"})
"""Fields of any event on a shared incident that a partner is meant to read."""
ALLOWED = {
    ("partner_told", "text"), ("codes_published", "codes"), ("unit_added", "unit"),
}  # fmt: skip
"""Fields of one event that a partner is meant to read, or that are checked apart."""


class Shown:
    """A watch, and what fire control is shown of it."""

    def __init__(self) -> None:
        self.watch = Watch()
        self.incident_id = self.watch.opened(
            narrative=SECRET, caller=SECRET, place="Pier 4"
        )
        self.other_id = self.watch.opened(place=SECRET, narrative=SECRET)
        self.sight = PartnerSight("fire", self.watch.picture)
        self.fire = self.sight.picture(self.watch.picture.seq)
        self.seen: list[e.Fact | Hidden] = []
        self._from = len(self.watch.facts)

    def catch_up(self, touched: frozenset[str] | None = None) -> list[e.Fact | Hidden]:
        """Let fire control see what has happened since."""
        facts = self.watch.facts[self._from :]
        self._from = len(self.watch.facts)
        ids = touched if touched is not None else frozenset(self.watch.touched)
        seen = self.sight.follow(facts, ids, self.watch.picture)
        for fact in seen:
            if isinstance(fact, Hidden):
                self.fire.seq = fact.seq
            else:
                self.fire.apply(fact)
        self.seen += seen
        return seen

    def share(self, *, shared: bool = True, partner: str = "fire") -> None:
        """Share the incident, or no longer."""
        act = c.ShareIncident(
            incident_id=self.incident_id, partner=partner, shared=shared
        )
        self.watch.do(act)
        self.catch_up()

    def agrees(self) -> bool:
        """True when all that was sent adds up to what a new desk would get."""
        now = PartnerSight("fire", self.watch.picture)
        return (
            self.fire.incidents == now.incidents
            and self.fire.units.keys() == now.units.keys()
        )


def test_nothing_is_seen_before_it_is_shared() -> None:
    """No unit, no incident, nobody; every fact keeps its place and shows nothing."""
    shown = Shown()
    shown.watch.do(c.AssignUnits(incident_id=shown.incident_id, unit_ids=(TV21,)))
    seen = shown.catch_up()

    assert seen
    assert all(isinstance(fact, Hidden) for fact in seen)
    assert ({}, {}, {}) == (shown.fire.incidents, shown.fire.units, shown.fire.people)


def test_what_is_shared_comes_whole_and_bare() -> None:
    """Place, type, grade, status and units by callsign; no caller, words or people."""
    shown = Shown()
    shown.watch.do(c.AssignUnits(incident_id=shown.incident_id, unit_ids=(TV21,)))
    shown.share()
    (incident,) = shown.fire.incidents.values()
    (unit,) = shown.fire.units.values()

    assert ("Pier 4", "ROBBERY", "I", "open") == (
        incident.place, incident.type_code, incident.grade, incident.status,
    )  # fmt: skip
    assert ("", "", (), "") == (
        incident.narrative, incident.caller, incident.log, incident.opened_by,
    )  # fmt: skip
    assert ("TV21", (), (), (shown.incident_id,)) == (
        unit.callsign, unit.crew, unit.skills, unit.incident_ids,
    )  # fmt: skip
    assert shown.agrees()


def test_what_happens_to_it_is_followed() -> None:
    """Its grade, its state, the units that come and go; its end."""
    shown = Shown()
    shown.share()
    shown.watch.do(c.AssignUnits(incident_id=shown.incident_id, unit_ids=(TV21, TV22)))
    shown.watch.do(c.SetUnitState(unit_id=TV21, state=6))
    shown.catch_up()

    assert {"TV21": 6, "TV22": 5} == {
        unit.callsign: unit.state for unit in shown.fire.units.values()
    }
    shown.watch.do(c.StandDown(incident_id=shown.incident_id, unit_id=TV21))
    shown.catch_up()

    assert ["TV22"] == [unit.callsign for unit in shown.fire.units.values()]
    assert shown.agrees()
    shown.share(shared=False)

    assert ({}, {}) == (shown.fire.incidents, shown.fire.units)


def test_a_unit_is_not_seen_on_what_is_not_shared() -> None:
    """Diverted to another job it is gone, and what it does there is hidden."""
    shown = Shown()
    shown.watch.do(c.AssignUnits(incident_id=shown.incident_id, unit_ids=(TV21,)))
    shown.share()
    shown.watch.happen(e.UnitAssigned(incident_id=shown.other_id, unit_id=TV21))
    shown.catch_up()
    (unit,) = shown.fire.units.values()

    assert (shown.incident_id,) == unit.incident_ids
    shown.watch.do(c.StandDown(incident_id=shown.incident_id, unit_id=TV21))
    shown.catch_up()
    shown.watch.do(c.SetUnitState(unit_id=TV21, state=6))
    (last,) = shown.catch_up()

    assert isinstance(last, Hidden)
    assert {} == shown.fire.units


def test_a_unit_keeps_its_row() -> None:
    """Gone and back again it is the same row: what was drawn for it is found."""
    shown = Shown()
    shown.share()
    rows = []
    for _ in range(2):
        shown.watch.do(c.AssignUnits(incident_id=shown.incident_id, unit_ids=(TV22,)))
        shown.catch_up()
        rows.append((shown.fire.units[TV22].row, dict(shown.sight.force_rows)))
        shown.watch.do(c.StandDown(incident_id=shown.incident_id, unit_id=TV22))
        shown.catch_up()
    force_row = shown.watch.picture.units[TV22].row

    assert [(0, {force_row: 0})] * 2 == rows
    assert {} == shown.sight.force_rows
    assert [TV22] == shown.fire.unit_rows


def test_lines_go_to_the_partner_they_are_for() -> None:
    """Fire control reads what was written to it; what ambulance reads it does not."""
    shown = Shown()
    shown.share()
    shown.share(partner="ambulance")
    for partner in ("fire", "ambulance"):
        act = c.TellPartner(
            incident_id=shown.incident_id, partner=partner, text=f"for {partner}"
        )
        shown.watch.do(act)
    shown.catch_up()
    (incident,) = shown.fire.incidents.values()

    assert ["To Fire control: for fire"] == [line.text for line in incident.log]
    assert ["Control room"] == [line.by for line in incident.log]
    assert ("fire",) == incident.shared_with
    assert b"for ambulance" not in encode(shown.fire)


@pytest.mark.parametrize(
    ("role", "partner", "side"),
    [
        ("dispatcher", "", "Control room"),
        ("supervisor", "", "Control room"),
        ("partner", "fire", "Fire control"),
        # What the table does not hold, or nobody knows, opens nothing.
        ("partner", "", "Control room"),
        ("dispatcher", "fire", "Control room"),
        (None, "", "Control room"),
    ],
)
def test_who_wrote_is_a_side_and_nobodys_name(
    role: Role | None, partner: str, side: str
) -> None:
    """By the table of roles; never empty, never a name, a collar or an id."""
    shown = Shown()
    people = shown.watch.picture.people
    if role is not None:
        people["per_zed"] = Person(
            person_id="per_zed", name=SECRET, collar=SECRET, role=role, partner=partner
        )
    told = e.PartnerTold(
        incident_id=shown.incident_id, partner="fire", text="Gas is off"
    )
    shown.share()
    shown.watch.happen(told, actor="per_zed")
    shown.catch_up()
    (incident,) = shown.fire.incidents.values()

    assert [side] == [line.by for line in incident.log]
    assert side == shown.fire.name_of(incident.log[0].by)
    assert not any(word in encode(shown.fire) for word in (b"per_zed", SECRET.encode()))


def test_other_codes_reach_a_partner_without_what_is_the_forces_own() -> None:
    """Grades and types to read by; not the skills, sectors, closing codes or rights."""
    shown = Shown()
    codes = msgspec.structs.replace(shown.watch.picture.codes, force="Eastmere")
    shown.watch.happen(e.CodesPublished(codes=codes))
    shown.catch_up()

    assert "Eastmere" == shown.fire.codes.force
    assert ((), (), ()) == (
        shown.fire.codes.skills, shown.fire.codes.closing, shown.fire.codes.sectors,
    )  # fmt: skip
    assert ["fire"] == [each.code for each in shown.fire.codes.partners]
    assert {"tell_partner": ("partner",)} == shown.fire.codes.acts
    assert ["partner"] == [row.role for row in shown.fire.codes.roles]


@pytest.mark.parametrize("kind", get_args(e.AnyEvent), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("on_shared", [True, False], ids=["shared", "other"])
def test_no_secret_in_any_field_of_any_event_reaches_a_partner(
    kind: type[e.Event], *, on_shared: bool
) -> None:
    """Text planted in every field, actor, desk and key; also in events not yet made."""
    shown = Shown()
    shown.watch.do(c.AssignUnits(incident_id=shown.incident_id, unit_ids=(TV21,)))
    shown.share()
    if kind is e.PartnerSaw or (kind is e.IncidentShared and not on_shared):
        return  # made for a partner alone; sharing the other is the point of it
    incident_id = shown.incident_id if on_shared else shown.other_id
    event = planted(kind, incident_id, shown.other_id)
    fact = e.Fact(
        seq=shown.watch.picture.seq + 1, at_us=shown.watch.now_us, actor=SECRET,
        event=event, desk=SECRET, command_id=SECRET,  # type: ignore[arg-type]  # one of the union
    )  # fmt: skip
    touched = frozenset({incident_id, shown.other_id, TV21, "codes"})
    with suppress(Exception):
        # An event that could not have been decided may trip; what it left is looked at.
        shown.watch.picture.apply(fact)
    seen = shown.sight.follow([fact], touched, shown.watch.picture)
    sent = encode(seen) + encode(shown.sight.picture(fact.seq))

    assert SECRET.encode() not in sent


def planted(kind: Any, incident_id: str, other_id: str) -> e.Event:  # noqa: ANN401 - an event type
    """Return an event with the secret in each text that a partner must not read."""
    tag = str(kind.__struct_config__.tag)
    fields = {}
    known = {
        "incident_id": incident_id, "other_id": other_id, "duplicate_id": other_id,
        "unit_id": TV21, "unit_ids": (TV21,), "partner": "fire",
    }  # fmt: skip
    for field in mi.type_info(kind).fields:  # type: ignore[attr-defined]  # a struct
        if field.name in known:
            fields[field.name] = known[field.name]
        elif field.name not in SHOWN and (tag, field.name) not in ALLOWED:
            fields[field.name] = secret(field.type)
        elif field.required:
            fields[field.name] = harmless(field.type)
    return kind(**fields)  # type: ignore[no-any-return]  # an event


def secret(info: mi.Type) -> Any:  # noqa: ANN401 - any field
    """Return a value of a field's type with the secret in every text."""
    if isinstance(info, mi.UnionType):
        info = next(t for t in info.types if not isinstance(t, mi.NoneType))
    value: Any
    match info:
        case mi.StructType():
            value = info.cls(**{f.name: secret(f.type) for f in info.fields})
        case mi.VarTupleType():
            value = (secret(info.item_type),)
        case mi.TupleType():
            value = tuple(secret(part) for part in info.item_types)
        case mi.LiteralType():
            value = info.values[0]
        case mi.DictType():
            value = {secret(info.key_type): secret(info.value_type)}
        case _:
            value = SECRET if isinstance(info, mi.StrType) else 1
    return value


def harmless(info: mi.Type) -> Any:  # noqa: ANN401 - any field
    """Return a value with no secret in it."""
    if isinstance(info, mi.StructType):
        return info.cls(**{f.name: harmless(f.type) for f in info.fields if f.required})
    return "X" if isinstance(info, mi.StrType) else secret(info)


def test_the_planted_secret_would_be_found() -> None:
    """The guard of the guard: in the force's own view it is there."""
    shown = Shown()

    assert SECRET.encode() in encode(shown.watch.picture)


def test_an_empty_picture_is_a_picture() -> None:
    """A partner with whom nothing is shared has a desk that works and is empty."""
    sight = PartnerSight("fire", Picture())

    assert Picture(seq=3) == sight.picture(3)

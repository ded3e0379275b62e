"""Who may do what and who sees what: roles limit acts, views limit sight."""

from collections.abc import Sequence

import msgspec

from controlroom.domain.codes import Codes
from controlroom.domain.commands import Act
from controlroom.domain.entities import Person
from controlroom.domain.events import AUDIT, Fact

FORCE = "force"
"""The view of the force's own desks: everything but the audit."""
PARTNER = "partner"
"""Begins the view of a partner's desks: what is shared with it, and no people."""
CONTROL_ROOM = "Control room"
"""All that a partner is told of whoever wrote to it."""


class Hidden(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that a view may not see: its place in the order and nothing else."""

    seq: int


def may(codes: Codes, role: str, act: Act | type[Act]) -> bool:
    """Return whether a role may do an act; an unknown role may nothing."""
    return role in codes.access().doers(_tag(act))


def may_ask(codes: Codes, role: str, question: str) -> bool:
    """Return whether a role may ask a question, named by its tag."""
    return role in codes.access().askers(question)


def why_not(codes: Codes, role: str, act: Act | type[Act]) -> str:
    """Return in one sentence why a role may not do an act, and who may."""
    return _why_not(codes, role, codes.access().doers(_tag(act)), "do this")


def why_not_ask(codes: Codes, role: str, question: str) -> str:
    """Return in one sentence why a role may not ask a question, and who may."""
    return _why_not(codes, role, codes.access().askers(question), "ask this")


def name_of(codes: Codes, role: str) -> str:
    """Return what the force calls a role."""
    row = codes.access().row(role)
    return row.name if row else role.replace("_", " ").capitalize()


def side_of(codes: Codes, person: Person | None) -> str:
    """Return what a partner's view is told of who did something: a side, nobody's name.

    Whose role has a partner's view stands on that partner's side; everybody else, and
    whoever is unknown, is the control room.
    """
    row = codes.access().row(person.role) if person is not None else None
    if person is None or row is None or row.view != PARTNER or not person.partner:
        return CONTROL_ROOM
    return codes.partner_name(person.partner)


def _tag(act: Act | type[Act]) -> str:
    return str(act.__struct_config__.tag)


def _why_not(codes: Codes, role: str, allowed: Sequence[str], what: str) -> str:
    who = name_of(codes, role).lower() or "nobody"
    names = [name_of(codes, each).lower() for each in allowed] or ["no role"]
    return f"As {who} you may not {what}. Who may: {', '.join(names)}."


def view(fact: Fact, name: str) -> Fact | Hidden:
    """Return what a view sees of a fact; the seq always stays, so nobody sees a gap.

    Audit rows are in no view, and a view that does not exist sees nothing.
    """
    if name != FORCE or isinstance(fact.event, AUDIT):
        return Hidden(seq=fact.seq)
    return fact

"""Who may do what and who sees what: roles limit acts, views limit sight."""

from collections.abc import Sequence

import msgspec

from controlroom.domain.codes import Codes
from controlroom.domain.commands import Act
from controlroom.domain.events import AUDIT, Fact

FORCE = "force"
"""The view of the force's own desks: everything but the audit."""


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

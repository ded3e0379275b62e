"""Who may do what and who sees what: roles limit acts, views limit sight."""

import msgspec

from controlroom.domain import commands as c
from controlroom.domain.events import AUDIT, Fact

FORCE = "force"
"""The view of the force's own desks: everything but the audit."""

_OPERATIONAL: frozenset[type[c.Act]] = frozenset({
    c.OpenIncident, c.AmendIncident, c.GradeIncident, c.AddLogEntry, c.AssignUnits,
    c.StandDown, c.SetUnitState, c.ResolveIncident, c.CloseIncident, c.ReopenIncident,
    c.SetBringUp, c.RaiseEmergency, c.AcceptAlarm, c.EndAlarm, c.SendMessage,
    c.StartViewing, c.EndViewing, c.Draw, c.Redraw, c.Erase,
    c.LinkIncidents, c.UnlinkIncidents, c.MergeIncidents, c.UnmergeIncident,
})  # fmt: skip
_CONNECTING: frozenset[type[c.Act]] = frozenset(
    {c.BindDevice, c.BindContact, c.SetEnabled}
)
_MAY: dict[str, frozenset[type[c.Act]]] = {
    "observer": frozenset(),
    "officer": frozenset(),
    "dispatcher": _OPERATIONAL,
    "supervisor": _OPERATIONAL | _CONNECTING,
    # Whoever hands out access does not send units by the same right.
    "administrator": _CONNECTING | {c.Enrol},
}


class Hidden(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that a view may not see: its place in the order and nothing else."""

    seq: int


def may(role: str, act: c.Act | type[c.Act]) -> bool:
    """Return whether a role may do an act; an unknown role may nothing."""
    kind = act if isinstance(act, type) else type(act)
    return kind in _MAY.get(role, frozenset())


def view(fact: Fact, name: str) -> Fact | Hidden:
    """Return what a view sees of a fact; the seq always stays, so nobody sees a gap.

    Audit rows are in no view, and a view that does not exist sees nothing.
    """
    if name != FORCE or isinstance(fact.event, AUDIT):
        return Hidden(seq=fact.seq)
    return fact

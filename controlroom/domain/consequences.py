"""What an act would bring about, in plain words, before anybody sends it.

Pure, so the command bar, the buttons and a drag say the same. It decides nothing: what
the gateway would refuse is said as what stands in the way.
"""

from itertools import islice

from controlroom.domain import commands as c
from controlroom.domain.attending import is_free, left_without
from controlroom.domain.diverting import blocked
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State
from controlroom.domain.words import names

OFF_DUTY = 11


def consequences(state: State, act: c.Act) -> tuple[str, ...]:
    """Return what an act does to units and to what they are on, a sentence each.

    Nothing for an act that moves no unit, or about what the picture does not hold.
    """
    match act:
        case c.AssignUnits():
            return _assigned(
                state, act.incident_id, act.unit_ids, act.divert, keep=act.keep
            )
        case c.OverrideDivert():
            return _assigned(
                state, act.incident_id, act.unit_ids, divert=True, overrules=True
            )
        case c.PreAssign():
            return _next(state, act)
        case c.StandDown():
            return _stood_down(state, act)
        case c.StandDownAll():
            return _all_leave(state, act.incident_id, "stays open without a unit")
        case c.ResolveIncident():
            return _all_leave(state, act.incident_id, "is resolved")
        case _:
            return ()


def _assigned(
    state: State,
    incident_id: str,
    unit_ids: tuple[str, ...],
    divert: bool,  # noqa: FBT001 - as the act says it
    *,
    keep: bool = False,
    overrules: bool = False,
) -> tuple[str, ...]:
    incident = state.incidents.get(incident_id)
    units = _units(state, unit_ids)
    if incident is None or not units:
        return ()
    said: list[str] = []
    leaving: dict[str, list[str]] = {}
    free = [unit for unit in units if not unit.incident_ids]
    if free:
        there = names([unit.callsign for unit in free])
        goes = "go" if free[1:] else "goes"
        said.append(f"{there} {goes} to {_cad(state, incident)}.")
        said += [_warned(state, unit) for unit in free if not _is_ready(state, unit)]
    for unit in units:
        if not unit.incident_ids:
            continue
        if keep:
            said.append(_keeps(state, unit, incident))
            continue
        said.append(_moves(state, unit, incident, divert=divert, overrules=overrules))
        if divert and (overrules or blocked(state, unit, incident) is None):
            for before in unit.incident_ids:
                leaving.setdefault(before, []).append(unit.unit_id)
    said += [_left(state, before, gone) for before, gone in leaving.items()]
    return (*said, *_minimum(state, free))


def _is_ready(state: State, unit: Unit) -> bool:
    known = state.codes.state(unit.state)
    return known is None or known.availability == "available"


def _warned(state: State, unit: Unit) -> str:
    return f"{unit.callsign} is {sentences.state_words(state, unit.state)}."


def _keeps(state: State, unit: Unit, incident: Incident) -> str:
    return (
        f"{_with_state(state, unit)}, stays on {_on(state, unit)} and has "
        f"{_cad(state, incident)} after that."
    )


def _moves(
    state: State, unit: Unit, incident: Incident, *, divert: bool, overrules: bool
) -> str:
    """Say what a committed unit does: leaves, is held by the rule, or stays unasked."""
    hold = blocked(state, unit, incident)
    who, on, to = _with_state(state, unit), _on(state, unit), _cad(state, incident)
    if hold is not None and not overrules:
        return (
            f"{who}, is held on {_cad(state, hold.incident)}, grade "
            f"{hold.incident.grade}, and {hold.why}: a supervisor may divert it, with "
            "a reason."
        )
    if not divert:
        return f"{who}, is on {on} and stays there."
    against = ", against the rule" if hold is not None else ""
    return f"{who}, leaves {on} for {to}{against}."


def _left(state: State, incident_id: str, gone: list[str]) -> str:
    incident = state.incidents[incident_id]
    rest = left_without(incident, frozenset(gone))
    if not rest:
        return f"{_cad(state, incident)} has no unit then."
    return f"{_cad(state, incident)} keeps {sentences.callsigns(state, rest)}."


def _next(state: State, act: c.PreAssign) -> tuple[str, ...]:
    incident, unit = state.incidents.get(act.incident_id), state.units.get(act.unit_id)
    if incident is None or unit is None:
        return ()
    to = _cad(state, incident)
    if is_free(state, unit):
        return (f"{_with_state(state, unit)}, is free: assign it instead.",)
    after = f"after {_on(state, unit)}" if unit.incident_ids else "once it is free"
    return (
        f"{_with_state(state, unit)}, has {to} next, {after}.",
        "It is told when somebody sends it.",
    )


def _stood_down(state: State, act: c.StandDown) -> tuple[str, ...]:
    incident, unit = state.incidents.get(act.incident_id), state.units.get(act.unit_id)
    if incident is None or unit is None:
        return ()
    if act.incident_id in unit.next_ids:
        return (f"{unit.callsign} no longer has {_cad(state, incident)} next.",)
    if act.incident_id not in unit.incident_ids:
        return (f"{unit.callsign} is not on {_cad(state, incident)}.",)
    return (
        f"{_with_state(state, unit)}, leaves {_cad(state, incident)}.",
        _left(state, act.incident_id, [act.unit_id]),
    )


def _all_leave(state: State, incident_id: str, then: str) -> tuple[str, ...]:
    incident = state.incidents.get(incident_id)
    if incident is None:
        return ()
    on = tuple(each.unit_id for each in incident.assignments)
    ready = tuple(each.unit_id for each in incident.pre_assigned)
    said = []
    if on:
        verb = "leave" if on[1:] else "leaves"
        said.append(
            f"{sentences.callsigns(state, on)} {verb} {_cad(state, incident)}, which "
            f"{then}."
        )
    if ready:
        have = "have" if ready[1:] else "has"
        said.append(f"{sentences.callsigns(state, ready)} no longer {have} it next.")
    return tuple(said)


def _minimum(state: State, going: list[Unit]) -> tuple[str, ...]:
    """Say which sectors fall to their minimum or below it."""
    said = []
    for sector in state.codes.sectors:
        leaves = sum(1 for unit in going if unit.sector == sector.name)
        if not leaves or not sector.minimum_deployable:
            continue
        least = sector.minimum_deployable
        free = (
            unit
            for unit in state.units.values()
            if unit.sector == sector.name and is_free(state, unit)
        )
        # One more than the minimum says enough: nobody counts a whole force for that.
        rest = sum(1 for _ in islice(free, least + leaves + 1)) - leaves
        if rest <= least:
            how = "its minimum" if rest == least else f"below its minimum of {least}"
            said.append(f"{sector.name} falls to {max(0, rest)} deployable, {how}.")
    return tuple(said)


def _units(state: State, unit_ids: tuple[str, ...]) -> list[Unit]:
    known = dict.fromkeys(unit_ids)
    return [state.units[each] for each in known if each in state.units]


def _with_state(state: State, unit: Unit) -> str:
    return f"{unit.callsign}, {sentences.state_words(state, unit.state)}"


def _on(state: State, unit: Unit) -> str:
    return names([sentences.cad_of(state, each) for each in unit.incident_ids])


def _cad(state: State, incident: Incident) -> str:
    return sentences.cad_of(state, incident.incident_id)

"""What the next person must know of some sectors, read off the picture; pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import get_args

from controlroom.domain.deadlines import clocks, counted_from_us
from controlroom.domain.entities import Incident
from controlroom.domain.intake.gaps import incident_gaps
from controlroom.domain.state import State
from controlroom.domain.watchkeeping import Item, ItemKind
from controlroom.domain.words import age, cad_short, clock_on, day_of, names

ITEMS_MOST = 500
"""Items of one pack; what is over is said in its last line."""
LISTED = 8
"""Numbers named in one line; more are counted."""
ORDER: tuple[ItemKind, ...] = get_args(ItemKind)
SECOND_US = 1_000_000
Open = tuple[ItemKind, str, str]
"""What stands open with an incident: its kind, in words, and whom or what it is about.
"""


def pack(state: State, sectors: Collection[str], now_us: int) -> tuple[Item, ...]:
    """Return what stands open in the sectors, most urgent kind first; none is all."""
    items = [*_alarms(state, sectors)]
    today = day_of(now_us, state.codes.time_zone)
    kept = [
        incident
        for incident in state.incidents.values()
        if incident.status in {"open", "resolved"} and _keeps(incident, sectors)
    ]
    for incident in kept:
        items += [_item(incident, today, *x) for x in _of(state, incident, now_us)]
    items += _unrecorded(state, kept, now_us, today)
    items.sort(key=lambda item: ORDER.index(item.kind))
    if len(items) <= ITEMS_MOST:
        return tuple(items)
    left = len(items) - ITEMS_MOST + 1
    more = Item(
        key="more", kind="bring_up", incident_id="",
        text=f"{left} more that do not fit here: read the queue.",
    )  # fmt: skip
    return (*items[: ITEMS_MOST - 1], more)


def _keeps(incident: Incident, sectors: Collection[str]) -> bool:
    return not sectors or not incident.sector or incident.sector in sectors


def _alarms(state: State, sectors: Collection[str]) -> Iterator[Item]:
    for alarm in state.standing_alarms():
        if alarm.accepted_by is not None:
            continue
        incident = state.incidents.get(alarm.incident_id or "")
        unit = state.units.get(alarm.unit_id or "")
        about = incident or unit
        # What belongs to no sector is everybody's: it is never left out.
        if about and sectors and about.sector and about.sector not in sectors:
            continue
        yield Item(
            key=f"alarm:{alarm.alarm_id}",
            kind="alarm",
            incident_id=alarm.incident_id or "",
            text=f"Alarm nobody accepted: {alarm.text or alarm.kind}",
        )


def _of(state: State, incident: Incident, now_us: int) -> Iterator[Open]:
    zone = state.codes.time_zone
    if incident.status == "open":
        yield from _risk(incident)
        yield from _late(state, incident, now_us)
        yield from _silent(state, incident, now_us)
    if incident.offer is not None:
        to = state.name_of(incident.offer.to.name)
        yield "transfer", f"offered to {to}, not answered", ""
    for promise in incident.promises:
        if promise.kept_at_us is None:
            by = clock_on(promise.due_us, now_us, zone)
            late = ", the time has passed" if promise.due_us < now_us else ""
            text = f"promised by {by}: {promise.text}{late}"
            yield "promise", text, promise.promise_id
    if incident.bring_up_at_us is not None:
        at = clock_on(incident.bring_up_at_us, now_us, zone)
        note = f", {incident.bring_up_note}" if incident.bring_up_note else ""
        yield "bring_up", f"bring up at {at}{note}", ""


def _risk(incident: Incident) -> Iterator[Open]:
    """A risk that is asked again since type or grade changed."""
    written_us = incident.risk_at_us
    if written_us is not None and incident.risk_asked_us > written_us:
        text = f"risk to be asked again: {incident.risk_asked_for or 'changed'}"
        yield "risk", text, ""


def _unrecorded(
    state: State, incidents: Iterable[Incident], now_us: int, today: str
) -> Iterator[Item]:
    """One line a grade for what has been open too long without its risk on record.

    Line by line they would crowd out what somebody has to do now.
    """
    for grade in state.codes.grades:
        if grade.risk_s is None:
            continue
        late_us = now_us - grade.risk_s * SECOND_US
        found = [
            each
            for each in incidents
            if each.grade == grade.code
            and counted_from_us(each) <= late_us
            and _lacks_risk(state, each)
        ]
        if len(found) == 1:
            yield _item(found[0], today, "risk", "risk was never recorded")
        elif found:
            first = min(found, key=lambda each: each.opened_at_us)
            yield Item(
                key=f"risk:none:{grade.code}",
                kind="risk",
                incident_id=first.incident_id,
                text=f"{len(found)} {grade.name} incidents without a recorded risk: "
                f"{_numbers(found, today)}",
            )


def _lacks_risk(state: State, incident: Incident) -> bool:
    """Neither recorded as such, nor told whole in the log, as `T: none, H: ...`."""
    if incident.status != "open" or incident.risk_at_us is not None:
        return False
    found = incident_gaps(state.codes.intake, incident)
    return found is None or not found.is_whole


def _numbers(incidents: Sequence[Incident], today: str) -> str:
    """Return `CAD 4, 9, 12 and 3 more`, the oldest first."""
    oldest = sorted(incidents, key=lambda each: each.opened_at_us)
    listed = [cad_short(each.cad, today) for each in oldest[:LISTED]]
    more = len(oldest) - len(listed)
    said = f"{', '.join(listed)} and {more} more" if more else names(listed)
    return f"CAD {said}"


def _late(state: State, incident: Incident, now_us: int) -> Iterator[Open]:
    for clock in clocks(incident, state.codes, now_us):
        if clock.word == "late" and clock.due_us is not None:
            over = age((now_us - clock.due_us) / SECOND_US)
            text = f"grade {incident.grade}, {over} over its target {clock.name}"
            yield "overdue", text, ""
            return


def _silent(state: State, incident: Incident, now_us: int) -> Iterator[Open]:
    for each in incident.assignments:
        if each.acknowledged_at_us or each.en_route_at_us or each.at_scene_at_us:
            continue
        unit = state.units.get(each.unit_id)
        name = unit.callsign if unit else each.unit_id
        sent = age((now_us - each.at_us) / SECOND_US)
        text = f"{name}, sent {sent} ago, has not acknowledged"
        yield "unacknowledged", text, each.unit_id


def _item(
    incident: Incident, today: str, kind: ItemKind, text: str, about: str = ""
) -> Item:
    number = f"CAD {cad_short(incident.cad, today)}"
    where = f"{number}, {incident.place}" if incident.place else number
    key = ":".join(part for part in (kind, incident.incident_id, about) if part)
    return Item(
        key=key, kind=kind, incident_id=incident.incident_id, text=f"{where}: {text}"
    )

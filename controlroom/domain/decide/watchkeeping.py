"""Decides who may sit where as what, who covers, what is promised and handed over."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.access import name_of
from controlroom.domain.decide.rules import (
    Ids,
    cad,
    incident_of,
    refuse,
    shown,
    undecided,
    when,
    written,
)
from controlroom.domain.entities import Person
from controlroom.domain.handover import pack
from controlroom.domain.state import State

PROMISES_MOST = 50
"""Promises on one incident."""
AGAIN_US = 30 * 60_000_000
"""A handover that nobody finished is begun anew after so long."""
DAY_US = 24 * 3_600_000_000
AHEAD_US = 30 * DAY_US
"""A promise is for a time to come, and not for one that nobody here will see."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    match said.command.act:
        case c.TakePosition() as act:
            return take_position(state, act, said)
        case c.SetAway() as act:
            return set_away(state, act, said.desk)
        case c.RecordPromise() as act:
            return record_promise(state, act, now_us, ids)
        case c.KeepPromise() as act:
            return keep_promise(state, act, now_us)
        case c.BeginHandover() as act:
            return begin_handover(state, act, now_us, ids)
        case c.TickHandover() as act:
            return tick_handover(state, act, now_us)
        case other:
            raise undecided(other)


def roles_of(person: Person) -> tuple[str, ...]:
    """Return the roles that a person may take, the usual one first."""
    return tuple(dict.fromkeys((person.role, *person.roles)))


def take_position(
    state: State, act: c.TakePosition, said: c.Commanded
) -> list[e.AnyEvent]:
    """Sit down in a role that is one's own, for sectors that exist."""
    person = state.people.get(said.person_id)
    own = roles_of(person) if person else ()
    if act.role not in own:
        names = ", ".join(name_of(state.codes, role).lower() for role in own)
        refuse(
            "not_yours",
            f"{name_of(state.codes, act.role)} is not a role of yours.",
            f"Yours: {names or 'none'}.",
        )
    sectors = _sectors(state, act.sectors)
    return [
        e.PositionTaken(
            desk=said.desk, person_id=said.person_id, role=act.role, sectors=sectors
        )
    ]


def set_away(state: State, act: c.SetAway, desk: str) -> list[e.AnyEvent]:
    """Leave a position that was taken, covered by another that is there; or be back."""
    post = state.posts.get(desk)
    if post is None:
        refuse("no_position", "Nobody took a position at this desk.", "Take one first.")
    if not act.away:
        if post.away_since_us is None:
            refuse("here", "This desk is not away.")
        return [e.AwayEnded(desk=desk)]
    if act.covered_by:
        cover = state.posts.get(act.covered_by)
        if act.covered_by == desk or cover is None or cover.away_since_us is not None:
            refuse("cover", f"{shown(act.covered_by)} cannot cover: nobody is there.")
    return [e.AwayBegan(desk=desk, covered_by=act.covered_by)]


def record_promise(
    state: State, act: c.RecordPromise, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Note a promise for a time to come."""
    incident = incident_of(state, act.incident_id)
    if incident.status in {"closed", "merged"}:
        refuse(
            incident.status,
            f"{cad(state, incident)} is {incident.status}.",
            "A promise needs an incident that somebody works on.",
        )
    text = written(act.text, "the promise", needed=True)
    if not now_us <= act.due_us <= now_us + AHEAD_US:
        refuse(
            "time",
            f"{when(state, act.due_us, now_us)} is no time for a promise.",
            "Give one to come, within 30 days.",
        )
    if len(incident.promises) >= PROMISES_MOST:
        refuse(
            "too_many",
            f"{cad(state, incident)} holds {PROMISES_MOST} promises already.",
        )
    return [
        e.PromiseRecorded(
            incident_id=incident.incident_id,
            promise_id=ids("prm"),
            text=text,
            due_us=act.due_us,
        )
    ]


def keep_promise(state: State, act: c.KeepPromise, now_us: int) -> list[e.AnyEvent]:
    """Note that a promise was kept, once."""
    incident = incident_of(state, act.incident_id)
    promise = next(
        (each for each in incident.promises if each.promise_id == act.promise_id), None
    )
    if promise is None:
        refuse("unknown_promise", f"{cad(state, incident)} holds no such promise.")
    if promise.kept_at_us is not None:
        at = when(state, promise.kept_at_us, now_us)
        refuse("kept", f"That promise was kept at {at}.")
    return [
        e.PromiseKept(incident_id=incident.incident_id, promise_id=promise.promise_id)
    ]


def begin_handover(
    state: State, act: c.BeginHandover, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Put the pack together as things stand; where nothing stands it is complete."""
    sectors = _sectors(state, act.sectors)
    for known in state.handovers.values():
        fresh = now_us - known.begun_at_us < AGAIN_US
        same = set(known.sectors) == set(sectors)
        if fresh and same and known.completed_at_us is None:
            who = state.name_of(known.begun_by)
            at = when(state, known.begun_at_us, now_us)
            refuse(
                "begun", f"{who} began this handover at {at}.", "Finish that one first."
            )
    handover_id, items = ids("hov"), pack(state, sectors, now_us)
    begun: list[e.AnyEvent] = [
        e.HandoverBegan(handover_id=handover_id, items=items, sectors=sectors)
    ]
    if not items:
        begun.append(e.HandoverCompleted(handover_id=handover_id))
    return begun


def tick_handover(state: State, act: c.TickHandover, now_us: int) -> list[e.AnyEvent]:
    """Take an item on; with the last one the handover is complete."""
    handover = state.handovers.get(act.handover_id)
    if handover is None:
        refuse("unknown_handover", "That handover is no longer in the picture.")
    item = next((each for each in handover.items if each.key == act.key), None)
    if item is None:
        refuse("unknown_item", "That is not in this handover.")
    for tick in handover.ticks:
        if tick.key == act.key:
            who, at = state.name_of(tick.by), when(state, tick.at_us, now_us)
            refuse("ticked", f"{who} took that on at {at}.")
    ticked: list[e.AnyEvent] = [
        e.HandoverTicked(handover_id=handover.handover_id, key=act.key)
    ]
    if len(handover.ticks) + 1 == len(handover.items):
        ticked.append(e.HandoverCompleted(handover_id=handover.handover_id))
    return ticked


def _sectors(state: State, asked: tuple[str, ...]) -> tuple[str, ...]:
    known = [sector.name for sector in state.codes.sectors]
    for name in asked:
        if name not in known:
            refuse(
                "sector",
                f"There is no sector {shown(name)}.",
                f"There are: {', '.join(known) or 'none'}.",
            )
    return tuple(name for name in known if name in asked)

"""Applies who sits where, what was promised and what was handed over."""

import msgspec

from controlroom.domain import events as e
from controlroom.domain.promises import Promise
from controlroom.domain.reduce.stamp import log_to
from controlroom.domain.state import HANDOVERS_KEPT, State
from controlroom.domain.watchkeeping import Handover, Post, Tick
from controlroom.domain.words import clock_on

POSTS = "posts"
"""What a fact touches that changes who sits where."""

WatchEvent = (
    e.PositionTaken | e.AwayBegan | e.AwayEnded | e.PromiseRecorded | e.PromiseKept
    | e.HandoverBegan | e.HandoverTicked | e.HandoverCompleted
)  # fmt: skip
_Promise = e.PromiseRecorded | e.PromiseKept
_Handover = e.HandoverBegan | e.HandoverTicked | e.HandoverCompleted


def reduce_watch(state: State, fact: e.Fact, event: WatchEvent) -> tuple[str, ...]:
    """Change the state by one event of watchkeeping; return the ids it touched."""
    match event:
        case e.PositionTaken() | e.AwayBegan() | e.AwayEnded():
            return _post(state, fact, event)
        case e.PromiseRecorded() | e.PromiseKept():
            return _promise(state, fact, event)
        case _:
            return _handover(state, fact, event)


def _post(
    state: State, fact: e.Fact, event: e.PositionTaken | e.AwayBegan | e.AwayEnded
) -> tuple[str, ...]:
    if isinstance(event, e.PositionTaken):
        state.posts[event.desk] = Post(
            desk=event.desk,
            person_id=event.person_id,
            role=event.role,
            sectors=event.sectors,
            since_us=fact.at_us,
        )
        return (POSTS,)
    post = state.posts.get(event.desk)
    if post is None:
        return ()
    away = isinstance(event, e.AwayBegan)
    state.posts[event.desk] = msgspec.structs.replace(
        post,
        away_since_us=fact.at_us if away else None,
        covered_by=event.covered_by if isinstance(event, e.AwayBegan) else "",
    )
    return (POSTS,)


def _promise(state: State, fact: e.Fact, event: _Promise) -> tuple[str, ...]:
    incident = state.incidents.get(event.incident_id)
    if incident is None:
        return ()
    promises = incident.promises
    if isinstance(event, e.PromiseRecorded):
        by = clock_on(event.due_us, fact.at_us, state.codes.time_zone)
        text = f"Promised by {by}: {event.text}"
        made = Promise(
            promise_id=event.promise_id, text=event.text, due_us=event.due_us,
            by=fact.actor, at_us=fact.at_us,
        )  # fmt: skip
        promises = (*promises, made)
    else:
        kept = next(
            (each for each in promises if each.promise_id == event.promise_id), None
        )
        text = f"Promise kept: {kept.text}" if kept else "Promise kept."
        promises = tuple(
            msgspec.structs.replace(each, kept_at_us=fact.at_us)
            if each is kept
            else each
            for each in promises
        )
    return log_to(state, fact, event.incident_id, "promise", text, promises=promises)


def _handover(state: State, fact: e.Fact, event: _Handover) -> tuple[str, ...]:
    known = state.handovers
    if isinstance(event, e.HandoverBegan):
        known[event.handover_id] = Handover(
            handover_id=event.handover_id,
            sectors=event.sectors,
            items=event.items,
            begun_by=fact.actor,
            begun_at_us=fact.at_us,
            desk=fact.desk,
        )
        while len(known) > HANDOVERS_KEPT:
            del known[next(iter(known))]
        return (event.handover_id,)
    handover = known.get(event.handover_id)
    if handover is None:
        return ()
    if isinstance(event, e.HandoverTicked):
        tick = Tick(key=event.key, by=fact.actor, at_us=fact.at_us)
        handover = msgspec.structs.replace(handover, ticks=(*handover.ticks, tick))
    else:
        handover = msgspec.structs.replace(handover, completed_at_us=fact.at_us)
    known[event.handover_id] = handover
    return (event.handover_id,)

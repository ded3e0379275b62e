"""Which sectors somebody looks after at the moment, and which nobody does."""

from collections.abc import Collection

from controlroom.domain.access import may
from controlroom.domain.commands import AssignUnits
from controlroom.domain.state import State
from controlroom.domain.watchkeeping import Post


def sectors_of(state: State, desk: str) -> frozenset[str]:
    """Return the sectors that a desk covers for others who are away."""
    return frozenset(
        sector
        for post in state.posts.values()
        if post.away_since_us is not None and post.covered_by == desk
        for sector in _all_of(state, post)
    )


def uncovered(state: State, online: Collection[str]) -> tuple[str, ...]:
    """Return the sectors nobody looks after, in the order of the codes.

    `online` are the desks with somebody at them. A desk that took no position, and one
    without sectors, looks after all: then none is uncovered.
    """
    covered = {name for desk in online for name in sectors_of(state, desk)}
    for desk in online:
        post = state.posts.get(desk)
        if post is None:
            return ()
        if post.away_since_us is None and may(state.codes, post.role, AssignUnits):
            covered |= _all_of(state, post)
    return tuple(
        sector.name for sector in state.codes.sectors if sector.name not in covered
    )


def _all_of(state: State, post: Post) -> frozenset[str]:
    names = frozenset(sector.name for sector in state.codes.sectors)
    return frozenset(post.sectors) or names

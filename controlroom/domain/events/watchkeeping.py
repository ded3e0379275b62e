"""Who sat down where, who was away, what was promised and handed over."""

from controlroom.domain.entities import Role
from controlroom.domain.events.base import Event
from controlroom.domain.watchkeeping import Item


class PositionTaken(Event, frozen=True, kw_only=True, tag="position_taken"):
    """A person at a desk, in a role, for sectors; none is all of them."""

    desk: str
    person_id: str
    role: Role
    sectors: tuple[str, ...] = ()


class AwayBegan(Event, frozen=True, kw_only=True, tag="away_began"):
    """Nobody is at the desk; another covers its sectors, or nobody does."""

    desk: str
    covered_by: str = ""


class AwayEnded(Event, frozen=True, kw_only=True, tag="away_ended"):
    """The person is back at the desk."""

    desk: str


class PromiseRecorded(Event, frozen=True, kw_only=True, tag="promise_recorded"):
    """A caller was promised something by a time."""

    incident_id: str
    promise_id: str
    text: str
    due_us: int


class PromiseKept(Event, frozen=True, kw_only=True, tag="promise_kept"):
    """What was promised was done."""

    incident_id: str
    promise_id: str


class HandoverBegan(Event, frozen=True, kw_only=True, tag="handover_began"):
    """What stood open in some sectors, to be taken on item by item."""

    handover_id: str
    items: tuple[Item, ...] = ()
    sectors: tuple[str, ...] = ()


class HandoverTicked(Event, frozen=True, kw_only=True, tag="handover_ticked"):
    """The next person took an item on."""

    handover_id: str
    key: str


class HandoverCompleted(Event, frozen=True, kw_only=True, tag="handover_completed"):
    """Every item was taken on."""

    handover_id: str


WatchEvent = (
    PositionTaken
    | AwayBegan
    | AwayEnded
    | PromiseRecorded
    | PromiseKept
    | HandoverBegan
    | HandoverTicked
    | HandoverCompleted
)

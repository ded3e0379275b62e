"""Who sits where as what, who covers, what is promised and what is handed over."""

from controlroom.domain.commands.base import Act
from controlroom.domain.entities import Role


class TakePosition(Act, frozen=True, kw_only=True, tag="take_position"):
    """Sit down at this desk in one of one's roles, for sectors; none is all."""

    role: Role
    sectors: tuple[str, ...] = ()


class SetAway(Act, frozen=True, kw_only=True, tag="set_away"):
    """Leave this desk for a while, covered by another desk or nobody; or be back."""

    away: bool
    covered_by: str = ""


class RecordPromise(Act, frozen=True, kw_only=True, tag="record_promise"):
    """Note what a caller was promised, and by when."""

    incident_id: str
    text: str
    due_us: int


class KeepPromise(Act, frozen=True, kw_only=True, tag="keep_promise"):
    """Note that a promise was kept."""

    incident_id: str
    promise_id: str


class BeginHandover(Act, frozen=True, kw_only=True, tag="begin_handover"):
    """Put together what is handed over of some sectors now; none is all."""

    sectors: tuple[str, ...] = ()


class TickHandover(Act, frozen=True, kw_only=True, tag="tick_handover"):
    """Take one item of a handover on."""

    handover_id: str
    key: str


WatchAct = (
    TakePosition | SetAway | RecordPromise | KeepPromise | BeginHandover | TickHandover
)

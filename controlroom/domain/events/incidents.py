"""The life of an incident."""

from controlroom.domain.entities import IncidentStatus
from controlroom.domain.events.base import Event


class IncidentOpened(Event, frozen=True, kw_only=True, tag="incident_opened"):
    """An incident with its CAD number."""

    incident_id: str
    cad: str
    cad_day: str
    cad_count: int
    type_code: str
    grade: str
    opened_at_us: int
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    sector: str = ""
    narrative: str = ""
    caller: str = ""
    source: str = ""
    source_id: str = ""
    emergency_alarm_id: str | None = None


class IncidentAmended(Event, frozen=True, kw_only=True, tag="incident_amended"):
    """What is known changed; None is unchanged.

    `unplaced`: it has no position on the map any more. `reason` says why, if not
    because somebody learnt better.
    """

    incident_id: str
    type_code: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    sector: str | None = None
    caller: str | None = None
    unplaced: bool = False
    reason: str = ""


class IncidentGraded(Event, frozen=True, kw_only=True, tag="incident_graded"):
    """Another grade."""

    incident_id: str
    grade: str
    reason: str = ""


class LogEntryAdded(Event, frozen=True, kw_only=True, tag="log_entry_added"):
    """A line in the log."""

    incident_id: str
    text: str


class LogEntryCorrected(Event, frozen=True, kw_only=True, tag="log_entry_corrected"):
    """A line that puts an earlier one right; `corrects` is the seq of that one."""

    incident_id: str
    corrects: int
    text: str


class IncidentResolved(Event, frozen=True, kw_only=True, tag="incident_resolved"):
    """Nothing more to attend."""

    incident_id: str
    note: str = ""


class IncidentClosed(Event, frozen=True, kw_only=True, tag="incident_closed"):
    """Closed with a code."""

    incident_id: str
    closing_code: str
    note: str = ""
    type_code: str | None = None
    qualifiers: tuple[str, ...] = ()
    disposition: str = ""


class IncidentReopened(Event, frozen=True, kw_only=True, tag="incident_reopened"):
    """Back in the queue."""

    incident_id: str
    reason: str = ""


class EndingPutBack(Event, frozen=True, kw_only=True, tag="ending_put_back"):
    """Closing or reopening was taken back: its end is as it was before."""

    incident_id: str
    status: IncidentStatus
    resolved_at_us: int | None = None
    closed_at_us: int | None = None
    closing_code: str = ""
    qualifiers: tuple[str, ...] = ()
    disposition: str = ""
    type_code: str = ""
    bring_up_at_us: int | None = None
    bring_up_note: str = ""
    reason: str = ""


class IncidentArchived(Event, frozen=True, kw_only=True, tag="incident_archived"):
    """Closed for a day: out of every picture, still in the index."""

    incident_id: str


class BringUpSet(Event, frozen=True, kw_only=True, tag="bring_up_set"):
    """A reminder at a time, or none."""

    incident_id: str
    at_us: int | None
    note: str = ""


class BroughtUp(Event, frozen=True, kw_only=True, tag="brought_up"):
    """The reminder's time has come."""

    incident_id: str


class IncidentScheduled(Event, frozen=True, kw_only=True, tag="incident_scheduled"):
    """For a later time, or after all for now."""

    incident_id: str
    at_us: int | None
    note: str = ""


class IncidentDue(Event, frozen=True, kw_only=True, tag="incident_due"):
    """The time it was scheduled for has come: it is in the queue."""

    incident_id: str


IncidentEvent = (
    IncidentOpened
    | IncidentAmended
    | IncidentGraded
    | LogEntryAdded
    | LogEntryCorrected
    | IncidentResolved
    | IncidentClosed
    | IncidentReopened
    | EndingPutBack
    | IncidentArchived
    | BringUpSet
    | BroughtUp
    | IncidentScheduled
    | IncidentDue
)

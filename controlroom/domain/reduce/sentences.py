"""The line each event writes into an incident's log, in the words of the room.

The line does not say who and when: the log's own columns do.
"""

from controlroom.domain import events as e
from controlroom.domain.attachments import kind_of
from controlroom.domain.codes import ClosingCode
from controlroom.domain.entities import Audience, Drawing, Incident, Offer, Party
from controlroom.domain.state import State
from controlroom.domain.words import (
    SECOND_US,
    age,
    cad_short,
    clock,
    date,
    day_of,
    names,
)

REQUESTS = {
    12: "wants to send a confidential message",
    13: "asks for a call back, not urgent",
    14: "asks for an urgent call back",
    15: "received",
    16: "asks to repeat",
}
"""Resource requests by number: what the unit wants, after its callsign."""

ALARMS = {
    "officer_emergency": "Officer emergency",
    "feed_lost": "Feed lost",
    "target_passed": "Target to attend passed",
    "not_acknowledged": "Not acknowledged",
    "welfare_due": "Welfare check missed",
}
DRAWINGS = {
    "inner_cordon": "Inner cordon",
    "outer_cordon": "Outer cordon",
    "rvp": "RVP",
    "geofence": "Geofence",
    "annotation": "Annotation",
    "marker": "Warning",
}
"""Kinds of drawing as the room says them."""
OUTCOMES = {
    "ended": "ended",
    "false_alarm": "ended as a false alarm",
    "recovered": "over",
    "superseded": "no longer holds",
}


def callsign(state: State, unit_id: str | None) -> str:
    """Return a unit's callsign, or its id when the picture does not hold it."""
    unit = state.units.get(unit_id or "")
    return unit.callsign if unit else unit_id or "nobody"


def callsigns(state: State, unit_ids: tuple[str, ...]) -> str:
    """Return the callsigns of units as one list in words."""
    return names([callsign(state, unit_id) for unit_id in unit_ids])


def cad_of(state: State, incident_id: str | None) -> str:
    """Return `CAD 412`, short on the day that the picture counts in."""
    incident = state.incidents.get(incident_id or "")
    if incident is None:
        return "another incident"
    return f"CAD {cad_short(incident.cad, state.cad_day)}"


def type_words(state: State, type_code: str) -> str:
    """Return what an opening code means, or the code itself."""
    known = state.codes.type(type_code)
    return known.name if known else type_code or "Unknown type"


def state_words(state: State, number: int) -> str:
    """Return a radio state as `at scene (6)`."""
    known = state.codes.state(number)
    return f"{known.name.lower()} ({number})" if known else f"state {number}"


def with_reason(sentence: str, reason: str) -> str:
    """Return the sentence, with the reason in the operator's words if there is one."""
    return f"{sentence}: {reason}" if reason else f"{sentence}."


def opened(state: State, event: e.IncidentOpened) -> str:
    """Say what was opened, how urgent and where."""
    parts = [type_words(state, event.type_code), f"grade {event.grade or 'none'}"]
    if event.place:
        parts.append(event.place)
    if event.source:
        parts.append(f"from {event.source} {event.source_id}".rstrip())
    return f"Opened: {', '.join(parts)}."


def amended(state: State, event: e.IncidentAmended) -> str:
    """Say each field that was given a new value."""
    parts = []
    if event.type_code is not None:
        parts.append(f"type {type_words(state, event.type_code)}")
    if event.place is not None:
        parts.append(f"place {event.place or 'none'}")
    if event.lat is not None and event.lon is not None:
        parts.append("position moved")
    if event.unplaced:
        parts.append("position none")
    if event.sector is not None:
        parts.append(f"sector {event.sector or 'none'}")
    if event.caller is not None:
        parts.append(f"caller {event.caller or 'none'}")
    return with_reason(f"Amended: {', '.join(parts) or 'nothing'}", event.reason)


def graded(event: e.IncidentGraded, before: str) -> str:
    """Say the grade it had and the one it has."""
    return with_reason(f"Grade {before or 'none'} to {event.grade}", event.reason)


def assigned(state: State, event: e.UnitAssigned) -> str:
    """Say which unit was sent, or came along with a merge."""
    if event.reason:
        again = f"{callsign(state, event.unit_id)} assigned again"
        return with_reason(again, event.reason)
    if event.carried is not None:
        return f"{callsign(state, event.unit_id)} comes along."
    recommended = ", as recommended" if event.recommended else ""
    return f"{callsign(state, event.unit_id)} assigned{recommended}."


def stood_down(state: State, event: e.UnitStoodDown) -> str:
    """Say which unit left, where to and why."""
    unit = callsign(state, event.unit_id)
    if event.diverted_to is not None:
        return with_reason(
            f"{unit} diverted to {cad_of(state, event.diverted_to)}", event.reason
        )
    return with_reason(f"{unit} stood down", event.reason)


def pre_assigned(state: State, event: e.PreAssigned) -> str:
    """Say which unit gets the incident next."""
    return f"{callsign(state, event.unit_id)} has this next, once it is free."


def pre_assignment_ended(state: State, event: e.PreAssignmentEnded) -> str:
    """Say which unit no longer gets it, and why."""
    unit = callsign(state, event.unit_id)
    return with_reason(f"{unit} no longer has this next", event.reason)


def unit_state(state: State, event: e.UnitStateChanged) -> str:
    """Say what a unit on the incident does now."""
    return f"{callsign(state, event.unit_id)} {state_words(state, event.state)}."


def request(state: State, event: e.RequestReceived) -> str:
    """Say what a unit on the incident asks for."""
    wish = REQUESTS.get(event.request, "sent a request")
    return f"{callsign(state, event.unit_id)} {wish} ({event.request})."


def request_answered(state: State, event: e.RequestAnswered) -> str:
    """Say that a unit got its answer, and to what."""
    wish = REQUESTS.get(event.request, "sent a request")
    return f"Answered {callsign(state, event.unit_id)}, who {wish} ({event.request})."


def contact(state: State, event: e.ContactRecorded) -> str:
    """Say that the room spoke with a unit."""
    return with_reason(f"Contact with {callsign(state, event.unit_id)}", event.note)


def closed(state: State, event: e.IncidentClosed) -> str:
    """Say each code and what it means."""
    codes = state.codes
    parts = [f"Closed, {named(codes.closing, event.closing_code)}"]
    if event.type_code is not None:
        parts.append(f"was {type_words(state, event.type_code)}")
    parts += [named(codes.qualifiers, each) for each in event.qualifiers]
    if event.disposition:
        parts.append(named(codes.dispositions, event.disposition))
    return with_reason(", ".join(parts), event.note)


def named(known: tuple[ClosingCode, ...], code: str) -> str:
    """Return a code with its name, `Q02 Alcohol`, or the code alone."""
    found = next((each for each in known if each.code == code), None)
    return f"{code} {found.name}" if found else code


def bring_up(state: State, event: e.BringUpSet, now_us: int) -> str:
    """Say when the incident will be brought up again, in the force's time."""
    if event.at_us is None:
        return with_reason("Bring-up taken away", event.note)
    when = _when(state, event.at_us, now_us)
    return with_reason(f"Bring up at {when}", event.note)


def scheduled(state: State, event: e.IncidentScheduled, now_us: int) -> str:
    """Say for when the incident is, in the force's time."""
    if event.at_us is None:
        return with_reason("In the queue now, no longer scheduled", event.note)
    when = _when(state, event.at_us, now_us)
    return with_reason(f"Scheduled for {when}", event.note)


def _when(state: State, at_us: int, now_us: int) -> str:
    zone = state.codes.time_zone
    when = clock(at_us, zone)
    if day_of(at_us, zone) != day_of(now_us, zone):
        when = f"{when} on {date(at_us, zone)}"
    return when


def alarm_raised(state: State, event: e.AlarmRaised) -> str:
    """Say what is wrong and with whom."""
    who = ""
    if event.unit_ids:
        return with_reason(ALARMS[event.kind], event.text)
    if event.unit_id:
        who = f" {callsign(state, event.unit_id)}"
    elif event.person_id:
        who = f" {state.name_of(event.person_id)}"
    return with_reason(f"{ALARMS[event.kind]}{who}", event.text)


def alarm_accepted(kind: str) -> str:
    """Say that somebody took the alarm on."""
    return f"{ALARMS[kind]}: accepted."


def alarm_ended(kind: str, event: e.AlarmEnded) -> str:
    """Say how the alarm ended."""
    return with_reason(f"{ALARMS[kind]} {OUTCOMES[event.outcome]}", event.note)


def message(state: State, event: e.MessageSent) -> str:
    """Say to whom the words went, and the words as typed."""
    if event.audience is not None:
        whom = f"{audience(event.audience)} ({event.reach:,})"
        return f"Broadcast to {whom}: {event.text}"
    return f"To {callsigns(state, event.unit_ids)}: {event.text}"


def attached(event: e.AttachmentAdded) -> str:
    """Say which file came, how large, and by what digest it is known."""
    size = f"{event.size / 1_048_576:.1f} MB"
    if event.size < 100 * 1024:
        size = f"{max(1, round(event.size / 1024))} kB"
    kind = kind_of(event.media_type)
    return f"Attached {kind} {event.name}, {size}, SHA-256 {event.sha256[:12]}…"


def linked(state: State, other_id: str, reason: str, how: str) -> str:
    """Say with which incident this one was linked, or unlinked from."""
    verb = "Linked with" if how == "linked" else "Unlinked from"
    return with_reason(f"{verb} {cad_of(state, other_id)}", reason)


def merged_into(state: State, kept_id: str, reason: str) -> str:
    """Say where a duplicate goes on."""
    return with_reason(f"Merged into {cad_of(state, kept_id)}", reason)


def merged_in(state: State, duplicate: Incident, reason: str) -> str:
    """Say which duplicate came in, and all that its caller said."""
    said = [type_words(state, duplicate.type_code), duplicate.place]
    if duplicate.caller:
        said.append(f"caller {duplicate.caller}")
    parts = ", ".join(part for part in said if part)
    line = f"{cad_of(state, duplicate.incident_id)} merged in: {parts}."
    return "\n".join(part for part in (line, reason, duplicate.narrative) if part)


def unmerged(state: State, duplicate_id: str, reason: str) -> str:
    """Say which duplicate stands by itself again."""
    return with_reason(f"Merge of {cad_of(state, duplicate_id)} taken back", reason)


def room_message(state: State, event: e.RoomMessageSent) -> str:
    """Say to whom of the room the words went, and the words as typed."""
    return f"To {party(state, event.to)}: {event.text}"


def audience(audience: Audience) -> str:
    """Return whom a broadcast is for: `all units`, `sector Harbour`."""
    if audience.kind == "all":
        return "all units"
    return f"{audience.kind} {audience.name}"


def party(state: State, party: Party) -> str:
    """Return who of the room is meant: `Harbour desk`, `Marsh`, `every supervisor`."""
    match party.kind:
        case "all":
            return "everyone in the room"
        case "role":
            return f"every {party.name.replace('_', ' ')}"
        case "sector":
            return f"{party.name} desk" if party.name else "its sector's desk"
        case "desk":
            return party.name
        case "person":
            return state.name_of(party.name)


def offered(state: State, event: e.TransferOffered) -> str:
    """Say whom the incident was offered to, and why."""
    return with_reason(f"Offered to {party(state, event.to)}", event.note)


def lapsed(state: State, offer: Offer | None) -> str:
    """Say that an offer fell back to who gave it."""
    if offer is None:
        return "The offer was not answered."
    return (
        f"{party(state, offer.to)} did not answer the offer: it stays with "
        f"{state.name_of(offer.by)}."
    )


def minutes(us: int) -> str:
    """Return a long time in words, `14 min`, `4 h`."""
    return age(us / SECOND_US)


def risk(event: e.RiskRecorded) -> str:
    """Say what was recorded, as typed, and what is still missing."""
    said = f"{event.doctrine or 'Risk'}: {event.text}"
    missing = f" (missing {', '.join(event.missing)})" if event.missing else ""
    return f"{said}{missing}"


def drawing(drawn: Drawing, how: str) -> str:
    """Say what became of a drawing of the incident, `Outer cordon erased: Mill St`."""
    return with_reason(f"{DRAWINGS[drawn.kind]} {how}", drawn.label)

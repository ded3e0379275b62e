"""Every form once, as a table: its fields, what it starts with and what it sends."""

from collections.abc import Callable
from dataclasses import dataclass

from ui import (
    choices,
    drawing_orders,
    duty_orders,
    joining_orders,
    life_orders,
    orders,
    partner_orders,
    risk_orders,
    room_orders,
    sending_orders,
    watch_orders,
)
from ui.orders import Choices, Order, Values, selected_incident, selected_unit
from ui.position import Position


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: `kind` is line, text, choice, several or place."""

    name: str
    label: str
    kind: str = "line"
    choices: Choices | None = None
    needed: bool = False
    limit: int = 1_000
    noted: bool = False
    """True when a line under the field says something about it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: title, button, fields, first values and what it sends.

    `send` raises `WrongField` when a field cannot be used as it is.
    """

    name: str
    title: Callable[[Position], str]
    button: str
    fields: tuple[FieldRow, ...]
    start: Callable[[Position], dict[str, str]]
    send: Callable[[Position, Values], Order]
    confirm: Callable[[Position, Values], str] | None = None
    """What the first Enter says before the second one sends; without, one sends."""
    overwrites: bool = False
    """True when what somebody else changed meanwhile could be lost by sending."""
    hint: Callable[[Position, Values], str] | None = None
    """What is said under the fields while they are filled."""


def _cad_title(verb: str) -> Callable[[Position], str]:
    def title(position: Position) -> str:
        incident = position.incident
        if incident is None:
            return verb
        return f"{verb} {position.say.cad(incident, position.frame.now_us())}"

    return title


def _unit_title(verb: str) -> Callable[[Position], str]:
    def title(position: Position) -> str:
        unit_id = position.selection.unit_id
        return f"{verb} {position.say.callsign(unit_id)}" if unit_id else verb

    return title


def _nothing(_position: Position) -> dict[str, str]:
    return {}


def _amended(position: Position) -> dict[str, str]:
    incident = selected_incident(position)
    return {
        "type_code": incident.type_code,
        "place": incident.place,
        "place.lat": "" if incident.lat is None else repr(incident.lat),
        "place.lon": "" if incident.lon is None else repr(incident.lon),
        "sector": incident.sector,
        "caller": incident.caller,
    }


def _graded(position: Position) -> dict[str, str]:
    return {"grade": selected_incident(position).grade}


def _closed(position: Position) -> dict[str, str]:
    return {"type_code": selected_incident(position).type_code}


def _stated(position: Position) -> dict[str, str]:
    return {"state": str(selected_unit(position).state)}


_NOTE = FieldRow("note", "Note", "text")
_REASON = FieldRow("reason", "Reason")
_DRAWING_FIELDS = (
    FieldRow("kind", "Kind", "choice", drawing_orders.kinds, needed=True),
    FieldRow("label", "Label", limit=100),
    FieldRow("expires", "Until"),
    FieldRow("incident", "Incident", "choice", drawing_orders.incidents),
)

FORMS: tuple[Form, ...] = (
    Form("new_incident", lambda _p: "New incident", "Open incident", (
        FieldRow("narrative", "What happens", "text", limit=4_000),
        FieldRow("place", "Place", "place", limit=300, noted=True),
        FieldRow("type_code", "Type", "choice", choices.types, needed=True,
                 noted=True),
        FieldRow("grade", "Grade", "choice", choices.usual_or_grades, noted=True),
        FieldRow("caller", "Caller", limit=100),
        FieldRow("sector", "Sector", "choice", choices.sectors),
    ), _nothing, orders.open_incident),
    Form("amend", _cad_title("Amend"), "Amend incident", (
        FieldRow("type_code", "Type", "choice", choices.types, needed=True),
        FieldRow("place", "Place", "place", limit=300),
        FieldRow("caller", "Caller", limit=100),
        FieldRow("sector", "Sector", "choice", choices.sectors),
    ), _amended, orders.amend, overwrites=True),
    Form("grade", _cad_title("Grade"), "Give grade", (
        FieldRow("grade", "Grade", "choice", choices.grades, needed=True), _REASON,
    ), _graded, orders.grade, overwrites=True),
    Form("risk", _cad_title("Risk of"), "Record risk", (
        FieldRow("text", "Risk", "text", needed=True, limit=4_000),
        FieldRow("doctrine", "Asked by", "choice", risk_orders.doctrines),
    ), _nothing, risk_orders.record_risk, hint=risk_orders.missing),
    Form("advice", _cad_title("Advice on"), "Record advice", (
        FieldRow("text", "Advice given", "text", needed=True, limit=4_000),
    ), _nothing, risk_orders.record_advice),
    Form("resolve", _cad_title("Resolve"), "Resolve incident", (_NOTE,),
         _nothing, orders.resolve),
    Form("close", _cad_title("Close"), "Close incident", (
        FieldRow("closing_code", "Closing code", "choice", choices.closing_codes,
                 needed=True),
        _NOTE,
        FieldRow("qualifiers", "Qualifiers", "several", choices.qualifiers),
        FieldRow("disposition", "Disposition", "choice", choices.dispositions),
        FieldRow("type_code", "Opening code", "choice", choices.types),
    ), _closed, life_orders.close),
    Form("reopen", _cad_title("Reopen"), "Reopen incident", (_REASON,),
         _nothing, orders.reopen),
    Form("bring_up", _cad_title("Bring up"), "Set bring-up", (
        FieldRow("when", "When"), _NOTE,
    ), _nothing, orders.bring_up),
    Form("schedule", _cad_title("Schedule"), "Schedule incident", (
        FieldRow("planned", "For"), _NOTE,
    ), _nothing, life_orders.schedule),
    Form("correct", _cad_title("Correct a log entry of"), "Correct log entry", (
        FieldRow("text", "Right is", "text", needed=True, limit=4_000),
    ), life_orders.wrong_line, life_orders.correct),
    Form("link", _cad_title("Link"), "Link incidents", (
        FieldRow("other", "With", "choice", joining_orders.others, needed=True),
        _REASON,
    ), _nothing, joining_orders.link),
    Form("unlink", _cad_title("Unlink"), "Unlink incidents", (
        FieldRow("other", "From", "choice", joining_orders.linked, needed=True),
        _REASON,
    ), joining_orders.first_linked, joining_orders.unlink),
    Form("merge", _cad_title("Merge"), "Merge incidents", (
        FieldRow("other", "With", "choice", joining_orders.open_others, needed=True),
        FieldRow("keep", "Which stays", "choice", joining_orders.stays, needed=True),
        _REASON,
    ), lambda _p: {"keep": "this"}, joining_orders.merge),
    Form("unmerge", lambda _p: "Take a merge back", "Take the merge back", (
        FieldRow("other", "Duplicate", "choice", joining_orders.duplicates,
                 needed=True),
        _REASON,
    ), joining_orders.last_duplicate, joining_orders.unmerge),
    Form("position", lambda _p: "Sit down", "Take position", (
        FieldRow("role", "Role", "choice", watch_orders.roles, needed=True),
        FieldRow("sectors", "Sectors"),
    ), watch_orders.seated, watch_orders.take_position),
    Form("away", lambda _p: "Away from the desk", "Leave the desk", (
        FieldRow("cover", "Who covers", "choice", watch_orders.covers, needed=True),
    ), watch_orders.first_cover, watch_orders.set_away),
    Form("promise", _cad_title("Promise to the caller of"), "Note the promise", (
        FieldRow("text", "What", needed=True), FieldRow("when", "By when"),
    ), lambda _p: {"when": "+30 min"}, watch_orders.promise),
    Form("keep_promise", _cad_title("Promise kept,"), "It was kept", (
        FieldRow("promise", "Which", "choice", watch_orders.promises, needed=True),
    ), watch_orders.first_promise, watch_orders.keep_promise),
    Form("share", _cad_title("Partners and"), "Do it", (
        FieldRow("partner", "Partner", "choice", partner_orders.partners, needed=True),
        FieldRow("what", "What", "choice", partner_orders.doings, needed=True),
        FieldRow("text", "Words", "text"),
    ), partner_orders.begun, partner_orders.send),
    Form("stand_down", _unit_title("Stand down"), "Stand down unit", (_REASON,),
         _nothing, orders.stand_down),
    Form("stand_down_all", _cad_title("Stand down all of"), "Stand down all units",
         (_REASON,), _nothing, sending_orders.stand_down_all),
    Form("override_divert", _cad_title("Divert against the rule to"), "Divert units",
         (FieldRow("reason", "Reason", needed=True),),
         _nothing, sending_orders.override_divert),
    Form("set_state", _unit_title("State of"), "Set state", (
        FieldRow("state", "State", "choice", choices.states, needed=True),
    ), _stated, orders.set_state, overwrites=True),
    Form("crew", duty_orders.crew_title, "Set crew", (
        FieldRow("crew", "Crew", limit=400), FieldRow("ends", "Ends"),
        FieldRow("meal", "Meal"),
    ), duty_orders.crewed, duty_orders.set_crew, overwrites=True),
    Form("book_on", _unit_title("Book on"), "Book on", (
        FieldRow("crew", "Crew", limit=400), FieldRow("ends", "Ends"),
        FieldRow("meal", "Meal"),
    ), duty_orders.shift, duty_orders.book_on),
    Form("message", _unit_title("Message to"), "Send message", (
        FieldRow("text", "Words", "text", needed=True),
    ), _nothing, orders.message),
    Form("emergency", _unit_title("Emergency of"), "Raise emergency", (_NOTE,),
         _nothing, orders.emergency),
    Form("end_alarm", lambda _p: "End alarm", "End alarm", (_NOTE,),
         _nothing, orders.end_alarm("ended")),
    Form("false_alarm", lambda _p: "False alarm", "End as false alarm", (_NOTE,),
         _nothing, orders.end_alarm("false_alarm")),
    Form("draw", lambda _p: "New drawing", "Draw for all desks",
         _DRAWING_FIELDS, drawing_orders.begun, drawing_orders.draw),
    Form("redraw", lambda _p: "Change the drawing", "Change drawing",
         _DRAWING_FIELDS, drawing_orders.known, drawing_orders.redraw, overwrites=True),
    Form("offer_transfer", _cad_title("Offer"), "Offer transfer", (
        FieldRow("to", "To", "choice", room_orders.takers, needed=True),
        FieldRow("note", "Note", "text"),
    ), _nothing, room_orders.offer),
    Form("decline_transfer", _cad_title("Decline"), "Decline transfer", (_REASON,),
         _nothing, room_orders.decline),
    Form("room_message", lambda _p: "Message to the room", "Send to the room", (
        FieldRow("to", "To", "choice", room_orders.parties, needed=True),
        FieldRow("text", "Words", "text", needed=True),
        FieldRow("about", "About", "choice", room_orders.cads),
    ), room_orders.started, room_orders.room_message),
    Form("broadcast", lambda _p: "Broadcast to units", "Send broadcast", (
        FieldRow("to", "To", "choice", room_orders.audiences, needed=True),
        FieldRow("text", "Words", "text", needed=True),
    ), _nothing, room_orders.broadcast, room_orders.confirm_broadcast),
    Form("bind_contact", lambda _p: "Bind a contact", "Bind to unit", (
        FieldRow("callsign", "Callsign", needed=True),
        FieldRow("kind", "Device", "choice", choices.device_kinds, needed=True),
    ), lambda _p: {"kind": "phone"}, orders.bind),
)  # fmt: skip
"""All forms there are."""


BESIDE = frozenset({"new_incident", "draw", "room_message", "broadcast"})
"""Forms that are about no incident of the queue."""


def form_named(name: str) -> Form:
    """Return a form. Raises KeyError when there is none of that name."""
    for form in FORMS:
        if form.name == name:
            return form
    raise KeyError(name)

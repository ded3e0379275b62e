"""What the forms about other desks send: transfers, words in the room, broadcasts."""

from collections import Counter

from controlroom.domain import commands as c
from controlroom.domain.audience import OFF_DUTY, audience_of
from controlroom.domain.entities import Audience, Party
from controlroom.domain.reduce import sentences
from ui.orders import Order, Values, WrongField, selected_incident
from ui.position import Position


def takers(position: Position) -> list[tuple[str, str]]:
    """Return sectors and desks that an incident can be offered to."""
    return [*_sectors(position), *_desks(position)]


def parties(position: Position) -> list[tuple[str, str]]:
    """Return whom of the room words can be for."""
    at_desks = {each.role for each in position.others.desks()}
    roles = [(f"role:{role}", f"Every {role}") for role in sorted(at_desks)]
    everyone = ("all:", "Everyone in the room")
    return [everyone, *_desks(position), *_sectors(position), *roles]


def audiences(position: Position) -> list[tuple[str, str]]:
    """Return whom a broadcast can be for, each with how many units it reaches."""
    on_duty = [
        unit for unit in position.frame.picture.units.values() if unit.state != OFF_DUTY
    ]
    found = [("all:", f"All units: {len(on_duty):,}")]
    sectors = Counter(unit.sector for unit in on_duty if unit.sector)
    groups = Counter(unit.talkgroup for unit in on_duty if unit.talkgroup)
    found += [(f"sector:{n}", f"{n}: {k:,} units") for n, k in sorted(sectors.items())]
    return found + [
        (f"talkgroup:{n}", f"Talkgroup {n}: {k:,} units")
        for n, k in sorted(groups.items())
    ]


def offer(position: Position, values: Values) -> Order:
    """Offer the selected incident to another desk."""
    incident = selected_incident(position)
    act = c.OfferTransfer(
        incident_id=incident.incident_id,
        to=_party(values["to"], takers(position)),
        note=values["note"].strip(),
    )
    return Order(act, (incident.incident_id,), f"Offer {incident.cad}")


def decline(position: Position, values: Values) -> Order:
    """Decline the selected incident, which was offered."""
    incident = selected_incident(position)
    reason = values["reason"].strip()
    if not reason:
        raise WrongField("reason", "A reason is needed: they have to go on with it.")
    act = c.DeclineTransfer(incident_id=incident.incident_id, reason=reason)
    return Order(act, (incident.incident_id,), f"Decline {incident.cad}")


def room_message(position: Position, values: Values) -> Order:
    """Send words to somebody of the room, about the selected incident if one is."""
    act = c.SendRoomMessage(
        to=_party(values["to"], parties(position)),
        text=_words(values),
        incident_id=_about(values, position),
    )
    return Order(act, (), "Room message")


def broadcast(position: Position, values: Values) -> Order:
    """Send words to every unit on duty of an audience."""
    audience = audience_in(position, values)
    reaches = len(audience_of(position.frame.picture, audience))
    act = c.Broadcast(
        audience=audience,
        text=_words(values),
        reaches=reaches,
        incident_id=_about(values, position),
    )
    return Order(act, (), f"Broadcast to {sentences.audience(audience)}")


def confirm_broadcast(position: Position, values: Values) -> str:
    """Return how many a broadcast reaches, and who of them has no device."""
    audience = audience_in(position, values)
    _words(values)
    picture = position.frame.picture
    reached = audience_of(picture, audience)
    mute = [unit.callsign for unit in reached if not picture.voices.get(unit.unit_id)]
    whom = sentences.audience(audience)
    said = f"Reaches {len(reached):,} units on duty ({whom})."
    if mute:
        named = ", ".join(mute[:4]) + (f" and {len(mute) - 4} more" if mute[4:] else "")
        said = f"{said} No device, call by radio: {named}."
    return f"{said} Nothing was sent. Enter again sends it."


def audience_in(position: Position, values: Values) -> Audience:
    """Return the audience that was chosen. Raises `WrongField`."""
    for value, words in audiences(position):
        if values["to"] in {value, words}:
            kind, _, name = value.partition(":")
            return Audience(kind=kind, name=name)  # type: ignore[arg-type]  # one of ours
    raise WrongField("to", f"{values['to'] or 'Nothing'} is not in the list.")


def started(position: Position) -> dict[str, str]:
    """Return what words begin with: about the selected incident."""
    incident = position.incident
    return {"about": incident.cad if incident is not None else ""}


def cads(position: Position) -> list[tuple[str, str]]:
    """Return no incident, then the selected one."""
    incident = position.incident
    none = ("", "no incident")
    return [none, (incident.cad, incident.cad)] if incident is not None else [none]


def _about(values: Values, position: Position) -> str | None:
    wanted = values.get("about", "").strip()
    for incident in position.frame.picture.incidents.values():
        if wanted and incident.cad == wanted:
            return incident.incident_id
    return None


def _words(values: Values) -> str:
    text = values["text"].strip()
    if not text:
        raise WrongField("text", "There are no words yet. Write what to say.")
    return text


def _party(chosen: str, choices: list[tuple[str, str]]) -> Party:
    for value, words in choices:
        if chosen in {value, words}:
            kind, _, name = value.partition(":")
            return Party(kind=kind, name=name)  # type: ignore[arg-type]  # one of ours
    if not chosen:
        raise WrongField("to", "Nobody is chosen yet. Choose one of the list.")
    # Who was in the list when the form was opened may have left since.
    name = chosen.partition(":")[2] or chosen
    raise WrongField(
        "to", f"{name} is not in this room now. Nothing changed. Choose one."
    )


def _sectors(position: Position) -> list[tuple[str, str]]:
    names = [sector.name for sector in position.frame.picture.codes.sectors]
    return [(f"sector:{name}", f"{name} desk") for name in names]


def _desks(position: Position) -> list[tuple[str, str]]:
    return [
        (f"desk:{each.desk}", f"{each.desk}, {each.person}")
        for each in position.others.desks()
    ]

"""What the forms of positions, breaks and promises offer and send."""

from controlroom.domain import commands as c
from controlroom.domain.access import name_of
from controlroom.domain.entities import Role
from ui.moments import read_time
from ui.orders import Order, Values, WrongField, selected_incident
from ui.position import Position

NOBODY = "nobody"
Options = list[tuple[str, str]]


def roles(position: Position) -> Options:
    """Return the roles that this person may take."""
    codes = position.frame.picture.codes
    return [(role, name_of(codes, role)) for role in position.posts.roles()]


def seated(position: Position) -> dict[str, str]:
    """Start with how this person sits now."""
    return {
        "role": position.frame.role,
        "sectors": ", ".join(sorted(position.sectors)),
    }


def take_position(position: Position, values: Values) -> Order:
    """Sit down in a role for sectors; no sector is all of them."""
    known = [sector.name for sector in position.frame.picture.codes.sectors]
    by_name = {name.casefold(): name for name in known}
    wanted = [part.strip() for part in values["sectors"].split(",") if part.strip()]
    for name in wanted:
        if name.casefold() not in by_name:
            raise WrongField(
                "sectors",
                f"{name} is no sector here. There are: {', '.join(known) or 'none'}.",
            )
    role = _chosen(values["role"], roles(position))
    if role is None:
        raise WrongField("role", f"{values['role'] or 'Nothing'} is no role of yours.")
    sectors = tuple(by_name[name.casefold()] for name in wanted)
    act = c.TakePosition(role=_role(role), sectors=sectors)
    return Order(act, (), "Take the position")


def _role(role: str) -> Role:
    return role  # type: ignore[return-value]  # one of the person's own


def covers(position: Position) -> Options:
    """Return who can cover: desks with somebody at them, or nobody."""
    return [*position.posts.others(), (NOBODY, "nobody, the sectors are uncovered")]


def first_cover(position: Position) -> dict[str, str]:
    """Start with the first desk that can."""
    return {"cover": covers(position)[0][0]}


def set_away(position: Position, values: Values) -> Order:
    """Leave the desk, covered by somebody or by nobody."""
    cover = _chosen(values["cover"], covers(position))
    if cover is None:
        raise WrongField("cover", f"{values['cover'] or 'Nobody'} is not there.")
    act = c.SetAway(away=True, covered_by="" if cover == NOBODY else cover)
    return Order(act, (), "Leave the desk")


def come_back(position: Position) -> None:
    """Be back at the desk."""
    position.send(c.SetAway(away=False), words="Be back")


def promise(position: Position, values: Values) -> Order:
    """Note what the caller was promised."""
    incident = selected_incident(position)
    text = values["text"].strip()
    if not text:
        raise WrongField("text", "Nothing is promised yet. Write what was.")
    now_us = position.frame.now_us()
    due_us = read_time(values["when"], now_us, position.say.zone)
    if due_us is None:
        raise WrongField(
            "when",
            f"{values['when'] or 'Nothing'} is no time. Write 23:15, +30 min or +2 h.",
        )
    act = c.RecordPromise(incident_id=incident.incident_id, text=text, due_us=due_us)
    return Order(act, (incident.incident_id,), f"Promise in {incident.cad}")


def promises(position: Position) -> Options:
    """Return the promises that are not kept yet, the first due first."""
    incident = position.incident
    left = [
        each
        for each in (incident.promises if incident else ())
        if each.kept_at_us is None
    ]
    left.sort(key=lambda each: each.due_us)
    return [(each.promise_id, each.text) for each in left]


def first_promise(position: Position) -> dict[str, str]:
    """Start with the promise that is due first."""
    return {"promise": next((key for key, _text in promises(position)), "")}


def keep_promise(position: Position, values: Values) -> Order:
    """Note that a promise was kept."""
    incident = selected_incident(position)
    promise_id = _chosen(values["promise"], promises(position))
    if promise_id is None:
        raise WrongField("promise", "That was not promised. Choose one of the list.")
    act = c.KeepPromise(incident_id=incident.incident_id, promise_id=promise_id)
    return Order(act, (incident.incident_id,), f"Promise of {incident.cad} kept")


def _chosen(value: str, options: Options) -> str | None:
    """Return the option that is meant, by key or by words."""
    for key, words in options:
        if value.casefold() in {key.casefold(), words.casefold()}:
            return key
    return None

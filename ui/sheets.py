"""What stands on the sheets that leave the room: one incident, or one handover."""

from controlroom.domain import words
from controlroom.domain.deadlines import clocks, counted_to_us
from controlroom.domain.entities import Assignment, Incident, LogEntry
from controlroom.domain.watchkeeping import Handover
from ui.clock_words import clock_words
from ui.paper import Row, Sheet, Table
from ui.position import Position


def incident_sheet(position: Position, incident: Incident) -> Sheet:
    """Return an incident as a sheet: facts, units with their times, files, the log."""
    title = f"{incident.cad}  {position.say.type_of(incident)}"
    units = [_unit(position, each) for each in incident.assignments]
    files = [
        Row((each.name, each.media_type, f"{each.size} bytes, SHA-256 {each.sha256}"))
        for each in incident.attachments
    ]
    tables = [
        Table(
            "Units", ("Unit", "Sent", "Acknowledged", "En route", "At scene"),
            (20, 20, 20, 20, 20), units, "No unit was sent.",
        ),
        Table(
            "Log", ("Time", "Who", "What"), (16, 20, 64),
            _log(position, incident), "Nothing is written in it.",
        ),
    ]  # fmt: skip
    if files:
        shape = ("File", "Kind", "Size and digest")
        tables.insert(1, Table("Files", shape, (28, 20, 52), files, ""))
    return _sheet(position, title, _facts(position, incident), tables, ("Signed",))


def handover_sheet(position: Position, handover: Handover) -> Sheet:
    """Return a handover as a sheet: what stood open, and who took it on when."""
    picture = position.frame.picture
    ticks = {tick.key: tick for tick in handover.ticks}
    rows = []
    for item in handover.items:
        tick = ticks.get(item.key)
        taken = (
            f"{picture.name_of(tick.by)} {_at(position, tick.at_us)}" if tick else ""
        )
        rows.append(Row((item.text, taken)))
    where = words.names(list(handover.sectors)) or "all sectors"
    done = handover.completed_at_us
    facts = [
        ("Begun by", picture.name_of(handover.begun_by)),
        ("Begun", _at(position, handover.begun_at_us)),
        ("Complete", _at(position, done) if done is not None else "not yet"),
    ]
    left = len(handover.items) - len(ticks)
    heading = f"What stood open, {left} not taken on" if left else "What stood open"
    table = Table(
        heading, ("What", "Taken on by"), (64, 36), rows, "Nothing stood open."
    )
    signed = ("Handed over", "Taken over")
    return _sheet(position, f"Handover of {where}", facts, [table], signed)


def _sheet(
    position: Position, title: str, facts: list[tuple[str, str]],
    tables: list[Table], signed: tuple[str, ...],
) -> Sheet:  # fmt: skip
    frame = position.frame
    welcome = frame.welcome
    who = frame.picture.name_of(position.others.person_id)
    desk = f" at {welcome.desk}" if welcome is not None and welcome.desk else ""
    return Sheet(
        force=frame.picture.codes.force or "Controlroom",
        title=title,
        printed=f"Printed {_at(position, frame.now_us())} by {who}{desk}, on record",
        facts=facts,
        tables=tables,
        signed=signed,
        exercise=welcome is not None and welcome.exercise,
    )


def _at(position: Position, at_us: int) -> str:
    """Return a time with its date: paper is read on other days."""
    say = position.say
    return f"{words.date(at_us, say.zone)} {say.clock_seconds(at_us)}"


def _facts(position: Position, incident: Incident) -> list[tuple[str, str]]:
    picture, say = position.frame.picture, position.say
    now_us = position.frame.now_us()
    grade = picture.codes.grade(incident.grade)
    opened = _at(position, incident.opened_at_us)
    until_us = counted_to_us(incident, now_us)
    said = [
        clock_words(say, x, until_us) for x in clocks(incident, picture.codes, now_us)
    ]
    facts = [
        ("Place", say.place_of(incident)),
        ("Grade", f"{grade.name if grade else incident.grade}, {incident.status}"),
        ("Opened", f"{opened} by {picture.name_of(incident.opened_by)}"),
        ("Caller", incident.caller),
        ("Targets", "\n".join(said)),
        ("Closing code", incident.closing_code),
        ("Qualifiers", ", ".join(incident.qualifiers)),
        ("Disposition", incident.disposition),
    ]
    return [(name, value) for name, value in facts if value]


def _unit(position: Position, sent: Assignment) -> Row:
    say = position.say
    times = (
        sent.at_us, sent.acknowledged_at_us, sent.en_route_at_us, sent.at_scene_at_us,
    )  # fmt: skip
    said = (say.clock_seconds(us) if us else "" for us in times)
    return Row((say.callsign(sent.unit_id), *said))


def _log(position: Position, incident: Incident) -> list[Row]:
    """Return the lines with desk; one that was put right says so, and is all there."""
    right = {x.corrects: x for x in incident.log if x.corrects is not None}
    return [_line(position, entry, right.get(entry.seq)) for entry in incident.log]


def _line(position: Position, entry: LogEntry, later: LogEntry | None) -> Row:
    say, picture = position.say, position.frame.picture
    at = say.clock_on(entry.at_us, position.frame.now_us())
    who = picture.name_of(entry.by)
    if entry.desk:
        who = f"{who} ({entry.desk})"
    if later is not None:
        by = f"{picture.name_of(later.by)} {say.clock_seconds(later.at_us)}"
        return Row((at, who, entry.text), struck=True, note=f" [corrected by {by}]")
    note = " [a correction]" if entry.corrects is not None else ""
    return Row((at, who, entry.text), note=note)

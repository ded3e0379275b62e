"""When and Then at other desks and in the field."""

from pytest_bdd import parsers, then, when

from controlroom.domain import commands as c
from controlroom.wire import device as d
from tests.helpers.feature_room import WAIT_S, FeatureRoom, unit_in


@when(parsers.re(r"(?P<who>[A-Z]\w+) sits down at another desk as (?P<role>\w+)"))
def sit_down(desk: FeatureRoom, who: str, role: str) -> None:
    """A desk without a screen, until the scenario ends."""
    desk.room.token(who, role)
    other = desk.room.desk(who)
    other.__enter__()
    desk.desks[who] = other
    # A snapshot may be older than what the scenario began with.
    seq = desk.operator.picture.seq
    other.wait_until(lambda: other.picture.units and other.picture.seq >= seq, WAIT_S)
    others = desk.operator.app.position.others
    desk.until(lambda: who in [each.person for each in others.desks()], others.desks)


@when(parsers.re(r'(?P<who>[A-Z]\w+) sends (?P<callsign>[\w ]+) to "(?P<name>\w+)"'))
def send_unit(desk: FeatureRoom, who: str, callsign: str, name: str) -> None:
    """Another desk assigns a unit; what it was answered is remembered."""
    unit = unit_in(desk.desk_of(who).picture.units, callsign)
    act = c.AssignUnits(incident_id=desk.names[name], unit_ids=(unit.unit_id,))
    _try(desk, act, who)


@when(
    parsers.re(
        r'(?P<who>[A-Z]\w+) stands (?P<callsign>[\w ]+) down from "(?P<name>\w+)"'
    )
)
def stand_unit_down(desk: FeatureRoom, who: str, callsign: str, name: str) -> None:
    """Another desk releases a unit."""
    unit = unit_in(desk.desk_of(who).picture.units, callsign)
    _try(desk, c.StandDown(incident_id=desk.names[name], unit_id=unit.unit_id), who)


@when(parsers.re(r'(?P<who>[A-Z]\w+) writes "(?P<text>[^"]+)" in "(?P<name>\w+)"'))
def write_log(desk: FeatureRoom, who: str, text: str, name: str) -> None:
    """Another desk adds to a log."""
    _try(desk, c.AddLogEntry(incident_id=desk.names[name], text=text), who)


@when(
    parsers.re(
        r'(?P<who>[A-Z]\w+) gives "(?P<name>\w+)" grade (?P<grade>\w+)'
        r' because "(?P<reason>[^"]+)"'
    )
)
def give_grade(desk: FeatureRoom, who: str, name: str, grade: str, reason: str) -> None:
    """Another desk grades."""
    act = c.GradeIncident(incident_id=desk.names[name], grade=grade, reason=reason)
    _try(desk, act, who)


@when(parsers.re(r'(?P<who>[A-Z]\w+) resolves "(?P<name>\w+)"'))
def resolve(desk: FeatureRoom, who: str, name: str) -> None:
    """Another desk resolves."""
    _try(desk, c.ResolveIncident(incident_id=desk.names[name]), who)


@when(parsers.re(r"the radio of (?P<callsign>[\w ]+) says state (?P<state>\d+)"))
def say_state(desk: FeatureRoom, callsign: str, state: str) -> None:
    """The officer pressed a status key; the gateway has kept it."""
    desk.room.hub.report(callsign, d.SaidState(state=int(state)))


@then(parsers.re(r'the radio of (?P<callsign>[\w ]+) is told of "(?P<name>\w+)"'))
def radio_told(desk: FeatureRoom, callsign: str, name: str) -> None:
    """The assignment went out to the device."""
    _told(desk, callsign, name, d.TellAssigned)


@then(
    parsers.re(
        r'the radio of (?P<callsign>[\w ]+) is told that it is off "(?P<name>\w+)"'
    )
)
def radio_told_off(desk: FeatureRoom, callsign: str, name: str) -> None:
    """And so did its end."""
    _told(desk, callsign, name, d.TellStoodDown)


@then(parsers.re(r'(?P<who>[A-Z]\w+) is told "(?P<text>.+)"'))
def is_told(desk: FeatureRoom, who: str, text: str) -> None:
    """The gateway's sentence for what that desk did last."""

    assert desk.answer is not None
    assert desk.real(text) in desk.answer.sentence


@then(
    parsers.re(
        r"(?P<who>[A-Z]\w+)'s desk has (?P<callsign>[\w ]+) in state (?P<state>\d+)"
    )
)
def other_sees_state(desk: FeatureRoom, who: str, callsign: str, state: str) -> None:
    """On another desk's picture."""
    other = desk.desks[who]
    other.wait_until(
        lambda: unit_in(other.picture.units, callsign).state == int(state), WAIT_S
    )


def _told(
    desk: FeatureRoom,
    callsign: str,
    name: str,
    kind: type[d.TellAssigned | d.TellStoodDown],
) -> None:
    told = desk.room.hub.told
    desk.until(
        lambda: any(
            each.uid == f"radio-{callsign}"
            and isinstance(each.tell, kind)
            and each.tell.incident_id == desk.names[name]
            for each in told
        ),
        lambda: told[-3:],
    )


def _try(desk: FeatureRoom, act: c.AnyAct, who: str) -> None:
    answer = desk.try_to(act, who)
    if answer.ok:
        desk.operator.until(lambda: desk.operator.picture.seq >= answer.seq)

"""Given: who and what there is in the room."""

import re

from pytest_bdd import given, parsers

from controlroom.domain import commands as c
from tests.helpers.feature_room import FeatureRoom

UNIT = re.compile(r"(?P<callsign>\w[\w ]*?) \((?P<kind>\w+), (?P<sector>\w+)\)")


@given(parsers.re(r"a room with units? (?P<units>.+)"))
def have_units(desk: FeatureRoom, units: str) -> None:
    """`TV21 (car, Harbour), HOTEL BRAVO 14 (van, Central)`: on patrol, free."""
    for found in UNIT.finditer(units.replace(" and ", ", ")):
        desk.have_unit(found["callsign"], found["kind"], found["sector"])  # type: ignore[arg-type]  # as the scenario says


@given(parsers.re(r'an open incident "(?P<name>\w+)"'))
def have_incident(desk: FeatureRoom, name: str) -> None:
    """An incident that Ben opened."""
    act = c.OpenIncident(type_code="ROBBERY", grade="S", place=f"Quay {len(name)}")
    desk.have_incident(name, act)


@given(
    parsers.re(
        r'an open incident "(?P<name>\w+)" of type (?P<type_code>\w+)'
        r', grade (?P<grade>\w+), at "(?P<place>[^"]*)"'
    )
)
def have_such_incident(
    desk: FeatureRoom, name: str, type_code: str, grade: str, place: str
) -> None:
    """An incident that Ben opened, of a type by its code."""
    act = c.OpenIncident(type_code=type_code, grade=grade, place=place)
    desk.have_incident(name, act)


@given(parsers.re(r'(?P<callsign>[\w ]+) is on "(?P<name>\w+)"'))
def have_assigned(desk: FeatureRoom, callsign: str, name: str) -> None:
    """Ben has sent a unit."""
    unit, incident = desk.unit(callsign), desk.incident(name)
    act = c.AssignUnits(incident_id=incident.incident_id, unit_ids=(unit.unit_id,))
    desk.do(act)


@given(parsers.re(r"(?P<callsign>[\w ]+) is in state (?P<state>\d+)"))
def have_state(desk: FeatureRoom, callsign: str, state: str) -> None:
    """Ben has set the state of a unit."""
    act = c.SetUnitState(unit_id=desk.unit(callsign).unit_id, state=int(state))
    desk.do(act)


@given(parsers.re(r'the dispatcher has "(?P<name>\w+)" selected'))
def have_selected(desk: FeatureRoom, name: str) -> None:
    """The dispatcher found an incident by its number and went there."""
    desk.operator.find(desk.real(name))
    desk.until(
        lambda: desk.operator.app.selection.incident_id == desk.names[name],
        lambda: desk.operator.app.selection.incident_id,
    )

"""Given, When and Then of what is taken back: words, endings and crews."""

from pytest_bdd import given, parsers, then, when

from controlroom.domain import commands as c
from tests.helpers.feature_room import FeatureRoom
from tests.helpers.live_room import OFFICER


@given(parsers.re(r'Ben has resolved "(?P<name>\w+)"'))
def have_resolved(desk: FeatureRoom, name: str) -> None:
    """The colleague resolved it."""
    desk.do(c.ResolveIncident(incident_id=desk.names[name]))


@given(parsers.re(r"PC 2187 sits in (?P<callsign>\w+)"))
@when(parsers.re(r"Ben seats PC 2187 in (?P<callsign>\w+)"))
def seat(desk: FeatureRoom, callsign: str) -> None:
    """The colleague set the crew, and took the officer out of wherever they were."""
    unit = desk.unit(callsign)
    for other in desk.operator.picture.units.values():
        if OFFICER.person_id in other.crew and other.unit_id != unit.unit_id:
            desk.do(c.SetCrew(unit_id=other.unit_id, person_ids=()))
    desk.do(c.SetCrew(unit_id=unit.unit_id, person_ids=(OFFICER.person_id,)))


@when(parsers.re(r'Ben amends the place of "(?P<name>\w+)" to "(?P<place>[^"]+)"'))
def amend(desk: FeatureRoom, name: str, place: str) -> None:
    """The colleague learnt better."""
    desk.do(c.AmendIncident(incident_id=desk.names[name], place=place))


@when(parsers.re(r'Ben closes "(?P<name>\w+)" with (?P<code>\w+) and (?P<end>\w+)'))
def close(desk: FeatureRoom, name: str, code: str, end: str) -> None:
    """The colleague closes it with a code and a disposition."""
    act = c.CloseIncident(
        incident_id=desk.names[name], closing_code=code, disposition=end
    )
    desk.do(act)


@when(parsers.re(r'the crew is changed to "(?P<text>[^"]*)"'))
def change_crew(desk: FeatureRoom, text: str) -> None:
    """What the open form had is marked and typed over."""
    desk.until(desk.operator.form, desk.operator.form)
    desk.press("Ctrl+A", "Backspace")
    desk.type(text)


@then(parsers.re(r'"(?P<name>\w+)" ended with (?P<code>\w+) and (?P<end>\w+)'))
def ended_with(desk: FeatureRoom, name: str, code: str, end: str) -> None:
    """As the window knows it."""
    incident = desk.incident(name)

    assert (code, end) == (incident.closing_code, incident.disposition)


@then(parsers.re(r"nobody sits in (?P<callsign>\w+)"))
def nobody_sits(desk: FeatureRoom, callsign: str) -> None:
    """As the window knows it."""
    desk.until(lambda: not desk.unit(callsign).crew, lambda: desk.unit(callsign).crew)


@then(parsers.re(r"PC 2187 is seen in (?P<callsign>\w+)"))
def sits(desk: FeatureRoom, callsign: str) -> None:
    """As the window knows it."""
    desk.until(
        lambda: OFFICER.person_id in desk.unit(callsign).crew,
        lambda: desk.unit(callsign).crew,
    )

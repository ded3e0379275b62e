"""When and Then of roles: calls taken elsewhere, and a partner's narrow view."""

import msgspec
from pytest_bdd import given, parsers, then, when

from controlroom.domain import commands as c
from tests.helpers.feature_room import WAIT_S, FeatureRoom, unit_in


@given(
    parsers.re(
        r'Ben took a call "(?P<name>\w+)" at "(?P<place>[^"]+)"'
        r' from "(?P<caller>[^"]+)", who says "(?P<words>[^"]+)"'
    )
)
def have_call(
    desk: FeatureRoom, name: str, place: str, caller: str, words: str
) -> None:
    """An incident with a caller and a narrative."""
    act = c.OpenIncident(
        type_code="ROBBERY", grade="S", place=place, caller=caller, narrative=words
    )
    desk.have_incident(name, act)


@when(
    parsers.re(
        r'(?P<who>[A-Z]\w+) takes a call "(?P<name>\w+)" of type (?P<type_code>\w+)'
        r', grade (?P<grade>\w+), at "(?P<place>[^"]*)"'
    )
)
def take_call(
    desk: FeatureRoom, who: str, name: str, type_code: str, grade: str, place: str
) -> None:
    """Another desk opens an incident."""
    act = c.OpenIncident(type_code=type_code, grade=grade, place=place)
    desk.have_incident(name, act, who)


@when(parsers.re(r"(?P<who>[A-Z]\w+) sits down at the desk of partner (?P<code>\w+)"))
def sit_down_as_partner(desk: FeatureRoom, who: str, code: str) -> None:
    """A desk of another service, without a screen, until the scenario ends."""
    desk.room.token(who, "partner", code)
    other = desk.room.desk(who)
    other.__enter__()
    desk.desks[who] = other
    other.wait_until(lambda: other.picture.codes.partners, WAIT_S)
    others = desk.operator.app.position.others
    desk.until(lambda: who in [each.person for each in others.desks()], others.desks)


@when(
    parsers.re(
        r'(?P<who>[A-Z]\w+) tells the room "(?P<text>[^"]+)" about "(?P<name>\w+)"'
    )
)
def tell_room(desk: FeatureRoom, who: str, text: str, name: str) -> None:
    """A partner writes a line."""
    desk.try_to(c.TellPartner(incident_id=desk.names[name], text=text), who)


@when(
    parsers.re(
        r'(?P<who>[A-Z]\w+) ends the sharing of "(?P<name>\w+)" with (?P<code>\w+)'
    )
)
def end_sharing(desk: FeatureRoom, who: str, name: str, code: str) -> None:
    """Another desk shares it no longer."""
    act = c.ShareIncident(incident_id=desk.names[name], partner=code, shared=False)
    desk.do(act, who)


@then(parsers.re(r"(?P<who>[A-Z]\w+)'s desk shows no incident and no unit"))
def shows_nothing(desk: FeatureRoom, who: str) -> None:
    """Its picture stands where the room does, and is empty."""
    picture = desk.desk_of(who).picture

    assert {} == picture.incidents
    assert {} == picture.units


@then(
    parsers.re(
        r"(?P<who>[A-Z]\w+)'s desk shows \"(?P<name>\w+)\" at \"(?P<place>[^\"]+)\""
        r" and no other incident"
    )
)
def shows_one(desk: FeatureRoom, who: str, name: str, place: str) -> None:
    """With its number and place."""
    other = desk.desk_of(who)
    other.wait_until(lambda: other.picture.incidents, WAIT_S)
    (shown,) = other.picture.incidents.values()
    incident = desk.incident(name)

    assert (incident.incident_id, incident.cad, place) == (
        shown.incident_id, shown.cad, shown.place,
    )  # fmt: skip
    assert ("", "") == (shown.caller, shown.narrative)


@then(parsers.re(r"(?P<who>[A-Z]\w+)'s desk shows (?P<callsign>\w+) and no other unit"))
def shows_unit(desk: FeatureRoom, who: str, callsign: str) -> None:
    """Whoever is on what was shared, and nobody else of the force."""
    units = desk.desk_of(who).picture.units

    assert [unit_in(units, callsign)] == list(units.values())


@then(
    parsers.re(
        r'nothing on (?P<who>[A-Z]\w+)\'s desk says "(?P<one>[^"]+)", "(?P<two>[^"]+)"'
        r' or "(?P<three>[^"]+)"'
    )
)
def says_nothing_of(
    desk: FeatureRoom, who: str, one: str, two: str, three: str
) -> None:
    """Nowhere in all that the desk was given, which the room's own desk holds."""
    whole = msgspec.json.encode(desk.operator.picture.incidents).decode()
    given_out = desk.desk_of(who).picture.incidents
    seen = msgspec.json.encode(given_out).decode()

    assert seen != "{}"
    for words in (one, two, three):
        assert words in whole
        assert words not in seen

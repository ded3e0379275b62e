"""Steps of the flow without a mouse: who is sent is whoever is offered first."""

from pytest_bdd import parsers, then, when

from controlroom.wire import device as d
from tests.helpers.feature_room import FeatureRoom


@when(parsers.re(r'the dispatcher types what the caller says, "(?P<text>[^"]+)"'))
def narrate(desk: FeatureRoom, text: str) -> None:
    """The narrative: its letters are not counted as keystrokes of the desk."""
    desk.until(desk.operator.form, desk.operator.form)
    counted = desk.keystrokes
    desk.type(text)
    desk.keystrokes = counted


@then(parsers.re(r'the first unit is offered for "(?P<name>\w+)"'))
def is_offered(desk: FeatureRoom, name: str) -> None:
    """The incident is selected, its form is gone, and a number stands by a unit."""
    app, window = desk.operator.app, desk.operator.window
    desk.until(
        lambda: (
            app.selection.incident_id == desk.names[name]
            and not desk.operator.form()
            and window.incident.assign._proposal.offers
        ),
        lambda: (app.selection.incident_id, desk.operator.form()),
    )


@then(parsers.re(r'a unit is on "(?P<name>\w+)"'))
def somebody_is_on(desk: FeatureRoom, name: str) -> None:
    """Whoever was first."""
    desk.until(lambda: desk.incident(name).assignments, lambda: desk.log(name))
    unit_id = desk.incident(name).assignments[0].unit_id
    desk.sent = desk.operator.picture.units[unit_id].callsign


@then(parsers.re(r'no unit is on "(?P<name>\w+)"'))
def nobody_is_on(desk: FeatureRoom, name: str) -> None:
    """Everybody has left."""
    desk.until(lambda: not desk.incident(name).assignments, lambda: desk.log(name))


@when(parsers.re(r"the sent unit says state (?P<state>\d+)"))
def sent_unit_says(desk: FeatureRoom, state: str) -> None:
    """The officer pressed a status key; the window has it."""
    desk.room.hub.report(desk.sent, d.SaidState(state=int(state)))
    desk.until(
        lambda: desk.unit(desk.sent).state == int(state),
        lambda: desk.unit(desk.sent).state,
    )


@then("no mouse was touched")
def no_mouse(desk: FeatureRoom) -> None:
    """Neither pressed nor moved in this scenario."""

    assert not desk.clicks

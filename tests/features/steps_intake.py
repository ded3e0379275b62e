"""Steps of taking a call: what is suggested, what is the same, what is still to ask."""

from PySide6.QtGui import QGuiApplication
from pytest_bdd import given, parsers, then, when

from controlroom.domain import commands as c
from tests.helpers.feature_room import FeatureRoom
from ui.panels.call import Intake


def _intake(desk: FeatureRoom) -> Intake:
    return desk.operator.window.incident.intake


def _until_selected(desk: FeatureRoom, name: str) -> None:
    selection = desk.operator.app.selection
    desk.until(
        lambda: desk.names[name] == selection.incident_id,
        lambda: selection.incident_id,
    )


def _note(desk: FeatureRoom, name: str) -> str:
    note = desk.operator.window.incident.form.note(name)
    return note.words if note is not None else ""


@given(
    parsers.re(
        r'an open incident "(?P<name>\w+)" in the middle of the map where'
        r' "(?P<told>[^"]+)"'
    )
)
def have_told(desk: FeatureRoom, name: str, told: str) -> None:
    """An incident with a place and a narrative, that Ben opened just now."""
    view = desk.operator.window.map
    # A map without ground looks at the force once it is heard.
    desk.until(lambda: view.viewport.centre != (0.0, 0.0), lambda: "a map of nowhere")
    lat, lon = view.viewport.centre
    act = c.OpenIncident(
        type_code="COLLISION", grade="S", lat=lat, lon=lon, narrative=told
    )
    desk.have_incident(name, act)


@when(parsers.re(r'the dispatcher clicks the map where "(?P<name>\w+)" is'))
def click_where(desk: FeatureRoom, name: str) -> None:
    """At its own point."""
    incident, view = desk.incident(name), desk.operator.window.map
    assert incident.lat is not None
    assert incident.lon is not None
    desk.operator.click(view, view.point_of(incident.lat, incident.lon).toPoint())


@when(parsers.re(r"the dispatcher pastes (?P<count>\d+) letters"))
def paste_many(desk: FeatureRoom, count: str) -> None:
    """One long word."""
    QGuiApplication.clipboard().setText("x" * int(count))
    desk.press("Ctrl+V")


@when(parsers.re(r'the dispatcher sends the call and names it "(?P<name>\w+)"'))
def send_call(desk: FeatureRoom, name: str) -> None:
    """Ctrl+Enter from whatever field has the focus."""
    desk.press("Ctrl+Return")
    desk.until(desk.unnamed, desk.says)
    desk.name(name, desk.unnamed())
    desk.until(lambda: not desk.operator.form(), desk.operator.form)


@then(parsers.re(r'intake suggests "(?P<words>.+)"'))
def suggests(desk: FeatureRoom, words: str) -> None:
    """Under the type field."""
    desk.until(
        lambda: words in _note(desk, "type_code"), lambda: _note(desk, "type_code")
    )


@then(parsers.re(r'intake proposes "(?P<words>.+)"'))
def proposes(desk: FeatureRoom, words: str) -> None:
    """Under the grade field."""
    desk.until(lambda: words in _note(desk, "grade"), lambda: _note(desk, "grade"))


@then(parsers.re(r'intake still asks for "(?P<words>.+)"'))
def asks(desk: FeatureRoom, words: str) -> None:
    """In the list under the fields."""

    def gaps() -> str:
        found = _intake(desk).gaps
        return found.words() if found is not None else ""

    desk.until(lambda: words in gaps(), gaps)


@then(parsers.re(r'the type field says "(?P<words>.+)"'))
def type_field(desk: FeatureRoom, words: str) -> None:
    """As if it had been chosen there."""
    field = desk.operator.window.incident.form.page.inputs["type_code"]
    desk.until(lambda: words == field.currentText(), lambda: field)  # type: ignore[union-attr]  # a choice


@then(
    parsers.re(
        r'intake says that "(?P<name>\w+)" is likely the same because "(?P<why>.+)"'
    )
)
def likely(desk: FeatureRoom, name: str, why: str) -> None:
    """First of the list, with its reasons."""
    intake = _intake(desk)
    desk.until(
        lambda: (
            intake.likely
            and intake.likely[0].incident_id == desk.names[name]
            and why in ", ".join(intake.likely[0].reasons)
        ),
        lambda: intake.likely,
    )


@then("no form is open")
def no_form(desk: FeatureRoom) -> None:
    """The call was put away as sent."""
    desk.until(lambda: not desk.operator.form(), desk.operator.form)


@then(
    parsers.re(
        r'"(?P<name>\w+)" is of type (?P<type_code>\w+) and grade (?P<grade>\w+)'
    )
)
def is_of(desk: FeatureRoom, name: str, type_code: str, grade: str) -> None:
    """As the window knows it."""

    def known() -> tuple[str, str]:
        return desk.incident(name).type_code, desk.incident(name).grade

    desk.until(lambda: (type_code, grade) == known(), known)


@then(parsers.re(r'a unit is on "(?P<name>\w+)"'))
def any_unit_on(desk: FeatureRoom, name: str) -> None:
    """Whichever was offered first."""
    desk.until(lambda: desk.incident(name).assignments, lambda: desk.incident(name).log)


@then(parsers.re(r'the form hints "(?P<words>.+)"'))
def hints(desk: FeatureRoom, words: str) -> None:
    """Under its fields."""
    hint = desk.operator.window.incident.form.page.hint
    desk.until(lambda: words in hint.text(), hint.text)


@then(parsers.re(r'nothing is still to ask about "(?P<name>\w+)"'))
def nothing_asked(desk: FeatureRoom, name: str) -> None:
    """No line says so any more."""
    cautions = desk.operator.window.incident._cautions
    _until_selected(desk, name)
    desk.until(lambda: not cautions.missing, lambda: cautions.missing)


@then(parsers.re(r'it is asked again about "(?P<name>\w+)" because "(?P<why>.+)"'))
def asked_again(desk: FeatureRoom, name: str, why: str) -> None:
    """In the incident's own panel."""
    cautions = desk.operator.window.incident._cautions
    _until_selected(desk, name)
    desk.until(
        lambda: f"asked again: {why}" in cautions.missing, lambda: cautions.missing
    )


@then(parsers.re(r"the narrative has (?P<count>\d+) letters"))
def narrative_has(desk: FeatureRoom, count: str) -> None:
    """And no more."""
    values = desk.operator.window.incident.form.values()

    assert int(count) == len(values["narrative"])

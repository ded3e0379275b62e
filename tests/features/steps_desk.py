"""When and Then at the dispatcher's own desk: hands on keys and rows, eyes on words."""

from pytest_bdd import parsers, then, when

from tests.helpers.feature_room import FeatureRoom


@when(parsers.re(r'the dispatcher presses "(?P<keys>[^"]+)"'))
def press(desk: FeatureRoom, keys: str) -> None:
    """One key, or several with spaces between, as the table of actions writes them."""
    desk.press(*keys.split())


@when(parsers.re(r'the dispatcher types "(?P<text>.+)"'))
def type_text(desk: FeatureRoom, text: str) -> None:
    """Letter by letter into whatever has the focus."""
    desk.type(text)


@when(parsers.re(r'the dispatcher pastes "(?P<text>.+)"'))
def paste_text(desk: FeatureRoom, text: str) -> None:
    """From the clipboard into whatever has the focus."""
    desk.operator.paste(desk.real(text))


@when(parsers.re(r"the dispatcher pastes (?P<count>\d+) letters"))
def paste_letters(desk: FeatureRoom, count: str) -> None:
    """So many, of no meaning."""
    desk.operator.paste("x" * int(count))


@when(
    parsers.re(
        r'the dispatcher pastes a line that turns round, for the log of "(?P<name>\w+)"'
    )
)
def paste_turned(desk: FeatureRoom, name: str) -> None:
    """With an override of the direction of writing in it."""
    desk.operator.paste(f"log {desk.real(name)} \u202eabc <b>x</b>")


@when(parsers.re(r'the dispatcher enters "(?P<line>.+)" in the command bar'))
def enter_line(desk: FeatureRoom, line: str) -> None:
    """Slash, the line, Enter."""
    desk.press("/")
    desk.type(line)
    desk.press("Return")


@when(parsers.re(r'the dispatcher clicks the row of "(?P<name>\w+)" in the queue'))
def click_queue(desk: FeatureRoom, name: str) -> None:
    """The row is there by then."""
    view, key = desk.operator.window.queue.view, desk.names[name]
    desk.operator.settle()
    desk.until(lambda: view.row_rect(key) is not None, view.visible_keys)
    desk.operator.click_row(view, key)


@when(parsers.re(r"the dispatcher clicks the row of (?P<callsign>[\w ]+) in the units"))
def click_unit(desk: FeatureRoom, callsign: str) -> None:
    """The row is there by then."""
    view, key = desk.operator.window.units.view, desk.unit(callsign).unit_id
    desk.operator.settle()
    desk.until(lambda: view.row_rect(key) is not None, view.visible_keys)
    desk.operator.click_row(view, key)


@when(parsers.re(r'the open form is filled with "(?P<texts>[^"]*)"'))
def fill(desk: FeatureRoom, texts: str) -> None:
    """Texts between bars, one field after the other; an empty one skips its field."""
    desk.until(desk.operator.form, desk.operator.form)
    for place, text in enumerate(texts.split("|")):
        if place:
            desk.press("Tab")
        desk.type(text.strip())


@when(parsers.re(r'this incident is called "(?P<name>\w+)" from now on'))
def call_it(desk: FeatureRoom, name: str) -> None:
    """The newest incident that no scenario has named gets a name."""
    desk.until(desk.unnamed, lambda: list(desk.operator.picture.incidents))
    desk.name(name, desk.unnamed())


@then(parsers.re(r'the desk says "(?P<text>.+)"'))
def desk_says(desk: FeatureRoom, text: str) -> None:
    """Somewhere a person reads it: refusal, form, command bar or undo."""
    words = desk.real(text)
    desk.until(lambda: words in desk.says(), desk.says)


@then("the desk refuses nothing")
def refuses_nothing(desk: FeatureRoom) -> None:
    """Every command has its answer, and no refusal stands."""
    outgoing = desk.operator.app.outgoing
    desk.operator.settle()

    assert [] == [each.sentence for each in outgoing.refusals]


@then(parsers.re(r'the command bar says "(?P<text>.+)"'))
def bar_says(desk: FeatureRoom, text: str) -> None:
    """In its list, painted."""
    words = desk.real(text)
    desk.until(lambda: words in desk.bar(), desk.bar)


@then("the command bar is closed")
def bar_closed(desk: FeatureRoom) -> None:
    """It has gone."""
    bar = desk.operator.app.stage.command
    desk.until(lambda: not bar.isVisible(), desk.bar)


@then(parsers.re(r'the queue shows "(?P<text>.+)" for "(?P<name>\w+)"'))
def queue_shows(desk: FeatureRoom, text: str, name: str) -> None:
    """Painted in its row."""
    view, words = desk.operator.window.queue.view, desk.real(text)
    desk.until(
        lambda: words in desk.operator.row(view, desk.names[name]),
        lambda: desk.operator.row(view, desk.names[name]),
    )


@then(parsers.re(r'the log of "(?P<name>\w+)" says "(?P<text>.+)"'))
def log_says(desk: FeatureRoom, name: str, text: str) -> None:
    """In one of its lines."""
    words = desk.real(text)
    desk.until(lambda: words in desk.log(name), lambda: desk.log(name))


@then(parsers.re(r'the log of "(?P<name>\w+)" does not say "(?P<text>.+)"'))
def log_does_not_say(desk: FeatureRoom, name: str, text: str) -> None:
    """In none of its lines, after all that is under way was answered."""
    desk.operator.settle()

    assert desk.real(text) not in desk.log(name)


@then(parsers.re(r"(?P<callsign>[\w ]+) is in state (?P<state>\d+)"))
def unit_in_state(desk: FeatureRoom, callsign: str, state: str) -> None:
    """As the window knows it."""
    desk.until(
        lambda: desk.unit(callsign).state == int(state),
        lambda: desk.unit(callsign).state,
    )


@then(parsers.re(r'(?P<callsign>[\w ]+) is on "(?P<name>\w+)"'))
def unit_on(desk: FeatureRoom, callsign: str, name: str) -> None:
    """Among what it is on."""
    desk.until(
        lambda: desk.names[name] in desk.unit(callsign).incident_ids,
        lambda: desk.unit(callsign).incident_ids,
    )


@then(parsers.re(r"(?P<callsign>[\w ]+) is on nothing"))
def unit_free(desk: FeatureRoom, callsign: str) -> None:
    """On no incident."""
    desk.until(
        lambda: not desk.unit(callsign).incident_ids,
        lambda: desk.unit(callsign).incident_ids,
    )


@then(parsers.re(r'"(?P<name>\w+)" is (?P<status>open|resolved|closed)'))
def incident_is(desk: FeatureRoom, name: str, status: str) -> None:
    """As the window knows it."""
    desk.until(
        lambda: desk.incident(name).status == status,
        lambda: desk.incident(name).status,
    )


@then(parsers.re(r'"(?P<name>\w+)" is selected'))
def is_selected(desk: FeatureRoom, name: str) -> None:
    """The desk went there."""
    selection = desk.operator.app.selection
    desk.until(
        lambda: selection.incident_id == desk.names[name],
        lambda: selection.incident_id,
    )


@when("keystrokes are counted from here")
def count(desk: FeatureRoom) -> None:
    """Zero."""
    desk.keystrokes = 0


@then(parsers.re(r"it took at most (?P<most>\d+) keystrokes"))
def counted(desk: FeatureRoom, most: str) -> None:
    """Keys pressed and letters typed since they were counted."""

    assert desk.keystrokes <= int(most)

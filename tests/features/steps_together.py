"""When and Then between two desks: attention, transfers, messages."""

from pytest_bdd import parsers, then, when

from controlroom.domain import commands as c
from controlroom.domain.entities import Party
from controlroom.wire import device as d
from tests.helpers.feature_room import COLLEAGUE, WAIT_S, FeatureRoom
from tests.helpers.operator import read
from ui.panels.worklist import TITLES

HARBOUR = Party(kind="sector", name="Harbour")


@when(parsers.re(r'(?P<who>[A-Z]\w+) opens "(?P<name>\w+)"'))
def open_it(desk: FeatureRoom, who: str, name: str) -> None:
    """Another desk has it open."""
    desk.desks[who].link.attend(desk.names[name])


@when(parsers.re(r'(?P<who>[A-Z]\w+) begins to write in "(?P<name>\w+)"'))
def begin_to_write(desk: FeatureRoom, who: str, name: str) -> None:
    """Another desk's keys go into it."""
    desk.desks[who].link.attend(desk.names[name], typing=True)


@when(parsers.re(r"(?P<who>[A-Z]\w+) turns to nothing"))
def turn_away(desk: FeatureRoom, who: str) -> None:
    """Another desk has nothing open."""
    desk.desks[who].link.attend(None)


@when(parsers.re(r'(?P<who>[A-Z]\w+) moves "(?P<name>\w+)" to "(?P<place>[^"]+)"'))
def move(desk: FeatureRoom, who: str, name: str, place: str) -> None:
    """Another desk amends the place."""
    desk.do(c.AmendIncident(incident_id=desk.names[name], place=place), who)


@when(
    parsers.re(
        r'(?P<who>[A-Z]\w+) offers "(?P<name>\w+)" to the Harbour desk'
        r' because "(?P<note>[^"]*)"'
    )
)
def offer(desk: FeatureRoom, who: str, name: str, note: str) -> None:
    """Another desk offers it."""
    act = c.OfferTransfer(incident_id=desk.names[name], to=HARBOUR, note=note)
    desk.do(act, who)


@when(
    parsers.re(r'(?P<who>[A-Z]\w+) declines "(?P<name>\w+)" because "(?P<why>[^"]*)"')
)
def decline(desk: FeatureRoom, who: str, name: str, why: str) -> None:
    """Another desk says no."""
    desk.do(c.DeclineTransfer(incident_id=desk.names[name], reason=why), who)


@when(
    parsers.re(
        r'(?P<who>[A-Z]\w+) and the dispatcher accept "(?P<name>\w+)"'
        r" in the same moment"
    )
)
def race(desk: FeatureRoom, who: str, name: str) -> None:
    """Both commands wait at a gateway that stands still."""
    other = desk.desk_of(who)
    desk.operator.settle()
    with desk.room.held():
        sent = other.send(c.AcceptTransfer(incident_id=desk.names[name]))
        desk.operator.press("Ctrl+Shift+T")
    desk.answer = other.result(sent, WAIT_S)
    desk.operator.settle()


@when(parsers.re(r"(?P<who>[A-Z]\w+) leaves the desk"))
def leave(desk: FeatureRoom, who: str) -> None:
    """The dispatcher's own desk knows it; an open form still shows the name."""
    with desk.room.held():
        desk.desks.pop(who).__exit__()
    others = desk.operator.app.position.others
    desk.until(
        lambda: who not in [each.person for each in others.desks()], others.desks
    )


@when(parsers.re(r"the radio of (?P<callsign>\w+) confirms the message"))
def confirm(desk: FeatureRoom, callsign: str) -> None:
    """Its device has the message that was sent last."""
    message_id = _told(desk)
    desk.room.hub.report(callsign, d.SaidReceipt(message_id=message_id))


@when(parsers.re(r"the crew of (?P<callsign>\w+) reads the message"))
def crew_reads(desk: FeatureRoom, callsign: str) -> None:
    """And its device says so."""
    desk.room.hub.report(callsign, d.SaidRead(message_id=_told(desk)))


@when(parsers.re(r"(?P<who>[A-Z]\w+) reads the message"))
def colleague_reads(desk: FeatureRoom, who: str) -> None:
    """The last message of the room."""
    desk.operator.settle()
    message_id = next(reversed(desk.operator.picture.messages))
    desk.do(c.ReadMessage(message_id=message_id), who)


@then(parsers.re(r'the queue does not show "(?P<text>[^"]+)" for "(?P<name>\w+)"'))
def queue_is_silent(desk: FeatureRoom, text: str, name: str) -> None:
    """Not in its row, or not any more."""
    view, words = desk.operator.window.queue.view, desk.real(text)
    desk.until(
        lambda: words not in desk.operator.row(view, desk.names[name]),
        lambda: desk.operator.row(view, desk.names[name]),
    )


@then(parsers.re(r'the queue has "(?P<name>\w+)" under "(?P<title>[^"]+)"'))
def under(desk: FeatureRoom, name: str, title: str) -> None:
    """In the section of that title."""
    view, key = desk.operator.window.queue.view, desk.names[name]

    def where() -> list[str]:
        return [TITLES.get(each.key, "") for each in view.sections if key in each.keys]

    desk.until(lambda: [title] == where(), where)


@then(parsers.re(r'the place of "(?P<name>\w+)" is "(?P<place>[^"]+)"'))
def place_is(desk: FeatureRoom, name: str, place: str) -> None:
    """As the window knows it."""
    desk.until(
        lambda: desk.incident(name).place == place, lambda: desk.incident(name).place
    )


@then(parsers.re(r'one of them has "(?P<name>\w+)" and the other is told who'))
def one_has_it(desk: FeatureRoom, name: str) -> None:
    """The second answer names the first."""
    desk.until(lambda: desk.incident(name).holder is not None, lambda: "nobody has it")

    assert desk.answer is not None

    said, sentence = desk.answer.ok, desk.answer.sentence
    first = "Cole" if said else "Ash"

    def told() -> str:
        return desk.says() if said else sentence

    desk.until(lambda: f"{first} at " in told(), told)

    assert "Accepted: Harbour desk" in told()


@then(parsers.re(r'the room panel says "(?P<text>.+)"'))
def room_says(desk: FeatureRoom, text: str) -> None:
    """Painted beside the message."""
    words = desk.operator.window.words.words.viewport()
    desk.until(lambda: text in " ".join(read(words)), lambda: " ".join(read(words)))


def _told(desk: FeatureRoom) -> str:
    desk.operator.settle()
    message_id = next(reversed(desk.operator.picture.messages))

    def arrived() -> bool:
        return any(
            isinstance(each.tell, d.TellMessage) and each.tell.message_id == message_id
            for each in desk.room.hub.told
        )

    desk.until(arrived, lambda: f"{message_id} did not reach the hub")

    assert COLLEAGUE in desk.desks
    return message_id

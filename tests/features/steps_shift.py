"""When and Then of a shift: the pack that is handed over, promises, breaks."""

from collections.abc import Callable

from pytest_bdd import given, parsers, then, when

from controlroom.domain import commands as c
from controlroom.domain.picture import Picture
from controlroom.domain.watchkeeping import Handover, Post
from tests.helpers.feature_room import COLLEAGUE, FeatureRoom
from tests.helpers.operator import read
from ui.panels.handover import HandoverPanel

HOUR_US = 3_600_000_000


@given("nothing stands open from before")
def nothing_open(desk: FeatureRoom) -> None:
    """Ben has finished what other scenarios left, so the pack is this one's own."""
    picture = desk.operator.picture
    for alarm in list(picture.standing_alarms()):
        if alarm.accepted_by is None:
            desk.do(c.AcceptAlarm(alarm_id=alarm.alarm_id))
    for incident_id, incident in list(picture.incidents.items()):
        if incident.status == "open":
            desk.do(c.ResolveIncident(incident_id=incident_id))


@given(parsers.re(r'Ben has set a bring-up of "(?P<name>\w+)"'))
def have_bring_up(desk: FeatureRoom, name: str) -> None:
    """In an hour: it stands open until then."""
    at_us = desk.operator.app.frame.now_us() + HOUR_US
    desk.do(c.SetBringUp(incident_id=desk.names[name], at_us=at_us))


@when(parsers.re(r'Ben records the risk "(?P<text>[^"]+)" of "(?P<name>\w+)"'))
def record_risk(desk: FeatureRoom, text: str, name: str) -> None:
    """The colleague asked."""
    desk.do(c.RecordRisk(incident_id=desk.names[name], text=text))


@when(parsers.re(r'(?P<who>[A-Z]\w+) takes on "(?P<name>\w+)"'))
def take_on(desk: FeatureRoom, who: str, name: str) -> None:
    """Another desk ticks what the pack under way holds of an incident."""
    handover = _under_way(desk)
    key = _key(handover, desk.names[name])
    desk.try_to(c.TickHandover(handover_id=handover.handover_id, key=key), who)


@when(parsers.re(r'the dispatcher takes on "(?P<name>\w+)" by key'))
def take_on_by_key(desk: FeatureRoom, name: str) -> None:
    """Down to its row, Space."""
    desk.press("Ctrl+9")
    _tick(desk, _key(_under_way(desk), desk.names[name]))


@when("the dispatcher takes on the rest by key")
def take_on_the_rest(desk: FeatureRoom) -> None:
    """Row by row, whatever scenarios before have left open too."""
    desk.press("Ctrl+9")
    handover = _under_way(desk)
    ticked = {tick.key for tick in handover.ticks}
    for item in handover.items:
        if item.key not in ticked:
            _tick(desk, item.key)


@when(parsers.re(r'(?P<who>[A-Z]\w+) keeps the promise of "(?P<name>\w+)"'))
def keep_promise(desk: FeatureRoom, who: str, name: str) -> None:
    """Another desk notes that its one promise was kept."""
    incident = desk.incident(name)
    (promise,) = incident.promises
    act = c.KeepPromise(incident_id=incident.incident_id, promise_id=promise.promise_id)
    desk.do(act, who)


@when(parsers.re(r"(?P<who>[A-Z]\w+) sits down for (?P<sector>\w+)"))
def sit_down_for(desk: FeatureRoom, who: str, sector: str) -> None:
    """Another desk takes a position."""
    desk.do(c.TakePosition(role="dispatcher", sectors=(sector,)), who)


@when(parsers.re(r"(?P<who>[A-Z]\w+) leaves the desk to nobody"))
def leave_uncovered(desk: FeatureRoom, who: str) -> None:
    """Another desk is away, and nobody covers."""
    desk.do(c.SetAway(away=True), who)


@when(parsers.re(r"(?P<who>[A-Z]\w+) comes back to the desk"))
def come_back(desk: FeatureRoom, who: str) -> None:
    """Another desk is back."""
    desk.do(c.SetAway(away=False), who)


@then(parsers.re(r'the handover panel says "(?P<text>.+)"'))
def panel_says(desk: FeatureRoom, text: str) -> None:
    """Painted in its title or in its list."""
    words = desk.real(text)
    desk.until(lambda: words in _painted(desk), lambda: _painted(desk))


@then(parsers.re(r'the handover panel does not say "(?P<text>.+)"'))
def panel_does_not_say(desk: FeatureRoom, text: str) -> None:
    """No longer painted anywhere in it."""
    words = desk.real(text)
    desk.until(lambda: words not in _painted(desk), lambda: _painted(desk))


@then(parsers.re(r'the handover panel shows "(?P<text>[^"]+)" for "(?P<name>\w+)"'))
def panel_shows(desk: FeatureRoom, text: str, name: str) -> None:
    """Painted in the row of that incident."""

    def row() -> str:
        current = _panel(desk).packs.current
        if current is None:
            return ""
        key = _key(current, desk.names[name])
        return desk.operator.row(_panel(desk).view, key)

    desk.until(lambda: text in row(), row)


@then(
    parsers.re(
        r"the handover holds who took on what: "
        r'(?P<one>\w+) "(?P<first>\w+)", (?P<other>\w+) "(?P<second>\w+)"'
    )
)
def holds_who(desk: FeatureRoom, one: str, first: str, other: str, second: str) -> None:
    """The last pack is complete, and its ticks name people."""
    picture, packs = desk.operator.picture, _panel(desk).packs
    desk.until(
        lambda: packs.last is not None and packs.last.completed_at_us is not None,
        lambda: packs.last,
    )
    handover = packs.last

    assert handover is not None
    by = {tick.key: picture.name_of(tick.by) for tick in handover.ticks}

    assert len(handover.items) == len(by)
    assert one == by[_key(handover, desk.names[first])]
    assert other == by[_key(handover, desk.names[second])]


@then(parsers.re(r'the top bar says "(?P<text>[^"]+)"'))
def top_bar_says(desk: FeatureRoom, text: str) -> None:
    """Painted at the top of the window."""
    top = desk.operator.window.top
    desk.until(lambda: text in " ".join(read(top)), lambda: " ".join(read(top)))


@then("Ben's desk knows that Ash is away, covered by Ben")
def other_knows_away(desk: FeatureRoom) -> None:
    """On both desks' pictures."""
    _until_both(desk, lambda post: post is not None and post.away_since_us is not None)
    post = _post_of_ash(desk, desk.colleague.picture)

    assert post is not None
    assert f"Desk {COLLEAGUE}" == post.covered_by


@then("Ben's desk knows that Ash is back")
def other_knows_back(desk: FeatureRoom) -> None:
    """On both desks' pictures."""
    _until_both(desk, lambda post: post is not None and post.away_since_us is None)
    post = _post_of_ash(desk, desk.colleague.picture)

    assert post is not None
    assert ("Harbour",) == post.sectors


def _until_both(desk: FeatureRoom, holds: Callable[[Post | None], bool]) -> None:
    """Wait until something holds of Ash's position at the window and at Ben's desk."""

    def posts() -> list[Post | None]:
        desk.colleague.drain()
        pictures = (desk.operator.picture, desk.colleague.picture)
        return [_post_of_ash(desk, picture) for picture in pictures]

    desk.until(lambda: all(holds(post) for post in posts()), posts)


def _post_of_ash(desk: FeatureRoom, picture: Picture) -> Post | None:
    """Return the position of the window as one of the desks knows it."""
    welcome = desk.operator.app.frame.welcome

    assert welcome is not None
    return picture.posts.get(welcome.desk)


def _panel(desk: FeatureRoom) -> HandoverPanel:
    return desk.operator.window.handover


def _painted(desk: FeatureRoom) -> str:
    panel = _panel(desk)
    return " ".join([*read(panel.bar), *read(panel.view.viewport())])


def _under_way(desk: FeatureRoom) -> Handover:
    """Return the pack that is under way, once there is one."""
    packs = _panel(desk).packs
    desk.until(lambda: packs.current, lambda: packs.last)
    current = packs.current

    assert current is not None
    return current


def _key(handover: Handover, incident_id: str) -> str:
    """Return the first item about an incident. Raises `LookupError`."""
    for item in handover.items:
        if item.incident_id == incident_id:
            return item.key
    raise LookupError(f"nothing of {incident_id} in {handover.items}")


def _tick(desk: FeatureRoom, key: str) -> None:
    """Walk to a row with the arrows and press Space; wait until it is kept."""
    view, handover = _panel(desk).view, _under_way(desk)
    desk.until(lambda: view.row_rect(key) is not None, lambda: view.sections)
    keys = [each for section in view.sections for each in section.keys]
    for _ in keys:
        if view.current == key:
            break
        here = keys.index(view.current) if view.current in keys else -1
        desk.press("Down" if here < keys.index(key) else "Up")

    assert key == view.current
    desk.press("Space")

    def kept() -> bool:
        handovers = desk.operator.picture.handovers
        ticks = handovers[handover.handover_id].ticks
        return any(tick.key == key for tick in ticks)

    desk.until(kept, lambda: f"{key} is not taken on")

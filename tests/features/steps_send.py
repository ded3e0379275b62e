"""Steps of sending: run card, consequences, next, answers, briefings, drags."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytest_bdd import parsers, then, when

from controlroom.wire import device as d
from tests.helpers.feature_room import FeatureRoom

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SILENT = "not_acknowledged"


@when(parsers.re(r"the dispatcher clicks (?P<callsign>[\w ]+) in the assign list"))
def click_assign(desk: FeatureRoom, callsign: str) -> None:
    """With all reasons shown, so that everybody has a row."""
    view, key = desk.operator.window.incident.assign.view, desk.unit(callsign).unit_id
    if view.row_rect(key) is None:
        desk.press("W")
    desk.until(lambda: view.row_rect(key) is not None, view.visible_keys)
    view.set_current(key, reveal=True)
    desk.operator.click_row(view, key)


@then(parsers.re(r'the assign panel says "(?P<text>.+)"'))
def assign_says(desk: FeatureRoom, text: str) -> None:
    """In the run card's band or under the list."""
    assign, words = desk.operator.window.incident.assign, desk.real(text)

    def said() -> str:
        parts = (assign._band, assign._preview)
        return " ".join(x.accessibleName() for x in parts if x.isVisible())

    desk.until(lambda: words in said(), said)


@then(parsers.re(r'"(?P<name>\w+)" has (?P<count>\d+) units'))
def has_units(desk: FeatureRoom, name: str, count: str) -> None:
    """As the window knows it."""
    desk.until(
        lambda: len(desk.incident(name).assignments) == int(count),
        lambda: desk.incident(name).assignments,
    )


@then(parsers.re(r'the desk announces "(?P<text>.+)"'))
def announces(desk: FeatureRoom, text: str) -> None:
    """In the bar about who came free."""
    bar, words = desk.operator.window.incident.ready, desk.real(text)
    desk.until(
        lambda: bar.isVisible() and words in bar.accessibleName(), bar.accessibleName
    )


def _silent(desk: FeatureRoom, name: str) -> bool:
    alarms = desk.operator.picture.standing_alarms()
    return any((a.kind, a.incident_id) == (SILENT, desk.names[name]) for a in alarms)


@then(parsers.re(r'an alarm says that "(?P<name>\w+)" is not acknowledged'))
def alarm_stands(desk: FeatureRoom, name: str) -> None:
    """Among those that stand."""
    desk.until(lambda: _silent(desk, name), lambda: "no such alarm")


@then(parsers.re(r'no alarm says that "(?P<name>\w+)" is not acknowledged'))
def alarm_over(desk: FeatureRoom, name: str) -> None:
    """Not any more."""
    desk.until(lambda: not _silent(desk, name), lambda: "it stands")


@then(parsers.re(r'the device of (?P<callsign>[\w ]+) was sent "(?P<text>.+)"'))
def was_sent(desk: FeatureRoom, callsign: str, text: str) -> None:
    """With the last assignment, over the device protocol."""

    def told() -> str:
        tells = [
            each.tell
            for each in desk.room.hub.told
            if each.uid == f"radio-{callsign}" and isinstance(each.tell, d.TellAssigned)
        ]
        return " ".join((tells[-1].place, *tells[-1].log)) if tells else ""

    desk.until(lambda: text in told(), told)


@when(parsers.re(r'the device of (?P<callsign>[\w ]+) acknowledges "(?P<name>\w+)"'))
def acknowledge(desk: FeatureRoom, callsign: str, name: str) -> None:
    """The crew pressed its key."""
    said = d.SaidAcknowledged(incident_id=desk.names[name])
    desk.room.hub.report(callsign, said)


@then(parsers.re(r'the briefing says "(?P<text>.+)"'))
def briefing_says(desk: FeatureRoom, text: str) -> None:
    """In its dock."""
    panel = desk.operator.window.briefing
    desk.until(lambda: panel.isVisible() and text in panel.words, lambda: panel.words)


@when(
    parsers.re(
        r"the dispatcher drags (?P<callsign>[\w ]+) from the units"
        r' onto "(?P<name>\w+)" in the queue'
    )
)
def drag(desk: FeatureRoom, callsign: str, name: str) -> None:
    """Press, move in steps, let go: a real mouse."""
    window = desk.operator.window
    units, queue = window.units.view, window.queue.view
    unit_id, incident_id = desk.unit(callsign).unit_id, desk.names[name]
    window.units.show()
    window.units.raise_()
    desk.until(lambda: units.isVisible() and queue.isVisible(), lambda: "hidden")
    desk.until(lambda: units.row_rect(unit_id) is not None, units.visible_keys)
    desk.until(lambda: queue.row_rect(incident_id) is not None, queue.visible_keys)
    units.set_current(unit_id, reveal=True)
    queue.set_current(incident_id, reveal=True)
    start, end = units.row_rect(unit_id), queue.row_rect(incident_id)

    assert start is not None
    assert end is not None
    source = units.viewport()
    there = source.mapFromGlobal(queue.viewport().mapToGlobal(end.center()))
    QTest.mousePress(source, LEFT, NONE, start.center())
    for share in (0.2, 0.6, 1.0):
        step: QPoint = start.center() + (there - start.center()) * share
        QTest.mouseMove(source, step)
    QTest.mouseRelease(source, LEFT, NONE, there)

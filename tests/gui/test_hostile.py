"""Hostile text at a real window: shown as it was typed, never interpreted."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from controlroom.domain.commands import Enrol
from controlroom.domain.entities import Person, Unit
from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.operator import Operator, read
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S
MARKUP = "<b>bold</b><img src='file:///etc/passwd'>&lt;i&gt;"
REVERSED = "evil \u202egnp.exe\u202c \u2066and\u2069"
CONTROLS = "bell\x07 escape\x1b[31m return\r tab\t end"
SHOWN = "\N{REPLACEMENT CHARACTER}"
MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""What turns the direction of text round and is never drawn itself."""


def _is_harmless(words: str) -> bool:
    """Whether nothing in a painted text steers a terminal or turns text round."""
    return not any(letter < " " or letter in MARKS for letter in words)


@pytest.fixture
def room(shared_room: LiveRoom) -> LiveRoom:
    """The same for all: each test has incidents of its own."""
    return shared_room


def _paste_into(operator: Operator, key: str, *texts: str) -> None:
    """Open a form and paste into one field after the other."""
    operator.press(key)
    operator.until(operator.form)
    for place, text in enumerate(texts):
        if place:
            operator.press("Tab")
        operator.paste(text)
    operator.press("Ctrl+Return")
    operator.until(lambda: not operator.form())


@pytest.mark.parametrize("hostile", [MARKUP, REVERSED])
def test_every_field_of_an_incident(operator: Operator, hostile: str) -> None:
    """Place, words, caller, log, reasons and notes: every letter is there, drawn."""
    operator.press("N")
    operator.until(operator.form)
    operator.paste(f"narrative {hostile}")
    for field in ("place", "type", "grade", "caller"):
        operator.press("Tab")
        said = {"type": "Robbery", "grade": "S"}
        operator.paste(said.get(field, f"{field} {hostile}"))
    operator.press("Ctrl+Return")
    operator.until(lambda: not operator.form())
    operator.until(lambda: operator.app.position.incident)
    key = operator.incident.incident_id
    operator.press("L")
    operator.paste(f"entry {hostile}")
    operator.press("Return", "Esc")
    _paste_into(operator, "Shift+G", "E", f"reason {hostile}")
    _paste_into(operator, "U", "+2 h", f"bring {hostile}")
    _paste_into(operator, "V", f"resolve {hostile}")
    operator.until(lambda: "resolved" == operator.incident.status)
    _paste_into(operator, "C", "C05", f"close {hostile}")
    operator.until(lambda: "closed" == operator.incident.status)
    log = operator.log()
    drawn = "".join(SHOWN if letter in MARKS else letter for letter in hostile)

    for name in ("narrative", "entry", "reason", "bring", "resolve", "close"):
        assert f"{name} {drawn}" in log, name
    assert f"place {hostile}" == operator.incident.place, "nothing is lost"

    head = " ".join(read(operator.window.incident._head))

    assert f"place {drawn}" in head
    assert f"caller {drawn}" in head
    assert _is_harmless(head)
    assert _is_harmless(log)

    _paste_into(operator, "O", f"reopen {hostile}")
    operator.until(lambda: "open" == operator.incident.status)
    row = operator.row(operator.window.queue.view, key)

    assert f"place {drawn}" in row
    assert _is_harmless(row)


def test_controls_are_taken_out_where_they_come_in(operator: Operator) -> None:
    """What no operator can mean is not kept: the words around it are."""
    incident = operator.open_incident("Robbery", "Pier 4", "S")
    operator.press("L")
    operator.paste(CONTROLS)
    operator.press("Return", "Esc")
    operator.until(lambda: len(operator.incident.log) > len(incident.log))

    assert "bell escape[31m" in operator.log()
    assert _is_harmless(operator.log())


def test_a_message_and_an_emergencys_note(room: LiveRoom, operator: Operator) -> None:
    """To a unit and into the alarm strip, word for word."""
    operator.find("hb15")
    _paste_into(operator, "M", MARKUP)
    operator.until(
        lambda: any(getattr(told.tell, "text", "") == MARKUP for told in room.hub.told)
    )
    _paste_into(operator, "Ctrl+E", REVERSED)
    operator.until(operator.alarms)
    strip = " ".join(read(operator.window.strip))

    assert f"evil {SHOWN}gnp.exe" in strip
    assert _is_harmless(strip)

    operator.press("F1")
    operator.until(lambda: operator.alarms()[0].accepted_by)
    _paste_into(operator, "Shift+K", MARKUP)
    operator.until(lambda: not operator.alarms())

    assert f"ended: {MARKUP}" in operator.log()


@pytest.fixture
def misleading(room: LiveRoom) -> str:
    """A unit and an officer whose names were made to mislead; the unit's id.

    What cannot be seen in a name, the gateway refuses.
    """
    eve = Person(person_id="per_x", name="<i>Eve</i> =1+1", collar="9")
    unit = Unit(
        unit_id="unit_x", callsign="<s>X1", state=2, sector="Harbour",
        crew=("per_x",),
    )  # fmt: skip
    room.gateway.ask("enrol", Enrol(people=(eve,), units=(unit,)))
    for callsign in ("X2\u202e", "X\u200b2", "\u0425Z2"):
        turned = msgspec.structs.replace(unit, unit_id="unit_y", callsign=callsign)
        with pytest.raises(RuntimeError, match="callsign"):
            room.gateway.ask("enrol", Enrol(units=(turned,)))
    return "unit_x"


def test_names_of_units_and_people(operator: Operator, misleading: str) -> None:
    """A callsign is no markup: in the list, in its tooltip, on a button."""
    operator.until(lambda: misleading in operator.picture.units)
    units = operator.window.units.view
    row = operator.row(units, misleading)

    assert "<s>X1" in row
    assert _is_harmless(row)

    rect = units.row_rect(misleading)

    assert rect is not None

    said = _tooltip(operator, units.viewport(), rect.center())

    assert "<s>X1" in said
    assert "<i>Eve</i>" in said
    assert _is_harmless(said)

    operator.open_incident("Robbery", "Pier 4", "S")
    operator.click_row(units, misleading)
    button = operator.window.incident.assign._button
    operator.until(lambda: "Assign <s>X1" in read(button))


def _tooltip(operator: Operator, widget: QWidget, at: QPoint) -> str:
    """Rest the pointer somewhere and return what the tooltip shows, as plain text."""
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    operator.until(QToolTip.isVisible)
    (label,) = (
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QLabel) and each.isVisible()
    )
    page = QTextDocument()
    page.setHtml(label.text())
    QToolTip.hideText()
    return page.toPlainText()


def test_what_the_gateway_refuses_is_shown_as_it_was_said(
    room: LiveRoom, operator: Operator, misleading: str
) -> None:
    """A name inside a refusal is a name."""
    with room.desk("Ben") as ben:
        ben.wait_until(lambda: misleading in ben.picture.units, WAIT_S)
        _commit(ben, misleading)
    operator.until(lambda: operator.picture.units[misleading].incident_ids)
    operator.open_incident("Robbery", "Pier 4", "S")
    operator.click_row(operator.window.units.view, misleading)
    operator.press("Return")
    operator.until(operator.notice)
    said = " ".join(read(operator.window.incident._refusal))

    assert "<s>X1" in said
    assert _is_harmless(said)


def _commit(ben: Desk, unit_id: str) -> None:
    ben.do(c.OpenIncident(type_code="ROBBERY", grade="S", place=MARKUP))
    key = next(reversed(ben.picture.incidents))
    ben.do(c.AssignUnits(incident_id=key, unit_ids=(unit_id,)))


def test_the_map_says_names_as_names(
    room: LiveRoom, sit: Sit, town: Path, misleading: str
) -> None:
    """The card beside the pointer, over a place that somebody called by markup."""
    operator = sit(room, pack=town)
    operator.until(lambda: operator.window.map.stage.has_map)
    view = operator.window.map
    operator.press("N")
    operator.until(operator.form)
    operator.press("Tab")
    operator.paste(f"{MARKUP}{REVERSED}")
    operator.press("Tab")
    operator.type("Robbery")
    at = view.rect().center() + QPoint(-120, 160)
    operator.click(view, at)
    operator.press("Ctrl+Return")
    operator.until(lambda: not operator.form())
    operator.until(lambda: view.found_at(QPointF(at)))
    operator.hover(view, at)
    operator.until(view.corners.card.isVisible)
    card = operator.card()

    assert "<b>bold</b>" in card
    assert _is_harmless(card)


def test_a_command_that_is_markup_finds_nothing_and_does_nothing(
    operator: Operator,
) -> None:
    """The command bar looks for what was typed, letter by letter."""
    for hostile in (
        "<u>nobody</u>",
        "\u202eybodon",
        "%s%n{0}",
        "../../etc",
        "' or 1=1 --",
        "\x1b[2J",
    ):
        operator.press("/")
        operator.press("Ctrl+A")
        operator.paste(hostile)
        bar = operator.app.stage.command

        assert "Nothing found." in read(bar), hostile

        operator.press("Return", "Esc")

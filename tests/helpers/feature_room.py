"""The room of a feature: a gateway, its force, a window, and colleagues at other desks.

Incidents go by the names that a scenario gives them: what it calls "412" is whatever
number the gateway gave, in every text that is typed or read.
"""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from controlroom.desk.deliveries import ResultArrived
from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from controlroom.domain.commands import AnyAct
from controlroom.domain.entities import Incident, Unit, UnitKind
from tests.helpers.live_room import FORCE, LiveRoom, Post
from tests.helpers.operator import Operator, read
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S
COLLEAGUE = "Ben"
"""Who sits at another desk of the room from the first scenario to the last."""
ON_PATROL = 2


class _Mouse(QObject):
    """Counts what is clicked anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.clicks = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count, and let everything pass."""
        del watched
        if event.type() == QEvent.Type.MouseButtonPress:
            self.clicks += 1
        return False


class FeatureRoom:
    """What the steps of all features work with; one for all scenarios of a feature."""

    def __init__(self, room: LiveRoom, operator: Operator, colleague: Desk) -> None:
        self.room = room
        self.operator = operator
        self.colleague = colleague
        """A desk without a screen, of a dispatcher named Ben."""
        self.desks: dict[str, Desk] = {COLLEAGUE: colleague}
        """Every desk without a screen, by who sits there."""
        self.names: dict[str, str] = {}
        """Ids of incidents by what the scenario calls them."""
        self.answer: ResultArrived | None = None
        """What the gateway answered a colleague last."""
        self.keystrokes = 0
        """Keys pressed and letters typed since somebody began to count."""
        self.sent = ""
        """Callsign of the unit that was sent last, where the scenario names none."""
        self.said: list[str] = []
        """What the status bar said for a while in this scenario."""
        self._before: frozenset[str] = frozenset()
        """Incidents of the scenarios before."""
        operator.app.position.said.connect(self._hear)
        self._mouse = _Mouse()
        QApplication.instance().installEventFilter(self._mouse)  # type: ignore[union-attr]  # it runs

    def end(self) -> None:
        """Look after the mouse no more."""
        self.operator.app.position.said.disconnect(self._hear)
        QApplication.instance().removeEventFilter(self._mouse)  # type: ignore[union-attr]  # it runs

    def begin(self) -> None:
        """Leave nothing of the scenario before on the desk."""
        app, window = self.operator.app, self.operator.window
        # An answer that came later would be read by a scenario that did not ask.
        self.operator.settle()
        self.names, self.answer, self.keystrokes = {}, None, 0
        self._before = frozenset(self.operator.picture.incidents)
        self.said.clear()
        self.sent, self._mouse.clicks = "", 0
        app.stage.command.close_bar()
        app.stage.command.line.clear()
        if window.incident.form.name:
            window.incident.form.step_back()
        window.incident.form._drafts.clear()
        window.incident.entry.clear()
        while app.outgoing.let_go() or app.selection.step_back():
            pass
        window.incident.undo.forget()
        window.activateWindow()
        window.map.setFocus()

    @property
    def clicks(self) -> int:
        """How often a button of the mouse was pressed in this scenario."""
        return self._mouse.clicks

    # -------------------------------------------------------------------- who is who

    def unit(self, callsign: str) -> Unit:
        """Return a unit by its callsign, as the window knows it."""
        return unit_in(self.operator.picture.units, callsign)

    def has_unit(self, callsign: str) -> bool:
        """Say whether the window knows a unit."""
        units = self.operator.picture.units.values()
        return any(each.callsign == callsign for each in units)

    def incident(self, name: str) -> Incident:
        """Return an incident by what the scenario calls it, as the window knows it."""
        return self.operator.picture.incidents[self.names[name]]

    def name(self, name: str, incident_id: str) -> None:
        """Call an incident by a name from now on."""
        self.names[name] = incident_id

    def unnamed(self) -> str:
        """Return the newest incident of this scenario that has no name, or nothing."""
        known = self._before | set(self.names.values())
        new = [each for each in self.operator.picture.incidents if each not in known]
        return new[-1] if new else ""

    def real(self, text: str) -> str:
        """Return a text of the scenario with the numbers that incidents really have."""
        if not self.names:
            return text
        known = "|".join(re.escape(each) for each in self.names)
        return re.sub(
            rf"\b({known})\b",
            lambda found: self.operator.cad(self.names[found[1]]),
            text,
        )

    # ------------------------------------------------------------------ how it begins

    def have_unit(self, callsign: str, kind: UnitKind, sector: str) -> None:
        """Have a unit on patrol that is on no incident."""
        if not self.has_unit(callsign):
            known = [post for post in FORCE if post.callsign == callsign]
            post = Post(callsign, kind, sector, 100, 100, moves=False)
            self.room.enrol(known[0] if known else post)
            self.operator.until(lambda: self.has_unit(callsign))
        unit = self.unit(callsign)
        for incident_id in unit.incident_ids:
            self.do(c.StandDown(incident_id=incident_id, unit_id=unit.unit_id))
        if self.unit(callsign).state != ON_PATROL:
            self.do(c.SetUnitState(unit_id=unit.unit_id, state=ON_PATROL))

    def have_incident(
        self, name: str, act: c.OpenIncident, who: str = COLLEAGUE
    ) -> Incident:
        """Have an open incident that the scenario calls by a name."""
        self.operator.settle()
        known = set(self.operator.picture.incidents)
        self.do(act, who)
        (new,) = set(self.operator.picture.incidents) - known
        self.name(name, new)
        return self.incident(name)

    # -------------------------------------------------------------------- colleagues

    def do(self, act: AnyAct, who: str = COLLEAGUE) -> ResultArrived:
        """Let a colleague do something that is accepted, and let all desks see it."""
        answer = self.try_to(act, who)

        assert answer.ok, answer.sentence
        self.operator.until(lambda: self.operator.picture.seq >= answer.seq)
        return answer

    def desk_of(self, who: str) -> Desk:
        """Return a colleague's desk once it has seen all that the window has seen."""
        desk, seq = self.desks[who], self.operator.picture.seq
        desk.wait_until(lambda: desk.picture.seq >= seq, WAIT_S)
        return desk

    def try_to(self, act: AnyAct, who: str = COLLEAGUE) -> ResultArrived:
        """Let a colleague do something with what that desk sees now."""
        desk = self.desk_of(who)
        self.answer = desk.do(act, timeout_s=WAIT_S)
        return self.answer

    # -------------------------------------------------------------------------- hands

    def press(self, *keys: str) -> None:
        """Press keys, and count them; what was asked for before has its answer."""
        self.operator.settle()
        self.keystrokes += len(keys)
        self.operator.press(*keys)

    def type(self, text: str) -> None:
        """Type a text of the scenario, and count its letters."""
        text = self.real(text)
        self.keystrokes += len(text)
        if text.isascii():
            self.operator.type(text)
        else:
            self.operator.paste(text)

    # --------------------------------------------------------------------------- eyes

    def says(self) -> str:
        """Return every sentence that stands on the desk for the person now."""
        incident = self.operator.window.incident
        said = [self.operator.notice(), self.bar()]
        if incident._undo_bar.isVisible():
            said.append(incident._undo_bar.accessibleName())
        if incident.form.name:
            said.append(self.operator.form_words())
        return " ".join(each for each in said if each)

    def bar(self) -> str:
        """Return what the command bar shows, as it is painted, if it is open."""
        bar = self.operator.app.stage.command
        if not bar.isVisible():
            return ""
        return " ".join([*read(bar._view.viewport()), *read(bar)])

    def log(self, name: str) -> str:
        """Return the log of an incident, as the window knows it."""
        return "\n".join(each.text for each in self.incident(name).log)

    def _hear(self, sentence: str) -> None:
        self.said.append(sentence)

    def until(self, holds: Callable[[], object], said: Callable[[], object]) -> None:
        """Wait until something holds; in vain, say what was there instead."""
        try:
            self.operator.until(holds)
        except Exception as error:
            raise AssertionError(f"in vain; there is: {said()}") from error


def unit_in(units: dict[str, Unit], callsign: str) -> Unit:
    """Return the unit with a callsign. Raises `LookupError`."""
    for unit in units.values():
        if unit.callsign == callsign:
            return unit
    raise LookupError(f"no unit {callsign} in this room")

"""What intake knows about the call that is being typed: suggestions, likely duplicates,
what happened there before, what warns about the place, and what is still to ask.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Earlier, Past, PastFound
from controlroom.domain import commands as c
from controlroom.domain.intake.doctrine import Gaps, gaps
from controlroom.domain.intake.duplicates import (
    Call,
    Likely,
    OpenCalls,
    name_in,
    number_in,
)
from controlroom.domain.intake.near import WARNED_M, Warned, warnings_near
from controlroom.domain.intake.suggest import Proposal, Suggester, Suggestion
from controlroom.domain.intake.wording import quoted
from ui.asking import Asking
from ui.guard import guarded
from ui.panels.form import FormPanel
from ui.position import Position

FORM = "new_incident"
PAUSE_MS = 500
"""After so long without a key the last word counts as finished."""
READ_AT_ONCE, READ_EVERY_MS = 50, 40
"""Incidents read in one turn while the desk is idle, and how often."""


class Intake(QObject):
    """Follows the form of a new incident; never changes a field by itself."""

    changed = Signal()
    """Something that is shown beside the fields is another now."""

    def __init__(self, position: Position, form: FormPanel, asking: Asking) -> None:
        super().__init__(form)
        self._position, self._form, self._asking = position, form, asking
        self._suggester = Suggester(position.frame.picture.codes)
        self._codes_read = position.frame.picture.codes
        self._calls = OpenCalls()
        self._asked: tuple[str, ...] = ()
        self.suggestion: Suggestion | None = None
        self.proposal: Proposal | None = None
        self.likely: list[Likely] = []
        self.marked = 0
        """Which of the likely duplicates is meant."""
        self.warned: list[Warned] = []
        self.gaps: Gaps | None = None
        self.here: tuple[Earlier, ...] = ()
        self.theirs: tuple[Earlier, ...] = ()
        self.history_words = ""
        """Why there is no history to show, or nothing."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.read(finished=True))
        self._reading = QTimer(self, interval=READ_EVERY_MS)
        self._reading.timeout.connect(self._read_calls)
        form.opened.connect(self._opened)
        form.edited.connect(self._edited)
        form.left.connect(self._settle)
        form.done.connect(self._put_away)
        position.frame.picture_replaced.connect(self._replaced)
        position.frame.picture_changed.connect(self._changed)

    @property
    def is_open(self) -> bool:
        """Whether a call is being taken."""
        return self._form.name == FORM

    # -------------------------------------------------------------------------- acting

    def take_suggestion(self) -> None:
        """Put the suggested type and grade into their fields."""
        suggestion = self.suggestion
        if suggestion is not None:
            self._form.put("type_code", suggestion.type_code)
            self.read(finished=True)
        if self.proposal is not None:
            self._form.put("grade", self.proposal.grade)

    def why_not_take(self) -> str:
        """Return why there is nothing to take, or nothing."""
        if not self.is_open:
            return "needs a call that is being taken"
        if self.suggestion is None and self.proposal is None:
            return "nothing is suggested yet"
        return ""

    def attach(self) -> None:
        """Write this call into the log of the marked duplicate, and go there."""
        likely = self.likely[self.marked : self.marked + 1]
        incidents = self._position.frame.picture.incidents
        incident = incidents.get(likely[0].incident_id) if likely else None
        if incident is None:
            return
        act = c.AddLogEntry(
            incident_id=incident.incident_id, text=further_call(self._form.values())
        )
        cad = self._position.say.cad(incident, self._position.frame.now_us())
        words = f"This call added to CAD {cad}"
        self._form.entrust(act, incident.incident_id, words=words)
        self._position.selection.select_incident(incident.incident_id)

    def why_not_attach(self) -> str:
        """Return why this call cannot be added to another, or nothing."""
        if not self.is_open:
            return "needs a call that is being taken"
        return "" if self.likely else "no open incident looks like this call"

    def mark(self, by: int) -> None:
        """Mean the next likely duplicate, or the one before."""
        if self.likely:
            self.marked = (self.marked + by) % len(self.likely)
            self.changed.emit()

    # ----------------------------------------------------------------------- following

    def read(self, *, finished: bool) -> None:
        """Work out everything from what stands in the fields now."""
        if not self.is_open:
            return
        values = self._form.values()
        self._suggest(values, finished=finished)
        lat, lon = _degrees(values)
        type_code = values["type_code"] or _code(self.suggestion)
        picture = self._position.frame.picture
        meant = self.likely[self.marked].incident_id if self.likely else ""
        self.likely = self._calls.likely(
            Call(
                at_us=self._position.frame.now_us(), text=values["narrative"],
                type_code=type_code, place=values["place"], lat=lat, lon=lon,
                caller=values["caller"],
            ),
            held=meant,
        )  # fmt: skip
        ids = [each.incident_id for each in self.likely]
        self.marked = ids.index(meant) if meant in ids else 0
        self.warned = warnings_near(picture.drawings, lat, lon)
        doctrine = picture.codes.intake.doctrine_for(type_code)
        self.gaps = gaps(doctrine, [values["narrative"]]) if doctrine else None
        self._say_notes(values)
        if lat is not None:
            self._ask_past(values)
        self.changed.emit()

    def _suggest(self, values: dict[str, str], *, finished: bool) -> None:
        codes = self._position.frame.picture.codes
        words = self._suggester.words(values["narrative"], finished=finished)
        self.suggestion = self._suggester.type_of(words, self.suggestion)
        known = codes.type(values["type_code"])
        type_code = known.code if known is not None else _code(self.suggestion)
        self.proposal = self._suggester.grade_of(words, type_code)
        self._form.fallbacks = {
            "type_code": _code(self.suggestion),
            "grade": self.proposal.grade if self.proposal is not None else "",
        }

    def _say_notes(self, values: dict[str, str]) -> None:
        suggestion, proposal = self.suggestion, self.proposal
        note = self._form.note("type_code")
        if note is not None:
            if suggestion is None or suggestion.type_code == values["type_code"]:
                note.say("")
            else:
                name = self._suggester.type_name(suggestion.type_code)
                chosen = values["type_code"]
                rather = f"The words rather say {name}"
                said = rather if chosen else f"{name} unless you choose"
                words = f"{said}: {quoted(suggestion.words)}"
                note.say(words, "Ctrl+G", "text.secondary")
        note = self._form.note("grade")
        if note is not None:
            if proposal is None or proposal.grade == values["grade"]:
                note.say("")
            else:
                words = self._suggester.because(proposal)
                rather = f"The words say {words}" if values["grade"] else words
                note.say(rather, "Ctrl+G", "text.secondary")

    @guarded
    def _opened(self, name: str) -> None:
        self._form.fallbacks = {}
        if name == FORM:
            self.suggestion = self.proposal = None
            self.likely, self.marked = [], 0
            self._asked, self.here, self.theirs = (), (), ()
            self.history_words = ""
            self.read(finished=True)
        self.changed.emit()

    @guarded
    def _edited(self) -> None:
        if self.is_open:
            self._pause.start()
            self.read(finished=False)

    @guarded
    def _put_away(self) -> None:
        self._pause.stop()
        self.changed.emit()

    # ----------------------------------------------------------------- what was before

    def _ask_past(self, values: dict[str, str]) -> None:
        """Ask once for each place and caller; each question is on the record."""
        lat, lon = _degrees(values)
        caller = values["caller"].strip()
        known = number_in(caller) or name_in(caller)
        asked = (repr(lat), repr(lon), known)
        if asked == self._asked or (lat is None and not known):
            return
        self._asked = asked
        why_not = self._asking.ask(
            Past(lat=lat, lon=lon, within_m=WARNED_M, caller=caller),
            lambda answer: self._answered(asked, answer),
        )
        self.history_words = why_not

    @guarded
    def _settle(self) -> None:
        """The caller's field was left: look who that is."""
        if self.is_open:
            self._ask_past(self._form.values())

    @guarded
    def _answered(self, asked: tuple[str, ...], answer: AnswerArrived) -> None:
        if asked != self._asked:
            return
        reply = answer.reply
        if isinstance(reply, PastFound):
            self.here, self.theirs, self.history_words = reply.here, reply.theirs, ""
        else:
            self.history_words = answer.sentence
        self.changed.emit()

    # ----------------------------------------------------------------------- open calls

    @guarded
    def _replaced(self) -> None:
        picture = self._position.frame.picture
        self._suggester = Suggester(picture.codes)
        self._codes_read = picture.codes
        self._calls = OpenCalls(picture.codes.intake.common)
        for incident_id, incident in picture.incidents.items():
            self._calls.note(incident_id, incident)
        self._reading.start()

    @guarded
    def _changed(self, touched: frozenset[str]) -> None:
        if self._position.frame.picture.codes is not self._codes_read:
            self._replaced()
        incidents = self._position.frame.picture.incidents
        for entity_id in touched:
            if entity_id.startswith("inc_"):
                self._calls.note(entity_id, incidents.get(entity_id))
        self._reading.start()
        if self.is_open and any(each.startswith("drw_") for each in touched):
            self.read(finished=not self._pause.isActive())

    @guarded
    def _read_calls(self) -> None:
        if self._calls.catch_up(READ_AT_ONCE):
            self._reading.stop()


def further_call(values: dict[str, str]) -> str:
    """Return a call as a line of another incident's log; nothing typed is left out."""
    parts = ["Further call"]
    if values["caller"].strip():
        parts.append(f" from {values['caller'].strip()}")
    if values["place"].strip():
        parts.append(f", at {values['place'].strip()}")
    told = values["narrative"].strip()
    return f"{''.join(parts)}: {told}" if told else f"{''.join(parts)}."


def _code(suggestion: Suggestion | None) -> str:
    return suggestion.type_code if suggestion is not None else ""


def _degrees(values: dict[str, str]) -> tuple[float, float] | tuple[None, None]:
    """Return where the call is marked, degrees."""
    lat, lon = values.get("place.lat", ""), values.get("place.lon", "")
    return (float(lat), float(lon)) if lat and lon else (None, None)

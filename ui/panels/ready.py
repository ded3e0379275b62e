"""Says that a unit came free which has an incident next, until somebody sends it."""

from controlroom.domain.attending import is_free
from controlroom.domain.commands import PreAssign
from controlroom.domain.entities import Incident, Unit
from ui.panels.notice import Notice
from ui.position import Position

KEY = "Shift+P"


class ReadyBar(Notice):
    """One pair at a time, the oldest promise first; Esc lets it wait."""

    def __init__(self, position: Position) -> None:
        super().__init__(position, "clock", "Send", KEY)
        self._waits: set[tuple[str, str]] = set()
        """Pairs that were let go: shown again when the unit has been busy since."""
        self._pair: tuple[str, str] | None = None
        position.frame.picture_replaced.connect(self._look)
        position.frame.picture_changed.connect(self._changed)
        self.pressed.connect(lambda: position.acted.emit("pre_assign"))

    @property
    def pair(self) -> tuple[Unit, Incident] | None:
        """The unit that is free and what it has next; None while the bar is away."""
        if self._pair is None:
            return None
        picture = self._position.frame.picture
        return picture.units[self._pair[0]], picture.incidents[self._pair[1]]

    def let_go(self) -> bool:
        """Let the pair wait; False when there was none."""
        if self._pair is None:
            return False
        self._waits.add(self._pair)
        self._look()
        return True

    def _changed(self, touched: frozenset[str]) -> None:
        picture = self._position.frame.picture
        shown = self._pair is not None and self._pair[0] in touched
        if shown or any(
            each in picture.units and picture.units[each].next_ids for each in touched
        ):
            self._look()

    def _look(self) -> None:
        """Find the oldest promise that can be kept now, in the sectors looked after."""
        picture = self._position.frame.picture
        promised: list[tuple[int, str, str]] = []
        for incident in picture.incidents.values():
            if not incident.pre_assigned or not self._position.keeps(incident.sector):
                continue
            for each in incident.pre_assigned:
                unit = picture.units.get(each.unit_id)
                pair = (each.unit_id, incident.incident_id)
                if unit is None or not is_free(picture, unit):
                    self._waits.discard(pair)
                elif pair not in self._waits:
                    promised.append((each.at_us, *pair))
        sends = self._position.may(PreAssign)
        self._pair = min(promised)[1:] if promised and sends else None
        self._say()

    def _say(self) -> None:
        pair = self.pair
        if pair is None:
            self.hide()
            return
        unit, incident = pair
        say = self._position.say
        cad = say.cad(incident, self._position.frame.now_us())
        self.say(f"{unit.callsign} is free. {cad} {say.type_of(incident)} is next.")

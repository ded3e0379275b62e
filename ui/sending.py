"""What keys and drags do with units and incidents: run card, next, keep, stand down."""

from typing import Protocol

from controlroom.domain import commands as c
from controlroom.domain.attending import is_free
from controlroom.domain.consequences import consequences
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.runcards import card_of
from controlroom.domain.words import names
from ui.position import Position


class Choice(Protocol):
    """The assign list, as far as keys and drags know it."""

    @property
    def picks(self) -> list[str]:
        """Ids of the chosen units."""

    @property
    def held(self) -> list[str]:
        """Ids of chosen units that the force's rule holds where they are."""

    def fill_card(self) -> str:
        """Choose the best units for the run card; return why not."""

    def choose(self, unit_ids: tuple[str, ...]) -> None:
        """Choose exactly these units."""

    def to_send(self) -> list[str]:
        """Return the units that Enter sends."""

    def why_not(self) -> str:
        """Return why nothing can be sent now, or nothing."""

    def send(self, *, keep: bool = False) -> None:
        """Send the chosen units."""


class Ready(Protocol):
    """The bar that says who came free."""

    @property
    def pair(self) -> tuple[Unit, Incident] | None:
        """The unit that is free and what it has next."""


class Sending:
    """The acts of sending that are more than one key for one act."""

    def __init__(self, position: Position, assign: Choice, ready: Ready) -> None:
        self._position = position
        self._assign = assign
        self._ready = ready

    # --------------------------------------------------------------------- run card

    def fill_card(self) -> None:
        """Choose the best units for what the run card lacks."""
        why_not = self._assign.fill_card()
        if why_not:
            self._position.said.emit(f"{why_not[:1].upper()}{why_not[1:]}.")

    def why_not_fill(self) -> str:
        """Return why no card can be filled, or nothing."""
        incident = self._position.incident
        if incident is None:
            return "needs a selected incident"
        if incident.status != "open":
            return f"{incident.cad} is {incident.status}"
        card = card_of(self._position.frame.picture, incident)
        return "" if card else "there is no run card for this type"

    # ------------------------------------------------------------------- next, keep

    def pre_assign(self) -> None:
        """Send who came free to what it has next; else note what the chosen have next.

        The bar says which of the two the key does while it is there.
        """
        pair = self._ready.pair
        if pair is not None:
            self._send(*pair)
            return
        incident = self._position.incident
        for unit in self._meant():
            if incident is None:
                return
            if incident.incident_id in unit.next_ids and is_free(
                self._position.frame.picture, unit
            ):
                self._send(unit, incident)
                continue
            act = c.PreAssign(incident_id=incident.incident_id, unit_id=unit.unit_id)
            words = f"{unit.callsign} has {self._cad(incident)} next"
            self._position.send(act, incident.incident_id, unit.unit_id, words=words)
        self._assign.choose(())

    def why_not_pre_assign(self) -> str:
        """Return why nothing can be next for anybody, or nothing."""
        if self._ready.pair is not None:
            return ""
        incident = self._position.incident
        if incident is None or incident.status != "open":
            return "needs an open incident"
        return "" if self._meant() else "needs a chosen or selected unit"

    def assign_also(self) -> None:
        """Send the chosen units, and let them keep what they are on."""
        self._assign.send(keep=True)

    def why_not_also(self) -> str:
        """Return why nobody can keep one and take another, or nothing."""
        why_not = self._assign.why_not()
        if why_not:
            return why_not
        units = self._position.frame.picture.units
        busy = any(units[each].incident_ids for each in self._assign.picks)
        return "" if busy else "nobody chosen is on another incident"

    def why_not_override(self) -> str:
        """Return why there is no rule to overrule, or nothing."""
        return "" if self._assign.held else "nobody chosen is held by the rule"

    def why_not_all_down(self) -> str:
        """Return why nobody can be stood down, or nothing."""
        incident = self._position.incident
        if incident is None:
            return "needs a selected incident"
        if incident.assignments or incident.pre_assigned:
            return ""
        return f"no unit is on {self._cad(incident)}"

    # ------------------------------------------------------------------------- drags

    def dropped(self, unit_ids: tuple[str, ...], incident_id: str) -> tuple[str, ...]:
        """Return what dropping units on an incident would do, a sentence each."""
        picture = self._position.frame.picture
        return consequences(picture, self._act(unit_ids, incident_id))

    def drop(self, unit_ids: tuple[str, ...], incident_id: str) -> None:
        """Send dropped units, away from what they are on; a rule may refuse that."""
        incident = self._position.frame.picture.incidents.get(incident_id)
        if incident is None:
            return
        if not self._position.may(c.AssignUnits):
            self._position.said.emit(f"Not as {self._position.role_name.lower()}.")
            return
        units = self._position.frame.picture.units
        who = names([units[each].callsign for each in unit_ids if each in units])
        act = self._act(unit_ids, incident_id)
        words = f"{who} assigned to {self._cad(incident)}"
        self._position.send(act, incident_id, *unit_ids, words=words)

    def _act(self, unit_ids: tuple[str, ...], incident_id: str) -> c.AssignUnits:
        units = self._position.frame.picture.units
        busy = any(units[each].incident_ids for each in unit_ids if each in units)
        return c.AssignUnits(incident_id=incident_id, unit_ids=unit_ids, divert=busy)

    # ------------------------------------------------------------------------- within

    def _meant(self) -> list[Unit]:
        units = self._position.frame.picture.units
        return [units[each] for each in self._assign.to_send() if each in units]

    def _send(self, unit: Unit, incident: Incident) -> None:
        act = c.AssignUnits(incident_id=incident.incident_id, unit_ids=(unit.unit_id,))
        words = f"{unit.callsign} assigned to {self._cad(incident)}"
        self._position.send(act, incident.incident_id, unit.unit_id, words=words)

    def _cad(self, incident: Incident) -> str:
        return self._position.say.cad(incident, self._position.frame.now_us())

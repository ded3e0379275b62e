"""What the picture holds and how it is looked up; changed by the reducers alone."""

from collections.abc import Callable

import msgspec

from controlroom.domain.codes import Codes
from controlroom.domain.entities import (
    Alarm,
    AlarmKind,
    Camera,
    Device,
    Drawing,
    Incident,
    Message,
    Person,
    Unit,
)
from controlroom.domain.watchkeeping import Handover, Post

HANDOVERS_KEPT = 20
"""Handovers held in the picture; older ones are in the journal."""
MESSAGES_KEPT = 500
"""Messages held in the picture; older ones are in the index."""
RECEIPTS_KEPT = 60_000
"""Receipts held in the picture; beyond it the oldest messages go with theirs."""
ALARMS_KEPT = 200
"""Ended alarms held in the picture; those that stand are always held."""


def source_key(source: str, source_id: str) -> str:
    """Return one key for a system and its own number."""
    return f"{source}\x1f{source_id}"


class State(msgspec.Struct, kw_only=True):
    """Units, people, devices, cameras, alarms, drawings and incidents that matter.

    Encodes as it is, so a snapshot is the picture itself. Dictionaries keep the order
    of arrival. `unit_rows[unit.row] == unit.unit_id`, likewise `device_rows`.
    """

    seq: int = 0
    codes: Codes = Codes()
    people: dict[str, Person] = {}
    units: dict[str, Unit] = {}
    devices: dict[str, Device] = {}
    cameras: dict[str, Camera] = {}
    incidents: dict[str, Incident] = {}
    alarms: dict[str, Alarm] = {}
    messages: dict[str, Message] = {}
    receipts: dict[str, dict[str, tuple[int, int]]] = {}
    """By message and by whom it is for: when it was delivered and read, us; 0 is not.

    Of words to units every unit that they are for has its place; of words in the room
    each person who read them.
    """
    drawings: dict[str, Drawing] = {}
    posts: dict[str, Post] = {}
    """Who sat down where, by the name of the desk; presence says who is still there."""
    handovers: dict[str, Handover] = {}
    unit_rows: list[str] = []
    device_rows: list[str] = []
    cad_day: str = ""
    cad_count: int = 0
    collars: dict[str, str] = {}
    """Person by collar number."""
    riders: dict[str, str] = {}
    """Unit by the person in it; nobody is in two."""
    voices: dict[str, list[str]] = {}
    """Device ids by the unit they are bound to, in order of binding."""
    sources: dict[str, str] = {}
    """Incident by `source_key`: a call of another system that came twice came once."""
    watch: dict[str, int] = {}
    """When the clock has to look at an incident next, us; without one, never."""
    checks: dict[str, int] = {}
    """When units at a scene are due a welfare check, us; the others have none."""

    def name_of(self, actor: str) -> str:
        """Return what colleagues call an actor: a name, a callsign or the clock."""
        if person := self.people.get(actor):
            return person.name
        if device := self.devices.get(actor):
            unit = self.units.get(device.unit_id or "")
            return unit.callsign if unit else device.uid
        if unit := self.units.get(actor):
            return unit.callsign
        return "System" if actor in {"", "clock"} else actor

    def incident_by_source(self, source: str, source_id: str) -> Incident | None:
        """Return the incident that another system's record was opened as."""
        found = self.sources.get(source_key(source, source_id), "")
        return self.incidents.get(found)

    def unit_of(self, device_id: str) -> Unit | None:
        """Return the unit a device speaks for: its own, or the one its person is in."""
        device = self.devices.get(device_id)
        if device is None:
            return None
        if device.unit_id is not None:
            return self.units.get(device.unit_id)
        if device.person_id is None:
            return None
        return self.unit_with(device.person_id)

    def unit_with(self, person_id: str) -> Unit | None:
        """Return the unit that a person is in now."""
        return self.units.get(self.riders.get(person_id, ""))

    def devices_of(self, unit_id: str) -> list[Device]:
        """Return the devices bound to a unit."""
        return [self.devices[device_id] for device_id in self.voices.get(unit_id, ())]

    def standing_alarms(self) -> list[Alarm]:
        """Return the alarms that nobody has ended, oldest first."""
        return [alarm for alarm in self.alarms.values() if alarm.ended_at_us is None]

    def alarm_of(self, incident_id: str, kind: AlarmKind) -> Alarm | None:
        """Return the standing alarm of a kind about an incident."""
        for alarm in self.alarms.values():
            standing = alarm.ended_at_us is None and alarm.kind == kind
            if standing and alarm.incident_id == incident_id:
                return alarm
        return None

    def emergency_of(self, unit_id: str) -> Alarm | None:
        """Return the standing emergency of a unit's officer."""
        return self._emergency(lambda alarm: alarm.unit_id == unit_id)

    def emergency_of_person(self, person_id: str) -> Alarm | None:
        """Return the standing emergency of somebody who is in no unit."""
        return self._emergency(lambda alarm: alarm.person_id == person_id)

    def _emergency(self, concerns: Callable[[Alarm], bool]) -> Alarm | None:
        for alarm in self.alarms.values():
            standing = alarm.ended_at_us is None and alarm.kind == "officer_emergency"
            if standing and concerns(alarm):
                return alarm
        return None

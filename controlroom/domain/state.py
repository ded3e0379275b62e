"""What the picture holds and how it is looked up; changed by the reducers alone."""

import msgspec

from controlroom.domain.codes import Codes
from controlroom.domain.entities import (
    Alarm,
    Camera,
    Device,
    Incident,
    Message,
    Person,
    Unit,
)

MESSAGES_KEPT = 500
"""Messages held in the picture; older ones are in the index."""
ALARMS_KEPT = 200
"""Ended alarms held in the picture; those that stand are always held."""


class State(msgspec.Struct, kw_only=True):
    """Units, people, devices, cameras, alarms and the incidents that still matter.

    Encodes as it is, so a snapshot is the picture itself. Dictionaries keep the order of
    arrival. `unit_rows[unit.row] == unit.unit_id`, likewise `device_rows`.
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
    unit_rows: list[str] = []
    device_rows: list[str] = []
    cad_day: str = ""
    cad_count: int = 0

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

    def standing_alarms(self) -> list[Alarm]:
        """Return the alarms that nobody has ended, oldest first."""
        return [alarm for alarm in self.alarms.values() if alarm.ended_at_us is None]

    def emergency_of(self, unit_id: str) -> Alarm | None:
        """Return the standing emergency of a unit's officer."""
        for alarm in self.alarms.values():
            if (
                alarm.kind == "officer_emergency"
                and alarm.unit_id == unit_id
                and alarm.ended_at_us is None
            ):
                return alarm
        return None

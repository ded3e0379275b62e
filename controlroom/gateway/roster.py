"""Who speaks for whom: devices by door and uid, and by unit; learnt from facts."""

from collections.abc import Iterable, Sequence

from controlroom.domain import events as e
from controlroom.domain.events import Fact
from controlroom.domain.picture import Picture


class Roster:
    """An index of a picture's devices. A device of a person is one of their unit's."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._by_uid: dict[tuple[str, str], str] = {}
        self._unit_of: dict[str, str | None] = {}
        self._devices_of: dict[str, set[str]] = {}
        self._of_person: dict[str, set[str]] = {}
        self._crewed: dict[str, str] = {}
        self._crew_of: dict[str, set[str]] = {}
        for unit in picture.units.values():
            self._man(unit.unit_id)
        for device_id in picture.devices:
            self._place(device_id)

    def find(self, door: str, uid: str) -> str | None:
        """Return the id of the device that is known by this uid at this door."""
        return self._by_uid.get((door, uid))

    def unit_of(self, device_id: str) -> str | None:
        """Return the unit that a device speaks for: its own, or its person's."""
        return self._unit_of.get(device_id)

    def devices_of(self, unit_id: str) -> tuple[str, ...]:
        """Return the devices of a unit, in order of their ids."""
        return tuple(sorted(self._devices_of.get(unit_id, ())))

    def unit_row(self, device_id: str) -> int:
        """Return the row of the unit that a device draws, -1 for none."""
        unit_id = self._unit_of.get(device_id)
        device = self._picture.devices.get(device_id)
        if unit_id is None or device is None or not device.enabled:
            return -1
        unit = self._picture.units.get(unit_id)
        return -1 if unit is None else unit.row

    def learn(self, facts: Sequence[Fact]) -> set[str]:
        """Take in facts the picture has applied; return the devices they concern."""
        changed: set[str] = set()
        for fact in facts:
            match fact.event:
                case e.DeviceEnrolled():
                    changed.add(fact.event.device.device_id)
                case e.DeviceBound() | e.DeviceEnabled():
                    changed.add(fact.event.device_id)
                case e.CrewChanged():
                    changed |= self._crew(fact.event.unit_id, fact.event.person_ids)
                case e.UnitAdded():
                    changed |= self._man(fact.event.unit.unit_id)
                case _:
                    pass
        for device_id in changed:
            self._place(device_id)
        return changed

    def _crew(self, unit_id: str, person_ids: Iterable[str]) -> set[str]:
        left = self._crew_of.pop(unit_id, set())
        for person_id in left:
            if self._crewed.get(person_id) == unit_id:
                del self._crewed[person_id]
        joined = set(person_ids)
        self._crew_of[unit_id] = joined
        for person_id in joined:
            self._crewed[person_id] = unit_id
        return {
            device_id
            for person_id in left | joined
            for device_id in self._of_person.get(person_id, ())
        }

    def _man(self, unit_id: str) -> set[str]:
        unit = self._picture.units.get(unit_id)
        return self._crew(unit_id, unit.crew if unit else ())

    def _place(self, device_id: str) -> None:
        device = self._picture.devices.get(device_id)
        if device is None:
            return
        self._by_uid[device.door, device.uid] = device_id
        if device.person_id:
            self._of_person.setdefault(device.person_id, set()).add(device_id)
        before = self._unit_of.get(device_id)
        if before is not None:
            self._devices_of[before].discard(device_id)
        unit_id = device.unit_id
        if unit_id is None and device.person_id:
            unit_id = self._crewed.get(device.person_id)
        self._unit_of[device_id] = unit_id
        if unit_id is not None:
            self._devices_of.setdefault(unit_id, set()).add(device_id)

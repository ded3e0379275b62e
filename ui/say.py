"""The facts of the room in the operator's words; what every panel says alike."""

from collections.abc import Callable

from controlroom.domain import words
from controlroom.domain.entities import Alarm, DrawingKind, Incident, Unit
from controlroom.domain.picture import Picture
from ui.frame import FrameTick

SECOND_US = 1_000_000
STATE_WORDS = {
    0: "Emergency", 1: "On duty", 2: "On patrol", 3: "At station", 4: "Refreshments",
    5: "En route", 6: "At scene", 7: "Deployable", 8: "Committed", 9: "Escort",
    10: "Court", 11: "Off duty",
}  # fmt: skip
"""Short names for chips; the codes' own names stand in lists and forms."""

REQUEST_WORDS = {
    12: "Confidential message",
    13: "Call back, not urgent",
    14: "Call back, urgent",
    16: "Say again",
}
"""What a unit waits for an answer to, by the request's radio state."""

CAMERA_WORDS = {
    "body_worn": "body-worn camera",
    "vehicle": "car camera",
    "fixed": "fixed camera",
}

DRAWING_ICONS: dict[DrawingKind, str] = {
    "inner_cordon": "cordon", "outer_cordon": "cordon", "geofence": "cordon",
    "rvp": "rvp", "marker": "risk", "annotation": "draw",
}  # fmt: skip
"""Icon by kind of drawing."""

ALARM_WORDS = {
    "officer_emergency": "Officer emergency",
    "feed_lost": "Feed lost",
    "target_passed": "Target passed",
    "not_acknowledged": "Not acknowledged",
    "welfare_due": "Welfare check missed",
}


def _no_street(_lat: float, _lon: float) -> str:
    return ""


class Say:
    """Words about the picture as it stands, at the room's time."""

    def __init__(self, frame: FrameTick) -> None:
        self._frame = frame
        self._day = ("", -1, "")
        self.street_near: Callable[[float, float], str] = _no_street
        """Names the street at a place; empty where the map does not know one."""

    @property
    def picture(self) -> Picture:
        """The picture that is spoken of."""
        return self._frame.picture

    @property
    def zone(self) -> str:
        """The force's time zone."""
        return self._frame.picture.codes.time_zone

    def today(self, now_us: int) -> str:
        """Return the local day as `2026-11-21`; worked out once a minute."""
        minute = now_us // (60 * SECOND_US)
        if self._day[:2] != (self.zone, minute):
            self._day = (self.zone, minute, words.day_of(now_us, self.zone))
        return self._day[2]

    def cad(self, incident: Incident, now_us: int) -> str:
        """Return the CAD number, short where today is clear."""
        return words.cad_short(incident.cad, self.today(now_us))

    def type_of(self, incident: Incident) -> str:
        """Return what the incident is, in words."""
        kind = self.picture.codes.type(incident.type_code)
        return kind.name if kind else incident.type_code or "Incident"

    def place_of(self, incident: Incident) -> str:
        """Return where it is, in words."""
        if incident.place:
            return incident.place
        if incident.lat is not None and incident.lon is not None:
            street = self.street_near(incident.lat, incident.lon)
            return f"near {street}" if street else "marked on the map"
        return "no place yet"

    def age(self, since_us: int, now_us: int) -> str:
        """Return how long ago something was."""
        return words.age(max(0, now_us - since_us) / SECOND_US)

    def left(self, due_us: int, now_us: int) -> str:
        """Return what is left to a time, or how late it is."""
        return words.countdown((due_us - now_us) / SECOND_US)

    def clock(self, at_us: int) -> str:
        """Return `22:31`."""
        return words.clock(at_us, self.zone)

    def clock_seconds(self, at_us: int) -> str:
        """Return `22:31:08`."""
        return words.clock_seconds(at_us, self.zone)

    def clock_on(self, at_us: int, now_us: int) -> str:
        """Return `22:31:08`, with the date when it was not today."""
        return words.clock_on(at_us, now_us, self.zone)

    def callsign(self, unit_id: str | None) -> str:
        """Return a unit's callsign."""
        unit = self.picture.units.get(unit_id or "")
        return unit.callsign if unit else "unknown unit"

    def who(self, person_id: str) -> str:
        """Return who did something; nothing where a partner's view leaves it out."""
        if not person_id and self._frame.is_partner:
            return ""
        return self.picture.name_of(person_id)

    def state(self, unit: Unit) -> str:
        """Return a unit's radio state in one or two words."""
        return STATE_WORDS.get(unit.state, f"State {unit.state}")

    def units_on(self, incident: Incident) -> list[Unit]:
        """Return the units that are on an incident now, first sent first."""
        units = self.picture.units
        return [
            units[each.unit_id]
            for each in incident.assignments
            if each.unit_id in units
        ]

    def amended_by(self, incident: Incident | None) -> str:
        """Return who amended or graded an incident last, and when."""
        log = incident.log if incident is not None else ()
        for line in reversed(log):
            if line.kind in {"amended", "graded"}:
                who = self.picture.name_of(line.by)
                return f"{who} changed this at {self.clock_seconds(line.at_us)}"
        return "Somebody changed this"

    def alarm(self, alarm: Alarm) -> str:
        """Return what an alarm is about: kind and who."""
        what = ALARM_WORDS.get(alarm.kind, "Alarm")
        if alarm.kind == "officer_emergency":
            return f"{what} {self.officer(alarm)}"
        if alarm.kind == "feed_lost":
            return f"{what}: {alarm.door}"
        if alarm.kind == "welfare_due":
            return f"{what}: {self.callsign(alarm.unit_id)}"
        incident = self.picture.incidents.get(alarm.incident_id or "")
        if incident is not None:
            return f"{what}: {self.cad(incident, self._frame.now_us())}"
        return what

    def officer(self, alarm: Alarm) -> str:
        """Return callsign and officer of an emergency: `CN24 · PC 2187 Okafor`."""
        unit = self.picture.units.get(alarm.unit_id or "")
        person = self.picture.people.get(alarm.person_id or "")
        if person is None and unit is not None and len(unit.crew) == 1:
            person = self.picture.people.get(unit.crew[0])
        parts = [unit.callsign if unit else ""]
        if person is not None:
            title = (person.rank, person.collar, person.name)
            parts.append(" ".join(part for part in title if part))
        return " · ".join(part for part in parts if part) or "unknown officer"

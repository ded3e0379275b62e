"""What the video window says about a camera, a viewing and who looks; draws nothing."""

from controlroom.desk.deliveries import Watcher
from controlroom.domain import cameras, geo, words
from controlroom.domain.entities import Camera
from ui.frame import FrameTick
from ui.say import SECOND_US, Say
from ui.video.viewing import Viewing

KINDS = {"body_worn": "body-worn", "vehicle": "car camera", "fixed": "fixed"}
ICONS = {"body_worn": "bwv", "vehicle": "unit-car", "fixed": "camera"}
OLD_FIX_US = 60 * SECOND_US
"""From this age on the place of a carried camera says how old it is."""


class CameraWords:
    """Sentences about cameras as the picture and the presence stand."""

    def __init__(self, frame: FrameTick) -> None:
        self._frame = frame
        self.say = Say(frame)

    def camera(self, camera_id: str) -> Camera | None:
        """Return the camera; None when the picture does not hold it."""
        return self._frame.picture.cameras.get(camera_id)

    def name(self, camera_id: str) -> str:
        """Return what the camera is called."""
        camera = self.camera(camera_id)
        return camera.name if camera else "unknown camera"

    def icon(self, camera_id: str) -> str:
        """Return the name of the icon of the camera's kind."""
        camera = self.camera(camera_id)
        return ICONS[camera.kind] if camera else "camera"

    def cad(self, incident_id: str | None) -> str:
        """Return the short number of an incident, or nothing."""
        incident = self._frame.picture.incidents.get(incident_id or "")
        return self.say.cad(incident, self._frame.now_us()) if incident else ""

    def where(self, camera_id: str, incident_id: str | None) -> str:
        """Return kind and distance: `fixed, 40 m from 4521`."""
        camera = self.camera(camera_id)
        if camera is None:
            return ""
        parts = [KINDS[camera.kind]]
        if away := self._away(camera, incident_id):
            parts.append(away)
        if camera.kind != "fixed" and (old := self._fix_age(camera)):
            parts.append(old)
        return ", ".join(parts)

    def subject(self, incident_id: str | None) -> str:
        """Return an incident as a field says it: `4521 Robbery, Foundry Lane`."""
        incident = self._frame.picture.incidents.get(incident_id or "")
        if incident is None:
            return "no incident"
        kind, place = self.say.type_of(incident), self.say.place_of(incident)
        return f"{self.cad(incident_id)} {kind}, {place}"

    def watchers(self, camera_id: str) -> list[Watcher]:
        """Return who looks through a camera, who began first first."""
        found = self._frame.presence.cameras.get(camera_id, ())
        return sorted(found, key=lambda each: each.since_us)

    def watcher_names(self, camera_id: str) -> str:
        """Return who looks, each name once: `Ash, Hale`."""
        found = dict.fromkeys(each.person for each in self.watchers(camera_id))
        return ", ".join(found)

    def told(self, camera_id: str, viewing_id: str) -> str:
        """Return whether the wearer knows: `Byrne told 22:30:20`."""
        camera = self.camera(camera_id)
        if camera is None:
            return ""
        if camera.kind == "fixed":
            return "public camera, no wearer"
        who = self.bearer(camera)
        for watcher in self.watchers(camera_id):
            if watcher.viewing_id == viewing_id and watcher.told_us is not None:
                return f"{who} told {self.say.clock_seconds(watcher.told_us)}"
        return f"{who} not told yet"

    def bearer(self, camera: Camera) -> str:
        """Return who is told: the wearer by name, else the crew of the unit."""
        wearer = cameras.wearer_of(self._frame.picture, camera)
        if name := cameras.family_name(wearer):
            return name
        unit = cameras.unit_of(self._frame.picture, camera)
        return f"crew of {unit.callsign}" if unit else "wearer"

    def ends(self, viewing: Viewing) -> str:
        """Return when a viewing stops: `closes when 4521 closes`."""
        if viewing.wish.emergency:
            return "closes when the emergency ends"
        left_s = viewing.ends_in_s()
        if left_s is None:
            cad = self.cad(viewing.wish.incident_id)
            return f"closes when {cad} closes" if cad else "closes now"
        return f"stops in {words.countdown(left_s)}, K keeps it"

    def status(self, viewing: Viewing, *, brief: bool = False) -> str:
        """Return state and delay for the header: `recording, 1.1 s behind`.

        `brief` leaves the state to its mark.
        """
        camera = self.camera(viewing.camera_id)
        said = camera.state if camera else "unknown"
        behind_s = viewing.player.behind_s() if viewing.live else None
        if behind_s is None:
            return said
        behind = f"{behind_s:.1f} s behind"
        return behind if brief else f"{said}, {behind}"

    def over_because(self, viewing: Viewing) -> str:
        """Return why a viewing has to end now; empty while it may go on."""
        picture = self._frame.picture
        camera, wish = self.camera(viewing.camera_id), viewing.wish
        if camera is None:
            return "This camera is no longer known."
        if why := cameras.why_no_picture(picture, camera):
            return f"{camera.name} is {why}."
        if wish.emergency:
            if cameras.emergency_for(picture, camera, wish.incident_id) is None:
                return "The emergency is over. Give a reason to look on."
            return ""
        if wish.incident_id is None:
            return ""
        incident = picture.incidents.get(wish.incident_id)
        if incident is None or incident.status in {"closed", "merged"}:
            cad = self.cad(wish.incident_id) or "the incident"
            return f"Closed, because {cad} is closed."
        return ""

    def statement(self, viewings: list[Viewing]) -> str:
        """Return what is being looked at; a frozen picture never counts as live."""
        live = sum(viewing.live for viewing in viewings)
        frozen = sum(viewing.phase == "frozen" for viewing in viewings)
        waiting = sum(viewing.phase in {"asking", "opening"} for viewing in viewings)
        parts = [_count(live, "live picture")] if live else []
        if frozen:
            parts.append(_count(frozen, "frozen one" if live else "frozen picture"))
        said = f"You are looking at {' and '.join(parts)}" if parts else ""
        if not said:
            if waiting:
                return f"Opening {_count(waiting, 'picture')}"
            return "You are looking at no picture"
        cads = dict.fromkeys(
            cad
            for viewing in viewings
            if viewing.open and (cad := self.cad(viewing.wish.incident_id))
        )
        return f"{said}, for {words.names(list(cads))}" if cads else said

    def _away(self, camera: Camera, incident_id: str | None) -> str:
        incident = self._frame.picture.incidents.get(incident_id or "")
        spot = cameras.spot_of(self._frame.picture, self._frame.tracks, camera)
        if incident is None or incident.lat is None or incident.lon is None or not spot:
            return ""
        metres = geo.distance_m(spot.lat, spot.lon, incident.lat, incident.lon)
        return f"{words.distance(metres)} from {self.cad(incident_id)}"

    def _fix_age(self, camera: Camera) -> str:
        spot = cameras.spot_of(self._frame.picture, self._frame.tracks, camera)
        if spot is None or spot.fix_us is None:
            return "place unknown"
        old_us = self._frame.now_us() - spot.fix_us
        return f"fix {words.age(old_us / SECOND_US)} old" if old_us > OLD_FIX_US else ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"

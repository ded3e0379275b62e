"""Who else is in the room: what they have open, whether they write, whom words mean."""

from dataclasses import dataclass

from controlroom.desk.deliveries import DeskOnline
from controlroom.domain.entities import Incident, Party
from ui.frame import FrameTick


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody else who has an incident open."""

    person: str
    desk: str
    typing: bool


class Others:
    """The other desks, as the presence says; never this person's own."""

    def __init__(self, frame: FrameTick) -> None:
        self._frame = frame

    @property
    def person_id(self) -> str:
        """Who sits here."""
        return self._frame.welcome.person_id if self._frame.welcome else ""

    @property
    def desk(self) -> str:
        """What the gateway calls this desk."""
        return self._frame.welcome.desk if self._frame.welcome else ""

    def desks(self) -> list[DeskOnline]:
        """Return every other desk with somebody at it, by name."""
        here = self._frame.presence.desks
        others = [each for each in here if each.desk != self.desk]
        return sorted(others, key=lambda each: each.desk)

    def lookers(self, incident_id: str) -> list[Looker]:
        """Return who else has an incident open, by the names of their desks."""
        presence = self._frame.presence
        named = presence.incidents.get(incident_id)
        if not named:
            return []
        people = {each.desk: each for each in presence.desks}
        writing = presence.typing.get(incident_id, ())
        found = []
        for name in named:
            online = people.get(name)
            if online is not None and online.person_id == self.person_id:
                continue
            person = online.person if online is not None else name
            found.append(Looker(person, name, name in writing))
        return found

    def words(self, incident_id: str) -> str:
        """Return `Marsh, Hale writes` for who else has an incident open."""
        return ", ".join(
            f"{each.person} writes" if each.typing else each.person
            for each in self.lookers(incident_id)
        )

    def is_meant(self, party: Party, sectors: frozenset[str]) -> bool:
        """True when somebody of the room means this desk.

        sectors: those that this desk looks after; none is all.
        """
        match party.kind:
            case "all":
                return True
            case "role":
                return party.name == self._frame.role
            case "sector":
                return not sectors or party.name in sectors
            case "desk":
                return bool(self.desk) and party.name == self.desk
            case "person":
                return bool(self.person_id) and party.name == self.person_id

    def is_offered(self, incident: Incident, sectors: frozenset[str]) -> bool:
        """True when somebody else asks this desk to take an incident on."""
        offer = incident.offer
        if offer is None or incident.status != "open" or offer.by == self.person_id:
            return False
        return self.is_meant(offer.to, sectors)

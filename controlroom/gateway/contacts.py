"""Contacts nobody enrolled: listed and counted, never units by themselves."""

from collections import OrderedDict

from controlroom.gateway.ledger import one_line
from controlroom.wire.questions import Contact

CONTACTS_KEPT = 500
"""Contacts remembered; when one more comes, the one unheard for longest goes."""
NAME_LENGTH = 80
"""Characters kept of what a contact calls itself."""


class Contacts:
    """The last `CONTACTS_KEPT` unknown contacts of all doors."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], Contact] = OrderedDict()
        self.dropped = 0

    def heard(
        self,
        door: str,
        uid: str,
        now_us: int,
        *,
        place: tuple[float, float] | None = None,
        said: str = "",
    ) -> Contact:
        """Count a message of a contact and return the contact as it stands."""
        uid = one_line(uid, NAME_LENGTH)
        before = self._known.pop((door, uid), None)
        lat, lon = place or ((before.lat, before.lon) if before else (None, None))
        contact = Contact(
            door=door,
            uid=uid,
            said=one_line(said, NAME_LENGTH) or (before.said if before else ""),
            messages=(before.messages if before else 0) + 1,
            first_us=before.first_us if before else now_us,
            last_us=now_us,
            lat=lat,
            lon=lon,
        )
        self._known[door, uid] = contact
        while len(self._known) > CONTACTS_KEPT:
            self._known.popitem(last=False)
            self.dropped += 1
        return contact

    def forget(self, door: str, uid: str) -> None:
        """Drop a contact that has been enrolled."""
        self._known.pop((door, uid), None)

    def all(self) -> list[Contact]:
        """Return the contacts, last heard first."""
        return list(reversed(self._known.values()))

"""Contacts nobody enrolled: listed and counted, never units by themselves."""

from collections import OrderedDict

import msgspec

from controlroom.gateway.doors.base import one_line

CONTACTS_KEPT = 500
"""Contacts remembered; when one more comes, the one unheard for longest goes."""
NAME_LENGTH = 80
"""Characters kept of what a contact calls itself."""


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who speaks at a door and is not enrolled. Degrees and microseconds."""

    door: str
    uid: str
    name: str = ""
    messages: int = 0
    first_us: int = 0
    last_us: int = 0
    lat: float | None = None
    lon: float | None = None
    address: str = ""


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
        name: str = "",
        address: str = "",
    ) -> Contact:
        """Count a message of a contact and return the contact as it stands."""
        uid = one_line(uid, NAME_LENGTH)
        before = self._known.pop((door, uid), None)
        lat, lon = place or ((before.lat, before.lon) if before else (None, None))
        contact = Contact(
            door=door,
            uid=uid,
            name=one_line(name, NAME_LENGTH) or (before.name if before else ""),
            messages=(before.messages if before else 0) + 1,
            first_us=before.first_us if before else now_us,
            last_us=now_us,
            lat=lat,
            lon=lon,
            address=address or (before.address if before else ""),
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

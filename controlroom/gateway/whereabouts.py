"""Where everybody is: fixes from the doors, judged by Tracks, counted on the row."""

from collections.abc import Sequence

import msgspec
import numpy as np

from controlroom.domain.events import Fact
from controlroom.domain.guard import (
    ACCEPTED,
    DUPLICATE,
    MOST_AIR_MPS,
    MOST_MPS,
    OUT_OF_ORDER,
    REASONS,
)
from controlroom.domain.observations import (
    AnyObservation,
    EmergencyReported,
    StateReported,
)
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import DeviceTracks, Fixes, Moved
from controlroom.gateway.ledger import DoorLedger
from controlroom.gateway.roster import Roster

HARMLESS = frozenset({ACCEPTED, DUPLICATE, OUT_OF_ORDER})
"""Reasons that are no error of the sender: repeats and late packets are usual."""
FLYING = frozenset({"air", "drone"})
OWN_FIX_US = 120_000_000
"""A device's own fix counts before one of its unit that is newer by less than this."""


class Whereabouts:
    """The force's tracks, bound to units as the facts say."""

    def __init__(self, picture: Picture) -> None:
        self._tracks = DeviceTracks()
        self.start(picture)

    def start(self, picture: Picture) -> None:
        """Bind every device anew: at start, or when the picture came from disk.

        Fixes are kept, for the map goes on while the record cannot be written.
        """
        self.picture = picture
        self.roster = Roster(picture)
        self._tracks.set_intervals(picture.codes.interval_s)
        for device_id in picture.devices:
            self._bind(device_id)

    def hear(self, facts: Sequence[Fact], touched: frozenset[str]) -> None:
        """Bind anew what the facts concern."""
        if "codes" in touched:
            self._tracks.set_intervals(self.picture.codes.interval_s)
        for device_id in self.roster.learn(facts):
            self._bind(device_id)

    def offer(self, fixes: Fixes, now_us: int, ledger: DoorLedger, who: str) -> int:
        """Judge a batch, count it on the door's row and return how many were accepted.

        `who` names the sender in the line about what was refused.
        """
        if not len(fixes):
            return 0
        offered = self._tracks.offer(fixes, now_us)
        count = int(np.count_nonzero(offered.accepted))
        ledger.heard(now_us, len(fixes))
        ledger.told(int(fixes.fix_us.max()), now_us)
        if count < len(fixes):
            self._count_refused(fixes, offered.reasons, now_us, ledger, who)
        return count

    def take_moved(self, now_us: int) -> Moved:
        """Return the units whose drawn fix changed since the last take."""
        return self._tracks.take_moved(now_us)

    def all_moved(self, now_us: int) -> Moved:
        """Return every unit that was ever heard."""
        return self._tracks.all_moved(now_us)

    def placed(self, said: AnyObservation) -> AnyObservation:
        """Return a call for help with the place where it was last heard.

        A place that the device says itself stays; everything else is returned as it is.
        """
        match said:
            case EmergencyReported(lat=None) | StateReported(state=0, lat=None):
                place = self._last_heard(said.device_id)
                if place is None:
                    return said
                lat, lon = place
                return msgspec.structs.replace(said, lat=lat, lon=lon)
            case _:
                return said

    def _last_heard(self, device_id: str) -> tuple[float, float] | None:
        """Return the newest place of a device or of others on board of its unit."""
        heard = self._tracks.of_unit(self.roster.unit_row(device_id))
        if not heard:
            return None
        own = self.picture.devices[device_id].row
        newest = max(
            heard,
            key=lambda fix: fix.fix_us + OWN_FIX_US * (fix.device_row == own),
        )
        return newest.lat, newest.lon

    def _bind(self, device_id: str) -> None:
        device = self.picture.devices.get(device_id)
        if device is None:
            return
        unit = self.picture.units.get(self.roster.unit_of(device_id) or "")
        flies = unit is not None and unit.kind in FLYING
        self._tracks.bind(
            device.row,
            device.kind,
            self.roster.unit_row(device_id),
            MOST_AIR_MPS if flies else MOST_MPS,
        )

    def _count_refused(
        self,
        fixes: Fixes,
        reasons: np.ndarray[tuple[int], np.dtype[np.uint8]],
        now_us: int,
        ledger: DoorLedger,
        who: str,
    ) -> None:
        for reason in np.unique(reasons):
            if int(reason) in HARMLESS:
                continue
            why = REASONS[int(reason)]
            rows = np.flatnonzero(reasons == reason)
            row = int(fixes.device_rows[rows[0]])
            known = self.picture.device_rows
            device_id = known[row] if 0 <= row < len(known) else ""
            device = self.picture.devices.get(device_id)
            named = f"{who}, {device.uid}" if device else who
            place = f"{fixes.lat[rows[0]]:.5f}, {fixes.lon[rows[0]]:.5f}"
            ledger.refused(now_us, named, f"{why} ({place})", rows=len(rows))

"""What devices are to be told: made from committed facts, kept until it means nothing.

Every dispatch stands under the seq of its fact, so a hub that comes back says where it
was and gets the rest. Nothing here waits for a device.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from controlroom.domain import events as e
from controlroom.domain.attending import assignment_of
from controlroom.domain.briefing import briefing_lines
from controlroom.domain.entities import Briefing, Incident
from controlroom.domain.events import Fact
from controlroom.domain.picture import Picture
from controlroom.domain.reduce.sentences import type_words
from controlroom.gateway.roster import Roster
from controlroom.wire import device as d

KEPT = 20_000
"""Dispatches kept for hubs that come back; the oldest go. Further back: what stands."""
MESSAGE_US = 30 * 60 * 1_000_000
"""Words from the room mean nothing after half an hour unread."""
VIEWING_US = 60 * 1_000_000
"""A notice that somebody watches means nothing a minute later."""
STATE_US = 10 * 60 * 1_000_000


class Due(NamedTuple):
    """A dispatch and the device it is for: uids are unique only at their own door."""

    device_id: str
    dispatch: d.Dispatch


Teller = Callable[[Sequence[Due]], None]


class Outbox:
    """Dispatches in order. `seq` is that of the last fact looked at."""

    def __init__(self, picture: Picture, roster: Roster) -> None:
        self.seq = picture.seq
        self._picture = picture
        self._roster = roster
        self._kept: deque[Due] = deque()
        self._from_seq = picture.seq
        """Every dispatch after this seq is kept."""
        self._tellers: list[Teller] = []

    def start(self, picture: Picture, roster: Roster) -> None:
        """Go on with a picture that came from disk."""
        self._picture = picture
        self._roster = roster

    def remember(self, facts: Sequence[Fact], from_seq: int) -> None:
        """Keep what the last facts told, at start: nobody is told anew by this."""
        self._from_seq = from_seq
        for fact in facts:
            self._keep(self._tells(fact))

    def subscribe(self, teller: Teller) -> None:
        """Hand every new dispatch to a door, which picks those of its devices."""
        self._tellers.append(teller)

    def unsubscribe(self, teller: Teller) -> None:
        """Hand nothing more to a door."""
        self._tellers.remove(teller)

    def hear(self, facts: Sequence[Fact], touched: frozenset[str]) -> None:
        """Make dispatches of committed facts and hand them out."""
        del touched
        made = [due for fact in facts for due in self._tells(fact)]
        self.seq = facts[-1].seq
        self._keep(made)
        if made:
            for teller in self._tellers:
                teller(made)

    def since(
        self, cursor: int, device_ids: Collection[str], now_us: int
    ) -> list[Due] | None:
        """Return what these devices were told after a cursor and still means something.

        None when not all of it is kept: then `standing` says what still stands.
        """
        if not self._from_seq <= cursor <= self.seq:
            return None
        return [
            due
            for due in self._kept
            if due.dispatch.cursor > cursor
            and due.device_id in device_ids
            and not is_expired(due.dispatch, now_us)
        ]

    def standing(self, device_ids: Collection[str], now_us: int) -> list[Due]:
        """Return what these devices must know now: assignments and unread words."""
        told: list[Due] = []
        for device_id in device_ids:
            unit = self._picture.units.get(self._roster.unit_of(device_id) or "")
            if unit is None:
                continue
            for incident_id in unit.incident_ids:
                incident = self._picture.incidents.get(incident_id)
                if incident is not None:
                    tell = _assigned(self._picture, incident, unit.unit_id)
                    told.append(self._due(device_id, self.seq, now_us, tell))
            told += self._unread(unit.unit_id, device_id, now_us)
        return told

    def _unread(self, unit_id: str, device_id: str, now_us: int) -> Iterator[Due]:
        for message in self._picture.messages.values():
            sent_us = message.sent_at_us
            if now_us >= sent_us + MESSAGE_US or message.to is not None:
                continue
            receipts = self._picture.receipts.get(message.message_id, {})
            # Delivered or not for it at all: nothing to tell.
            if not receipts.get(unit_id, (1, 1))[0]:
                tell = d.TellMessage(
                    message_id=message.message_id,
                    text=message.text,
                    incident_id=message.incident_id,
                )
                yield self._due(device_id, self.seq, sent_us, tell, MESSAGE_US)

    def _keep(self, made: Sequence[Due]) -> None:
        self._kept.extend(made)
        while len(self._kept) > KEPT:
            self._from_seq = self._kept.popleft().dispatch.cursor

    def _tells(self, fact: Fact) -> list[Due]:
        event = fact.event
        match event:
            case e.UnitAssigned():
                incident = self._picture.incidents.get(event.incident_id)
                if incident is None:
                    return []
                sent = _assigned(self._picture, incident, event.unit_id)
                return self._to_unit(fact, event.unit_id, sent)
            case e.UnitStoodDown():
                tell = d.TellStoodDown(
                    incident_id=event.incident_id,
                    reason=event.reason,
                    diverted_to=event.diverted_to,
                )
                return self._to_unit(fact, event.unit_id, tell)
            case e.MessageSent():
                return self._message(fact, event)
            case e.UnitStateChanged() if fact.actor in self._picture.people:
                # What a device pressed itself it need not be told.
                state = d.TellState(state=event.state)
                return self._to_unit(fact, event.unit_id, state, STATE_US)
            case e.ViewingStarted() | e.ViewingEnded():
                return self._viewing(fact, event)
            case _:
                return []

    def _message(self, fact: Fact, event: e.MessageSent) -> list[Due]:
        tell = d.TellMessage(
            message_id=event.message_id, text=event.text, incident_id=event.incident_id
        )
        return [
            due
            for unit_id in self._picture.receipts.get(event.message_id, event.unit_ids)
            for due in self._to_unit(fact, unit_id, tell, MESSAGE_US)
        ]

    def _viewing(
        self, fact: Fact, event: e.ViewingStarted | e.ViewingEnded
    ) -> list[Due]:
        """Tell the wearer: the camera's own device, else every device of its unit."""
        camera = self._picture.cameras.get(event.camera_id)
        if camera is None:
            return []
        started = isinstance(event, e.ViewingStarted)
        tell = d.TellViewing(
            camera_id=event.camera_id,
            viewing_id=event.viewing_id,
            started=started,
            by=self._picture.name_of(fact.actor),
            reason=event.reason if isinstance(event, e.ViewingStarted) else "",
        )
        if camera.device_id in self._picture.devices:
            worn = camera.device_id or ""
            return [self._due(worn, fact.seq, fact.at_us, tell, VIEWING_US)]
        if camera.unit_id is None:
            return []
        return self._to_unit(fact, camera.unit_id, tell, VIEWING_US)

    def _to_unit(
        self, fact: Fact, unit_id: str, tell: d.AnyTell, keeps_us: int = 0
    ) -> list[Due]:
        return [
            self._due(device_id, fact.seq, fact.at_us, tell, keeps_us)
            for device_id in self._roster.devices_of(unit_id)
            if self._picture.devices[device_id].enabled
        ]

    def _due(
        self,
        device_id: str,
        seq: int,
        at_us: int,
        tell: d.AnyTell,
        keeps_us: int = 0,
    ) -> Due:
        dispatch = d.Dispatch(
            cursor=seq,
            uid=self._picture.devices[device_id].uid,
            at_us=at_us,
            tell=tell,
            expires_us=at_us + keeps_us if keeps_us else 0,
        )
        return Due(device_id, dispatch)


def is_expired(dispatch: d.Dispatch, now_us: int) -> bool:
    """Say whether a dispatch means nothing any more."""
    return 0 < dispatch.expires_us <= now_us


def _assigned(picture: Picture, incident: Incident, unit_id: str) -> d.TellAssigned:
    """Return what a unit's devices are told, with the briefing it was sent."""
    assignment = assignment_of(incident, unit_id)
    sent = assignment.briefing if assignment is not None else None
    lines = briefing_lines(picture, incident, sent or Briefing())
    return d.TellAssigned(
        incident_id=incident.incident_id,
        cad=incident.cad,
        type_code=incident.type_code,
        grade=incident.grade,
        place=incident.place,
        lat=incident.lat,
        lon=incident.lon,
        text=incident.narrative,
        type_name=type_words(picture, incident.type_code),
        grid=lines.grid,
        log=lines.log,
        hazards=lines.hazards,
        related=lines.related,
        cameras=lines.cameras,
    )

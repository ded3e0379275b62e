"""Who looks through which camera: opened with a reason, recorded, ended in any case."""

from controlroom.domain import commands as c
from controlroom.domain.access import may, why_not
from controlroom.domain.commands import Command, Commanded
from controlroom.domain.errors import Refused
from controlroom.domain.events import ViewingEnded, ViewingStarted
from controlroom.gateway.auth import SignedIn
from controlroom.gateway.clock import wall_us
from controlroom.gateway.ingest import Outcome, commanded
from controlroom.gateway.room import Room
from controlroom.gateway.streams import START_US, StreamError, Streams, Ticket
from controlroom.wire import questions as q

LINGER_US = 30_000_000
"""A viewing whose desk has gone, or that has no stream, ends after so long."""


class Viewings:
    """Opens and ends viewings as commands do, so that the same rules hold."""

    def __init__(self, room: Room, streams: Streams) -> None:
        self._room = room
        self._streams = streams
        self._orphans: dict[str, int] = {}

    async def open(
        self, ask: q.OpenStream, who: SignedIn, desk: str, host: str, question_id: str
    ) -> q.StreamOpened:
        """Record the viewing, then hand out a ticket. Raises `Refused`."""
        act = c.StartViewing(
            camera_id=ask.camera_id, reason=ask.reason, incident_id=ask.incident_id
        )
        outcome = await self._do(act, who, desk, question_id)
        viewing_id = next(
            (
                fact.event.viewing_id
                for fact in outcome.facts
                if isinstance(fact.event, ViewingStarted)
            ),
            None,
        )
        if viewing_id is None:
            raise Refused("viewing", "This camera is open at this desk already.")
        camera = self._room.picture.cameras[ask.camera_id]
        now_us = wall_us()
        ticket = Ticket(
            viewing_id=viewing_id,
            camera_id=camera.camera_id,
            person_id=who.person_id,
            desk=desk,
            host=host,
            source_url=camera.source_url,
            made_us=now_us,
        )
        try:
            path = self._streams.issue(ticket)
        except StreamError as error:
            self._end(viewing_id, camera.camera_id, who.person_id, desk)
            raise Refused("stream", f"No picture: {error}.") from error
        room_us = int(START_US * self._room.clock.rate)
        return q.StreamOpened(
            path=path,
            viewing_id=viewing_id,
            camera_id=camera.camera_id,
            expires_us=self._room.clock.now_us() + room_us,
        )

    async def end(
        self, ask: q.EndStream, who: SignedIn, desk: str, question_id: str
    ) -> q.StreamEnded:
        """End a viewing of this desk. One that is over already is no error."""
        camera_id = self._camera_of(ask.viewing_id, desk)
        if camera_id is not None:
            self._streams.end(ask.viewing_id)
            act = c.EndViewing(camera_id=camera_id, viewing_id=ask.viewing_id)
            await self._do(act, who, desk, question_id)
        return q.StreamEnded(viewing_id=ask.viewing_id)

    def sweep(self) -> None:
        """End viewings that nobody uses: the ticket is over, or the desk has gone."""
        now_us = wall_us()
        for ticket in self._streams.take_over(now_us):
            self._end(
                ticket.viewing_id, ticket.camera_id, ticket.person_id, ticket.desk
            )
        ticketed = self._streams.viewings()
        board = self._room.presence
        alone = {
            watcher.viewing_id: (camera_id, watcher.desk)
            for camera_id, watchers in board.now().cameras.items()
            for watcher in watchers
            if watcher.viewing_id not in ticketed and not board.is_online(watcher.desk)
        }
        self._orphans = {
            one: since for one, since in self._orphans.items() if one in alone
        }
        for viewing_id, (camera_id, desk) in alone.items():
            if now_us - self._orphans.setdefault(viewing_id, now_us) > LINGER_US:
                self._end(viewing_id, camera_id, "clock", desk)

    def _end(self, viewing_id: str, camera_id: str, actor: str, desk: str) -> None:
        event = ViewingEnded(viewing_id=viewing_id, camera_id=camera_id)
        self._room.note(event, actor, desk)

    def _camera_of(self, viewing_id: str, desk: str) -> str | None:
        for camera_id, watchers in self._room.presence.now().cameras.items():
            for watcher in watchers:
                if watcher.viewing_id == viewing_id and watcher.desk == desk:
                    return camera_id
        return None

    async def _do(
        self,
        act: c.StartViewing | c.EndViewing,
        who: SignedIn,
        desk: str,
        question_id: str,
    ) -> Outcome:
        codes = self._room.picture.codes
        if not may(codes, who.role, act):
            raise Refused("role", why_not(codes, who.role, act))
        said = Commanded(
            command=Command(command_id=question_id, act=act),
            person_id=who.person_id,
            role=who.role,
            desk=desk,
        )
        outcome = await self._room.ingest.submit(commanded(said))
        if not outcome.ok:
            raise Refused(outcome.code, outcome.sentence)
        return outcome

"""Takes files in and hands them out, in pieces, by their digest; never reads one.

An upload is one desk's and goes piece by piece, in order. Whole, its type is told by
its content, it is put away, and only then does the incident have it. What is not
finished in time, or comes wrong, leaves nothing.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from controlroom.domain import attachments
from controlroom.domain.commands import AttachFile, Command, Commanded
from controlroom.domain.entities import Attachment
from controlroom.domain.errors import Refused
from controlroom.gateway.auth import SignedIn
from controlroom.gateway.clock import wall_us
from controlroom.gateway.ingest import commanded
from controlroom.gateway.room import Room
from controlroom.journal.blobs import Blobs, Incoming
from controlroom.wire import questions as q

PART_BYTES = 512 * 1024
"""Bytes of a file in one answer."""
AT_ONCE = 16
"""Uploads under way; the one that waits longest is dropped for another."""
IDLE_US = 60_000_000
"""An upload that brings nothing for so long is dropped."""

_Key = tuple[str, str, str, str]


@dataclass(slots=True)
class _Upload:
    incoming: Incoming
    used_us: int


class Files:
    """Uploads under way, and the files that are whole."""

    def __init__(self, room: Room, blobs: Blobs) -> None:
        self._room = room
        self._blobs = blobs
        self._uploads: OrderedDict[_Key, _Upload] = OrderedDict()

    async def put(
        self, ask: q.PutFile, who: SignedIn, desk: str, key: str
    ) -> q.FileTaken:
        """Take the next piece; with the last one the incident has the file.

        Raises `Refused`, and nothing of the upload is left.
        """
        self._drop_idle()
        place = (who.person_id, desk, ask.incident_id, ask.sha256)
        if ask.incident_id not in self._room.picture.incidents:
            raise Refused(
                "unknown_incident",
                "That incident is not in the picture. Nothing was attached.",
            )
        attachments.check_size(ask.name, ask.size)
        upload = self._upload(place, ask.offset)
        incoming = upload.incoming
        try:
            self._check_piece(incoming, ask)
            await asyncio.to_thread(incoming.write, ask.part, attachments.HEAD)
            # What it is shows in its first bytes: nothing more of a lie is taken.
            found = attachments.told(ask.name, incoming.head, ask.size)
            if incoming.size < ask.size:
                return q.FileTaken(received=incoming.size)
            self._check_whole(incoming, ask)
            await asyncio.to_thread(incoming.keep)
        except BaseException:
            self._uploads.pop(place, None)
            incoming.drop()
            raise
        del self._uploads[place]
        await self._attach(ask, found, who, desk, key)
        return q.FileTaken(received=incoming.size, whole=True)

    def piece(self, attachment: Attachment, start: int) -> tuple[q.Export, str]:
        """Return a piece of a file and the page of the next. Raises `JournalError`."""
        sha256 = attachment.sha256
        reply = q.Export(
            name=attachment.name,
            media_type=attachment.media_type,
            part=self._blobs.read(sha256, start, PART_BYTES),
            size=self._blobs.size(sha256),
            digest=sha256,
        )
        end = start + len(reply.part)
        return reply, str(end) if end < reply.size and reply.part else ""

    def close(self) -> None:
        """Drop what is under way."""
        while self._uploads:
            self._uploads.popitem()[1].incoming.drop()

    def _upload(self, place: _Key, offset: int) -> _Upload:
        upload = self._uploads.get(place)
        if offset == 0:
            if upload is not None:
                self._uploads.pop(place).incoming.drop()
            while len(self._uploads) >= AT_ONCE:
                self._uploads.popitem(last=False)[1].incoming.drop()
            upload = self._uploads[place] = _Upload(self._blobs.begin(), wall_us())
        if upload is None:
            raise Refused(
                "upload", "The upload was interrupted. Nothing was attached; attach "
                "the file again.",
            )  # fmt: skip
        self._uploads.move_to_end(place)
        upload.used_us = wall_us()
        return upload

    def _check_piece(self, incoming: Incoming, ask: q.PutFile) -> None:
        after = incoming.size + len(ask.part)
        if ask.offset != incoming.size or not ask.part or after > ask.size:
            raise Refused(
                "upload", "The pieces of the file came in disorder. Nothing was "
                "attached; attach it again.",
            )  # fmt: skip

    def _check_whole(self, incoming: Incoming, ask: q.PutFile) -> None:
        if incoming.sha256 != ask.sha256:
            raise Refused(
                "attachment",
                f"{attachments.clean_name(ask.name)} arrived damaged. Nothing was "
                "attached; attach it again.",
            )

    async def _attach(
        self, ask: q.PutFile, found: attachments.Told, who: SignedIn, desk: str,
        key: str,
    ) -> None:  # fmt: skip
        act = AttachFile(
            incident_id=ask.incident_id,
            sha256=ask.sha256,
            name=found.name,
            media_type=found.media_type,
            size=ask.size,
        )
        said = Commanded(
            command=Command(command_id=f"file_{key}", act=act),
            person_id=who.person_id,
            role=who.role,
            desk=desk,
        )
        outcome = await self._room.ingest.submit(commanded(said))
        if not outcome.ok:
            raise Refused(outcome.code, outcome.sentence)

    def _drop_idle(self) -> None:
        now_us = wall_us()
        for place, upload in list(self._uploads.items()):
            if now_us - upload.used_us > IDLE_US:
                del self._uploads[place]
                upload.incoming.drop()

"""What a desk may ask of what is kept, and the pages that answer it, as shapes.

Every question is checked by role and logged as consultation or disclosure; nothing of
an answer ever enters the picture.
"""

from typing import Annotated

import msgspec

from controlroom.domain.entities import Incident
from controlroom.domain.events import Fact

_Text = Annotated[str, msgspec.Meta(max_length=500)]
_Ident = Annotated[str, msgspec.Meta(max_length=120)]
_Micros = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
_Degrees = Annotated[float, msgspec.Meta(ge=-180, le=180)]
_Metres = Annotated[float, msgspec.Meta(ge=1, le=5_000)]
_Limit = Annotated[int, msgspec.Meta(ge=1, le=500)]


class Asked(msgspec.Struct, frozen=True, kw_only=True, tag_field="ask"):
    """The base of everything that can be asked."""


class Search(Asked, frozen=True, kw_only=True, tag="search"):
    """Incidents by words, newest first: CAD number, place, caller, log."""

    text: _Text
    limit: _Limit = 50


class IncidentOf(Asked, frozen=True, kw_only=True, tag="incident_of"):
    """One incident, old ones too, by CAD number or id."""

    cad: _Ident


class History(Asked, frozen=True, kw_only=True, tag="history"):
    """Facts, newest first; of one incident when it is named."""

    incident_id: _Ident = ""
    limit: _Limit = 200


class Past(Asked, frozen=True, kw_only=True, tag="past"):
    """What happened at a place before, and what a caller told before; newest first.

    A place is degrees WGS 84 with the metres around it; a caller a name or a number.
    """

    lat: _Degrees | None = None
    lon: _Degrees | None = None
    within_m: _Metres = 100.0
    caller: _Text = ""
    limit: _Limit = 10


class Track(Asked, frozen=True, kw_only=True, tag="track"):
    """Where a unit was between two times."""

    unit_id: _Ident
    from_us: _Micros
    to_us: _Micros


class ExportIncident(Asked, frozen=True, kw_only=True, tag="export_incident"):
    """One incident as a self-contained page; a disclosure."""

    incident_id: _Ident


class PutFile(Asked, frozen=True, kw_only=True, tag="put_file"):
    """The next piece of a file for an incident, in order from `offset` 0.

    `size` and `sha256` (hexadecimal) are those of the whole file.
    """

    incident_id: _Ident
    name: _Text
    size: _Micros
    sha256: _Ident
    offset: _Micros
    part: Annotated[bytes, msgspec.Meta(max_length=1024 * 1024)]


class FileOf(Asked, frozen=True, kw_only=True, tag="file_of"):
    """A file of an incident, in pages; a disclosure."""

    incident_id: _Ident
    sha256: _Ident


class ExportHandover(Asked, frozen=True, kw_only=True, tag="export_handover"):
    """One handover as a page to print; a disclosure."""

    handover_id: _Ident


class OpenStream(Asked, frozen=True, kw_only=True, tag="open_stream"):
    """Look through a camera: the reason first."""

    camera_id: _Ident
    reason: _Text
    incident_id: _Ident | None = None


class EndStream(Asked, frozen=True, kw_only=True, tag="end_stream"):
    """Look no longer."""

    viewing_id: _Ident


class Doors(Asked, frozen=True, kw_only=True, tag="doors"):
    """The row of every door."""


class ContactsPage(Asked, frozen=True, kw_only=True, tag="contacts"):
    """Contacts that nobody enrolled, newest first."""


AnyQuestion = (
    Search | IncidentOf | History | Past | Track | ExportIncident | PutFile | FileOf
    | ExportHandover
    | OpenStream | EndStream | Doors | ContactsPage
)  # fmt: skip


class Reply(msgspec.Struct, frozen=True, kw_only=True, tag_field="reply"):
    """The base of everything that answers."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An incident that a search found. `excerpt` is plain text."""

    incident_id: str
    cad: str
    opened_at_us: int
    status: str
    grade: str
    type_code: str = ""
    place: str = ""
    excerpt: str = ""


class Found(Reply, frozen=True, kw_only=True, tag="found"):
    """Answers `Search`."""

    hits: tuple[Hit, ...]


class IncidentFound(Reply, frozen=True, kw_only=True, tag="incident"):
    """Answers `IncidentOf`; None when there is no such incident."""

    incident: Incident | None


class HistoryPage(Reply, frozen=True, kw_only=True, tag="history"):
    """Answers `History`."""

    facts: tuple[Fact, ...]


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """An incident of the past. `metres` from the place that was asked about."""

    incident_id: str
    cad: str
    opened_at_us: int
    status: str
    grade: str
    type_code: str = ""
    place: str = ""
    closing_code: str = ""
    metres: float | None = None


class PastFound(Reply, frozen=True, kw_only=True, tag="past"):
    """Answers `Past`: at the place, and by the caller."""

    here: tuple[Earlier, ...] = ()
    theirs: tuple[Earlier, ...] = ()


class TrackPage(Reply, frozen=True, kw_only=True, tag="track"):
    """Answers `Track`: columns of equal length, oldest first."""

    unit_id: str
    fix_us: tuple[int, ...]
    lat: tuple[float, ...]
    lon: tuple[float, ...]


class Export(Reply, frozen=True, kw_only=True, tag="export"):
    """Answers `ExportIncident` and `FileOf`: a part of the file.

    `digest`: SHA-256 of it all.
    """

    name: str
    media_type: str
    part: bytes
    size: int
    digest: str


class FileTaken(Reply, frozen=True, kw_only=True, tag="file_taken"):
    """Answers `PutFile`: bytes that are here, and whether that is all of them."""

    received: int
    whole: bool = False


class StreamOpened(Reply, frozen=True, kw_only=True, tag="stream"):
    """Answers `OpenStream`: the path on the gateway, with its ticket.

    The ticket is bound to desk and camera and must be used before `expires_us`.
    """

    path: str
    viewing_id: str
    camera_id: str
    expires_us: int


class StreamEnded(Reply, frozen=True, kw_only=True, tag="stream_ended"):
    """Answers `EndStream`."""

    viewing_id: str


class DoorRow(msgspec.Struct, frozen=True, kw_only=True):
    """How one door does. `rate` is messages a second over the last ten.

    `last_error` has offending bytes escaped; `clock_offset_us` is how far the peer's
    clock is ahead of the room's, None when unknown. `history` and `error_history` are
    messages and errors in each 10 s of the world over the last 10 min, oldest first,
    the 10 s that still run left out; empty from a gateway that keeps none.
    """

    name: str
    kind: str = ""
    state: str = ""
    peers: int = 0
    messages: int = 0
    rate: float = 0.0
    last_us: int = 0
    errors: int = 0
    last_error: str = ""
    last_error_us: int = 0
    clock_offset_us: int | None = None
    address: str = ""
    history: tuple[int, ...] = ()
    error_history: tuple[int, ...] = ()


class DoorRows(Reply, frozen=True, kw_only=True, tag="doors"):
    """Answers `Doors`; `contacts` is how many unknown contacts are kept apart."""

    doors: tuple[DoorRow, ...]
    contacts: int = 0


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Something that spoke at a door and that nobody enrolled."""

    door: str
    uid: str
    first_us: int
    last_us: int
    messages: int = 1
    lat: float | None = None
    lon: float | None = None
    said: str = ""
    """What it calls itself, as it came."""


class Contacts(Reply, frozen=True, kw_only=True, tag="contacts"):
    """Answers `ContactsPage`."""

    contacts: tuple[Contact, ...]


AnyReply = (
    Found | IncidentFound | HistoryPage | PastFound | TrackPage | Export | FileTaken
    | StreamOpened | StreamEnded | DoorRows | Contacts
)  # fmt: skip

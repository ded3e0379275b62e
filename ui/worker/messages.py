"""What the desk and its worker say to each other: msgpack, four bytes of length before.

Pixels do not travel here: the worker writes them into a file that both have mapped.
"""

import struct
from collections.abc import Iterator
from typing import Literal

import msgspec

from controlroom.map_service import MapService

MAX_BYTES = 16 * 2**20
"""A message longer than this is no message of ours."""
_LENGTH = struct.Struct("<I")


class Picturing(msgspec.Struct, frozen=True):
    """Where pictures of the ground come from: a file, a service, or nowhere.

    What the service sends is kept in the folder `cache`, at most `cache_mb`.
    """

    path: str = ""
    service: MapService | None = None
    cache: str = ""
    cache_mb: int = 256

    @property
    def is_any(self) -> bool:
        """Whether there are pictures at all."""
        return bool(self.path) or self.service is not None


class Open(msgspec.Struct, frozen=True, tag=True):
    """Read this pack, if any; write squares into this file, `slot_bytes` a slot."""

    pack: str
    memory: str
    slots: int
    slot_bytes: int
    picturing: Picturing = Picturing()


COLOURS = 4
"""Of overlays: tokens `map.overlay_1` to `map.overlay_4`, given out in turn."""
Uppermost = Literal["map", "picture"]
"""What is on top where both are: the pack over the picture, or the other way round."""


class Show(msgspec.Struct, frozen=True, tag=True):
    """From now on paint this: `overlays` are files of columns, each with its number."""

    uppermost: Uppermost = "map"
    overlays: tuple[tuple[str, int], ...] = ()


class Paint(msgspec.Struct, frozen=True, tag=True):
    """Paint a square of `across` × `across` tiles of a zoom, `pixels` a tile side.

    x, y: the square's own address: tile x * across is its first. `unit` is device
    pixels per pixel of the design, for lettering and line widths.
    """

    job: int
    slot: int
    theme: str
    zoom: int
    x: int
    y: int
    across: int
    pixels: int
    unit: float


class FindPath(msgspec.Struct, frozen=True, tag=True):
    """Find the quickest way along streets from one place to another."""

    job: int
    lat1: float
    lon1: float
    lat2: float
    lon2: float


class FindTimes(msgspec.Struct, frozen=True, tag=True):
    """Find the seconds to a place from each of many; float64 columns as bytes."""

    job: int
    lat: float
    lon: float
    lats: bytes
    lons: bytes


class FindSpot(msgspec.Struct, frozen=True, tag=True):
    """Find the street and the crossing nearest to a place."""

    job: int
    lat: float
    lon: float


class FindReach(msgspec.Struct, frozen=True, tag=True):
    """Find from where a place is reached within each step of seconds.

    One that waits is given up when another is asked for.
    """

    job: int
    lat: float
    lon: float
    steps: tuple[float, ...]


class FindPlaces(msgspec.Struct, frozen=True, tag=True):
    """Find the named places within some metres, the nearest `most` of them.

    Streets and crossings are not among them: they have no one place.
    """

    job: int
    lat: float
    lon: float
    metres: float
    most: int


Question = FindPath | FindTimes | FindSpot | FindReach | FindPlaces
Job = Paint | Question
ToWorker = Open | Show | Job


class Painted(msgspec.Struct, frozen=True, tag=True):
    """The picture stands in the slot; `blank` when nothing is known there.

    `partial`: some of it is still awaited; `Renewed` names the job when it came.
    """

    job: int
    slot: int
    blank: bool = False
    partial: bool = False


class Renewed(msgspec.Struct, frozen=True, tag=True):
    """Squares of these jobs, partial before, would show more now."""

    jobs: tuple[int, ...]


class PicturesSaid(msgspec.Struct, frozen=True, tag=True):
    """What is wrong with the pictures of the ground, or nothing any more.

    `lasting`: since when matters, as of a service that does not answer.
    """

    sentence: str
    lasting: bool = False


class PathFound(msgspec.Struct, frozen=True, tag=True):
    """A way: float64 columns as bytes, empty when there is none."""

    job: int
    lats: bytes
    lons: bytes
    seconds: float
    length_m: float


class TimesFound(msgspec.Struct, frozen=True, tag=True):
    """Seconds from each source, float64 as bytes; nan where there is no way."""

    job: int
    seconds: bytes


class SpotFound(msgspec.Struct, frozen=True, tag=True):
    """A place in words, such as `Foundry Lane at Mill Street`; empty when far off."""

    job: int
    words: str
    distance_m: float


class Band(msgspec.Struct, frozen=True):
    """The rings around what is within some seconds: float64 and int32 columns as bytes.

    Ring i is starts[i]:starts[i + 1]; holes run the other way round.
    """

    seconds: float
    lats: bytes
    lons: bytes
    starts: bytes


class ReachFound(msgspec.Struct, frozen=True, tag=True):
    """What is within each step, and how far the place is from a street, metres."""

    job: int
    bands: tuple[Band, ...]
    off_m: float


class PlaceFound(msgspec.Struct, frozen=True):
    """A named place, its kind and where it is."""

    name: str
    kind: str
    lat: float
    lon: float


class PlacesFound(msgspec.Struct, frozen=True, tag=True):
    """Named places, the nearest first."""

    job: int
    places: tuple[PlaceFound, ...]


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A job, or with job 0 the opening, that could not be done, and why."""

    job: int
    sentence: str


FromWorker = (
    Painted
    | Renewed
    | PicturesSaid
    | PathFound
    | TimesFound
    | SpotFound
    | ReachFound
    | PlacesFound
    | Failed
)

_encoder = msgspec.msgpack.Encoder()
_to_worker: msgspec.msgpack.Decoder[ToWorker] = msgspec.msgpack.Decoder(ToWorker)
_from_worker: msgspec.msgpack.Decoder[FromWorker] = msgspec.msgpack.Decoder(FromWorker)


def encode(message: ToWorker | FromWorker) -> bytes:
    """Return a message as it travels."""
    body = _encoder.encode(message)
    return _LENGTH.pack(len(body)) + body


def decode_to_worker(body: bytes) -> ToWorker:
    """Return what the desk asked. Raises msgspec.DecodeError."""
    return _to_worker.decode(body)


def decode_from_worker(body: bytes) -> FromWorker:
    """Return what the worker answered. Raises msgspec.DecodeError."""
    return _from_worker.decode(body)


class Inbox:
    """Cuts a stream of bytes into messages; holds at most one that is not whole."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, received: bytes) -> Iterator[bytes]:
        """Yield the bodies that are complete. Raises ValueError on a foreign length."""
        self._kept += received
        while len(self._kept) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._kept)
            if length > MAX_BYTES:
                msg = f"a message of {length} bytes, more than {MAX_BYTES}"
                raise ValueError(msg)
            end = _LENGTH.size + length
            if len(self._kept) < end:
                return
            body = bytes(self._kept[_LENGTH.size : end])
            del self._kept[:end]
            yield body

"""GPX 1.0 and 1.1 tracks as a recorder wrote them, for replay; points without time go.

Parsed whole by defusedxml with document types refused. Format: topografix.com/GPX/1/1.
"""

from math import nan
from xml.etree.ElementTree import Element  # noqa: TID251 - the type alone

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from controlroom.domain.errors import FeedError
from controlroom.feeds.base import (
    NAME_LENGTH,
    Sighting,
    heading,
    micros,
    number,
    speed,
)

DOCUMENT_BYTES = 256 * 1024 * 1024
"""A month of one fix a second is about this much."""


class GpxTrack(msgspec.Struct, frozen=True):
    """One track: a name, which may be empty, and where it went, oldest first."""

    name: str
    sightings: tuple[Sighting, ...]
    skipped: int = 0
    """Points without a time or a place."""


def decode(payload: bytes, uid: str) -> list[GpxTrack]:
    """Return the tracks of a document, each sighting by `uid`. Raises `FeedError`."""
    if len(payload) > DOCUMENT_BYTES:
        msg = f"a document of {len(payload)} bytes, allowed are {DOCUMENT_BYTES}"
        raise FeedError(msg)
    try:
        root = fromstring(payload, forbid_dtd=True)
    except (ParseError, ValueError, LookupError, DefusedXmlException) as error:
        raise FeedError(f"not GPX: {error}") from None
    if _local(root) != "gpx":
        raise FeedError(f"not GPX but {_local(root)[:40]!r}")
    return [_track(element, uid) for element in root if _local(element) == "trk"]


def _track(track: Element, uid: str) -> GpxTrack:
    name = next((c.text or "" for c in track if _local(c) == "name"), "")
    name = name.strip()[:NAME_LENGTH]
    sightings = []
    skipped = 0
    for point in track.iter():
        if _local(point) != "trkpt":
            continue
        try:
            sightings.append(_sighting(point, uid, name))
        except FeedError:
            skipped += 1
    sightings.sort(key=lambda sighting: sighting.fix_us)
    return GpxTrack(name, tuple(sightings), skipped)


def _sighting(point: Element, uid: str, name: str) -> Sighting:
    # Speed and course stand in the point in 1.0, in its extensions in 1.1.
    said = {_local(element): (element.text or "").strip() for element in point.iter()}
    return Sighting(
        uid,
        micros(said.get("time", "")),
        number(point.attrib, "lat"),
        number(point.attrib, "lon"),
        speed(number(said, "speed")) if said.get("speed") else nan,
        heading(number(said, "course")) if said.get("course") else nan,
        nan,
        name,
    )


def _local(element: Element) -> str:
    # A comment's tag is a function.
    return str(element.tag).rpartition("}")[2]

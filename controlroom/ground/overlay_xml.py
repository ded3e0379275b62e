"""Reads overlays from KML and GPX as streams; expands nothing and follows no link.

expat with document types refused: no entity can be declared, so none can be expanded.
What a KML links to is left out and said.
"""

from collections.abc import Callable
from pyexpat import ExpatError, ParserCreate

import numpy as np

from controlroom.domain.errors import PackError
from controlroom.ground.mercator import Floats
from controlroom.ground.overlay import MAX_POINTS, Gathering, Overlay

MAX_DEPTH = 64
MAX_NAME_TEXT = 4096
MAX_COORDINATES = 128 * 2**20
"""Letters of one list of coordinates."""
_LINKS = {"NetworkLink", "Link", "GroundOverlay", "PhotoOverlay", "ScreenOverlay"}
_CHUNK = 2**20

Attributes = dict[str, str]


def read_xml(body: bytes) -> Overlay:
    """Return the overlay of a KML or GPX text. Raises PackError in words."""
    gathering = Gathering()
    reading = _Reading(gathering)
    parser = ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    try:
        for at in range(0, len(body), _CHUNK):
            parser.Parse(body[at : at + _CHUNK], False)  # noqa: FBT003 - expat's own
        parser.Parse(b"", True)  # noqa: FBT003 - expat's own
    except ExpatError as error:
        raise PackError(f"it is no XML that can be read: {error}") from None
    except (ValueError, OverflowError) as error:
        raise PackError(f"it is damaged: {error}") from None
    return gathering.finish()


def _refuse_doctype(*_: object) -> None:
    raise PackError("it declares a document type, which may hide anything")


class _Reading:
    """What stands open while a document streams by."""

    def __init__(self, gathering: Gathering) -> None:
        self._take = gathering
        self._path: list[str] = []
        self._words: list[str] = []
        self._letters = 0
        self._wanted = 0
        self._named: list[str] = []
        self._rings: list[Floats] = []
        self._points: list[tuple[float, float]] = []
        self._kml: Callable[[str], None] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        tag = tag.rpartition(":")[2]
        if not self._path and tag not in {"kml", "gpx"}:
            raise PackError(f"it is XML, but neither KML nor GPX: <{tag[:40]}>")
        self._path.append(tag)
        if len(self._path) > MAX_DEPTH:
            raise PackError("it is nested too deeply")
        if tag in {"Placemark", "trk", "rte", "wpt"}:
            self._named.append("")
        if tag in {"trkpt", "rtept", "wpt"}:
            self._note_point(attributes)
        elif tag in _LINKS:
            self._take.note("what it links to elsewhere is not followed")
        self._listen(tag)

    def end(self, tag: str) -> None:
        """An element is complete."""
        tag = self._path.pop()
        text = "".join(self._words).strip() if self._wanted else ""
        self._wanted = 0
        if tag == "name" and self._named:
            self._named[-1] = self._named[-1] or text
        elif tag in {"coordinates", "coord"}:
            self._coordinates(text, tag)
        elif tag in {"trkseg", "rte", "Track"}:
            self._line()
        elif tag == "wpt":
            self._place()
        elif tag == "Polygon":
            self._area()
        if tag in {"Placemark", "trk", "rte", "wpt"}:
            self._named.pop()

    def text(self, words: str) -> None:
        """Text, of which only names and coordinates are wanted, within a bound."""
        if not self._wanted:
            return
        self._letters += len(words)
        if self._letters > self._wanted:
            if self._wanted != MAX_NAME_TEXT:
                raise PackError("a list of coordinates is too long")
            return
        self._words.append(words)

    def _listen(self, tag: str) -> None:
        bounds = {
            "name": MAX_NAME_TEXT,
            "coord": MAX_NAME_TEXT,
            "coordinates": MAX_COORDINATES,
        }
        self._wanted = bounds.get(tag, 0)
        self._words, self._letters = [], 0

    def _note_point(self, attributes: Attributes) -> None:
        try:
            place = (float(attributes["lon"]), float(attributes["lat"]))
        except (KeyError, ValueError):
            place = (float("nan"), float("nan"))
        self._points.append(place)
        if len(self._points) > MAX_POINTS:
            raise PackError(f"it has more than {MAX_POINTS:,} positions")

    def _coordinates(self, text: str, tag: str) -> None:
        """KML's own: tuples of longitude, latitude and height, or a track's next."""
        if tag == "coord":
            lon, lat = [*text.split(), "nan", "nan"][:2]
            self._points.append((float(lon), float(lat)))
            return
        found = _tuples(text)
        parent = self._path[-1] if self._path else ""
        if parent == "Point":
            self._take.add_places(found, self._called())
        elif parent == "LinearRing" and "Polygon" in self._path:
            self._rings.append(found)
        else:
            self._take.add_line(found, self._called())

    def _line(self) -> None:
        points, self._points = self._points, []
        if points:
            self._take.add_line(points, self._called())

    def _place(self) -> None:
        points, self._points = self._points[-1:], self._points[:-1]
        self._take.add_places(points, self._called())

    def _area(self) -> None:
        rings, self._rings = self._rings, []
        if rings:
            self._take.add_area(list(rings), self._called())

    def _called(self) -> str:
        """The name of what is open; used once, so that parts do not repeat it."""
        if not self._named:
            return ""
        name, self._named[-1] = self._named[-1], ""
        return name


def _tuples(text: str) -> Floats:
    """Pairs of KML coordinates; ValueError when one is no number."""
    rows = text.split()
    if not rows:
        return np.zeros((0, 2))
    found = np.array([row.split(",")[:2] for row in rows])
    return found.astype(np.float64)

"""Opens overlay files by what they are, in any of their formats, and says why not."""

from pathlib import Path

from controlroom.domain.errors import PackError
from controlroom.ground.overlay import MAX_BYTES, Overlay
from controlroom.ground.overlay_json import read_json
from controlroom.ground.overlay_xml import read_xml

_MARKS = b"\xef\xbb\xbf \t\r\n"  # a byte-order mark and blanks before the first letter
_ZIP = b"PK\x03\x04"


def read_overlay(path: Path) -> Overlay:
    """Return the overlay in a file; its extension is not asked.

    Raises PackError in one line that names the file.
    """
    try:
        return _read(_body(path))
    except OSError as error:
        raise PackError(f"{path.name}: {error.strerror or error}") from error
    except PackError as error:
        raise PackError(f"{path.name} is not shown: {error}") from None
    except MemoryError:
        raise PackError(f"{path.name} is not shown: it needs too much memory") from None


def _body(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_BYTES:
        limit = MAX_BYTES // 2**20
        raise PackError(f"it has {size // 2**20} MB, more than {limit}")
    return path.read_bytes()


def _read(body: bytes) -> Overlay:
    start = body.lstrip(_MARKS)[:5]
    if start.startswith(_ZIP):
        raise PackError("it is packed as a zip (KMZ): unpack it and add the KML in it")
    if start.startswith(b"{"):
        return read_json(body.lstrip(_MARKS))
    if start.startswith(b"<") or body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return read_xml(body)
    raise PackError("it is none of GeoJSON, TopoJSON, KML and GPX")

"""A person's window as they left it: panels, screens, theme, text scale, sectors."""

import base64
import logging
import re
from pathlib import Path

import msgspec

_SAFE = re.compile(r"[^A-Za-z0-9_-]")
MOST_BYTES = 1_000_000
VERSION = 1

_log = logging.getLogger("controlroom.ui")


class Layout(msgspec.Struct, kw_only=True):
    """What is kept for one person. Geometry and panels are Qt's own bytes, base64."""

    version: int = VERSION
    geometry: str = ""
    panels: str = ""
    theme: str = "dark"
    scale: float = 1.0
    sectors: tuple[str, ...] = ()
    units_by: str = "sector"
    still: bool = False
    """Reduced motion."""
    maps: tuple[str, ...] = ()
    """Geometry of every further map window."""

    def put(self, geometry: bytes, panels: bytes) -> None:
        """Keep Qt's bytes."""
        self.geometry = base64.b64encode(geometry).decode()
        self.panels = base64.b64encode(panels).decode()

    def put_maps(self, places: list[bytes]) -> None:
        """Keep where further map windows stand, by Qt's bytes."""
        self.maps = tuple(base64.b64encode(place).decode() for place in places)

    def map_places(self) -> list[bytes]:
        """Return Qt's bytes for every further map window; empty where unreadable."""
        return [_decoded(place) for place in self.maps]

    def geometry_bytes(self) -> bytes:
        """Return the window's geometry; empty when there is none."""
        return _decoded(self.geometry)

    def panel_bytes(self) -> bytes:
        """Return where the panels stand; empty when it is not known."""
        return _decoded(self.panels)


def layout_path(folder: Path, person_id: str) -> Path:
    """Return the file of a person's layout; any id makes a safe name."""
    return folder / "layouts" / f"{_SAFE.sub('_', person_id)[:120] or 'nobody'}.json"


def read_layout(path: Path) -> Layout | None:
    """Return a person's layout; None when there is none, or none that can be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        layout = msgspec.json.decode(path.read_bytes(), type=Layout)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        _log.warning("layout %s is not used: %s", path.name, error)
        return None
    return layout if layout.version == VERSION else None


def write_layout(path: Path, layout: Layout) -> None:
    """Keep a person's layout whole or not at all; a full disk loses only that."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.encode(layout))
        part.replace(path)
    except OSError as error:
        _log.warning("layout %s is not kept: %s", path.name, error)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""

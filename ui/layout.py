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


class MapPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where a further map window stands, Qt's own bytes in base64, and what it shows.

    Degrees; without them it shows the whole place.
    """

    geometry: str = ""
    wall: bool = False
    lat: float | None = None
    lon: float | None = None
    zoom: float | None = None

    def geometry_bytes(self) -> bytes:
        """Return the window's geometry; empty when it cannot be read."""
        return _decoded(self.geometry)


class Layout(msgspec.Struct, kw_only=True):
    """What is kept for one person. Geometry and panels are Qt's own bytes, base64."""

    version: int = VERSION
    geometry: str = ""
    panels: str = ""
    theme: str = "dark"
    scale: float = 1.0
    sectors: tuple[str, ...] = ()
    units_by: str = "sector"
    hidden: tuple[str, ...] = ()
    """Layers and filters that are off, as the map's layers keep them."""
    still: bool = False
    """Reduced motion."""
    maps: tuple[MapPlace, ...] = ()
    """Every further map window."""
    lines: tuple[str, ...] = ()
    """Lines of the command bar that were done, without their words, oldest first."""
    overlays: tuple[tuple[str, bool], ...] = ()
    """Files laid over the map, each with whether it is shown."""

    def put(self, geometry: bytes, panels: bytes) -> None:
        """Keep Qt's bytes."""
        self.geometry, self.panels = encoded(geometry), encoded(panels)

    def geometry_bytes(self) -> bytes:
        """Return the window's geometry; empty when there is none."""
        return _decoded(self.geometry)

    def panel_bytes(self) -> bytes:
        """Return where the panels stand; empty when it is not known."""
        return _decoded(self.panels)


def encoded(geometry: bytes) -> str:
    """Return Qt's bytes as a layout keeps them."""
    return base64.b64encode(geometry).decode()


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

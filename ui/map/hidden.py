"""What a switch or a filter hides on the map, in words: it is always said."""

import numpy as np

from ui.map.cameras import Cameras
from ui.map.drawings import Drawings
from ui.map.incidents import Incidents
from ui.map.layers import LAYER_OF, LAYERS, Layers
from ui.map.scene import Scene

_NOUNS = {
    "units": ("unit", "units"),
    "incidents": ("incident", "incidents"),
    "cameras": ("camera", "cameras"),
    "rvps": ("RVP", "RVPs"),
    "warnings": ("warning", "warnings"),
    "cordons": ("cordon", "cordons"),
    "geofences": ("geofence", "geofences"),
    "annotations": ("annotation", "annotations"),
    "sectors": ("sector", "sectors"),
}


def hidden_words(
    layers: Layers,
    scene: Scene,
    incidents: Incidents,
    cameras: Cameras,
    drawings: Drawings,
) -> str:
    """Return `34 units, cameras`: how much is hidden, by layer; or nothing.

    A layer that is off is named even when nothing of it is there now. Units that were
    never heard are on no map, and are not counted.
    """
    if layers.is_whole:
        return ""
    rows = np.flatnonzero(scene.force.left_out)
    rows = rows[rows < len(scene.tracks)]
    counts = {
        "units": int(np.isfinite(scene.tracks.lat[rows]).sum()),
        "incidents": incidents.board.left_out,
        "cameras": 0 if layers.shows("cameras") else len(cameras.cameras),
        "sectors": 0 if layers.shows("sectors") else len(scene.picture.codes.sectors),
    }
    for drawing in drawings.left_out:
        layer = LAYER_OF[drawing.kind]
        counts[layer] = counts.get(layer, 0) + 1
    said = [
        _count_words(layer.name, counts.get(layer.name, 0))
        for layer in LAYERS
        if not layers.shows(layer.name) or counts.get(layer.name, 0)
    ]
    return ", ".join(said)


def _count_words(name: str, count: int) -> str:
    one, many = _NOUNS[name]
    if not count:
        return many
    return f"{count:,} {one if count == 1 else many}"

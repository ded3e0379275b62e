"""Gives somebody else's picture of the ground the quiet tones of our own, day or night.

On the map a saturated colour means act: a photograph or another map steps back behind
the symbols. A map on white paper is turned to dark at night, its hues kept.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

PAPER_FROM = 0.62
"""A tile whose mean lightness is above this is a map on paper, not a photograph."""
_SAMPLE = 64
_COLOURS = 1 << 18
_LUMA = np.array([0.114, 0.587, 0.299], np.float32)  # blue, green, red (Rec. 601)


Columns = NDArray[np.float32]


class Tone(NamedTuple):
    """How much of the colour and of the contrast stays, and how much land is mixed in.

    `turned`: dark for light.
    """

    colour: float
    contrast: float
    land: float
    turned: bool = False


TONES = {
    ("dark", False): Tone(0.45, 0.42, 0.8),
    ("dark", True): Tone(0.55, 0.48, 1.0, turned=True),
    ("light", False): Tone(0.60, 0.72, 0.28),
    ("light", True): Tone(0.55, 0.80, 0.20),
}
"""By theme, and whether it is a map on paper."""


def is_paper(image: QImage) -> bool:
    """Whether a tile looks like a map on light paper."""
    small = image.scaled(_SAMPLE, _SAMPLE).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(small.constBits(), np.uint8).reshape(-1, 4)[:, :3]
    return bool((pixels.astype(np.float32) @ _LUMA).mean() / 255.0 > PAPER_FROM)


def tone_down(canvas: QImage, theme: str, land: QColor, *, paper: bool) -> QImage:
    """Return a canvas in our tones; what is transparent stays so.

    Colours move towards grey, then towards the colour of the land. Six bits of each
    channel are enough for that, so a table of all colours does it at once.
    """
    image = canvas.convertToFormat(QImage.Format.Format_ARGB32)
    table = _table(theme, land.rgb() & 0xFFFFFF, paper)
    view = np.frombuffer(image.bits(), np.uint32)
    index = (view >> 2) & 0x3F
    index |= (view >> 4) & 0xFC0
    index |= (view >> 6) & 0x3F000
    view[:] = (view & np.uint32(0xFF000000)) | table[index]
    return image


@lru_cache(maxsize=8)
def _table(theme: str, land: int, paper: bool) -> NDArray[np.uint32]:  # noqa: FBT001 - a key
    """Every colour of six bits a channel (blue lowest) in our tones, as 0xRRGGBB."""
    tone = TONES[theme, paper]
    steps = np.arange(_COLOURS, dtype=np.uint32)
    sixth = np.stack([steps & 63, steps >> 6 & 63, steps >> 12], axis=1)
    colours: Columns = sixth.astype(np.float32) * np.float32(255.0 / 63.0)
    if tone.turned:
        # The same hue at the opposite lightness: black lines on white become pale.
        ends = colours.max(axis=1, keepdims=True) + colours.min(axis=1, keepdims=True)
        colours += 255.0 - ends
    grey: Columns = (colours @ _LUMA)[:, None]
    colours = grey + (colours - grey) * np.float32(tone.colour)
    base = np.array([land & 255, land >> 8 & 255, land >> 16], np.float32)
    colours = colours * np.float32(tone.contrast)
    colours += base * np.float32(tone.land)
    blue, green, red = np.clip(np.rint(colours), 0, 255).astype(np.uint32).T
    return np.asarray(blue | green << 8 | red << 16, np.uint32)

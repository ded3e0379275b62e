"""A 5×7 bitmap alphabet, to burn words and times into made-up pictures."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

# Seven rows a sign, five pixels a row, the leftmost pixel has the value 16.
_ROWS = {
    "A": (14, 17, 17, 31, 17, 17, 17), "B": (30, 17, 17, 30, 17, 17, 30),
    "C": (14, 17, 16, 16, 16, 17, 14), "D": (30, 17, 17, 17, 17, 17, 30),
    "E": (31, 16, 16, 30, 16, 16, 31), "F": (31, 16, 16, 30, 16, 16, 16),
    "G": (14, 17, 16, 23, 17, 17, 15), "H": (17, 17, 17, 31, 17, 17, 17),
    "I": (14, 4, 4, 4, 4, 4, 14), "J": (7, 2, 2, 2, 2, 18, 12),
    "K": (17, 18, 20, 24, 20, 18, 17), "L": (16, 16, 16, 16, 16, 16, 31),
    "M": (17, 27, 21, 21, 17, 17, 17), "N": (17, 25, 21, 19, 17, 17, 17),
    "O": (14, 17, 17, 17, 17, 17, 14), "P": (30, 17, 17, 30, 16, 16, 16),
    "Q": (14, 17, 17, 17, 21, 18, 13), "R": (30, 17, 17, 30, 20, 18, 17),
    "S": (15, 16, 16, 14, 1, 1, 30), "T": (31, 4, 4, 4, 4, 4, 4),
    "U": (17, 17, 17, 17, 17, 17, 14), "V": (17, 17, 17, 17, 17, 10, 4),
    "W": (17, 17, 17, 21, 21, 27, 17), "X": (17, 17, 10, 4, 10, 17, 17),
    "Y": (17, 17, 10, 4, 4, 4, 4), "Z": (31, 1, 2, 4, 8, 16, 31),
    "0": (14, 17, 19, 21, 25, 17, 14), "1": (4, 12, 4, 4, 4, 4, 14),
    "2": (14, 17, 1, 6, 8, 16, 31), "3": (31, 2, 4, 2, 1, 17, 14),
    "4": (2, 6, 10, 18, 31, 2, 2), "5": (31, 16, 30, 1, 1, 17, 14),
    "6": (6, 8, 16, 30, 17, 17, 14), "7": (31, 1, 2, 4, 8, 8, 8),
    "8": (14, 17, 17, 14, 17, 17, 14), "9": (14, 17, 17, 15, 1, 2, 12),
    ":": (0, 4, 4, 0, 4, 4, 0), "-": (0, 0, 0, 14, 0, 0, 0),
    ".": (0, 0, 0, 0, 0, 4, 4), " ": (0, 0, 0, 0, 0, 0, 0),
}  # fmt: skip


@lru_cache(maxsize=128)
def text_mask(text: str, scale: int) -> NDArray[np.bool_]:
    """Return a text as a mask of 7 × scale rows, 6 × scale columns a sign; read-only.

    Small letters are drawn as capitals, unknown signs as gaps.
    """
    signs = text.upper()  # may be longer than the text
    mask = np.zeros((7, 6 * max(len(signs), 1)), dtype=np.bool_)
    for place, sign in enumerate(signs):
        for row, bits in enumerate(_ROWS.get(sign, _ROWS[" "])):
            for column in range(5):
                mask[row, place * 6 + column] = bool(bits >> (4 - column) & 1)
    large: NDArray[np.bool_] = np.kron(mask, np.ones((scale, scale), dtype=np.bool_))
    large.flags.writeable = False
    return large

"""Plus codes: places as short codes without a register, to codes and back.

Open Location Code as published by its specification
(https://github.com/google/open-location-code, "specification.md"): ten digits in pairs
of base 20, then up to five that cut the cell in five rows and four columns. Counted in
whole cells, so that no rounding moves a place.
"""

import math
from typing import NamedTuple

from controlroom.domain.geo import MOST_LAT

DIGITS = "23456789CFGHJMPQRVWX"
PLUS, PADDING = "+", "0"
PLUS_AT = 8
PAIRS, MOST_DIGITS = 10, 15
_BASE, _ROWS, _COLUMNS = 20, 5, 4
_FINE = MOST_DIGITS - PAIRS
_LAT_CELLS = 8_000 * _ROWS**_FINE
_LON_CELLS = 8_000 * _COLUMNS**_FINE
"""Cells of all fifteen digits in one degree."""
_MOST_LETTERS = 40


class Area(NamedTuple):
    """What a code covers: its middle, and its height and width, degrees WGS 84."""

    lat: float
    lon: float
    height: float
    width: float


def encode(lat: float, lon: float, digits: int = PAIRS) -> str:
    """Return the code of a place: an even number of digits to 10, or up to 15.

    A latitude beyond a pole is held there; a longitude goes round.
    """
    row = math.floor((min(max(lat, -MOST_LAT), MOST_LAT) + 90) * _LAT_CELLS)
    column = math.floor((lon + 180) * _LON_CELLS) % (360 * _LON_CELLS)
    row = min(row, 180 * _LAT_CELLS - 1)
    code = ""
    for _ in range(_FINE):
        code = DIGITS[row % _ROWS * _COLUMNS + column % _COLUMNS] + code
        row, column = row // _ROWS, column // _COLUMNS
    for _ in range(PAIRS // 2):
        code = DIGITS[row % _BASE] + DIGITS[column % _BASE] + code
        row, column = row // _BASE, column // _BASE
    code = code[:digits].ljust(PLUS_AT, PADDING)
    return code[:PLUS_AT] + PLUS + code[PLUS_AT:]


def is_code(text: str) -> bool:
    """Whether a text is a code, whole or short; small letters count as large ones."""
    if not text.isascii() or len(text) > _MOST_LETTERS:
        return False
    before, plus, after = text.upper().partition(PLUS)
    if not plus or len(before) > PLUS_AT or len(before) % 2:
        return False
    figures = before.rstrip(PADDING)
    if figures != before:
        padded = len(before) == PLUS_AT and not after and not len(figures) % 2
        return padded and bool(figures) and _are_digits(figures) and _starts(figures)
    if len(after) == 1 or not before + after:
        return False
    return _are_digits(before + after) and (len(before) < PLUS_AT or _starts(before))


def is_full(text: str) -> bool:
    """Whether a text is a code that needs no place beside it."""
    return is_code(text) and text.index(PLUS) == PLUS_AT


def is_short(text: str) -> bool:
    """Whether a text is a code without its first digits."""
    return is_code(text) and text.index(PLUS) < PLUS_AT


def decode(code: str) -> Area:
    """Return what a full code covers; digits beyond 15 change nothing."""
    figures = code.upper().replace(PLUS, "").rstrip(PADDING)[:MOST_DIGITS]
    row = column = 0
    height, width = 180 * _LAT_CELLS, 360 * _LON_CELLS
    tall, wide = _BASE * _BASE * _LAT_CELLS, _BASE * _BASE * _LON_CELLS
    values = [DIGITS.index(letter) for letter in figures]
    for lat_value, lon_value in zip(values[:PAIRS:2], values[1:PAIRS:2], strict=True):
        tall, wide = tall // _BASE, wide // _BASE
        row, column = row + lat_value * tall, column + lon_value * wide
        height, width = tall, wide
    for value in values[PAIRS:]:
        height, width = height // _ROWS, width // _COLUMNS
        row += value // _COLUMNS * height
        column += value % _COLUMNS * width
    return Area(
        (row + height / 2) / _LAT_CELLS - 90,
        (column + width / 2) / _LON_CELLS - 180,
        height / _LAT_CELLS,
        width / _LON_CELLS,
    )


def complete(code: str, lat: float, lon: float) -> str:
    """Return the full code nearest to a place that a short one stands for."""
    missing = PLUS_AT - code.index(PLUS)
    if not missing:
        return code.upper()
    lat = min(max(lat, -MOST_LAT), MOST_LAT)
    area = decode(encode(lat, lon)[:missing] + code.upper())
    span = float(_BASE ** (2 - missing // 2))
    found_lat, found_lon = area.lat, area.lon
    if lat + span / 2 < found_lat and found_lat - span >= -MOST_LAT:
        found_lat -= span
    elif lat - span / 2 > found_lat and found_lat + span <= MOST_LAT:
        found_lat += span
    if lon + span / 2 < found_lon:
        found_lon -= span
    elif lon - span / 2 > found_lon:
        found_lon += span
    return encode(found_lat, found_lon, len(code) - 1 + missing)


def _are_digits(text: str) -> bool:
    return all(letter in DIGITS for letter in text)


def _starts(figures: str) -> bool:
    """Whether the first digits of a full code are within the poles and round once."""
    largest = (180 // _BASE - 1, 360 // _BASE - 1)
    return all(
        DIGITS.index(letter) <= most
        for letter, most in zip(figures, largest, strict=False)
    )

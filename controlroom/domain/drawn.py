"""Which of a unit's devices is drawn: the best kind that still speaks."""

import numpy as np

from controlroom.domain.columns import F64, I32, I64, U8, Mask
from controlroom.domain.freshness import FADING_TO

_SECOND_US = 1_000_000
_KIND_BITS = 53
"""A fix time in us needs 51 bits until the year 2041, 53 until 2255."""
_LATEST_US = (1 << _KIND_BITS) - 1
_STALE = np.int64(1) << 60
_SILENT = np.iinfo(np.int64).max


class Drawn:
    """The choice for all units at once; `arrange` after every change of a binding.

    Most units have one device and need no choosing. Of several, devices that still
    speak (their fix is at most fading) come before silent ones: the best kind of those
    that speak, the newest fix of those that do not.
    """

    def __init__(self) -> None:
        self._single: I64 = np.empty(0, np.int64)
        self._shared: I64 = np.empty(0, np.int64)
        self._starts: I64 = np.empty(0, np.int64)
        self._of_unit: I64 = np.empty(0, np.int64)

    def arrange(self, unit_row: I32) -> None:
        """Sort out which devices share a unit; `unit_row` is -1 for an unbound one."""
        bound = np.flatnonzero(unit_row >= 0)
        bound = bound[np.argsort(unit_row[bound], kind="stable")]
        units, counts = np.unique(unit_row[bound], return_counts=True)
        shared = np.repeat(counts > 1, counts)
        self._single, self._shared = bound[~shared], bound[shared]
        sizes = counts[counts > 1]
        self._starts = (np.cumsum(sizes) - sizes).astype(np.int64)
        size = int(units[-1]) + 1 if len(units) else 0
        more = size - len(self._of_unit)
        if more > 0:
            self._of_unit = np.append(self._of_unit, np.full(more, -1, np.int64))

    def choose(self, fix_us: I64, kind: U8, intervals_s: F64, now_us: int) -> I64:
        """Return one device row for each unit that was ever heard."""
        single: I64 = self._single[fix_us[self._single] != 0]
        shared = self._shared
        if not len(shared):
            return single
        at_us, kinds = fix_us[shared], kind[shared]
        older = np.int64(_LATEST_US) - at_us
        speaking_us = (FADING_TO * _SECOND_US) * intervals_s[kinds]
        speaks = now_us - at_us <= speaking_us
        rank = kinds.astype(np.int64) << _KIND_BITS
        key = np.where(speaks, rank, _STALE) + older
        key[at_us == 0] = _SILENT
        best = np.minimum.reduceat(key, self._starts)
        sizes = np.diff(np.append(self._starts, len(shared)))
        wins = key == np.repeat(best, sizes)
        wins &= key != _SILENT
        # Of two equal fixes the device that arrived first is drawn.
        owners = np.repeat(np.arange(len(sizes)), sizes)
        _, first = np.unique(owners[wins], return_index=True)
        return np.concatenate((single, shared[wins][first]))

    def changed(self, devices: I64, unit_row: I32) -> Mask:
        """Return which of the chosen devices are not the ones drawn before."""
        differs: Mask = self._of_unit[unit_row[devices]] != devices
        return differs

    def keep(self, devices: I64, unit_row: I32) -> None:
        """Remember the chosen devices as drawn."""
        self._of_unit[unit_row[devices]] = devices

    def device_of(self, unit_row: int) -> int:
        """Return the device row that was last drawn for a unit, -1 for none."""
        return int(self._of_unit[unit_row]) if unit_row < len(self._of_unit) else -1

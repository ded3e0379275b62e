"""Accepted commands by id, so that a retry gets the first answer; no disk in here.

A retry comes within minutes: the last thousands are held whole, the older ones as eight
bytes each, which answers "never seen" without asking the disk.
"""

from collections.abc import Iterable

import numpy as np

from controlroom.journal.base import Remembered

HELD_WHOLE = 20_000
"""Answers in memory; when it overflows the older half is kept as hashes alone."""


class Commands:
    """What was accepted: whole answers of late, hashes of the rest."""

    def __init__(self, older_ids: Iterable[str] = ()) -> None:
        self._whole: dict[str, Remembered] = {}
        self._older = np.sort(_hashes(older_ids))

    def add(self, remembered: Remembered) -> None:
        """Remember one more."""
        self._whole[remembered.command_id] = remembered
        if len(self._whole) > HELD_WHOLE:
            self._fold()

    def find(self, command_id: str) -> Remembered | None:
        """Return the answer if it is held whole."""
        return self._whole.get(command_id)

    def may_be_older(self, command_id: str) -> bool:
        """Whether only the disk can say that the command was never seen."""
        wanted = hash(command_id)
        place = int(np.searchsorted(self._older, wanted))
        return place < len(self._older) and int(self._older[place]) == wanted

    def forget_after(self, seq: int) -> None:
        """Forget what was accepted after a seq: its commit failed."""
        self._whole = {
            known.command_id: known
            for known in self._whole.values()
            if known.seq <= seq
        }

    def _fold(self) -> None:
        folded = list(self._whole)[: HELD_WHOLE // 2]
        for command_id in folded:
            del self._whole[command_id]
        self._older = np.sort(np.concatenate((self._older, _hashes(folded))))


def _hashes(command_ids: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter(map(hash, command_ids), np.int64)

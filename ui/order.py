"""Keeps the order of a list still while a hand is in it; says how much has changed."""

from collections.abc import Mapping, Sequence

Order = dict[str, list[str]]
"""Keys by section, both in order."""


class HeldOrder:
    """The order shown, which follows the true order only while nobody's hand is in it.

    Sections named `urgent` follow at once, whatever a hand does.
    """

    def __init__(self, urgent: frozenset[str] = frozenset()) -> None:
        self._urgent = urgent
        self.shown: Order = {}
        """The order as it is shown."""
        self._true: Order = {}
        self.changed = 0
        """How many rows would come, go or move."""

    def take(self, true: Mapping[str, Sequence[str]], *, held: bool) -> Order:
        """Take the true order and return the one to show."""
        self._true = {section: list(keys) for section, keys in true.items()}
        if not held or not self.shown:
            return self.release()
        for section in self._urgent:
            if section in self._true:
                self._raise_urgent(section)
        self.changed = self._count()
        return self.shown

    def release(self) -> Order:
        """Show the true order."""
        self.shown = {section: list(keys) for section, keys in self._true.items()}
        self.changed = 0
        return self.shown

    def _raise_urgent(self, section: str) -> None:
        keys = self._true[section]
        risen = set(keys) - set(self.shown.get(section, ()))
        if risen:
            for other in self.shown.values():
                other[:] = [key for key in other if key not in risen]
        self.shown[section] = list(keys)

    def _count(self) -> int:
        shown = {
            key: (section, place)
            for section, keys in self.shown.items()
            for place, key in enumerate(keys)
        }
        true = {
            key: (section, place)
            for section, keys in self._true.items()
            for place, key in enumerate(keys)
        }
        came_or_went = len(shown.keys() ^ true.keys())
        stayed = [key for key in shown if key in true]
        elsewhere = sum(shown[key][0] != true[key][0] for key in stayed)
        return came_or_went + elsewhere + self._swapped()

    def _swapped(self) -> int:
        """Count rows whose neighbours differ although their section is the same."""
        count = 0
        for section, keys in self.shown.items():
            true = self._true.get(section, [])
            in_true, in_shown = set(true), set(keys)
            left = [key for key in keys if key in in_true]
            right = [key for key in true if key in in_shown]
            count += sum(one != other for one, other in zip(left, right, strict=True))
        return count

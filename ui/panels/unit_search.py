"""Finds units by what is typed: callsign, sector, talkgroup, skills, crew, state."""

from controlroom.domain.entities import Unit
from controlroom.domain.picture import Picture
from controlroom.domain.reduce.sentences import state_words


class UnitSearch:
    """What is known of each unit as one line of text.

    Written in small parts while nobody types, else when it is first asked for.
    """

    def __init__(self) -> None:
        self._lines: dict[str, tuple[int, str]] = {}
        self._left: list[str] = []

    def begin(self, picture: Picture) -> None:
        """Know nothing of another picture; there is every line to write."""
        self._lines.clear()
        self._left = list(picture.units)

    def go_on(self, picture: Picture, most: int) -> bool:
        """Write at most so many lines; True when none is left."""
        for unit_id in self._left[-most:]:
            unit = picture.units.get(unit_id)
            if unit is not None:
                self._line(picture, unit)
        del self._left[-most:]
        return not self._left

    def find(self, picture: Picture, text: str) -> frozenset[str] | None:
        """Return the units in whose line every word typed occurs; None for no words."""
        words = text.casefold().split()
        if not words:
            return None
        found = list(picture.units.values())
        for word in words:
            found = [unit for unit in found if word in self._line(picture, unit)]
        return frozenset(unit.unit_id for unit in found)

    def _line(self, picture: Picture, unit: Unit) -> str:
        kept = self._lines.get(unit.unit_id)
        if kept is not None and kept[0] == unit.revision:
            return kept[1]
        people = picture.people
        crew = [people[each] for each in unit.crew if each in people]
        parts = [
            unit.callsign, unit.sector, unit.talkgroup, unit.kind, *unit.skills,
            state_words(picture, unit.state),
            *(f"{each.collar} {each.name}" for each in crew),
        ]  # fmt: skip
        line = " ".join(parts).casefold().replace("_", " ")
        self._lines[unit.unit_id] = (unit.revision, line)
        return line

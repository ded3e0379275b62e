"""What the room knows by name, gathered once and kept for as long as it holds: a key
must not wait for fifteen thousand callsigns.
"""

from ui.actions.offering import is_offered
from ui.bar.verbs import VERBS, Lexicon, squeezed
from ui.moments import read_time
from ui.position import Position


class RoomLexicon:
    """The names of one room. A callsign and a number stay what they are once given."""

    def __init__(self, position: Position) -> None:
        self._position = position
        self._units: dict[str, str] = {}
        self._named: list[tuple[str, str]] = []
        self._of_units: tuple[int, int] = (0, 0)
        self._incidents: dict[str, str] = {}
        self._of_incidents: tuple[int, int, str] = (0, 0, "")

    def now(self) -> Lexicon:
        """Return what can be named now."""
        position = self._position
        codes, now_us = position.frame.picture.codes, position.frame.now_us()
        states = {str(number): str(number) for number in range(12)}
        states |= {each.name.casefold(): str(each.state) for each in codes.states}
        return Lexicon(
            units=self._callsigns(),
            incidents=self._numbers(now_us),
            grades=_by_name([(each.code, each.name) for each in codes.grades]),
            codes=_by_name([(each.code, each.name) for each in codes.closing]),
            states=states,
            is_time=lambda text: read_time(text, now_us, position.say.zone) is not None,
            verbs=tuple(x for x in VERBS if is_offered(position, x.action)),
            unit_id=position.selection.unit_id,
            incident_id=position.selection.incident_id,
        )

    def callsigns(self) -> list[tuple[str, str]]:
        """Return every callsign as it is compared, with its unit: short ones first."""
        self._callsigns()
        return self._named

    def gather(self) -> None:
        """Gather what came since, so that the next key does not have to."""
        self._callsigns()
        self._numbers(self._position.frame.now_us())

    def _callsigns(self) -> dict[str, str]:
        units = self._position.frame.picture.units
        if self._of_units != (id(units), len(units)):
            self._of_units = (id(units), len(units))
            named = sorted(
                (len(each.callsign), each.callsign, key) for key, each in units.items()
            )
            self._named = [(squeezed(callsign), key) for _, callsign, key in named]
            self._units = dict(self._named)
        return self._units

    def _numbers(self, now_us: int) -> dict[str, str]:
        """Short and whole numbers; which are short changes with the day."""
        incidents, say = self._position.frame.picture.incidents, self._position.say
        newest = next(reversed(incidents), "")
        of = (id(incidents), len(incidents), newest + say.today(now_us))
        if self._of_incidents != of:
            self._of_incidents = of
            self._incidents = {
                cad: key
                for key, each in incidents.items()
                for cad in (each.cad.casefold(), say.cad(each, now_us).casefold())
            }
        return self._incidents


def _by_name(rows: list[tuple[str, str]]) -> dict[str, str]:
    names = {name.casefold(): code for code, name in rows}
    return names | {code.casefold(): code for code, _ in rows}

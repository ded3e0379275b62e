"""Which units a broadcast is for; the same units wherever it is asked of one picture.

A broadcast is kept by its audience alone, so this rule is part of what happened:
another rule would be another event.
"""

from controlroom.domain.entities import Audience, Unit
from controlroom.domain.state import State

OFF_DUTY = 11


def audience_of(state: State, audience: Audience) -> list[Unit]:
    """Return the units on duty that a broadcast reaches now, in order of arrival."""
    return [
        unit
        for unit in state.units.values()
        if unit.state != OFF_DUTY
        and (
            audience.kind == "all"
            or (audience.kind == "sector" and unit.sector == audience.name)
            or (audience.kind == "talkgroup" and unit.talkgroup == audience.name)
        )
    ]

"""Whom a broadcast is for."""

import pytest

from controlroom.domain import events as e
from controlroom.domain.audience import audience_of
from controlroom.domain.entities import Audience, AudienceKind, Unit
from tests.helpers.watch import Watch


@pytest.mark.parametrize(
    ("kind", "name", "callsigns"),
    [
        ("all", "", ["TV21", "TV22", "DG62", "EA1"]),
        ("sector", "East", ["EA1"]),
        ("talkgroup", "E-1", ["EA1"]),
        ("sector", "", ["TV21", "TV22", "DG62"]),
        ("sector", "east", []),
    ],
)
def test_only_units_on_duty_are_reached(
    kind: AudienceKind, name: str, callsigns: list[str]
) -> None:
    """All, a sector's or a talkgroup's, as they are written."""
    watch = Watch()
    for number, state in ((1, 2), (2, 11)):
        unit = Unit(
            unit_id=f"unit_ea{number}", callsign=f"EA{number}", sector="East",
            talkgroup="E-1", state=state,
        )  # fmt: skip
        watch.happen(e.UnitAdded(unit=unit))
    found = audience_of(watch.picture, Audience(kind=kind, name=name))

    assert callsigns == [unit.callsign for unit in found]

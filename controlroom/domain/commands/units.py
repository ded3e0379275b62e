"""What is asked of units."""

from controlroom.domain.commands.base import Act


class AssignUnits(Act, frozen=True, kw_only=True, tag="assign_units"):
    """Send units. `divert` takes a committed unit away from what it is on.

    `recommended` holds the unit ids the desk had recommended, best first.
    """

    incident_id: str
    unit_ids: tuple[str, ...]
    divert: bool = False
    recommended: tuple[str, ...] = ()


class StandDown(Act, frozen=True, kw_only=True, tag="stand_down"):
    """Release a unit from an incident."""

    incident_id: str
    unit_id: str
    reason: str = ""


class SetUnitState(Act, frozen=True, kw_only=True, tag="set_unit_state"):
    """Set a unit's radio state on its behalf (1 to 11; 0 is `RaiseEmergency`)."""

    unit_id: str
    state: int


UnitAct = AssignUnits | StandDown | SetUnitState

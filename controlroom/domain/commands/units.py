"""What is asked of units."""

from controlroom.domain.commands.base import Act


class SetUnitState(Act, frozen=True, kw_only=True, tag="set_unit_state"):
    """Set a unit's radio state on its behalf (1 to 11; 0 is `RaiseEmergency`)."""

    unit_id: str
    state: int


UnitAct = SetUnitState

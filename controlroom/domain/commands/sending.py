"""Sending units to incidents, and holding them ready for one."""

from controlroom.domain.commands.base import Act


class AssignUnits(Act, frozen=True, kw_only=True, tag="assign_units"):
    """Send units. `divert` takes a committed unit away from what it is on.

    `keep` lets it stay on that as well and come to this one after.
    `recommended` holds the unit ids the desk had recommended, best first.
    """

    incident_id: str
    unit_ids: tuple[str, ...]
    divert: bool = False
    recommended: tuple[str, ...] = ()
    keep: bool = False


class OverrideDivert(Act, frozen=True, kw_only=True, tag="override_divert"):
    """Divert units although the force's rule keeps them where they are; says why."""

    incident_id: str
    unit_ids: tuple[str, ...]
    reason: str
    recommended: tuple[str, ...] = ()


class PreAssign(Act, frozen=True, kw_only=True, tag="pre_assign"):
    """Name the incident a unit gets next, once it is free; a person sends it then."""

    incident_id: str
    unit_id: str


class StandDown(Act, frozen=True, kw_only=True, tag="stand_down"):
    """Release a unit from an incident, or from having it next."""

    incident_id: str
    unit_id: str
    reason: str = ""


class StandDownAll(Act, frozen=True, kw_only=True, tag="stand_down_all"):
    """Release every unit from an incident, and who has it next."""

    incident_id: str
    reason: str = ""


SendingAct = AssignUnits | OverrideDivert | PreAssign | StandDown | StandDownAll

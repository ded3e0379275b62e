"""What an act would do, in words an operator can weigh before Enter."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import observations as o
from controlroom.domain.codes import Sector
from controlroom.domain.consequences import consequences
from controlroom.domain.events import CodesPublished
from tests.helpers.watch import DG62, RADIO, TV21, TV22, Watch


@pytest.fixture
def watch() -> Watch:
    """CAD 1 is a theft with TV21 on the way; CAD 2 is a robbery, CAD 3 a noise."""
    watch = Watch()
    incident_id = watch.opened("THEFT")
    watch.opened("ROBBERY")
    watch.opened("NOISE")
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    watch.see(o.StateReported(device_id=RADIO, state=5, at_us=0))
    return watch


def cad(watch: Watch, number: int) -> str:
    """Return the id of an incident by its number."""
    return list(watch.picture.incidents)[number - 1]


def said(watch: Watch, number: int, *unit_ids: str, **how: bool) -> tuple[str, ...]:
    """Return what assigning would do."""
    act = c.AssignUnits(incident_id=cad(watch, number), unit_ids=unit_ids, **how)  # type: ignore[arg-type]  # divert, keep
    return consequences(watch.picture, act)


def test_free_units_go(watch: Watch) -> None:
    """One or several; one on refreshments is said to be."""
    watch.do(c.SetUnitState(unit_id=DG62, state=4))

    assert ("TV22 goes to CAD 2.",) == said(watch, 2, TV22)
    assert ("TV22 and DG62 go to CAD 2.", "DG62 is refreshments (4).") == said(
        watch, 2, TV22, DG62
    )


def test_a_divert_says_what_is_left(watch: Watch) -> None:
    """Nobody, or who stays."""
    leaves = "TV21, en route (5), leaves CAD 1 for CAD 2."

    assert (leaves, "CAD 1 has no unit then.") == said(watch, 2, TV21, divert=True)
    watch.do(c.AssignUnits(incident_id=cad(watch, 1), unit_ids=(TV22,)))
    assert (leaves, "CAD 1 keeps TV22.") == said(watch, 2, TV21, divert=True)


def test_a_committed_unit_is_not_taken_unasked(watch: Watch) -> None:
    """Without divert it stays; asked to keep, it has both."""

    assert ("TV21, en route (5), is on CAD 1 and stays there.",) == said(watch, 2, TV21)
    assert ("TV21, en route (5), stays on CAD 1 and has CAD 2 after that.",) == said(
        watch, 2, TV21, keep=True
    )


def test_a_held_unit_is_said_to_be_held(watch: Watch) -> None:
    """By whom it can be lifted; a supervisor sees what overruling leaves."""
    watch.do(c.AssignUnits(incident_id=cad(watch, 2), unit_ids=(TV21,), divert=True))
    watch.see(o.StateReported(device_id=RADIO, state=6, at_us=0))
    over = c.OverrideDivert(
        incident_id=cad(watch, 3), unit_ids=(TV21,), reason="because"
    )

    assert (
        "TV21, at scene (6), is held on CAD 2, grade I, and it is not taken for "
        "anything else: a supervisor may divert it, with a reason."
    ) == "".join(said(watch, 3, TV21, divert=True))
    assert (
        "TV21, at scene (6), leaves CAD 2 for CAD 3, against the rule.",
        "CAD 2 has no unit then.",
    ) == consequences(watch.picture, over)


def test_having_it_next(watch: Watch) -> None:
    """After what it is on; a free unit is better sent."""

    def next_(unit_id: str) -> tuple[str, ...]:
        act = c.PreAssign(incident_id=cad(watch, 2), unit_id=unit_id)
        return consequences(watch.picture, act)

    assert (
        "TV21, en route (5), has CAD 2 next, after CAD 1.",
        "It is told when somebody sends it.",
    ) == next_(TV21)
    assert ("TV22, on patrol (2), is free: assign it instead.",) == next_(TV22)
    watch.do(c.SetUnitState(unit_id=TV22, state=9))
    assert (
        "TV22, prisoner escort (9), has CAD 2 next, once it is free."
        == (next_(TV22)[0])
    )


def test_standing_down(watch: Watch) -> None:
    """One, all, from what is next, and by resolving."""
    first, second = cad(watch, 1), cad(watch, 2)
    down = c.StandDown(incident_id=first, unit_id=TV21)

    assert (
        "TV21, en route (5), leaves CAD 1.",
        "CAD 1 has no unit then.",
    ) == consequences(watch.picture, down)
    watch.do(c.PreAssign(incident_id=second, unit_id=TV21))
    watch.do(c.AssignUnits(incident_id=second, unit_ids=(TV22, DG62)))
    assert ("TV21 no longer has CAD 2 next.",) == consequences(
        watch.picture, c.StandDown(incident_id=second, unit_id=TV21)
    )
    assert (
        "TV22 and DG62 leave CAD 2, which stays open without a unit.",
        "TV21 no longer has it next.",
    ) == consequences(watch.picture, c.StandDownAll(incident_id=second))
    assert ("TV21 leaves CAD 1, which is resolved.",) == consequences(
        watch.picture, c.ResolveIncident(incident_id=first)
    )
    assert ("TV22 is not on CAD 1.",) == consequences(
        watch.picture, c.StandDown(incident_id=first, unit_id=TV22)
    )


@pytest.mark.parametrize(("least", "said_so"), [(1, "its minimum"), (2, "below")])
def test_a_sector_that_falls_to_its_minimum(
    watch: Watch, least: int, said_so: str
) -> None:
    """The number that is left, against the minimum of the codes."""
    sectors = (Sector(name="Harbour", minimum_deployable=least), Sector(name="Moor"))
    codes = msgspec.structs.replace(watch.picture.codes, sectors=sectors)
    watch.happen(CodesPublished(codes=codes))
    for unit_id in (TV22, DG62):
        unit = msgspec.structs.replace(watch.unit(unit_id), sector="Harbour")
        watch.do(c.Enrol(units=(unit,)), role="administrator")
    words = said(watch, 2, TV22)

    assert words[-1].startswith(f"Harbour falls to 1 deployable, {said_so}")
    assert ("TV22 goes to CAD 2.",) == words[:-1]


@pytest.mark.parametrize(
    "act",
    [
        c.AssignUnits(incident_id="x", unit_ids=(TV21,)),
        c.AssignUnits(incident_id="x", unit_ids=()),
        c.OverrideDivert(incident_id="x", unit_ids=("x",), reason=""),
        c.PreAssign(incident_id="x", unit_id="x"),
        c.StandDown(incident_id="x", unit_id="x"),
        c.StandDownAll(incident_id="x"),
        c.ResolveIncident(incident_id="x"),
        c.AddLogEntry(incident_id="x", text="x"),
    ],
)
def test_what_is_not_there_has_no_consequence(watch: Watch, act: c.Act) -> None:
    """The picture may have changed under a half-typed line."""

    assert () == consequences(watch.picture, act)

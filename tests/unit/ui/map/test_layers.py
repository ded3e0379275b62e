"""Each layer has a switch; no switch and no filter hides an officer in danger."""

import pytest

from controlroom.domain.entities import Incident, Unit, UnitKind
from ui.map.layers import LAYERS, MOST_KEPT, STATE_GROUPS, Layers, group_of


def _unit(state: int = 2, kind: UnitKind = "car", sector: str = "Harbour") -> Unit:
    return Unit(
        unit_id="unit_1", callsign="HB11", kind=kind, sector=sector, state=state
    )


def _incident(grade: str = "I", sector: str = "Harbour") -> Incident:
    return Incident(
        incident_id="inc_1", cad="1/21NOV26", type_code="ROB", grade=grade,
        sector=sector,
    )  # fmt: skip


def test_everything_shows_at_first() -> None:
    """Nothing is hidden until a person hides it."""
    layers = Layers()

    assert layers.is_whole
    assert all(layers.shows(layer.name) for layer in LAYERS)


def test_a_switch_hides_a_layer_and_says_so() -> None:
    """Off is off until it is on again; each change is said once."""
    layers, said = Layers(), []
    layers.changed.connect(lambda: said.append(layers.shows("cameras")))
    for on in (False, False, True, True):
        layers.switch("cameras", on=on)

    assert [False, True] == said


@pytest.mark.parametrize("name", ["alarms", "no such layer", ""])
def test_what_is_fixed_stays(name: str) -> None:
    """Alarms have no switch, and the row says why; nor has what is no layer."""
    layers = Layers()
    layers.switch(name, on=False)

    assert layers.is_whole
    assert layers.shows(name)
    assert LAYERS[0].why_fixed.endswith("never hidden.")


def test_units_off_is_no_unit() -> None:
    """The switch of units keeps every unit back."""
    layers = Layers()
    layers.switch("units", on=False)

    assert not layers.passes_unit(_unit())
    assert layers.passes_incident(_incident())


@pytest.mark.parametrize(
    ("by", "value", "unit", "other"),
    [
        ("state", "at_scene", _unit(6), _unit(5)),
        ("kind", "dog", _unit(kind="dog"), _unit()),
        ("sector", "Central", _unit(sector="Central"), _unit()),
    ],
)
def test_a_filter_leaves_out_its_value(
    by: str, value: str, unit: Unit, other: Unit
) -> None:
    """What has the value is left out, everything else is not."""
    layers = Layers()
    layers.leave_out("units", by, value, out=True)

    assert layers.filtered("units")
    assert not layers.passes_unit(unit)
    assert layers.passes_unit(other)


def test_incidents_by_grade_and_sector() -> None:
    """Incidents are left out by grade or by sector, and all by the switch."""
    layers = Layers()
    layers.leave_out("incidents", "grade", "R", out=True)
    layers.leave_out("incidents", "sector", "Central", out=True)

    assert layers.passes_incident(_incident())
    assert not layers.passes_incident(_incident("R"))
    assert not layers.passes_incident(_incident(sector="Central"))

    layers.switch("incidents", on=False)

    assert not layers.passes_incident(_incident())


def test_filters_that_do_not_exist_are_no_filters() -> None:
    """A filter of another layer, or of none, hides nothing."""
    layers = Layers()
    layers.leave_out("units", "grade", "I", out=True)
    layers.leave_out("alarms", "state", "0", out=True)
    layers.leave_out("ghosts", "state", "0", out=True)

    assert layers.is_whole


def test_show_all_lets_everything_go() -> None:
    """One act shows all; with nothing hidden it says nothing."""
    layers, said = Layers(), []
    layers.switch("cameras", on=False)
    layers.leave_out("units", "kind", "dog", out=True)
    layers.changed.connect(lambda: said.append(layers.is_whole))
    layers.show_all()
    layers.show_all()

    assert [True] == said


def test_a_layout_keeps_it() -> None:
    """What a person hid is hidden again, a value with a slash in it too."""
    layers, again = Layers(), Layers()
    layers.switch("sectors", on=False)
    layers.leave_out("units", "sector", "A/B 1", out=True)
    again.restore(layers.kept())

    assert layers.kept() == again.kept() == ("sectors", "units/sector/A/B 1")
    assert not again.passes_unit(_unit(sector="A/B 1"))


def test_a_hostile_layout_hides_no_emergency() -> None:
    """What a file says about fixed or unknown layers is left aside, and is bounded."""
    layers = Layers()
    layers.restore(["alarms", "", "x/y/z", "units/grade/I", "alarms/state/0"])

    assert layers.is_whole

    layers.restore(f"units/kind/{number}" for number in range(2 * MOST_KEPT))

    assert MOST_KEPT == len(layers.kept())

    layers.leave_out("units", "kind", "one more", out=True)

    assert MOST_KEPT == len(layers.kept())


def test_groups_of_states() -> None:
    """The groups are those the map colours; a state in none cannot be sent."""

    assert [name for name, _, _ in STATE_GROUPS] == [
        group_of(state) for state in (7, 5, 6, 10)
    ]
    assert "not_deployable" == group_of(77)

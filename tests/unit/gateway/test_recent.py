"""What the last commands did, in memory, so that one of them can be taken back."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.done import Standing, Undoing
from controlroom.gateway.recent import MOST, RecentCommands, standing, subjects
from tests.helpers.watch import TV21, Watch


def _said(command_id: str, act: c.AnyAct) -> c.Commanded:
    command = c.Command(command_id=command_id, act=act)
    return c.Commanded(command=command, person_id="per_a", role="dispatcher", desk="A")


STATE = c.SetUnitState(unit_id=TV21, state=3)


def _named(recent: RecentCommands, command_id: str) -> Undoing:
    named = recent.named_in(_said("cmd_undo", c.Undo(command_id=command_id)))

    assert isinstance(named, Undoing)
    return named


def test_what_an_undo_names_goes_with_it() -> None:
    """Any other command goes as it is."""
    recent, event = RecentCommands(), e.UnitStateChanged(unit_id=TV21, state=3)
    recent.add(_said("cmd_1", STATE), 7, [event], Standing(), Standing())
    done, other = _named(recent, "cmd_1").done, _said("cmd_3", STATE)

    assert done is not None
    assert (STATE, 7, (event,)) == (done.act, done.at_us, done.events)
    assert other is recent.named_in(other)
    assert _named(recent, "cmd_9").done is None


def test_the_oldest_goes_and_a_recovery_forgets_all() -> None:
    """Never more than so many."""
    recent = RecentCommands()
    for number in range(MOST + 1):
        recent.add(_said(f"cmd_{number}", STATE), 7, [], Standing(), Standing())

    assert [True, False] == [
        _named(recent, f"cmd_{number}").done is None for number in (0, 1)
    ]

    recent.forget()

    assert _named(recent, "cmd_1").done is None


def test_what_events_are_about_is_kept_as_it_stands() -> None:
    """Incidents, units, drawings; what is in no picture is left out."""
    watch = Watch()
    incident_id = watch.opened()
    about = subjects(
        [
            e.UnitAssigned(incident_id=incident_id, unit_id=TV21),
            e.IncidentsLinked(incident_id=incident_id, other_id="inc_other"),
            e.DrawingErased(drawing_id="drw_gone"),
        ]
    )
    before = standing(watch.picture, about)
    watch.do(c.SetUnitState(unit_id=TV21, state=3))

    assert {incident_id, TV21, "inc_other", "drw_gone"} == about
    assert {incident_id} == set(before.incidents)
    assert {TV21: 2} == {key: each.state for key, each in before.units.items()}
    assert 3 == watch.unit(TV21).state

"""One door for what is said: commands may be refused, observations never are."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.decide import decide
from controlroom.domain.errors import Refused
from controlroom.domain.observations import Tick
from controlroom.domain.picture import Picture
from tests.helpers.watch import ASH, START_US, Watch


def commanded(act: c.AnyAct, role: str = "dispatcher") -> c.Commanded:
    """Return a command of Ash's."""
    command = c.Command(command_id="cmd_1", act=act)
    return c.Commanded(command=command, person_id=ASH, role=role, desk="4")


def test_deciding_changes_nothing() -> None:
    """What was decided has happened only once it is applied."""
    watch = Watch()
    seq, incidents = watch.picture.seq, dict(watch.picture.incidents)
    act = c.OpenIncident(type_code="ROBBERY")
    events = decide(watch.picture, commanded(act), START_US, watch.ids)

    assert 1 == len(events)
    assert (seq, incidents) == (watch.picture.seq, watch.picture.incidents)


def test_the_same_input_gives_the_same_events() -> None:
    """The domain reads no clock and no chance: only what it is given."""
    act = c.OpenIncident(type_code="ROBBERY", place="Quay")
    first, second = (
        decide(Watch().picture, commanded(act), START_US, lambda prefix: f"{prefix}_1")
        for _ in range(2)
    )

    assert first == second


def test_an_empty_picture_takes_everything() -> None:
    """Before any code set or person: incidents open, the clock ticks."""
    picture = Picture()
    act = c.OpenIncident(type_code="ROBBERY", grade="I")

    assert 1 == len(decide(picture, commanded(act), START_US, lambda p: f"{p}_1"))
    assert [] == decide(picture, Tick(), START_US, lambda p: f"{p}_1")


def test_a_role_that_may_not_is_refused_here_too() -> None:
    """Whatever a session let pass, an observer changes nothing."""
    with pytest.raises(Refused) as refused:
        decide(
            Watch().picture,
            commanded(c.OpenIncident(type_code="ROBBERY"), role="observer"),
            START_US,
            lambda prefix: f"{prefix}_1",
        )

    assert "not_allowed" == refused.value.code
    assert refused.value.sentence.startswith("As observer you may not do this. Who ")
    assert refused.value.sentence.endswith(" Nothing changed.")

"""What is held of watches and handovers, and what is let go."""

from controlroom.domain import events as e
from controlroom.domain.picture import Picture
from controlroom.domain.state import HANDOVERS_KEPT


def happen(picture: Picture, event: e.AnyEvent) -> tuple[str, ...]:
    """Let something happen."""
    fact = e.Fact(seq=picture.seq + 1, at_us=7, actor="per_a", event=event, desk="A")
    return picture.apply(fact)


def test_a_new_position_ends_the_break_of_the_old() -> None:
    """Whoever sits down is there."""
    picture = Picture()
    taken = e.PositionTaken(desk="A", person_id="per_a", role="dispatcher")

    assert ("posts",) == happen(picture, taken)
    happen(picture, e.AwayBegan(desk="A", covered_by="B"))

    assert (7, "B") == (
        picture.posts["A"].away_since_us, picture.posts["A"].covered_by,
    )  # fmt: skip
    happen(picture, taken)

    assert picture.posts["A"].away_since_us is None


def test_what_is_about_nothing_known_touches_nothing() -> None:
    """An incident, a desk or a handover that the picture no longer holds."""
    picture = Picture()
    for event in (
        e.AwayBegan(desk="A"), e.AwayEnded(desk="A"),
        e.PromiseRecorded(incident_id="x", promise_id="p", text="x", due_us=1),
        e.PromiseKept(incident_id="x", promise_id="p"),
        e.HandoverTicked(handover_id="h", key="k"),
        e.HandoverCompleted(handover_id="h"),
    ):  # fmt: skip
        assert () == happen(picture, event)


def test_old_handovers_are_let_go() -> None:
    """The last twenty are in the picture; all are in the journal."""
    picture = Picture()
    for number in range(HANDOVERS_KEPT + 3):
        happen(picture, e.HandoverBegan(handover_id=f"hov_{number}"))

    assert HANDOVERS_KEPT == len(picture.handovers)
    assert "hov_2" not in picture.handovers

"""A desk without a screen applies what it is sent, as a desk behind a window does."""

import pytest

from controlroom.desk import desk as module
from controlroom.desk.deliveries import AnswerArrived, LinkChanged, ResultArrived
from controlroom.desk.desk import Desk, apply_facts
from controlroom.domain.access import Hidden
from controlroom.domain.entities import Unit
from controlroom.domain.errors import LinkError
from controlroom.domain.events import Fact, UnitAdded
from controlroom.domain.picture import Picture

ADDED = Fact(
    seq=1,
    at_us=1,
    actor="per_1",
    event=UnitAdded(unit=Unit(unit_id="unit_1", callsign="NA11")),
)


@pytest.fixture
def desk() -> Desk:
    """A desk that never gets a link."""
    return Desk("http://127.0.0.1:1", "a token", "desk 1")


def test_facts_are_applied_and_say_what_they_touched() -> None:
    """A fact changes the picture; a hidden one moves it on and touches nothing."""
    picture = Picture()
    touched = apply_facts(picture, [ADDED, Hidden(seq=2)])

    assert "unit_1" in touched
    assert ["unit_1"] == picture.unit_rows
    assert 2 == picture.seq


def test_draining_says_what_was_touched(desk: Desk) -> None:
    """One pump applies all that waits."""
    desk.mailbox.put_facts((ADDED,))

    assert "unit_1" in desk.drain()
    assert set() == desk.drain()


def test_waiting_in_vain_is_said(desk: Desk) -> None:
    """A test, or a driver, is told for what and how long it waited."""
    desk.mailbox.put_link(LinkChanged("down", "The link broke.", 0, None))
    with pytest.raises(LinkError, match="The link broke"):
        desk.wait_until(lambda: False, 0.05)


def test_a_result_is_fetched_once(desk: Desk) -> None:
    """A result waits until it is fetched, then it is gone."""
    arrived = ResultArrived("cmd_1", ok=True, code="", sentence="", seq=1)
    desk.mailbox.put_answer(arrived)

    assert arrived == desk.result("cmd_1")
    assert {} == desk.results


def test_what_nobody_fetches_is_bounded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers that nobody asks for make room, the oldest first."""
    monkeypatch.setattr(module, "KEPT", 2)
    for number in range(3):
        answer = AnswerArrived(
            f"ask_{number}", ok=True, code="", sentence="", reply=None, next_page=""
        )
        desk.mailbox.put_answer(answer)
    desk.drain()

    assert ["ask_1", "ask_2"] == list(desk.answers)

"""Commands under way, and what was refused."""

import time
from collections.abc import Mapping

import pytest
from pytestqt.qtbot import QtBot

from controlroom.desk.deliveries import ResultArrived
from controlroom.domain.commands import AddLogEntry, AnyAct
from controlroom.domain.errors import Refused
from ui.outgoing import MAX_REFUSALS, Outgoing, Sent

ACT = AddLogEntry(incident_id="inc_1", text="x")


def _answer(command_id: str, sentence: str = "") -> ResultArrived:
    return ResultArrived(
        command_id=command_id, ok=not sentence, code="no", sentence=sentence, seq=1
    )


def _outgoing() -> Outgoing:
    numbers = iter(range(1, 100))
    return Outgoing(lambda _act, _expects: f"cmd_{next(numbers)}")


def test_a_short_wait_is_not_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under 0.3 s nothing says that it is waiting."""
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    outgoing = _outgoing()
    outgoing.send(ACT, {}, "inc_1")
    monkeypatch.setattr(time, "monotonic", lambda: now + 0.29)

    assert 1 == outgoing.under_way
    assert outgoing.waiting_for("inc_1") is None


def test_a_long_wait_is_shown_with_its_seconds(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From 0.3 s on, what the command is about says so; nothing else does."""
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    outgoing = _outgoing()
    outgoing.send(ACT, {}, "inc_1")
    monkeypatch.setattr(time, "monotonic", lambda: now + 0.4)
    waiting = outgoing.waiting_for("inc_1")

    assert waiting is not None
    assert 0.4 == pytest.approx(waiting.waited_s())
    assert outgoing.waiting_for("inc_2") is None


def test_an_accepted_command_is_over(qtbot: QtBot) -> None:
    """What was accepted is told once and leaves nothing behind."""
    outgoing = _outgoing()
    told: list[Sent] = []
    outgoing.settled.connect(told.append)
    command_id = outgoing.send(ACT, {}, "inc_1", words="Add to log")
    outgoing.settle(_answer(command_id))

    assert ["Add to log"] == [sent.words for sent in told]
    assert (0, []) == (outgoing.under_way, outgoing.refusals)


def test_a_refusal_stands_word_for_word_until_it_is_let_go(qtbot: QtBot) -> None:
    """The gateway's sentence stays, also while other commands are accepted."""
    outgoing = _outgoing()
    refused = outgoing.send(ACT, {}, "inc_1")
    outgoing.settle(_answer(refused, "TV21 is committed to CAD 412 (Ash, 14:02)."))
    outgoing.settle(_answer(outgoing.send(ACT, {}, "inc_2")))
    refusal = outgoing.refusal_of("inc_1")

    assert refusal is not None
    assert "TV21 is committed to CAD 412 (Ash, 14:02)." == refusal.sentence
    assert (True, False) == (outgoing.let_go(), outgoing.let_go())
    assert outgoing.refusal_of("inc_1") is None


def test_trying_again_takes_the_old_refusal_away(qtbot: QtBot) -> None:
    """A new command about the same thing replaces what was refused about it."""
    outgoing = _outgoing()
    outgoing.settle(_answer(outgoing.send(ACT, {}, "inc_1"), "No."))
    outgoing.send(ACT, {}, "inc_1")

    assert [] == outgoing.refusals


def test_refusals_are_bounded(qtbot: QtBot) -> None:
    """The oldest refusal goes when there are too many."""
    outgoing = _outgoing()
    for number in range(MAX_REFUSALS + 5):
        command_id = outgoing.send(ACT, {}, f"inc_{number}")
        outgoing.settle(_answer(command_id, f"No {number}."))

    assert MAX_REFUSALS == len(outgoing.refusals)
    assert "No 5." == outgoing.refusals[0].sentence


def test_an_answer_to_nobody_is_nothing(qtbot: QtBot) -> None:
    """A result of a command that is not under way changes nothing."""
    outgoing = _outgoing()
    outgoing.settle(_answer("cmd_unknown", "No."))

    assert [] == outgoing.refusals


def test_a_link_that_is_full_refuses_here(qtbot: QtBot) -> None:
    """What the link will not take is refused in its words, and nothing is under way."""

    def busy(_act: AnyAct, _expects: Mapping[str, int]) -> str:
        raise Refused("busy", "Too many commands wait. Nothing changed.")

    outgoing = Outgoing(busy)

    assert "" == outgoing.send(ACT, {}, "inc_1")
    assert 0 == outgoing.under_way
    assert ["Too many commands wait. Nothing changed."] == [
        refusal.sentence for refusal in outgoing.refusals
    ]

"""Who has what open and who watches."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.entities import Party
from controlroom.domain.errors import Refused
from controlroom.domain.events import ViewingEnded, ViewingStarted
from controlroom.gateway.presence import OPENED_MOST, TYPING_S, PresenceBoard
from controlroom.wire.messages import DeskOnline
from tests.unit.gateway.rooms import facts


def _board() -> PresenceBoard:
    board = PresenceBoard({"per_a": "Anna", "per_b": "Ben"}.__getitem__)
    for number, name in ((1, "Desk A"), (2, "Desk B")):
        online = DeskOnline(
            desk=name, person_id="per_a", person="Anna", role="dispatcher", since_us=1
        )
        board.join(number, online)
    return board


def test_who_has_what_open() -> None:
    """Desks that have the same incident open stand beside it, by name."""
    board = _board()
    board.attend(2, "inc_1")
    board.attend(1, "inc_1")

    assert {"inc_1": ("Desk A", "Desk B")} == board.now().incidents


def test_what_was_opened_is_told_however_short_it_was_open() -> None:
    """Once, with who it was; somebody who is at no desk opened nothing."""
    board = _board()
    for incident_id in ("inc_1", "inc_2", None):
        board.attend(1, incident_id)
    board.attend(9, "inc_3")

    assert dict.fromkeys(("inc_1", "inc_2"), ("per_a", "Desk A")) == (
        board.take_opened()
    )
    assert {} == board.take_opened()


def test_what_is_opened_in_one_second_is_bounded() -> None:
    """A desk gone wild fills no memory."""
    board = _board()
    for number in range(OPENED_MOST + 50):
        board.attend(1, f"inc_{number}")

    assert OPENED_MOST == len(board.take_opened())


def test_leaving_closes_what_was_open() -> None:
    """A desk that left has nothing open and is not there."""
    board = _board()
    board.attend(1, "inc_1")
    board.leave(1)
    board.leave(1)
    now = board.now()

    assert {} == now.incidents
    assert ["Desk B"] == [desk.desk for desk in now.desks]
    assert not board.is_online("Desk A")


def test_what_comes_after_leaving_counts_for_nothing() -> None:
    """Attention of a session that is gone does not bring it back."""
    board = _board()
    board.leave(1)
    board.attend(1, "inc_1")

    assert {} == board.now().incidents


def test_a_change_is_taken_once() -> None:
    """Presence goes out when it changed, whole, and then not again."""
    board = _board()

    assert board.take_change() == board.now()
    assert board.take_change() is None

    board.attend(1, "inc_1")

    assert board.take_change() is not None


def test_watchers_are_learnt_from_the_audit() -> None:
    """Who began to watch stands beside the camera until the viewing is over."""
    board = _board()
    started = ViewingStarted(viewing_id="view_1", camera_id="cam_1", reason="why")
    board.hear(facts(started, actor="per_b"), frozenset())
    (watcher,) = board.now().cameras["cam_1"]

    assert ("Ben", "view_1") == (watcher.person, watcher.viewing_id)

    board.hear(facts(ViewingEnded(viewing_id="view_1", camera_id="cam_1")), frozenset())

    assert {} == board.now().cameras


def test_when_the_wearer_was_told() -> None:
    """Beside who watches stands when the wearer's device confirmed it; not before."""
    board = _board()
    started = ViewingStarted(viewing_id="view_1", camera_id="cam_1", reason="why")
    board.hear(facts(started, actor="per_b"), frozenset())

    assert board.now().cameras["cam_1"][0].told_us is None

    board.told("view_1", 42)
    board.told("nobody's", 42)

    assert 42 == board.now().cameras["cam_1"][0].told_us


def test_trouble_is_told_and_taken_back() -> None:
    """What is wrong with the gateway reaches every desk, and that it is over."""
    board = _board()
    board.take_change()
    board.say("the record cannot be written")
    told = board.take_change()
    board.say("")
    over = board.take_change()

    assert told is not None
    assert "the record cannot be written" == told.trouble
    assert over is not None
    assert "" == over.trouble


def test_who_writes_is_said_until_it_is_not_said_again() -> None:
    """It ends by itself, when the desk says so, and when it turns elsewhere."""
    now_s = [0.0]
    board = PresenceBoard(str, lambda: now_s[0])
    online = DeskOnline(
        desk="Desk A", person_id="per_a", person="Anna", role="dispatcher", since_us=1
    )
    board.join(1, online)
    board.attend(1, "inc_1", typing=True)

    assert {"inc_1": ("Desk A",)} == board.now().typing

    board.take_change()
    now_s[0] = TYPING_S - 1
    board.attend(1, "inc_1", typing=True)

    assert board.take_change() is None

    now_s[0] = TYPING_S + 1

    assert board.take_change() is None

    now_s[0] = 2 * TYPING_S
    over = board.take_change()

    assert over is not None
    assert ({}, {"inc_1": ("Desk A",)}) == (over.typing, over.incidents)

    board.attend(1, "inc_1", typing=True)
    board.attend(1, "inc_2")

    assert {} == board.now().typing


def test_nobody_writes_in_nothing() -> None:
    """A desk that has nothing open cannot be writing in it."""
    board = _board()
    board.attend(1, None, typing=True)

    assert ({}, {}) == (board.now().incidents, board.now().typing)


def test_who_has_it_open_is_known_by_person() -> None:
    """For the watch over what nobody opens."""
    board = _board()
    board.attend(1, "inc_1")
    board.attend(7, "inc_2")

    assert {"inc_1": ("per_a", "Desk A")} == board.open_now()


@pytest.mark.parametrize("name", ["Desk C", "Desk A ", "Desk \u0410", ""])
def test_nothing_is_handed_to_a_desk_that_is_gone(name: str) -> None:
    """Nor to one whose name only looks alike; who is there stands in the refusal."""
    board = _board()
    to = Party(kind="desk", name=name)
    for act in (
        c.OfferTransfer(incident_id="inc_1", to=to),
        c.SendRoomMessage(to=to, text="x"),
    ):
        with pytest.raises(Refused) as refused:
            board.refuse_absent(act)

        assert "desk_gone" == refused.value.code
        assert "There is somebody at Desk A, Desk B." in refused.value.sentence


def test_what_is_for_no_desk_is_nobodys_absence() -> None:
    """Sectors, people and acts of other kinds are decided elsewhere."""
    board = _board()
    board.refuse_absent(c.SendRoomMessage(to=Party(kind="all"), text="x"))
    board.refuse_absent(
        c.OfferTransfer(incident_id="x", to=Party(kind="desk", name="Desk B"))
    )
    board.refuse_absent(c.AcceptTransfer(incident_id="x"))

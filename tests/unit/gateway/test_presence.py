"""Who has what open and who watches."""

from controlroom.domain.events import ViewingEnded, ViewingStarted
from controlroom.gateway.presence import PresenceBoard
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

    board.attend(1, None)

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

"""One viewing: asked for with a reason, live, frozen, tried again, always ended."""

import time

import pytest
from pytestqt.qtbot import QtBot

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import EndStream, OpenStream, StreamOpened
from tests.helpers.video_room import RoomOfCameras, ScriptedPlayer
from ui.video import viewing as module
from ui.video.player import FROZEN_AFTER_S
from ui.video.viewing import LOOK_S, RETRY_S, Viewing, Wish

GATEWAY = "ws://127.0.0.1:7443/desk"
WISH = Wish("cam_fixed", "find suspects", "inc_1")


class Clock:
    """The seconds of this machine, as the test has them pass."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def monotonic(self) -> float:
        """Return the time."""
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time that passes when the test says so."""
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock.monotonic)
    return clock


def _viewing(room: RoomOfCameras, wish: Wish = WISH) -> tuple[Viewing, ScriptedPlayer]:
    player = ScriptedPlayer()
    viewing = Viewing(wish, room.ask, GATEWAY, player)
    room.frame.answered.connect(viewing.hear)
    return viewing, player


def _playing(
    room: RoomOfCameras, qtbot: QtBot, wish: Wish = WISH
) -> tuple[Viewing, ScriptedPlayer]:
    viewing, player = _viewing(room, wish)
    viewing.start()
    qtbot.waitUntil(lambda: "opening" == viewing.phase)
    player.show(2)
    return viewing, player


def test_the_reason_goes_with_the_question(room: RoomOfCameras) -> None:
    """The gateway is asked for the camera, with the reason and the incident."""
    viewing, _ = _viewing(room)
    viewing.start()

    assert [
        OpenStream(camera_id="cam_fixed", reason="find suspects", incident_id="inc_1")
    ] == room.asked
    assert "asking" == viewing.phase


def test_the_answers_path_is_played_on_our_gateway(
    room: RoomOfCameras, qtbot: QtBot
) -> None:
    """The player gets the gateway's own address with the path of the ticket."""
    viewing, player = _viewing(room)
    viewing.start()
    qtbot.waitUntil(lambda: "opening" == viewing.phase)

    assert ["http://127.0.0.1:7443/stream/ticket/cam_fixed.m3u8"] == player.urls


def test_it_is_live_while_pictures_come(room: RoomOfCameras, qtbot: QtBot) -> None:
    """Two pictures move; one alone is a photograph."""
    viewing, player = _viewing(room)
    viewing.start()
    qtbot.waitUntil(lambda: "opening" == viewing.phase)
    counts: list[bool] = []
    for _ in range(2):
        player.show()
        counts.append(viewing.live)

    assert [False, True] == counts
    assert viewing.first_picture_s is not None


def test_a_picture_that_stands_is_frozen_and_not_live(
    room: RoomOfCameras, qtbot: QtBot
) -> None:
    """Three seconds without a picture: frozen, never counted as live."""
    viewing, player = _playing(room, qtbot)
    player.freeze(FROZEN_AFTER_S)
    assert not viewing.live
    viewing.look()

    assert "frozen" == viewing.phase
    assert viewing.open


def test_a_frozen_picture_is_tried_again(
    room: RoomOfCameras, qtbot: QtBot, clock: Clock
) -> None:
    """Every few seconds; the same ticket, so that nobody is told twice."""
    viewing, player = _playing(room, qtbot)
    clock.now_s += FROZEN_AFTER_S
    viewing.look()
    assert RETRY_S == pytest.approx(viewing.retry_in_s())
    viewing.look()
    assert 1 == len(player.urls)
    clock.now_s += RETRY_S
    viewing.look()

    assert 2 == len(player.urls)
    assert 1 == len(room.asked)


def test_a_picture_that_comes_back_is_live_again(
    room: RoomOfCameras, qtbot: QtBot
) -> None:
    """Nobody has to press anything."""
    viewing, player = _playing(room, qtbot)
    player.freeze(FROZEN_AFTER_S)
    viewing.look()
    player.show(2)

    assert viewing.live
    assert "" == viewing.sentence


def test_a_stream_that_breaks_off_says_why(room: RoomOfCameras, qtbot: QtBot) -> None:
    """What failed is kept for the tile to say."""
    viewing, player = _playing(room, qtbot)
    player.failed.emit("the camera does not answer the gateway")

    assert ("frozen", "the camera does not answer the gateway") == (
        viewing.phase,
        viewing.sentence,
    )


def test_a_stream_that_never_shows_anything_is_tried_again(
    room: RoomOfCameras, qtbot: QtBot, clock: Clock
) -> None:
    """Waiting has an end."""
    viewing, player = _viewing(room)
    viewing.start()
    qtbot.waitUntil(lambda: "opening" == viewing.phase)
    clock.now_s += module.FIRST_PICTURE_S + 0.1
    viewing.look()
    assert "frozen" == viewing.phase
    viewing.look()

    assert 2 == len(player.urls)


def test_a_refusal_is_kept_word_for_word(room: RoomOfCameras, qtbot: QtBot) -> None:
    """The gateway's sentence stands; nothing is played."""
    room.refusal = "A observer may not look through cameras here."
    viewing, player = _viewing(room)
    viewing.start()
    qtbot.waitUntil(lambda: "refused" == viewing.phase)

    assert room.refusal == viewing.sentence
    assert [] == player.urls
    assert not viewing.open


def test_without_a_link_it_is_refused_at_once(room: RoomOfCameras) -> None:
    """No gateway, no picture, and the reason why."""
    room.link_down = True
    viewing, _ = _viewing(room)
    viewing.start()

    assert ("refused", "Not linked to the gateway.") == (
        viewing.phase,
        viewing.sentence,
    )


def test_ending_tells_the_gateway(room: RoomOfCameras, qtbot: QtBot) -> None:
    """Whoever closes the picture no longer looks, and the gateway knows, once."""
    viewing, player = _playing(room, qtbot)
    viewing.end()
    viewing.end()

    assert [EndStream(viewing_id="viewing_ask_1")] == room.asked[1:]
    assert "over" == viewing.phase
    assert player.stopped


def test_ending_before_the_answer_ends_what_the_answer_opened(
    room: RoomOfCameras, qtbot: QtBot
) -> None:
    """A viewing that was closed while it was being opened does not stay open."""
    viewing, player = _viewing(room)
    viewing.start()
    viewing.end()
    qtbot.waitUntil(lambda: len(room.asked) == 2)

    assert EndStream(viewing_id="viewing_ask_1") == room.asked[1]
    assert [] == player.urls
    assert "over" == viewing.phase


def test_ending_without_a_link_is_quiet(room: RoomOfCameras, qtbot: QtBot) -> None:
    """The gateway ends what nobody fetches; here the picture goes at once."""
    viewing, _ = _playing(room, qtbot)
    room.link_down = True
    viewing.end()

    assert "over" == viewing.phase


def test_a_ticket_that_is_gone_ends_it(room: RoomOfCameras, qtbot: QtBot) -> None:
    """The gateway ended it: nothing is tried again behind its back."""
    viewing, player = _playing(room, qtbot)
    player.closed.emit()
    viewing.look()

    assert "over" == viewing.phase
    assert "The gateway ended this viewing" in viewing.sentence
    assert 1 == len(player.urls)
    assert 1 == len(room.asked)


def test_a_path_elsewhere_is_not_played_and_ended(
    room: RoomOfCameras, qtbot: QtBot
) -> None:
    """Hostile: an answer with another host's stream opens nothing, and is ended."""
    viewing, player = _viewing(room)
    viewing.start()
    opened = StreamOpened(
        path="//evil.example/x.m3u8", viewing_id="v9", camera_id="c", expires_us=0
    )
    answer = AnswerArrived("ask_1", ok=True, code="", sentence="", reply=opened,
                           next_page="")  # fmt: skip
    assert viewing.hear(answer)

    assert "refused" == viewing.phase
    assert [] == player.urls
    assert EndStream(viewing_id="v9") == room.asked[-1]


def test_answers_to_other_questions_are_left_alone(room: RoomOfCameras) -> None:
    """Every window hears every answer."""
    viewing, _ = _viewing(room)
    viewing.start()
    other = AnswerArrived("ask_99", ok=False, code="", sentence="x", reply=None,
                          next_page="")  # fmt: skip

    assert not viewing.hear(other)
    assert "asking" == viewing.phase


def test_without_an_incident_it_ends_by_itself(
    room: RoomOfCameras, qtbot: QtBot, clock: Clock
) -> None:
    """Nobody keeps looking by forgetting; one key keeps it as long again."""
    viewing, player = _playing(room, qtbot, Wish("cam_fixed", "look"))
    clock.now_s += LOOK_S - 1
    player.show()
    viewing.keep()
    clock.now_s += LOOK_S - 1
    player.show()
    viewing.look()
    phases = [str(viewing.phase)]
    clock.now_s += 2
    viewing.look()
    phases.append(viewing.phase)

    assert ["live", "over"] == phases
    assert EndStream(viewing_id="viewing_ask_1") == room.asked[-1]


def test_with_an_incident_it_does_not_run_out(
    room: RoomOfCameras, qtbot: QtBot
) -> None:
    """What belongs to an incident closes with it, not by the clock."""
    viewing, _ = _playing(room, qtbot)

    assert None is viewing.ends_in_s()

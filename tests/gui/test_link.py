"""The link at a real window: the gateway goes, and comes back."""

import pytest
from PySide6.QtGui import QColor, QImage

from controlroom.desk import dialling, link
from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import shot
from tests.helpers.operator import Operator
from tests.helpers.waiting import PATIENCE_S

LADDER = {"banner": 3.0, "desaturated": 6.0, "no_live_data": 12.0}
"""What the map shows, and after how many seconds of silence at the earliest."""


@pytest.mark.slow
def test_the_ladder_of_a_dead_gateway(room: LiveRoom, operator: Operator) -> None:
    """Banner at 3 s, no colour at 6 s, NO LIVE DATA at 12 s; what is asked for
    meanwhile waits, is sent once after the restart, and the desk is live by itself.
    """
    incident = operator.open_incident("Robbery", "Pier 4", "S")
    stage = operator.window.map.stage
    room.gateway.kill()
    seen: dict[str, float] = {}

    def look() -> bool:
        if stage.dead_feed.look in LADDER:
            seen.setdefault(stage.dead_feed.look, operator.app.frame.link_age_s())
        return stage.dead_feed.look == "no_live_data"

    operator.until(lambda: not operator.is_live())
    operator.press("L")
    operator.type("written without a gateway")
    operator.press("Return", "Esc")

    assert "1 command waits" in operator.status()

    operator.find("dg62")
    operator.fill_and_leave("M", "come back by the bridge")
    operator.until(look)

    assert [each for each in LADDER if each in seen] == list(seen)
    assert [] == [each for each, age_s in seen.items() if age_s < LADDER[each]]
    assert "Picture frozen" in operator.window.map.corners.banner.text
    assert "Symbols stand where they were" in operator.window.map.corners.banner.text
    assert stage.ground.colourless
    assert _has(shot(operator.window.map), operator.app.theme.color("alarm.high"))
    assert "No link for" in operator.status()
    assert "2 commands wait" in operator.status()
    assert "without a gateway" not in operator.log(), "nothing is drawn as done"

    room.gateway.start()
    operator.until(operator.is_live)
    operator.until(lambda: not operator.app.position.outgoing.under_way)
    operator.until(lambda: stage.dead_feed.look == "live")
    texts = [line.text for line in operator.incident.log]

    assert incident.incident_id == operator.incident.incident_id
    assert 1 == texts.count("written without a gateway")
    assert 1 == sum("come back by the bridge" in text for text in texts)
    assert "" == operator.window.map.corners.banner.text
    # On a slow machine it may lag a while yet.
    operator.until(lambda: "Live" in operator.status())
    assert not stage.ground.colourless


def _has(image: QImage, colour: QColor) -> bool:
    """Whether a colour is drawn somewhere."""
    wanted = colour.rgb()
    return any(
        image.pixel(x, y) == wanted
        for y in range(image.height())
        for x in range(0, image.width(), 50)
    )


def test_units_come_alive_again(room: LiveRoom, operator: Operator) -> None:
    """After a short break the units move on, without a snapshot's jump or a click."""
    row = operator.unit("HB14").row
    tracks = operator.app.frame.tracks
    room.gateway.kill()
    operator.until(lambda: not operator.is_live())
    stood = float(tracks.lon[row])
    room.gateway.start()
    operator.until(
        lambda: (
            operator.is_live() and float(operator.app.frame.tracks.lon[row]) != stood
        )
    )


@pytest.fixture
def _never_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A silent link lags and no more, for as long as the test takes."""
    for module in (link, dialling):
        monkeypatch.setattr(module, "SILENCE_S", 2 * PATIENCE_S)


@pytest.mark.usefixtures("_never_given_up")
def test_a_gateway_that_hangs_is_noticed(room: LiveRoom, operator: Operator) -> None:
    """A gateway that is there but says nothing lags; nobody is told it is live."""
    with room.held():
        operator.until(lambda: operator.app.frame.link.state == "lagging")
        operator.until(lambda: operator.window.map.stage.dead_feed.look != "live")

        assert "Lagging" in operator.status()
        assert "No positions for" in operator.status()
    operator.until(operator.is_live)
    operator.until(lambda: operator.window.map.stage.dead_feed.look == "live")


def test_a_revoked_person_is_told(
    room: LiveRoom, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose token was withdrawn reads so, and what to do; nothing pretends to live."""
    # The next attempt would be told something else: the token opens nothing.
    monkeypatch.setattr(link, "BACKOFF_S", (0.2, 2 * PATIENCE_S))
    welcome = operator.app.frame.welcome
    room.gateway.ask("revoke", {"subject_id": welcome.person_id if welcome else ""})
    operator.until(lambda: operator.app.frame.link.state == "refused")

    assert "Refused" in operator.status()
    assert "withdrawn" in operator.status()

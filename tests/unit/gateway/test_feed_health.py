"""Feeds that fall silent."""

import pytest

from controlroom.domain.events import AlarmRaised
from controlroom.domain.observations import DoorChanged
from controlroom.domain.picture import Picture
from controlroom.gateway.feed_health import LEFT_AFTER_US, FeedHealth
from controlroom.gateway.ledger import DoorLedger
from tests.unit.gateway.rooms import NOW_US, SECOND_US, facts


def _watch(
    health: FeedHealth, ledger: DoorLedger, now_us: int, picture: Picture | None = None
) -> list[DoorChanged]:
    return list(health.watch([ledger], picture or Picture(), now_us))


def test_a_door_nobody_spoke_at_is_not_lost() -> None:
    """Silence before the first word is no alarm."""
    ledger = DoorLedger("cot", needs_peer=True)

    assert [] == _watch(FeedHealth(1.0), ledger, NOW_US)


def test_silence_is_said_once_and_its_end_too() -> None:
    """Lost once, with how long; back once, at the first word."""
    health, ledger = FeedHealth(1.0), DoorLedger("cot", silent_after_us=10 * SECOND_US)
    ledger.heard(NOW_US)
    later_us = NOW_US + 11 * SECOND_US

    assert [] == _watch(health, ledger, NOW_US)

    (lost,) = _watch(health, ledger, later_us)

    assert (True, "nothing heard for 11 s") == (lost.lost, lost.why)
    assert [] == _watch(health, ledger, later_us)

    ledger.heard(later_us)
    (back,) = _watch(health, ledger, later_us)

    assert not back.lost
    assert [] == _watch(health, ledger, later_us)


def test_the_last_peer_left() -> None:
    """A door that needs a peer is lost seconds after the last one left."""
    health, ledger = FeedHealth(1.0), DoorLedger("device", needs_peer=True)
    ledger.peers = 1
    ledger.heard(NOW_US)

    assert [] == _watch(health, ledger, NOW_US)

    ledger.peers = 0

    assert [] == _watch(health, ledger, NOW_US)

    (lost,) = _watch(health, ledger, NOW_US + LEFT_AFTER_US)

    assert "nobody is connected" == lost.why


@pytest.mark.parametrize("rate", [10.0, 60.0])
def test_a_fast_room_waits_as_long_in_the_world(rate: float) -> None:
    """Three seconds of the world are three minutes of a room at ×60."""
    health, ledger = FeedHealth(rate), DoorLedger("device", needs_peer=True)
    ledger.silent_after_us = 10**12
    ledger.heard(NOW_US)
    _watch(health, ledger, NOW_US)

    assert [] == _watch(health, ledger, NOW_US + 2 * LEFT_AFTER_US)
    assert 1 == len(_watch(health, ledger, NOW_US + int(LEFT_AFTER_US * rate)))


def test_an_alarm_of_an_earlier_run_ends() -> None:
    """A feed that was lost before the gateway was started anew is found again."""
    picture = Picture()
    alarm = AlarmRaised(alarm_id="alm_1", kind="feed_lost", priority="high", door="cot")
    picture.apply(facts(alarm)[0])
    ledger = DoorLedger("cot")
    ledger.heard(NOW_US)
    (back,) = _watch(FeedHealth(1.0), ledger, NOW_US, picture)

    assert ("cot", False) == (back.door, back.lost)


def test_a_door_where_silence_is_usual() -> None:
    """Nought means that silence is never an alarm."""
    ledger = DoorLedger("desks", silent_after_us=0)
    ledger.heard(NOW_US)

    assert [] == _watch(FeedHealth(1.0), ledger, NOW_US + 10**12)

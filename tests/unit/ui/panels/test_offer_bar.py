"""The bar of an offer, at both desks."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from controlroom.domain.entities import Party
from tests.helpers.desk_room import DeskRoom
from ui.panels.offer_bar import OfferBar

ACT = c.OfferTransfer(
    incident_id="inc_4521", to=Party(kind="sector", name="Central"), note="<b>x</b>"
)


@pytest.fixture
def bar(qtbot: QtBot, room: DeskRoom) -> OfferBar:
    """A bar over the head."""
    bar = OfferBar(room.position)
    qtbot.addWidget(bar)
    return bar


def _show(bar: OfferBar, room: DeskRoom) -> list[str]:
    bar.show_incident(room.frame.picture.incidents["inc_4521"])
    buttons = (bar.accept, bar.decline, bar.withdraw)
    return [button.text() for button in buttons if not button.isHidden()]


def test_who_is_asked_can_answer(bar: OfferBar, room: DeskRoom) -> None:
    """Who asks and why stands beside it, as typed; the buttons are the actions."""
    assert [] == _show(bar, room) or bar.isHidden()

    room.other(ACT)

    assert ["Accept", "Decline"] == _show(bar, room)
    assert "Marsh offers it to Central desk: <b>x</b>" == bar.accessibleName()

    bar.accept.click()
    bar.decline.click()

    assert ["accept_transfer", "decline_transfer"] == room.done


def test_who_asks_can_take_it_back(bar: OfferBar, room: DeskRoom) -> None:
    """And reads that it is theirs until then."""
    room.position.send(ACT, "inc_4521")
    room.turn()

    assert ["Withdraw"] == _show(bar, room)
    assert "It is yours until they accept." in bar.accessibleName()

    bar.withdraw.click()

    assert ["withdraw_transfer"] == room.done


def test_others_read_it(bar: OfferBar, room: DeskRoom) -> None:
    """Whom it is not offered to has no button; without an offer there is no bar."""
    room.position.choose_sectors(frozenset({"Harbour"}))
    room.other(ACT)

    assert [] == _show(bar, room)
    assert not bar.isHidden()

    room.other(c.WithdrawTransfer(incident_id="inc_4521"))
    _show(bar, room)

    assert bar.isHidden()

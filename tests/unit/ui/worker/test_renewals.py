"""Squares that wait for tiles are told once, together, and within a bound."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import turn_until
from ui.worker.messages import Renewed
from ui.worker.renewals import MOST, Renewals

ONE, TWO = (3, 1, 1), (3, 1, 2)


@pytest.fixture
def told() -> list[Renewed]:
    """What the desk was told."""
    return []


@pytest.fixture
def renewals(qtbot: QtBot, told: list[Renewed]) -> Iterator[Renewals]:
    """Nobody waits yet."""
    parent = QObject()
    yield Renewals(told.append, parent)
    parent.deleteLater()


def test_those_who_wait_are_told_together(
    renewals: Renewals, told: list[Renewed]
) -> None:
    """Two tiles of one square and one of another: one message, each job once."""
    renewals.wait_for(7, {ONE, TWO})
    renewals.wait_for(8, {TWO})
    renewals.wait_for(9, {(3, 5, 5)})
    renewals.note(ONE)
    renewals.note(TWO)

    assert turn_until(lambda: bool(told))
    assert [Renewed((7, 8))] == told


def test_who_lacks_nothing_is_not_told(renewals: Renewals, told: list[Renewed]) -> None:
    """A whole square and a tile that nobody wants make no message."""
    renewals.wait_for(7, set())
    renewals.note(ONE)

    assert not renewals._timer.isActive()
    assert [] == told


def test_the_oldest_is_forgotten(renewals: Renewals) -> None:
    """However many squares wait, no more than the bound are remembered."""
    for job in range(MOST + 10):
        renewals.wait_for(job, {ONE})

    assert (MOST, 10) == (len(renewals._lacking), min(renewals._lacking))

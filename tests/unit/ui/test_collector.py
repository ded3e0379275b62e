"""A closed window is never destroyed in a thread that is not its own."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.collector import EVERYTHING_S, Collector

CYCLES = 5_000


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    """A collector that searches; Python's own search stands again afterwards."""
    collector = Collector(qapp)
    collector.begin()
    yield collector
    collector.end()


def _litter() -> None:
    """Leave cycles enough for Python to search by itself, were it allowed to."""
    for _ in range(CYCLES):
        cycle: list[object] = []
        cycle.append(cycle)


def _leave_window(ended_in: list[QThread]) -> None:
    """Leave a Qt object that only a search can find; it notes where it ends."""
    window = QObject()
    window.cycle = window  # type: ignore[attr-defined]  # what closures do unseen
    QTimer(window).start(60_000)
    window.destroyed.connect(lambda: ended_in.append(QThread.currentThread()))


@pytest.mark.usefixtures("collector")
def test_another_thread_destroys_no_window(qtbot: QtBot) -> None:
    """However much the network thread allocates, Qt's thread finds the cycle."""
    ended_in: list[QThread] = []
    _leave_window(ended_in)
    network = threading.Thread(target=_litter)
    network.start()
    network.join()

    assert not ended_in

    gc.collect(0)  # as its timer does when much was allocated
    qtbot.waitUntil(lambda: bool(ended_in))

    assert [QThread.currentThread()] == ended_in


def test_what_is_due_is_searched(collector: Collector) -> None:
    """The timer's look does what Python would have done."""
    gc.collect()
    _litter()
    before = gc.get_count()[0]
    collector.search()

    assert gc.get_threshold()[0] < before
    assert gc.get_count()[0] < before


def test_nothing_is_searched_while_little_was_allocated(collector: Collector) -> None:
    """A still desk does not search."""
    gc.collect()
    searches: list[str] = []

    def note(phase: str, _search: dict[str, int]) -> None:
        searches.append(phase)

    gc.callbacks.append(note)
    try:
        collector.search()
    finally:
        gc.callbacks.remove(note)

    assert [] == searches


def test_the_last_to_end_hands_the_search_back(collector: Collector) -> None:
    """With a second desk open in the process the search stays where it is."""
    other = Collector()
    other.begin()
    other.end()
    other.end()

    assert not gc.isenabled()

    collector.end()

    assert gc.isenabled()


def test_the_end_searches_once_more(qapp: QApplication) -> None:
    """What a desk leaves behind goes in its own thread, before other threads search."""
    ended_in: list[QThread] = []
    collector = Collector(qapp)
    collector.begin()
    _leave_window(ended_in)
    collector.end()

    assert [QThread.currentThread()] == ended_in


class _Cycle:
    """Something only a search can find."""

    def __init__(self) -> None:
        self.itself = self


def _make_due() -> None:
    """Leave the oldest generation due for a search, as half a minute of work does."""
    for generation in (1, 0):
        for _ in range(gc.get_threshold()[generation + 1] + 1):
            gc.collect(generation)
    _litter()
    while gc.get_count()[1] <= gc.get_threshold()[1]:
        gc.collect(0)


def test_what_outlived_a_search_is_put_aside(qapp: QApplication) -> None:
    """It is searched again after ten minutes, not after each half."""
    now_s = [0.0]
    collector = Collector(qapp, lambda: now_s[0])
    collector.begin()
    try:
        cycle = _Cycle()
        gone = weakref.ref(cycle)
        gc.collect()
        gc.freeze()
        del cycle
        kept = []
        for at_s in (30.0, 60.0, EVERYTHING_S):
            now_s[0] = at_s
            collector.search_oldest()
            kept.append(gone() is not None)
    finally:
        collector.end()

    assert [True, True, False] == kept


def test_the_oldest_are_searched_when_due(collector: Collector) -> None:
    """A cycle that outlived the young searches goes with the oldest generation."""
    cycle = _Cycle()
    gone = weakref.ref(cycle)
    gc.collect(0)
    gc.collect(1)
    del cycle
    _make_due()
    collector.search()

    assert gone() is None

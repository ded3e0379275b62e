"""What every test stands on: no screen, a folder of its own, no thread left behind."""

import gc
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from controlroom.exercise.city_file import city_pack

# Before any Qt import: tests must run on machines without a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is not a failure. On the build server the same cases every time.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")

THREAD_GRACE_S = 60.0
"""How long a thread that was told to stop may take to be gone."""

A_WINDOW = 8_000
"""Blocks of memory that a test leaves; more are a whole window, and worth a search."""

SHARED = Path(__file__).parents[2] / "shared" / "data"
"""Recorded data that stands beside a developer's clone, never inside the project."""


def pytest_collection_finish() -> None:
    """Put all modules aside: no search for closed windows goes through them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own data folder, never the person's."""
    monkeypatch.setenv("CONTROLROOM_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A test that leaves a thread running has failed."""
    before = set(threading.enumerate())
    yield
    deadline_s = time.monotonic() + THREAD_GRACE_S
    left = _new_threads(before)
    while left and time.monotonic() < deadline_s:
        left[0].join(timeout=0.05)
        left = _new_threads(before)
    if left:
        names = ", ".join(sorted(thread.name for thread in left))
        pytest.fail(f"threads left running: {names}")


@pytest.fixture(autouse=True)
def _windows_end_with_their_test() -> Iterator[None]:
    """What a test has closed is gone after it: not kept, nor left for a thread to find.

    A window and what stands behind it are a cycle, which only a search finds. Where a
    desk's own collector stands, it searches.
    """
    before = sys.getallocatedblocks()
    yield
    core = sys.modules.get("PySide6.QtCore")
    grown = sys.getallocatedblocks() - before
    if core is None or not gc.isenabled() or grown < A_WINDOW:
        return
    # Not asked of Qt: to list its widgets is to wrap each of them, the dying ones too.
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture
def shared_data() -> Path:
    """Folder of recorded data, or a skip that says why."""
    if not SHARED.is_dir():
        pytest.skip("recorded data (../shared/data) is not beside this clone")
    return SHARED


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ashmere as a pack, built once for all tests: it takes some seconds."""
    return city_pack(1, tmp_path_factory.mktemp("city"))


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        # Dummy threads stand for ones that Python did not start (Qt's own).
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]

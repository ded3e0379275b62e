"""What was built, or a skip that says how it is."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.x_screen import XScreen

BUILT_AT = "CONTROLROOM_DIST"


@pytest.fixture(scope="session")
def dist() -> Path:
    """Folder of what `make package` built."""
    folder = os.environ.get(BUILT_AT)
    if not folder:
        pytest.skip("make package builds what this tries")
    return Path(folder).absolute()


@pytest.fixture(scope="session")
def programs(dist: Path) -> Path:
    """Folder of the two programs."""
    return dist / "controlroom"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[XScreen]:
    """An X screen that nobody sees."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed: no screen to show a window on")
    folder = tmp_path / "screen"
    folder.mkdir()
    with XScreen(folder) as screen:
        yield screen

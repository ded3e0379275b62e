"""What tests of benchmarks stand on: the city of the session, also for programs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom.bench.room import Room, open_room


@pytest.fixture
def cached_city(
    city: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The city's pack, which every program of the test finds in its cache."""
    cache = tmp_path_factory.mktemp("cache")
    (cache / "controlroom").mkdir()
    (cache / "controlroom" / city.name).symlink_to(city)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return city


@pytest.fixture
def room() -> Iterator[Room]:
    """A running gateway with nobody enrolled."""
    with open_room() as room:
        yield room

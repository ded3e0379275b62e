"""Where units were: sampled, in hourly files, for 30 days."""

from pathlib import Path

import numpy as np
import pytest

from controlroom.domain.errors import JournalError
from controlroom.domain.tracks import Moved
from controlroom.journal import tracks
from controlroom.journal.tracks import RECORD, TrackStore

SECOND = 1_000_000
HOUR = 3600 * SECOND
NOON = 1_795_262_400 * SECOND
"""21 November 2026, 12:00 UTC."""
UNITS = ["unit_a", "unit_b", "unit_c"]
METRE = 1 / 111_195.0


def _moved(
    rows: list[int], fix_us: int | list[int], lat: float | list[float] = 51.5
) -> Moved:
    count = len(rows)
    return Moved(
        unit_rows=np.array(rows, np.int32),
        lat=np.broadcast_to(np.array(lat, np.float64), count).copy(),
        lon=np.full(count, -0.1),
        fix_us=np.broadcast_to(np.array(fix_us, np.int64), count).copy(),
        speed_mps=np.full(count, 13.4, np.float32),
        heading_deg=np.full(count, 271.5, np.float32),
        accuracy_m=np.full(count, 4.5, np.float32),
        kind=np.full(count, 2, np.uint8),
    )


@pytest.fixture
def store(tmp_path: Path) -> TrackStore:
    """An empty store."""
    return TrackStore(tmp_path / "tracks")


def test_a_fix_is_read_as_it_was_kept(store: TrackStore) -> None:
    """To a centimetre, a centimetre a second, a hundredth of a degree."""
    store.keep(_moved([0], NOON, 51.1234567), UNITS)
    store.flush()
    track = store.read("unit_a", NOON, NOON)

    assert [NOON] == track.fix_us.tolist()
    assert pytest.approx([51.1234567], abs=1e-9) == track.lat.tolist()
    assert pytest.approx([-0.1]) == track.lon.tolist()
    assert pytest.approx([13.4], abs=0.01) == track.speed_mps.tolist()
    assert pytest.approx([271.5], abs=0.01) == track.heading_deg.tolist()
    assert pytest.approx([4.5], abs=0.1) == track.accuracy_m.tolist()
    assert [2] == track.kind.tolist()


def test_a_standing_unit_is_kept_every_ten_seconds(store: TrackStore) -> None:
    """One fix a second for a minute leaves six."""
    kept = sum(store.keep(_moved([0], NOON + n * SECOND), UNITS) for n in range(60))

    assert 6 == kept


def test_a_moving_unit_is_kept_every_25_metres(store: TrackStore) -> None:
    """At 10 m/s that is every third second, whichever comes first."""
    kept = [
        n
        for n in range(10)
        if store.keep(_moved([0], NOON + n * SECOND, 51.5 + n * 10 * METRE), UNITS)
    ]

    assert [0, 3, 6, 9] == kept


def test_units_are_sampled_apart(store: TrackStore) -> None:
    """One that moves does not keep one that stands."""
    store.keep(_moved([0, 1], NOON), UNITS)

    assert 1 == store.keep(
        _moved([0, 1], NOON + SECOND, [51.5, 51.5 + 30 * METRE]), UNITS
    )


def test_a_late_fix_is_not_kept(store: TrackStore) -> None:
    """A fix older than the last one kept says nothing new."""
    store.keep(_moved([0], NOON), UNITS)

    assert 0 == store.keep(_moved([0], NOON - HOUR), UNITS)


def test_tracks_are_of_one_unit_and_a_time(store: TrackStore) -> None:
    """Both ends included, others left out, oldest first."""
    for n in range(5):
        store.keep(_moved([0, 1], NOON + n * 20 * SECOND), UNITS)
    store.flush()
    track = store.read("unit_b", NOON + 20 * SECOND, NOON + 60 * SECOND)

    assert [20, 40, 60] == ((track.fix_us - NOON) // SECOND).tolist()


def test_a_track_runs_over_hours(store: TrackStore, tmp_path: Path) -> None:
    """A file an hour; a question is answered across them."""
    for n in range(-1, 3):
        store.keep(_moved([0], NOON + n * HOUR), UNITS)
    store.flush()
    names = sorted(path.name for path in (tmp_path / "tracks").iterdir())

    assert [
        "20261121T11.track", "20261121T12.track", "20261121T13.track",
        "20261121T14.track",
    ] == names  # fmt: skip
    assert 4 == len(store.read("unit_a", NOON - HOUR, NOON + 2 * HOUR).fix_us)


def test_what_is_unknown_stays_unknown(store: TrackStore) -> None:
    """Not a number in, not a number out; a speed too large is cut, not wrapped."""
    moved = _moved([0, 1], NOON)
    moved.speed_mps[:] = [np.nan, 9_000]
    moved.heading_deg[:] = np.nan
    moved.accuracy_m[:] = [np.nan, -1]
    store.keep(moved, UNITS)
    store.flush()
    unknown, large = (store.read(unit, NOON, NOON) for unit in ("unit_a", "unit_b"))

    assert np.isnan(unknown.speed_mps).all()
    assert np.isnan(unknown.heading_deg).all()
    assert np.isnan(unknown.accuracy_m).all()
    assert pytest.approx(655.34) == large.speed_mps[0]
    assert 0 == large.accuracy_m[0]


def test_a_record_cut_short_by_a_crash_is_ignored(
    store: TrackStore, tmp_path: Path
) -> None:
    """The next append stands on whole records again."""
    store.keep(_moved([0], NOON), UNITS)
    store.flush()
    path = next((tmp_path / "tracks").iterdir())
    with path.open("ab") as file:
        file.write(b"\x01" * (RECORD.itemsize // 2))

    assert 1 == len(store.read("unit_a", NOON, NOON).fix_us)
    store.keep(_moved([0], NOON + 20 * SECOND), UNITS)
    store.flush()
    assert 2 == len(store.read("unit_a", NOON, NOON + HOUR).fix_us)


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 500])
def test_a_file_that_is_no_track_is_left_out(
    store: TrackStore, tmp_path: Path, content: bytes
) -> None:
    """A stray file does not hide the hours around it."""
    store.keep(_moved([0], NOON), UNITS)
    store.flush()
    (tmp_path / "tracks" / "20261121T13.track").write_bytes(content)

    assert 1 == len(store.read("unit_a", NOON, NOON + 2 * HOUR).fix_us)


def test_files_leave_after_thirty_days(store: TrackStore) -> None:
    """What may no longer be kept is not."""
    day = 24 * HOUR
    for days in (0, 29, 31):
        store.keep(_moved([0], NOON + days * day), UNITS)
    store.flush()

    assert 1 == store.expire(NOON + 31 * day)
    assert 0 == len(store.read("unit_a", NOON, NOON).fix_us)
    assert 2 == len(store.read("unit_a", NOON, NOON + 31 * day).fix_us)


def test_a_disk_that_refuses_is_told_and_tried_again(
    store: TrackStore, tmp_path: Path
) -> None:
    """What waits then waits on."""
    (tmp_path / "tracks").write_text("a file where the folder should be")
    store.keep(_moved([0], NOON), UNITS)

    with pytest.raises(JournalError, match="cannot write tracks"):
        store.flush()

    (tmp_path / "tracks").unlink()
    store.flush()
    assert 1 == len(store.read("unit_a", NOON, NOON).fix_us)


def test_what_waits_too_long_is_given_up_oldest_first(
    store: TrackStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memory is bounded, and what went is counted."""
    monkeypatch.setattr(tracks, "WAITING_RECORDS", 4)
    for n in range(3):
        store.keep(_moved([0, 1], NOON + n * 20 * SECOND), UNITS)
    store.flush()

    assert 2 == store.dropped
    assert NOON + 20 * SECOND == store.read("unit_a", NOON, NOON + HOUR).fix_us[0]


def test_units_are_found_again_under_another_row(
    store: TrackStore, tmp_path: Path
) -> None:
    """Tracks stand under the unit's id: a restored journal may number anew."""
    store.keep(_moved([0], NOON), ["unit_a"])
    store.flush()
    again = TrackStore(tmp_path / "tracks")
    again.keep(_moved([1], NOON + 20 * SECOND), ["unit_z", "unit_a"])
    again.flush()

    assert 2 == len(again.read("unit_a", NOON, NOON + HOUR).fix_us)


def test_no_folder_is_no_track(store: TrackStore) -> None:
    """Nothing was ever kept: an empty answer, not an error."""

    assert 0 == len(store.read("unit_a", NOON, NOON).fix_us)
    assert 0 == store.expire(NOON)

"""Recorded calls and tracks come in through the doors, once each, hour for hour."""

import csv
import gzip
import io
import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from controlroom.domain.events import IncidentOpened
from controlroom.gateway.record import facts_of
from controlroom.journal.sqlite import SqliteJournal

CHICAGO = ZoneInfo("America/Chicago")
HEADING = "time,location,latitude,longitude,district,nature,status\n"
GPX = """<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk>
<name>Bus 304</name><trkseg>{points}</trkseg></trk></gpx>"""


def _replay(*arguments: str, timeout_s: float = 120.0) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "controlroom", "replay", *arguments],
        capture_output=True,
        check=False,
        timeout=timeout_s,
    )

    assert 0 == done.returncode, done.stderr.decode()[-2000:] + done.stdout.decode()
    said: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return said


def _opened_by_hour(home: Path, shift_us: int) -> Counter[str]:
    """Count what the journal says was opened, by the hour it was recorded in."""
    journal = SqliteJournal.open(home / "journal.db", exercise=True, create=False)
    hours: Counter[str] = Counter()
    try:
        for fact in facts_of(journal):
            if isinstance(fact.event, IncidentOpened):
                at_s = (fact.event.opened_at_us - shift_us) / 1e6
                local = datetime.fromtimestamp(at_s, UTC).astimezone(CHICAGO)
                hours[f"{local:%Y-%m-%d %H}"] += 1
    finally:
        journal.close()
    return hours


def _recorded_by_hour(text: str) -> Counter[str]:
    """Count the rows by their own words, with nothing of ours."""
    rows = csv.reader(io.StringIO(text))
    next(rows)
    return Counter(row[0][:13] for row in rows)


def test_calls_hour_by_hour_and_twice_is_once(tmp_path: Path) -> None:
    """Every row becomes one incident of its hour; the same file again adds nothing."""
    first = datetime(2018, 5, 1, 0, 10)  # noqa: DTZ001 - local time, as recorded
    times = [first + timedelta(minutes=7 * n) for n in range(30)]
    text = HEADING + "".join(
        f"{at:%Y-%m-%d %H:%M:%S},{n // 2}00 block <b>,42.99,-87.95,6,THEFT,Advised\n"
        for n, at in enumerate(times)
    )
    path = tmp_path / "calls.csv"
    path.write_text(text, encoding="utf-8")
    home = tmp_path / "kept"

    said = _replay(str(path), str(path), "--speed", "600", "--keep", str(home))

    assert 30 == said["opened"]
    assert _recorded_by_hour(text) == _opened_by_hour(home, int(str(said["shift_us"])))


def test_tracks_move_units(tmp_path: Path) -> None:
    """A GPX track is a phone's positions; its unit is where the last point is."""
    points = "".join(
        f'<trkpt lat="{52.6 + n * 1e-4}" lon="-8.66">'
        f"<time>2019-02-18T07:{45 + n // 60:02}:{n % 60:02}Z</time></trkpt>"
        for n in range(0, 200, 4)
    )
    path = tmp_path / "ride.gpx"
    path.write_text(GPX.format(points=points), encoding="utf-8")

    said = _replay(str(path), "--speed", "60")

    assert 50 == said["positions"]
    assert {} == said["errors"]


@pytest.mark.soak
def test_the_recorded_fortnight(tmp_path: Path, shared_data: Path) -> None:
    """All 24,039 calls at ×600, without an error, hour for hour (34 minutes)."""
    path = shared_data / "calls" / "milwaukee_2018-05-01_14.csv.gz"
    home = tmp_path / "kept"

    said = _replay(str(path), "--speed", "600", "--keep", str(home), timeout_s=5400)

    assert 24_039 == said["opened"]
    text = gzip.decompress(path.read_bytes()).decode()
    assert _recorded_by_hour(text) == _opened_by_hour(home, int(str(said["shift_us"])))

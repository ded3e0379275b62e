"""Recordings are read by their content, whole, and never lose a call."""

import gzip
import json
from pathlib import Path

import pytest

from controlroom.domain.errors import FeedError
from controlroom.exercise.recordings import read_recordings
from controlroom.feeds import cot
from controlroom.feeds.base import Sighting

GPX = """<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Bus</name><trkseg>
<trkpt lat="52.6" lon="-8.6"><time>2019-02-18T07:45:50Z</time></trkpt>
<trkpt lat="52.7" lon="-8.7"><time>2019-02-18T07:45:52Z</time></trkpt>
<trkpt lat="52.8" lon="-8.8"></trkpt>
</trkseg></trk></gpx>"""
CALLS = (
    "time,location,latitude,longitude,district,nature,status\n"
    "2018-05-01 00:00:14,2900 block W OKLAHOMA AV,42.99,-87.951,6,THEFT,Advised\n"
    "2018-05-01 00:00:14,2900 block W OKLAHOMA AV,42.99,-87.951,6,THEFT,Advised\n"
)


def _event(uid: str, at_us: int) -> bytes:
    return cot.encode(
        cot.CotEvent(
            uid=uid, type="a-f-G-U-C", by=uid, time_us=at_us, stale_us=at_us + 1,
            sighting=Sighting(uid, at_us, 54.7, 2.4), callsign=uid,
        )
    )  # fmt: skip


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_gpx_becomes_a_track(tmp_path: Path) -> None:
    """Points with a time, oldest first; those without are said to be left out."""
    recording = read_recordings([_file(tmp_path, "ride.gpx", GPX)])

    assert [("ride-1", "Bus"), ("ride-1", "Bus")] == [
        (seen.uid, seen.name) for seen in recording.sightings
    ]
    assert 2_000_000 == recording.last_us - recording.first_us
    assert ["ride.gpx: 1 points left out"] == recording.faults


@pytest.mark.parametrize("form", ["stream", "lines"])
def test_cot_as_a_stream_and_as_lines(tmp_path: Path, form: str) -> None:
    """A captured stream and one JSON object a line are both read."""
    events = [_event("A", 2_000_000_000_000), _event("B", 1_000_000_000_000)]
    content = (
        b"\n".join(events)
        if form == "stream"
        else b"\n".join(json.dumps({"xml": e.decode()}).encode() for e in events)
    )
    recording = read_recordings([_file(tmp_path, f"{form}.cot", content)])

    assert ["B", "A"] == [seen.uid for seen in recording.sightings]


def test_two_calls_alike_are_two(tmp_path: Path) -> None:
    """Rows that are the same to the letter are two calls with two ids."""
    recording = read_recordings([_file(tmp_path, "calls.csv", CALLS)])

    assert 2 == len({call.source_id for call in recording.calls})
    assert "THEFT" == recording.calls[0].type_code
    # 00:00:14 in Chicago in summer is 05:00:14 UTC.
    assert 1_525_150_814_000_000 == recording.first_us


def test_the_same_file_again_is_the_same_calls(tmp_path: Path) -> None:
    """Ids come from the rows alone: replayed twice is once. Packed or not."""
    plain = read_recordings([_file(tmp_path, "calls.csv", CALLS)])
    packed = _file(tmp_path, "calls.csv.gz", gzip.compress(CALLS.encode()))

    assert [c.source_id for c in plain.calls] == [
        c.source_id for c in read_recordings([packed]).calls
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("other.csv", b"a,b,c\n1,2,3\n"),
        ("broken.gpx", b"<gpx><trk>"),
        ("noise.bin", bytes(range(256))),
        ("cut.csv.gz", gzip.compress(CALLS.encode())[:-9]),
        ("list.jsonl", b"{]\n"),
    ],
)
def test_hostile_files_are_named_in_one_line(
    tmp_path: Path, name: str, content: bytes
) -> None:
    """What is no recording is refused with the file's name, on one line."""
    with pytest.raises(FeedError) as refused:
        read_recordings([_file(tmp_path, name, content)])

    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


def test_recorded_fortnight(shared_data: Path) -> None:
    """All 24,039 recorded calls are read, each with its own id."""
    path = shared_data / "calls" / "milwaukee_2018-05-01_14.csv.gz"
    recording = read_recordings([path])

    assert 24_039 == len({call.source_id for call in recording.calls})
    assert [] == recording.faults

"""Calls as rows of CSV: columns as configured, text as typed, bad rows as lines."""

import csv
import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from controlroom.domain.errors import FeedError
from controlroom.domain.observations import CallReceived
from controlroom.feeds import calls_csv
from controlroom.feeds.calls_csv import CallColumns, CallFault

LAYOUT = CallColumns(
    source="cad",
    columns={
        "source_id": "id",
        "time": "time",
        "type_code": "type",
        "place": "place",
        "lat": "lat",
        "lon": "lon",
        "text": "text",
        "caller": "caller",
    },
    zone=ZoneInfo("Europe/London"),
)
HEADING = "id,time,type,place,lat,lon,text,caller\n"
ROW = "7,2026-11-21T22:32:08,THEFT,Quay Street,54.7,2.4,a bicycle,Mrs X\n"
AT_US = 1_795_300_328_000_000


def _read(text: str, layout: CallColumns = LAYOUT) -> list[CallReceived | CallFault]:
    return list(calls_csv.decode(text.splitlines(keepends=True), layout))


def _one(text: str, layout: CallColumns = LAYOUT) -> CallReceived:
    (call,) = _read(text, layout)
    assert isinstance(call, CallReceived)
    return call


def _fault(text: str) -> str:
    (fault,) = _read(text)
    assert isinstance(fault, CallFault)
    return f"{fault.line}: {fault.why}"


def test_a_row_is_a_call_in_full() -> None:
    """Every column that is named, and the source it came from."""

    assert CallReceived(
        source="cad",
        source_id="7",
        at_us=AT_US,
        type_code="THEFT",
        place="Quay Street",
        lat=54.7,
        lon=2.4,
        text="a bicycle",
        caller="Mrs X",
    ) == _one(HEADING + ROW)


def test_columns_may_stand_in_any_order_among_others() -> None:
    """By name, never by place."""
    text = "text,unused,id,caller,time,type,place,lon,lat\n"
    text += "a bicycle,?,7,Mrs X,2026-11-21T22:32:08Z,THEFT,Quay Street,2.4,54.7\n"

    assert _one(HEADING + ROW) == _one(text)


@pytest.mark.parametrize(
    ("time", "form", "at_us"),
    [
        ("2026-11-21T22:32:08Z", "", AT_US),
        ("2026-11-21 22:32:08", "", AT_US),
        ("2026-07-21 22:32:08", "", 1_784_669_528_000_000),
        ("1795300328", "", AT_US),
        ("21/11/2026 22:32:08", "%d/%m/%Y %H:%M:%S", AT_US),
    ],
)
def test_times_are_of_the_zone_that_is_configured(
    time: str, form: str, at_us: int
) -> None:
    """Local time with its summer, or a form of one's own."""
    layout = msgspec.structs.replace(LAYOUT, time_format=form)
    row = ROW.replace("2026-11-21T22:32:08", time)

    assert at_us == _one(HEADING + row, layout).at_us


def test_their_words_for_a_type_become_our_code() -> None:
    """A word that is not in the list stays as it is."""
    layout = msgspec.structs.replace(LAYOUT, types={"THEFT": "T1"})

    assert "T1" == _one(HEADING + ROW, layout).type_code
    assert "ODD" == _one(HEADING + ROW.replace("THEFT", "ODD"), layout).type_code


def test_a_field_may_be_made_of_several_columns() -> None:
    """A system without a number of its own has its rows named by what they say."""
    columns = {
        **LAYOUT.columns,
        "source_id": ("time", "place"),
        "text": ("type", "text"),
    }
    call = _one(HEADING + ROW, msgspec.structs.replace(LAYOUT, columns=columns))

    assert "2026-11-21T22:32:08|Quay Street" == call.source_id
    assert "THEFT a bicycle" == call.text


def test_another_delimiter_is_understood() -> None:
    """As spreadsheets of this continent write it."""
    layout = msgspec.structs.replace(LAYOUT, delimiter=";")
    text = (HEADING + ROW).replace(",", ";")

    assert "7" == _one(text, layout).source_id


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "=HYPERLINK(1)",
        "\x1b[31mred\x07",
        "\0",
        "\u202eright to left",
        "💂 Ænglish",
        'two "quoted", lines\nof text',
    ],
)
def test_text_stays_as_it_was_typed(words: str) -> None:
    """Nothing is interpreted and nothing is taken out."""
    quoted = '"' + words.replace('"', '""') + '"'

    assert words == _one(HEADING + ROW.replace("a bicycle", quoted)).text


def test_an_endless_text_is_cut_and_says_so() -> None:
    """The call is kept."""
    text = _one(HEADING + ROW.replace("a bicycle", "x" * 20_000)).text

    assert 10_000 + len(calls_csv.CUT) == len(text)
    assert text.endswith("[cut off here]")


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("x,2.4", "no place: 'x', '2.4'"),
        ("54.7,", "no place: '54.7', ''"),
        ("NaN,2.4", "no place on earth"),
        ("0,0", "no place on earth"),
        ("154.7,2.4", "no place on earth"),
        ("inf,2.4", "no place on earth"),
    ],
)
def test_a_call_is_never_lost_for_its_coordinates(place: str, why: str) -> None:
    """It is a call without a place, and a line about it."""
    fault, call = _read(HEADING + ROW.replace("54.7,2.4", place))

    assert isinstance(fault, CallFault)
    assert isinstance(call, CallReceived)
    assert fault.why.startswith(why)
    assert (None, None) == (call.lat, call.lon)


def test_no_coordinates_are_no_fault() -> None:
    """Many systems have only words."""
    call = _one(HEADING + ROW.replace("54.7,2.4", " ,"))

    assert (None, None) == (call.lat, call.lon)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("7,8\n", "2: 2 fields, the heading has 8"),
        (ROW.replace("7,", ",", 1), "2: no source id"),
        (ROW.replace("7,", "x" * 201 + ",", 1), "2: no source id"),
        (ROW.replace("2026-11-21T22:32:08", "soon"), "2: not a time: 'soon'"),
        (ROW.replace("a bicycle", '"a" bicycle'), "2: not CSV"),
        (ROW.replace("a bicycle", '"never closed'), "2: not CSV"),
        (ROW.replace("a bicycle", "x" * 200_000), "2: not CSV: field larger"),
    ],
)
def test_a_row_that_is_no_call_is_one_line(row: str, fault: str) -> None:
    """With its line in the file."""

    assert _fault(HEADING + row).startswith(fault)


def test_a_bad_row_disturbs_no_other() -> None:
    """Rows before and behind it are calls."""
    found = _read(HEADING + ROW + "7\n" + ROW.replace("7,", "8,", 1) + "\n")

    assert ["7", None, "8"] == [
        item.source_id if isinstance(item, CallReceived) else None for item in found
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is no column 'id', 'time'"),
        ("id,time\n", "there is no column 'type', 'place'"),
        (HEADING.replace("lat", "latitude"), "there is no column 'lat'; found: 'id'"),
        ('"a"b\n', "not CSV"),
    ],
)
def test_missing_columns_are_one_line(text: str, why: str) -> None:
    """Which are missing and which there were."""

    with pytest.raises(FeedError) as refused:
        _read(text)
    assert str(refused.value).startswith(why)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({}, "columns must name 'source_id', 'time'"),
        ({"source_id": "id"}, "columns must name 'time'"),
        ({"source_id": "a", "time": "b", "grate": "c"}, "columns: 'grate': known are"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused(
    columns: dict[str, calls_csv.Column], why: str
) -> None:
    """Before any file is read."""

    with pytest.raises(FeedError, match=why):
        calls_csv.check_columns(columns)


def test_bytes_that_are_no_text_end_the_file(tmp_path: Path) -> None:
    """What was read before them is kept."""
    path = tmp_path / "calls.csv"
    path.write_bytes((HEADING + ROW * 2000).encode() + b"8,\xff\xfe\n")
    with path.open(encoding="utf-8", newline="") as lines:
        found = list(calls_csv.decode(lines, LAYOUT))

    assert isinstance(found[0], CallReceived)
    assert isinstance(found[-1], CallFault)
    assert found[-1].why.startswith("not text")


@pytest.mark.shared
def test_recorded_calls_are_read(shared_data: Path) -> None:
    """A fortnight of a city: every row is a call, counted independently by hour."""
    path = shared_data / "calls" / "milwaukee_2018-05-01_14.csv.gz"
    layout = CallColumns(
        source="mke",
        columns={
            "source_id": ("time", "location", "nature"),
            "time": "time",
            "type_code": "nature",
            "place": "location",
            "lat": "latitude",
            "lon": "longitude",
            "text": "status",
        },
        zone=ZoneInfo("America/Chicago"),
    )
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        found = list(calls_csv.decode(lines, layout))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    calls = [item for item in found if isinstance(item, CallReceived)]

    assert 24_039 == len(rows) == len(calls)
    # 1 May 2018 at 00:00:14 in Chicago is 05:00:14 in UTC.
    assert 1_525_150_814_000_000 == calls[0].at_us
    assert [row["location"] for row in rows] == [call.place for call in calls]

"""Calls from another system's files, and a real gateway: each is one incident."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from controlroom.desk.desk import Desk
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S
CONFIG = """
[doors.calls_csv]
enabled = true
source = "cad"
every_s = 0.05
time_zone = "America/Chicago"

[doors.calls_csv.columns]
source_id = "number"
time = "received"
type_code = "nature"
place = "location"
lat = "latitude"
lon = "longitude"
text = "remarks"

[doors.calls_csv.types]
"ENTRY AUTOS" = "THEFT"
"""
HEADING = "number,received,location,latitude,longitude,nature,remarks\n"
ROWS = (
    'N1,2018-05-01 00:00:14,2900 block W OKLAHOMA AV,42.99,-87.951,ENTRY AUTOS,"two, '
    'with a bag"\n'
    "N2,2018-05-01 00:00:15,5800 block S 13TH ST,42.939,-87.929,PATROL,\n"
)


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[GatewayProcess]:
    """A gateway that reads the folder."""
    with GatewayProcess(tmp_path / "home", config=CONFIG) as gateway:
        yield gateway


@pytest.fixture
def desk(gateway: GatewayProcess) -> Iterator[Desk]:
    """A desk that has its picture."""
    with Desk(gateway.url, gateway.add_person("Anna"), "Desk A") as desk:
        desk.wait_until(lambda: desk.picture.codes.types, WAIT_S)
        yield desk


def _put(gateway: GatewayProcess, name: str, content: str | bytes) -> None:
    """Write a file as another program would, beside, then under its name."""
    folder = gateway.home / "calls"
    folder.mkdir(exist_ok=True)
    part = folder / f"{name}.part"
    part.write_bytes(content if isinstance(content, bytes) else content.encode())
    part.replace(folder / name)


def _wait_done(
    gateway: GatewayProcess, desk: Desk, name: str, where: str = "done"
) -> None:
    path = gateway.home / "calls" / where / name
    desk.wait_until(path.exists, WAIT_S)


def _row(gateway: GatewayProcess) -> dict[str, Any]:
    told = gateway.ask("doors")
    return next(row for row in told["doors"] if row["name"] == "calls_csv")


def test_each_row_is_an_incident(gateway: GatewayProcess, desk: Desk) -> None:
    """Columns as configured, words as typed, the other system's type as ours."""
    _put(gateway, "first.csv", HEADING + ROWS)
    desk.wait_until(lambda: len(desk.picture.incidents) == 2, WAIT_S)
    _wait_done(gateway, desk, "first.csv")
    first, second = desk.picture.incidents.values()

    assert ("cad", "N1", "THEFT") == (first.source, first.source_id, first.type_code)
    assert "two, with a bag" == first.narrative
    assert (42.99, -87.951) == (first.lat, first.lon)
    assert "2900 block W OKLAHOMA AV" == first.place
    assert "PATROL" == second.type_code
    assert 0 == _row(gateway)["errors"]


def test_the_same_source_id_twice_is_once(gateway: GatewayProcess, desk: Desk) -> None:
    """Again in the file, again in another file, again after a restart."""
    _put(gateway, "first.csv", HEADING + ROWS + ROWS)
    _wait_done(gateway, desk, "first.csv")
    _put(gateway, "second.csv", HEADING + ROWS)
    _wait_done(gateway, desk, "second.csv")
    gateway.stop()
    gateway.start()
    _put(gateway, "third.csv", HEADING + ROWS + ROWS.replace("N1", "N3"))
    desk.wait_until(lambda: len(desk.picture.incidents) == 3, WAIT_S)
    _wait_done(gateway, desk, "third.csv")

    assert ["N1", "N2", "N3"] == [
        incident.source_id for incident in desk.picture.incidents.values()
    ]


def test_a_file_without_a_column_is_one_line(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """It says which column and what there was, and the file is put aside."""
    _put(gateway, "bad.csv", "number,received,place\n1,2,3\n")
    _wait_done(gateway, desk, "bad.csv", "failed")
    row = _row(gateway)

    assert 1 == row["errors"]
    assert "bad.csv: there is no column 'nature'" in row["last_error"]
    assert {} == desk.picture.incidents


def test_hostile_rows_disturb_no_other_row(gateway: GatewayProcess, desk: Desk) -> None:
    """Markup and control characters stay text; a bad row is a line of the door's."""
    rows = (
        "N1,2018-05-01 00:00:14,<b>x</b>,42.99,-87.951,FIRE,"
        "<script>alert(1)</script>\n"
        "N2,no time,place,42.99,-87.951,FIRE,\n"
        "N3,2018-05-01 00:00:14,place,NaN,999,FIRE,\n"
        "N4,short\n"
        ",2018-05-01 00:00:14,place,42.99,-87.951,FIRE,no number\n"
        "N6,2018-05-01 00:00:14,place\x07,42.99,-87.951,FIRE,\x1b[31mred\n"
    )
    _put(gateway, "hostile.csv", HEADING + rows)
    _wait_done(gateway, desk, "hostile.csv")
    desk.wait_until(lambda: len(desk.picture.incidents) == 3, WAIT_S)
    by_id = {i.source_id: i for i in desk.picture.incidents.values()}
    row = _row(gateway)

    assert {"N1", "N3", "N6"} == set(by_id)
    assert "<script>alert(1)</script>" == by_id["N1"].narrative
    assert (None, None) == (by_id["N3"].lat, by_id["N3"].lon)
    assert "[31mred" in by_id["N6"].narrative
    assert 4 == row["errors"]
    assert "line 6: no source id" in row["last_error"]


def test_bytes_that_are_no_text_are_put_aside(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """A picture named .csv is said to be none."""
    _put(gateway, "picture.csv", b"\x89PNG\r\n\x1a\n\xff\xfe" * 100)
    _wait_done(gateway, desk, "picture.csv", "failed")

    assert "picture.csv: not" in _row(gateway)["last_error"]

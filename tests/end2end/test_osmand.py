"""A phone as Traccar Client speaks, and a real gateway: its unit moves on a desk."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import requests

from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from controlroom.domain.commands import Enrol
from controlroom.domain.entities import Device, Unit
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S
LAT, LON = 54.7012345, 2.4012345
CONFIG = """
[doors.osmand]
enabled = true
port = 0
"""


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[GatewayProcess]:
    """A gateway with the door open, and a unit with a phone."""
    with GatewayProcess(tmp_path / "home", config=CONFIG) as gateway:
        unit = Unit(unit_id="unit_1", callsign="U1", state=2)
        phone = Device(
            device_id="dev_1", kind="phone", door="osmand", uid="p1", unit_id="unit_1"
        )
        gateway.ask("enrol", Enrol(units=(unit,), devices=(phone,)))
        yield gateway


@pytest.fixture
def token(gateway: GatewayProcess) -> str:
    """The phone's own."""
    issued = gateway.ask("token", {"kind": "device", "subject_id": "dev_1"})
    return str(issued["token"])


@pytest.fixture
def desk(gateway: GatewayProcess) -> Iterator[Desk]:
    """A desk that has its picture."""
    with Desk(gateway.url, gateway.add_person("Anna", "supervisor"), "Desk A") as desk:
        desk.wait_until(lambda: "unit_1" in desk.picture.units, WAIT_S)
        yield desk


def _row(gateway: GatewayProcess) -> dict[str, Any]:
    told = gateway.ask("doors")
    return next(row for row in told["doors"] if row["name"] == "osmand")


def _url(gateway: GatewayProcess, desk: Desk) -> str:
    desk.wait_until(lambda: not _row(gateway)["address"].endswith(":0"), WAIT_S)
    return f"{_row(gateway)['address']}/"


def _query(token: str, **more: str) -> dict[str, str]:
    return {
        "id": token,
        "timestamp": str(int(time.time())),
        "lat": f"{LAT:.7f}",
        "lon": f"{LON:.7f}",
        "speed": "10.0",
        "bearing": "90.0",
        "accuracy": "12.5",
        "batt": "80",
        **more,
    }


def _lat(desk: Desk) -> float:
    row = desk.picture.units["unit_1"].row
    return float(desk.tracks.lat[row]) if row < len(desk.tracks.lat) else np.nan


def _stands_at(desk: Desk, lat: float) -> bool:
    return abs(_lat(desk) - lat) < 1e-6


def test_a_phones_query_moves_its_unit(
    gateway: GatewayProcess, desk: Desk, token: str
) -> None:
    """Traccar Client's request with a device's token; knots become metres a second."""
    said = requests.get(_url(gateway, desk), params=_query(token), timeout=WAIT_S)
    desk.wait_until(lambda: _stands_at(desk, LAT), WAIT_S)
    row = desk.picture.units["unit_1"].row

    assert 200 == said.status_code
    assert pytest.approx(5.144, abs=0.02) == desk.tracks.speed_mps[row]
    assert pytest.approx(90, abs=0.1) == desk.tracks.heading_deg[row]
    assert pytest.approx(12.5, abs=0.6) == desk.tracks.accuracy_m[row]
    assert 0 == _row(gateway)["errors"]


@pytest.mark.parametrize("form", ["json", "form"])
def test_a_posted_body_moves_its_unit(
    gateway: GatewayProcess, desk: Desk, token: str, form: str
) -> None:
    """The JSON of today's Traccar Client, and the form of older ones."""
    url = _url(gateway, desk)
    at = time.strftime("%Y-%m-%dT%H:%M:%S.123Z", time.gmtime())
    coords = {"latitude": LAT, "longitude": LON, "accuracy": 5, "speed": 3.0}
    body = {"device_id": token, "location": {"timestamp": at, "coords": coords}}
    if form == "json":
        said = requests.post(url, json=body, timeout=WAIT_S)
    else:
        said = requests.post(url, data=_query(token), timeout=WAIT_S)
    desk.wait_until(lambda: _stands_at(desk, LAT), WAIT_S)

    assert 200 == said.status_code


def test_a_phones_sos_is_an_officers_emergency(
    gateway: GatewayProcess, desk: Desk, token: str
) -> None:
    """The client's SOS button."""
    query = _query(token, alarm="sos")
    requests.get(_url(gateway, desk), params=query, timeout=WAIT_S)
    desk.wait_until(lambda: desk.picture.emergency_of("unit_1"), WAIT_S)

    assert 0 == desk.picture.units["unit_1"].state


def test_a_wrong_or_revoked_token_moves_nothing(
    gateway: GatewayProcess, desk: Desk, token: str
) -> None:
    """401, counted by who sent it, and the token is in no error and no log."""
    url = _url(gateway, desk)
    wrong = requests.get(url, params=_query("wrong-token-4711"), timeout=WAIT_S)
    gateway.ask("revoke", {"subject_id": "dev_1"})
    revoked = requests.get(url, params=_query(token), timeout=WAIT_S)
    row = _row(gateway)

    assert (401, 401) == (wrong.status_code, revoked.status_code)
    assert 2 == row["errors"]
    assert "phone at 127.0.0.1" in row["last_error"]
    assert np.isnan(_lat(desk))
    for secret in ("wrong-token-4711", token):
        assert secret not in row["last_error"] + gateway.log()


def test_a_disabled_phone_is_refused(
    gateway: GatewayProcess, desk: Desk, token: str
) -> None:
    """Its token may still be good; the device is not."""
    disabled = desk.do(c.SetEnabled(entity_id="dev_1", enabled=False))
    said = requests.get(_url(gateway, desk), params=_query(token), timeout=WAIT_S)

    assert disabled.ok
    assert 401 == said.status_code


def test_hostile_requests_disturb_nobody_else(
    gateway: GatewayProcess, desk: Desk, token: str
) -> None:
    """Each is answered in one line and counted; the next good one moves the unit."""
    url = _url(gateway, desk)
    statuses = [
        requests.get(url, timeout=WAIT_S),
        requests.get(
            url, params={"id": token, "lat": "x<b>", "lon": "1"}, timeout=WAIT_S
        ),
        requests.get(url, params={"id": token, "timestamp": "never"}, timeout=WAIT_S),
        requests.get(url, params={"id": "x" * 5_000}, timeout=WAIT_S),
        requests.get(f"{url}?{'&'.join(['a=1'] * 100)}", timeout=WAIT_S),
        requests.post(url, data=b"{" * 100_000, timeout=WAIT_S),
        requests.post(url, data=b"\xff\x00" * 1000, timeout=WAIT_S),
        requests.post(url, data=b"x" * 300_000, timeout=WAIT_S),
        requests.put(url, params=_query(token), timeout=WAIT_S),
    ]
    refused = [
        requests.get(url, params={**_query(token), **bad}, timeout=WAIT_S).status_code
        for bad in (
            {"lat": "NaN"},
            {"lat": "0", "lon": "0"},
            {"lat": "154.7"},
            {"timestamp": "1000000000"},
            {"timestamp": str(int(time.time()) + 3600)},
            {"speed": "9999"},
        )
    ]
    desk.wait_until(lambda: _row(gateway)["errors"] >= 15, WAIT_S)
    requests.get(url, params=_query(token), timeout=WAIT_S)
    desk.wait_until(lambda: _stands_at(desk, LAT), WAIT_S)

    codes = [said.status_code for said in statuses]
    assert [400, 400, 400, 400, 400, 400, 400, 413, 405] == codes
    # Understood, but not believed: a phone must not send them again.
    assert [200] * 6 == refused
    assert 15 == _row(gateway)["errors"]
    assert _row(gateway)["last_error"].isprintable()

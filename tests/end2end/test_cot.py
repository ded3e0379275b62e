"""A stock Cursor on Target client and a real gateway: its unit moves on a desk."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from controlroom.domain.commands import Enrol
from controlroom.domain.entities import Device, Unit
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S
LAT, LON = 54.7012345, 2.4012345
CONFIG = """
[doors.cot]
enabled = true
port = 0
"""


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[GatewayProcess]:
    """A gateway with the door open, and two units with a radio each."""
    with GatewayProcess(tmp_path / "home", config=CONFIG) as gateway:
        units = tuple(
            Unit(unit_id=f"unit_{n}", callsign=f"U{n}", state=2) for n in (1, 2)
        )
        devices = tuple(
            Device(
                device_id=f"dev_{n}",
                kind="radio",
                door="cot",
                uid=f"ANDROID-{n}",
                unit_id=f"unit_{n}",
            )
            for n in (1, 2)
        )
        gateway.ask("enrol", Enrol(units=units, devices=devices))
        yield gateway


@pytest.fixture
def desk(gateway: GatewayProcess) -> Iterator[Desk]:
    """A desk that has its picture."""
    with Desk(gateway.url, gateway.add_person("Anna", "supervisor"), "Desk A") as desk:
        desk.wait_until(lambda: "unit_2" in desk.picture.units, WAIT_S)
        yield desk


def _stands(desk: Desk, unit_id: str) -> bool:
    """Whether a unit is where its client says, to the seventh decimal of the wire."""
    return abs(_lat(desk, unit_id) - LAT) < 1e-6


def _row(gateway: GatewayProcess) -> dict[str, Any]:
    told = gateway.ask("doors")
    return next(row for row in told["doors"] if row["name"] == "cot")


def _wait_for_errors(gateway: GatewayProcess, desk: Desk, number: int) -> None:
    desk.wait_until(lambda: _row(gateway)["errors"] >= number, WAIT_S)


def _port(gateway: GatewayProcess, desk: Desk) -> int:
    """The door's own port, once it listens."""

    def port() -> int:
        found = re.search(r":(\d+)$", _row(gateway)["address"])
        return int(found[1]) if found else 0

    desk.wait_until(port, WAIT_S)
    return port()


def _connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=WAIT_S)


def _event(
    uid: str,
    lat: float = LAT,
    kind: str = "a-f-G-U-C",
    more: str = "",
    after_s: float = 0.0,
) -> bytes:
    at, stale = _time(after_s), _time(60)
    return (
        f'<event version="2.0" uid="{uid}" type="{kind}" how="m-g" time="{at}" '
        f'start="{at}" stale="{stale}"><point lat="{lat}" lon="{LON}" hae="0" '
        f'ce="5" le="5"/><detail><contact callsign="WEST"/>{more}</detail></event>'
    ).encode()


def _time(seconds: float) -> str:
    at = datetime.now(UTC) + timedelta(seconds=seconds)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _lat(desk: Desk, unit_id: str) -> float:
    row = desk.picture.units[unit_id].row
    return float(desk.tracks.lat[row]) if row < len(desk.tracks.lat) else np.nan


def test_a_stock_client_moves_its_unit(gateway: GatewayProcess, desk: Desk) -> None:
    """pytak, unchanged, with an enrolled UID: its unit stands where it says."""
    url = f"tcp://127.0.0.1:{_port(gateway, desk)}"
    with subprocess.Popen(
        [sys.executable, "-m", "pytak", "--tx-only", url],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as client:
        assert client.stdin is not None
        client.stdin.write(_event("ANDROID-1") + b"\n")
        client.stdin.flush()
        try:
            desk.wait_until(lambda: _stands(desk, "unit_1"), WAIT_S)
        finally:
            client.stdin.close()
            client.terminate()

    row = _row(gateway)
    assert pytest.approx(LAT, abs=1e-6) == _lat(desk, "unit_1")
    assert np.isnan(_lat(desk, "unit_2"))
    assert ("live", 0) == (row["state"], row["errors"])


def test_a_911_alert_is_an_officers_emergency(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """It is about the sender's UID, not the alert's own, and stands until ended."""
    alert = _event(
        "ANDROID-1-9-1-1",
        kind="b-a-o-tbl",
        more='<link uid="ANDROID-1" type="a-f-G-U-C" relation="p-p"/>'
        '<emergency type="911 Alert">WEST</emergency>',
    )
    with _connect(_port(gateway, desk)) as client:
        client.sendall(alert)
        desk.wait_until(lambda: desk.picture.emergency_of("unit_1"), WAIT_S)
        client.sendall(_event("ANDROID-1", more='<emergency cancel="true"/>'))
        client.sendall(_event("ANDROID-1", lat=LAT + 0.001, after_s=1))
        desk.wait_until(lambda: _lat(desk, "unit_1") > LAT + 0.0005, WAIT_S)

    standing = desk.picture.emergency_of("unit_1")
    assert standing is not None
    assert 0 == desk.picture.units["unit_1"].state


def test_a_uid_belongs_to_its_first_connection(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """Whoever claims another's unit is refused, by name, until the first has left."""
    port = _port(gateway, desk)
    with _connect(port) as first, _connect(port) as second:
        first.sendall(_event("ANDROID-1"))
        desk.wait_until(lambda: _stands(desk, "unit_1"), WAIT_S)
        second.sendall(_event("ANDROID-1", lat=LAT + 0.0005))
        desk.wait_until(lambda: _row(gateway)["errors"], WAIT_S)
        claimant = second.getsockname()[1]
        refused = _row(gateway)["last_error"]

        assert f"127.0.0.1:{claimant}: ANDROID-1 belongs to the connection" in refused
        assert pytest.approx(LAT, abs=1e-6) == _lat(desk, "unit_1")

        first.close()
        desk.wait_until(lambda: _row(gateway)["peers"] == 1, WAIT_S)
        second.sendall(_event("ANDROID-1", lat=LAT + 0.0005))
        desk.wait_until(lambda: _lat(desk, "unit_1") > LAT + 0.0004, WAIT_S)


def test_hostile_bytes_disturb_nobody_else(gateway: GatewayProcess, desk: Desk) -> None:
    """Broken XML, half a message, entities, NaN, 0/0, a 10 MB line: each is counted
    with its bytes escaped, and a client beside it goes on.
    """
    port = _port(gateway, desk)
    at = _time(0)
    entity = (
        '<!DOCTYPE event [<!ENTITY a "aaaa">]><event version="2.0" uid="&a;" '
        f'type="a-f-G" time="{at}"><point lat="1" lon="1"/></event>'
    )
    hostile = [
        b'<event uid="x\x00\x1b[31m" <<< </event>',
        entity.encode(),
        _event("ANDROID-2").replace(b'lat="54.7012345"', b'lat="NaN"'),
        _event("ANDROID-2")
        .replace(str(LON).encode(), b"0")
        .replace(str(LAT).encode(), b"0"),
        _event("ANDROID-2").replace(str(LAT).encode(), b"154.7"),
        b'<event version="2.0" uid="half',
    ]
    with _connect(port) as calm, _connect(port) as rude, _connect(port) as flood:
        calm.sendall(_event("ANDROID-1"))
        for number, payload in enumerate(hostile[:-1], 1):
            rude.sendall(payload + b"\n")
            _wait_for_errors(gateway, desk, number)
        rude.sendall(hostile[-1])
        rude.shutdown(socket.SHUT_WR)
        desk.wait_until(lambda: "half a message" in _row(gateway)["last_error"], WAIT_S)
        with pytest.raises(OSError):  # noqa: PT011 - reset or broken pipe, by luck
            flood.sendall(b"A" * 10_000_000)
        desk.wait_until(
            lambda: "more than 65536 bytes" in _row(gateway)["last_error"], WAIT_S
        )
        calm.sendall(_event("ANDROID-1", lat=LAT + 0.0005))
        desk.wait_until(lambda: _lat(desk, "unit_1") > LAT + 0.0004, WAIT_S)

    assert _row(gateway)["last_error"].isprintable()
    assert np.isnan(_lat(desk, "unit_2"))


def test_an_unknown_contact_is_listed_and_can_be_bound(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """It is no unit by itself; bound to one, it moves it."""
    with _connect(_port(gateway, desk)) as client:
        client.sendall(_event("ANDROID-9"))
        desk.wait_until(lambda: gateway.ask("doors")["contacts"], WAIT_S)
        contact = gateway.ask("doors")["contacts"][0]
        bound = desk.do(
            c.BindContact(door="cot", uid="ANDROID-9", kind="radio", unit_id="unit_2")
        )
        client.sendall(_event("ANDROID-9"))
        desk.wait_until(lambda: _stands(desk, "unit_2"), WAIT_S)

    assert ("cot", "ANDROID-9", "WEST") == (
        contact["door"],
        contact["uid"],
        contact["said"],
    )
    assert bound.ok


def test_an_assignment_arrives_as_chat_and_reading_it_acknowledges(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """The client's own chat window shows it; the receipt it sends is the answer."""
    with _connect(_port(gateway, desk)) as client:
        client.sendall(_event("ANDROID-1"))
        desk.wait_until(lambda: _stands(desk, "unit_1"), WAIT_S)
        opened = desk.do(
            c.OpenIncident(type_code="DISORDER", place="Quay <Street> & Mill Lane")
        )
        assert opened.ok
        incident = next(iter(desk.picture.incidents.values()))
        desk.do(
            c.AssignUnits(incident_id=incident.incident_id, unit_ids=("unit_1",)),
            {incident.incident_id: incident.revision},
        )
        told = b""
        while b"</event>" not in told:
            told += client.recv(65536)
        receipt = f'<__chatreceipt messageId="{incident.incident_id}"/>'
        client.sendall(_event("ANDROID-1", kind="b-t-f-r", more=receipt))

        def acknowledged() -> bool:
            assigned = desk.picture.incidents[incident.incident_id].assignments
            return bool(assigned and assigned[0].acknowledged_at_us)

        desk.wait_until(acknowledged, WAIT_S)

    assert b"Assigned " + incident.cad.encode() in told
    assert b"Quay &lt;Street&gt; &amp; Mill Lane" in told

"""Every role tries every act and asks every question of a real gateway."""

import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from controlroom.domain.access import may, may_ask
from controlroom.domain.entities import Role
from controlroom.wire import questions as q
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S
from tests.helpers.watch import uk_codes
from tests.unit.domain.decide.test_said import GONE

CODES = uk_codes()
ASKS: dict[str, dict[str, object]] = {
    "search": {"text": "x"},
    "incident_of": {"cad": "x"},
    "track": {"unit_id": "x", "from_us": 1, "to_us": 2},
    "export_incident": {"incident_id": "x"},
    "put_file": {
        "incident_id": "x", "name": "x", "size": 1, "sha256": "0" * 64, "offset": 0,
        "part": b"x",
    },
    "file_of": {"incident_id": "x", "sha256": "0" * 64},
    "export_handover": {"handover_id": "x"},
    "open_stream": {"camera_id": "x", "reason": "x"},
    "end_stream": {"viewing_id": "x"},
}  # fmt: skip
"""What each question needs to be one; those that need nothing are left out."""


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    """A gateway with three units."""
    home: Path = tmp_path_factory.mktemp("roles") / "home"
    with GatewayProcess(home) as gateway:
        gateway.enrol_units(3)
        yield gateway


@pytest.mark.parametrize("role", typing.get_args(Role))
def test_the_table_holds_at_the_socket(role: str, gateway: GatewayProcess) -> None:
    """For every act and every question of a role: allowed as the table says."""
    token = gateway.add_person(f"A {role}", role, "fire" if role == "partner" else "")
    with Desk(gateway.url, token, f"Desk {role}") as desk:
        desk.wait_until(lambda: desk.picture.codes.roles, PATIENCE_S)
        for kind in typing.get_args(c.AnyAct):
            if kind is c.AttachFile:
                continue  # refused to every desk: a file comes by its upload
            result = desk.do(kind(**GONE.get(kind, {})))

            assert may(CODES, role, kind) == (result.code != "not_allowed"), kind
            if not may(CODES, role, kind):
                assert result.sentence.startswith("As "), result
        for question in typing.get_args(q.AnyQuestion):
            tag = question.__struct_config__.tag
            answer = desk.ask(question(**ASKS.get(tag, {})))

            assert may_ask(CODES, role, tag) == (answer.code != "role"), (tag, answer)


def test_http_is_no_way_around(gateway: GatewayProcess) -> None:
    """A person's token opens no other path, and what is open names nobody."""
    token = gateway.add_person("Fay", "partner", "fire")
    head = {"Authorization": f"Bearer {token}"}
    for name in ("ask", "user", "enrol", "doors", "token"):
        answer = requests.post(
            f"{gateway.url}/admin/{name}", json={}, headers=head, timeout=PATIENCE_S
        )

        assert 401 == answer.status_code
    stream = requests.get(
        f"{gateway.url}/stream/x/index.m3u8", headers=head, timeout=PATIENCE_S
    )

    assert 404 == stream.status_code
    health = requests.get(f"{gateway.url}/health", timeout=PATIENCE_S).json()

    assert {
        "status", "server", "epoch", "seq", "exercise", "desks", "now_us",
    } == health.keys()  # fmt: skip

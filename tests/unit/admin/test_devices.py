"""`controlroom device`: what each form of it asks."""

import pytest

from controlroom import cli
from controlroom.gateway import admin
from tests.helpers.owner_asks import Asked


@pytest.mark.parametrize(
    ("line", "ask", "create"),
    [
        (
            "add --door osmand --kind phone --unit BX21",
            admin.AddDevice(door="osmand", kind="phone", callsign="BX21"),
            True,
        ),
        (
            "add --door cot --kind radio --uid A-1 --unit BX4 --new-unit foot",
            admin.AddDevice(
                door="cot", kind="radio", uid="A-1", callsign="BX4", new_unit="foot"
            ),
            True,
        ),
        (
            "add --door cot --kind radio --unit BX4 --new-unit van --talkgroup Bay",
            admin.AddDevice(
                door="cot",
                kind="radio",
                callsign="BX4",
                new_unit="van",
                talkgroup="Bay",
            ),
            True,
        ),
        ("bind A-1 BX21", admin.Bind(device="A-1", callsign="BX21"), False),
        ("bind A-1", admin.Bind(device="A-1", callsign=""), False),
        ("hub airwave", admin.AddHub(name="airwave"), True),
        ("list", admin.ListAll(what="device"), False),
        ("enable A", admin.Enable(what="device", who="A", enabled=True), False),
        ("disable A", admin.Enable(what="device", who="A", enabled=False), False),
        ("token A", admin.NewToken(what="device", who="A"), False),
    ],
)
def test_each_form_asks(
    asked: Asked, line: str, ask: admin.AnyAsk, create: bool
) -> None:
    """Only what adds makes a journal where there is none."""
    status = cli.main(["device", *line.split(), "--home", "/a/folder"])

    assert 0 == status
    assert ask == asked.ask
    assert create == asked.create

"""How a gateway is called: its address, the waits, and failures in words."""

import random
from itertools import islice

import pytest
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.http11 import Response

from controlroom.desk.dialling import (
    Ending,
    backoff,
    broken,
    dial,
    endpoint,
    failed,
    one_line,
)
from controlroom.domain.errors import LinkError


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:7443", "ws://127.0.0.1:7443/desk"),
        ("https://room.example:7443/", "wss://room.example:7443/desk"),
        ("ws://[::1]:80", "ws://[::1]:80/desk"),
        ("wss://room.example?token=x#y", "wss://room.example/desk"),
    ],
)
def test_an_address(url: str, address: str) -> None:
    """A gateway's URL becomes its WebSocket address; nothing else of it is kept."""

    assert address == endpoint(url, "/desk")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "room.example:7443",
        "ftp://room",
        "http://",
        "http://u:p@room",
        "http://[::1",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    """Hostile: no scheme, another scheme, no host, a password, half a bracket."""
    with pytest.raises(LinkError, match="not the address of a gateway"):
        endpoint(url, "/desk")


def test_waits_grow_to_five_seconds() -> None:
    """From 0.2 s, doubling, at most 5 s, each spread by half so that desks spread."""
    waits = list(islice(backoff(random.Random(1)), 50))

    assert 0.1 <= waits[0] <= 0.3
    assert all(2.5 <= wait <= 5.0 for wait in waits[6:])
    assert 1 < len({round(wait, 3) for wait in waits[6:]})


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_is_not_accepted(status: int) -> None:
    """Trying again soon would not help; the sentence says what to do."""
    ending = failed(InvalidStatus(Response(status, "", Headers())))

    assert ending.refused
    assert "ask an administrator" in ending.reason


def test_another_status_is_said() -> None:
    """A proxy in between, or a gateway that starts, is tried again soon."""
    ending = failed(InvalidStatus(Response(503, "", Headers())))

    assert Ending("The gateway answered with status 503.") == ending


def test_no_gateway() -> None:
    """The reason is one line, whatever the system says."""
    ending = failed(ConnectionRefusedError("connect\n failed"))

    assert Ending("The gateway cannot be reached: connect failed") == ending


def test_a_break() -> None:
    """A broken link is said as such."""
    ending = broken(ConnectionClosedError(None, None))

    assert ending.reason.startswith("The link broke: ")


def test_an_error_without_words() -> None:
    """An error that says nothing is named."""

    assert "TimeoutError" == one_line(TimeoutError())


def test_the_token_is_in_the_header_alone() -> None:
    """No token is in a URL: URLs end up in logs."""
    call = dial("ws://room/desk", "a secret", 100)

    assert {"Authorization": "Bearer a secret"} == call.additional_headers
    assert "a secret" not in call.uri

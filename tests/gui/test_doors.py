"""Feeds at a real window: a stranger is listed, bound by keyboard, moves its unit."""

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import place
from tests.helpers.operator import Operator, read
from tests.helpers.waiting import PATIENCE_S, wait_for
from ui.dock import Tool
from ui.panels.door_rows import CONTACTS

CONFIG = "[doors.cot]\nenabled = true\nport = 0\n"
STRANGER = "ANDROID-77"
KEY = f"cot\n{STRANGER}"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveRoom]:
    """A room whose CoT door is open."""
    home = tmp_path_factory.mktemp("doors") / "home"
    with LiveRoom(home, config=CONFIG) as room:
        yield room


@pytest.fixture
def door(room: LiveRoom, sit: Sit) -> Iterator[socket.socket]:
    """A client of the CoT door."""
    at = ("127.0.0.1", _port(room))
    with socket.create_connection(at, timeout=PATIENCE_S) as client:
        yield client


def _port(room: LiveRoom) -> int:
    """The door's own port, once it listens."""

    def port() -> int:
        rows = room.gateway.ask("doors")["doors"]
        (address,) = (row["address"] for row in rows if row["name"] == "cot")
        found = re.search(r":(\d+)$", address)
        return int(found[1]) if found else 0

    wait_for(port)
    return port()


def _event(uid: str, east_m: float, says: str = "WEST") -> bytes:
    lat, lon = place(east_m, 0.0)
    now = datetime.now(UTC)
    at, stale = (
        moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        for moment in (now, now + timedelta(minutes=1))
    )
    return (
        f'<event version="2.0" uid="{uid}" type="a-f-G-U-C" how="m-g" time="{at}" '
        f'start="{at}" stale="{stale}"><point lat="{lat}" lon="{lon}" hae="0" ce="5" '
        f'le="5"/><detail><contact callsign="{says}"/></detail></event>'
    ).encode()


def _row(operator: Operator, key: str) -> str:
    return operator.row(operator.window.doors.view, key)


def test_a_stranger_is_listed_bound_and_then_moves_its_unit(
    room: LiveRoom, sit: Sit, door: socket.socket
) -> None:
    """Nobody enrolled it: it is no unit until somebody who may says which."""
    operator = sit(room, "Dean", role="supervisor")
    door.sendall(_event(STRANGER, -100))
    operator.press("G")
    operator.until(lambda: "WEST" in _row(operator, KEY))

    assert STRANGER in _row(operator, KEY)
    assert "1, none of them is a unit" in " ".join(
        read(operator.window.doors.view.viewport())
    )
    assert not operator.has_fix(operator.unit("WE90"))

    view = operator.window.doors.view
    while KEY != view.current:
        before = view.current
        operator.press("Down")

        assert before != view.current, "the list ends without the stranger"
    operator.fill_form("Ctrl+B", "we90", "phone")
    door.sendall(_event(STRANGER, -60))
    operator.until(lambda: operator.has_fix(operator.unit("WE90")))
    row = operator.unit("WE90").row

    assert place(-60, 0)[1] == pytest.approx(operator.app.frame.tracks.lon[row])

    operator.until(lambda: not _row(operator, KEY))

    assert [] == [s for s in view.sections if s.key == CONTACTS and s.keys]


def test_what_was_wrong_is_on_the_doors_row_with_its_bytes_escaped(
    room: LiveRoom, sit: Sit, door: socket.socket
) -> None:
    """One line says which bytes came; nothing of them is interpreted."""
    operator = sit(room)
    door.sendall(b"<event \x00\xff\x1b[31m<b>oops</b></event>")
    operator.press("G")
    operator.until(lambda: r"\x00\xff\x1b[31m" in _row(operator, "cot"))
    said = _row(operator, "cot")

    assert "<b>oops" in said
    assert "\x1b" not in said
    assert operator.is_live()


def test_who_may_not_bind_is_told(
    room: LiveRoom, sit: Sit, door: socket.socket
) -> None:
    """A dispatcher sees strangers and reads why the key does nothing."""
    operator = sit(room)
    door.sendall(_event("ANDROID-78", -100))
    key = "cot\nANDROID-78"
    operator.press("G")
    operator.until(lambda: _row(operator, key))
    operator.click_row(operator.window.doors.view, key)
    operator.press("Ctrl+B")

    assert "Bind an unknown contact to a unit: not as dispatcher." == operator.notice()
    assert "" == operator.form()


def test_the_feeds_close_and_the_keys_come_back(
    room: LiveRoom, operator: Operator
) -> None:
    """Closed, they ask nothing more; the key brings them back."""
    doors = operator.window.doors
    operator.press("G")
    operator.until(doors.isVisible)
    operator.until(lambda: doors.view.sections)
    operator.click(doors.bar.findChildren(Tool)[0])
    operator.until(lambda: not doors.isVisible())

    assert not doors._timer.isActive()

    operator.press("G")
    operator.until(doors.isVisible)

    assert doors._timer.isActive()

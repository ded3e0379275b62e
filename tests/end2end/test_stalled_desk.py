"""A desk that stops reading: it skips frames, keeps its facts, and delays nobody."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from websockets.client import ClientProtocol
from websockets.frames import Frame as SocketFrame
from websockets.uri import parse_uri

from controlroom.desk.desk import Desk
from controlroom.desk.hub import HubLink
from controlroom.domain import commands as c
from controlroom.domain.tracks import Tracks
from controlroom.wire.envelope import Facts, Snapshot
from controlroom.wire.frames import Frame
from controlroom.wire.session import DeskEnd
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S
UNITS = 1500
MISSED = 50
"""Frames that the others are told while one desk does not read."""


class RawDesk:
    """A desk on a bare socket with a small buffer, read only when a test says so."""

    def __init__(self, gateway: GatewayProcess, token: str) -> None:
        self.end = DeskEnd("Stalled")
        self.tracks = Tracks()
        self.facts = 0
        self.frames = 0
        self.bytes = 0
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        self._socket.settimeout(WAIT_S)
        self._socket.connect(("127.0.0.1", gateway.port))
        url = parse_uri(f"ws://127.0.0.1:{gateway.port}/desk")
        self._protocol = ClientProtocol(url, max_size=None)
        request = self._protocol.connect()
        request.headers["Authorization"] = f"Bearer {token}"
        self._protocol.send_request(request)
        self._flush()
        self.read_until(lambda: self._protocol.state.name == "OPEN")
        self._protocol.send_binary(self.end.hello())
        self._flush()

    def read_until(self, condition: Callable[[], object]) -> None:
        """Read and apply what comes, whole messages only."""
        while not condition():
            data = self._socket.recv(65_536)
            assert data, "the gateway closed the connection"
            self.bytes += len(data)
            self._protocol.receive_data(data)
            self._flush()
            for event in self._protocol.events_received():
                if isinstance(event, SocketFrame) and event.data:
                    self._take(bytes(event.data))

    def close(self) -> None:
        """Go away without a word."""
        self._socket.close()

    def _take(self, payload: bytes) -> None:
        # Raises WireError at a gap, or at a frame that presumes a fact not here.
        message = self.end.receive(payload)
        match message:
            case Facts():
                self.facts += len(message.facts)
            case Frame():
                self.frames += 1
                self.tracks.apply(message.moved)
            case Snapshot():
                self.tracks.apply(message.frame.moved)
            case _:
                pass

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            self._socket.sendall(data)


@contextmanager
def _moving(gateway: GatewayProcess, uids: list[str]) -> Iterator[threading.Event]:
    """Every unit moves ten times a second, in a thread; when set, they stand still."""
    stop = threading.Event()

    async def drive() -> None:
        hub = HubLink(gateway.url, gateway.add_hub(), lambda _: None)
        hub.declare(uids)
        slots = np.arange(len(uids))
        nan = np.full(len(uids), np.nan, np.float32)
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(hub.run())
            await hub.wait_until(lambda: hub.ready)
            step = 0
            while not stop.is_set():
                lat = np.asarray(54.7 + slots * 1e-3 + step * 1e-6, np.float64)
                fix_us = np.full(len(uids), hub.clock.now_us(), np.int64)
                hub.move(slots, lat, np.full(len(uids), 2.4), fix_us, nan, nan, nan)
                step += 1
                await asyncio.sleep(0.1)
            running.cancel()

    thread = threading.Thread(target=lambda: asyncio.run(drive()), name="hub")
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join()


@pytest.mark.slow
def test_a_stalled_desk_delays_nobody(tmp_path: Path) -> None:
    """While one desk does not read, another's commands are answered and frames come.

    When it reads again it has every fact, the newest place of every unit, and far fewer
    frames than the other desk got.
    """
    with GatewayProcess(tmp_path / "home") as gateway:
        uids = gateway.enrol_units(UNITS)
        token = gateway.add_person("Ben")
        with (
            Desk(gateway.url, gateway.add_person("Anna"), "Desk A") as anna,
            _moving(gateway, uids) as stop,
        ):
            anna.wait_until(lambda: anna.frames > 5, WAIT_S)
            stalled = RawDesk(gateway, token)
            stalled.read_until(lambda: stalled.frames)
            frames_before = anna.frames
            done = _work(anna)
            told = anna.frames - frames_before
            skipped_from = stalled.frames
            stop.set()
            result = anna.do(c.SetUnitState(unit_id="unit_1", state=3))
            anna.wait_until(lambda: anna.picture.seq >= result.seq, WAIT_S)
            stalled.read_until(lambda: stalled.end.seq >= result.seq)
            stalled.read_until(
                lambda: (
                    anna.drain() is not None
                    and np.array_equal(
                        stalled.tracks.lat[:UNITS], anna.tracks.lat[:UNITS]
                    )
                )
            )
            stalled.close()

    assert stalled.facts >= done, "no fact was dropped"
    assert stalled.frames - skipped_from < told / 2, "old positions were not hoarded"


def _work(anna: Desk) -> int:
    """Do commands until many frames have gone by; return how many were answered."""
    done, until = 0, anna.frames + MISSED
    while anna.frames < until:
        state = 2 + done % 2

        assert anna.do(c.SetUnitState(unit_id="unit_2", state=5 - state)).ok

        done += 1
    return done

"""Both ends of a hub's session as state machines: bytes in, values out, no sockets.

`HubEnd` outlives its connections and keeps what the gateway has not confirmed.
`GatewayHubEnd` lives as long as one connection and knows whose handle is whose.
"""

from collections import deque

import numpy as np
import numpy.typing as npt

from controlroom.domain.errors import Refused, WireError
from controlroom.wire import device as d
from controlroom.wire.messages import WIRE, Refusal

MAX_HANDLES = 200_000
"""Devices that one hub may declare."""
MAX_KEPT = 100_000
"""Reports a hub keeps until they are confirmed; one more is refused, none dropped."""
REPORTS_A_MESSAGE = 1000

_Kept = tuple[int, str, int, d.AnySaid]
"""Number, uid, time and what was said."""


class GatewayHubEnd:
    """The gateway's end of one connection of a hub.

    `rows[handle]` is the row of the device that may speak by that handle now, or -1.
    """

    def __init__(self) -> None:
        self.hello: d.HubHello | None = None
        self.received = 0
        self._uids: list[str] = []
        self._handles: dict[str, int] = {}
        self._rows = np.full(64, -1, np.int32)

    @property
    def rows(self) -> npt.NDArray[np.int32]:
        """Device rows by handle, -1 where none may speak."""
        return self._rows[: len(self._uids)]

    @property
    def uids(self) -> tuple[str, ...]:
        """The uids that hold a handle now."""
        return tuple(self._handles)

    def receive(self, payload: bytes | str) -> d.FromHub:
        """Return what the hub said; reports that came before are left out.

        Raises `WireError` when it is malformed or out of turn, and `Refused`
        (`wire_version`) when the hub cannot be spoken with.
        """
        message = d.unpack_from_hub(payload)
        if isinstance(message, d.HubHello):
            self._greet(message)
        elif self.hello is None:
            msg = f"{type(message).__name__.lower()} before the hello"
            raise WireError(msg)
        if isinstance(message, d.Reports):
            return self._fresh(message)
        return message

    def welcome(self, welcome: d.HubWelcome) -> bytes:
        """Return the welcome, after noting up to which report all are kept."""
        self.received = welcome.received
        return d.pack_device(welcome)

    def grant(self, uid: str, device_row: int) -> int:
        """Let a uid speak for a device; return its handle, the same one every time."""
        handle = self._handles.get(uid)
        if handle is None:
            handle = len(self._uids)
            if handle >= MAX_HANDLES:
                msg = f"more than {MAX_HANDLES} devices declared by one hub"
                raise WireError(msg)
            self._uids.append(uid)
            self._handles[uid] = handle
            if handle >= len(self._rows):
                grown = np.full(2 * len(self._rows), -1, np.int32)
                grown[:handle] = self._rows
                self._rows = grown
        self._rows[handle] = device_row
        return handle

    def withdraw(self, uid: str) -> bool:
        """Take a uid's handle away for good; return whether it had one."""
        handle = self._handles.pop(uid, None)
        if handle is None:
            return False
        self._rows[handle] = -1
        return True

    def uid_of(self, handle: int) -> str | None:
        """Return whose handle it is, or None when nobody may speak by it."""
        if handle >= len(self._uids) or self._rows[handle] < 0:
            return None
        return self._uids[handle]

    def confirm(self, number: int, refused: dict[int, str] | None = None) -> bytes:
        """Return the word that all reports up to `number` are kept or refused."""
        self.received = max(self.received, number)
        return d.pack_device(d.Received(number=self.received, refused=refused or {}))

    def _greet(self, hello: d.HubHello) -> None:
        if self.hello is not None:
            msg = "a second hello"
            raise WireError(msg)
        if WIRE not in hello.versions:
            spoken = ", ".join(str(version) for version in hello.versions[:9])
            raise Refused(
                "wire_version",
                f"This hub speaks version {spoken or 'none'} of the device protocol, "
                f"the gateway speaks {WIRE}. Install the same release on both.",
            )
        self.hello = hello

    def _fresh(self, reports: d.Reports) -> d.Reports:
        last = 0
        for report in reports.reports:
            if report.number <= last:
                msg = f"report {report.number} after report {last}"
                raise WireError(msg)
            last = report.number
        fresh = tuple(r for r in reports.reports if r.number > self.received)
        return d.Reports(reports=fresh)


class HubEnd:
    """A hub's end: handles of this connection, reports kept until confirmed."""

    def __init__(self, stream: str, client: str = "") -> None:
        self.welcome: d.HubWelcome | None = None
        self.handles: dict[str, int] = {}
        self.refused: dict[str, d.Why] = {}
        self.epoch = ""
        self.cursor = 0
        self._stream = stream
        self._client = client
        self._number = 0
        self._batch = 0
        self._waiting: deque[_Kept] = deque()
        self._sent: deque[_Kept] = deque()

    @property
    def unconfirmed(self) -> int:
        """Reports that the gateway has not confirmed."""
        return len(self._waiting) + len(self._sent)

    def hello(self) -> bytes:
        """Return the first message of a new connection."""
        self.lost()
        return d.pack_device(
            d.HubHello(
                stream=self._stream,
                epoch=self.epoch,
                cursor=self.cursor,
                client=self._client,
            )
        )

    def lost(self) -> None:
        """Note that the connection is gone, and with it the handles."""
        self.welcome = None
        self.handles.clear()
        self.refused.clear()
        self._waiting.extendleft(reversed(self._sent))
        self._sent.clear()

    def report(self, uid: str, said: d.AnySaid, at_us: int) -> int:
        """Keep a report for sending; return its number.

        Raises `Refused` (`busy`) when too many wait for the gateway.
        """
        if self.unconfirmed >= MAX_KEPT:
            raise Refused(
                "busy", f"{MAX_KEPT} reports wait for the gateway, none more is taken."
            )
        self._number += 1
        self._waiting.append((self._number, uid, at_us, said))
        return self._number

    def reports(self) -> list[bytes]:
        """Return messages of the reports not sent yet by this connection.

        A report of a refused uid is dropped: nobody would ever take it. One of a uid
        without an answer yet, and all after it, wait: order is kept.
        """
        fresh: list[d.Report] = []
        while self._waiting and self.welcome:
            number, uid, at_us, said = self._waiting[0]
            handle = self.handles.get(uid)
            if handle is None and uid not in self.refused:
                break
            kept = self._waiting.popleft()
            if handle is None:
                continue
            self._sent.append(kept)
            fresh.append(d.Report(number=number, handle=handle, at_us=at_us, said=said))
        return [
            d.pack_device(d.Reports(reports=tuple(fresh[at : at + REPORTS_A_MESSAGE])))
            for at in range(0, len(fresh), REPORTS_A_MESSAGE)
        ]

    def next_batch(self) -> int:
        """Return the number of the next batch of positions."""
        self._batch += 1
        return self._batch

    def delivered(self) -> bytes:
        """Return the word that every dispatch up to the cursor is kept here."""
        return d.pack_device(d.Delivered(cursor=self.cursor))

    def receive(self, payload: bytes | str) -> d.ToHub:
        """Return what the gateway said, after noting it.

        Raises `WireError` when it is malformed or out of turn.
        """
        message = d.unpack_to_hub(payload)
        if isinstance(message, d.HubWelcome):
            self._welcomed(message)
        elif self.welcome is None and not isinstance(message, Refusal):
            msg = f"{type(message).__name__.lower()} before the welcome"
            raise WireError(msg)
        match message:
            case d.Declared():
                self._declared(message)
            case d.Received():
                self._confirmed(message.number)
            case d.Dispatches():
                for dispatch in message.dispatches:
                    self.cursor = max(self.cursor, dispatch.cursor)
            case _:
                pass
        return message

    def _welcomed(self, welcome: d.HubWelcome) -> None:
        if self.welcome is not None:
            msg = "a second welcome"
            raise WireError(msg)
        self.welcome = welcome
        if welcome.epoch != self.epoch or not welcome.resumed:
            self.epoch, self.cursor = welcome.epoch, 0
        self._confirmed(welcome.received)
        self._number = max(self._number, welcome.received)

    def _declared(self, declared: d.Declared) -> None:
        for uid, handle in declared.handles.items():
            self.handles[uid] = handle
            self.refused.pop(uid, None)
        for uid, why in declared.refused.items():
            self.handles.pop(uid, None)
            self.refused[uid] = why

    def _confirmed(self, number: int) -> None:
        for kept in (self._sent, self._waiting):
            while kept and kept[0][0] <= number:
                kept.popleft()

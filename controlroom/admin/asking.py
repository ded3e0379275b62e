"""Finds who answers the owner: the gateway that runs on this folder, else the files."""

import asyncio
import http.client
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from controlroom.config import Home
from controlroom.domain.errors import LinkError
from controlroom.gateway.admin import ASK, Admin, AnyAsk, Told
from controlroom.gateway.auth import Auth
from controlroom.gateway.clock import RoomClock
from controlroom.gateway.ids import new_id
from controlroom.gateway.ingest import Ingest
from controlroom.gateway.lock import Running, read_lock, read_token
from controlroom.gateway.start import clock_for, find
from controlroom.journal.base import Journal
from controlroom.journal.secrets import Secrets
from controlroom.journal.sqlite import SqliteJournal

ANSWER_S = 600.0
"""Proving or copying a year's journal takes minutes."""


@dataclass(frozen=True, slots=True)
class Files:
    """A folder without a gateway, as far as the owner's asks need one."""

    journal: Journal
    ingest: Ingest
    auth: Auth
    clock: RoomClock
    new_id: Callable[[str], str]


def ask(home: Home, said: AnyAsk, *, create: bool = False) -> Told:
    """Return the answer of the running gateway, or of the files when none runs.

    `create` makes a journal where there is none. Raises `JournalError`, `LinkError`.
    """
    told = _ask_running(home, said)
    if told is None:
        if create:
            home.create()
        told = asyncio.run(_ask_files(home, said, create=create))
    return told


def show(told: Told) -> int:
    """Write an answer for a person and return the exit status."""
    stream = sys.stdout if told.ok else sys.stderr
    for line in told.lines:
        stream.write(f"{line}\n")
    if told.token:
        stream.write("Token, shown this once:\n")
        stream.write(f"{told.token}\n")
    return 0 if told.ok else 1


def run_asking(
    make: Callable[[Any], AnyAsk], *, create: bool = False
) -> Callable[[Any], int]:
    """Return what a command does: make its ask from the arguments, ask and show."""

    def run(arguments: Any) -> int:  # noqa: ANN401 - argparse's namespace
        home = Home.find(arguments.home)
        return show(ask(home, make(arguments), create=create))

    return run


def _ask_running(home: Home, said: AnyAsk) -> Told | None:
    """None when no gateway answers: a lock file may outlive its gateway."""
    running = read_lock(home)
    token = read_token(home.admin_token)
    if running is None or not token:
        return None
    connection = _connection(running)
    try:
        connection.request(
            "POST",
            f"/admin/{ASK}",
            msgspec.json.encode(said),
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        answer = connection.getresponse()
        return msgspec.json.decode(answer.read(), type=Told)
    except ConnectionRefusedError:
        return None
    except (OSError, http.client.HTTPException, msgspec.DecodeError) as error:
        msg = f"the gateway of {home.folder} did not answer: {error}"
        raise LinkError(msg) from error
    finally:
        connection.close()


def _connection(running: Running) -> http.client.HTTPConnection:
    if running.scheme != "https":
        return http.client.HTTPConnection(running.host, running.port, timeout=ANSWER_S)
    # Its certificate is made out for the name that desks use, not for this machine's
    # loopback; that it is the one meant, the folder's own lock file says.
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(
        running.host, running.port, timeout=ANSWER_S, context=context
    )


async def _ask_files(home: Home, said: AnyAsk, *, create: bool) -> Told:
    with (
        SqliteJournal.open(home.journal, exercise=None, create=create) as journal,
        Secrets.open(home.secrets) as kept,
    ):
        found = find(journal)
        clock = clock_for(journal, found.last_us)
        ingest = Ingest(journal, clock, new_id, found.picture)
        files = Files(journal, ingest, Auth(kept), clock, new_id)
        admin = Admin(files, lambda: None)
        async with asyncio.TaskGroup() as tasks:
            deciding = tasks.create_task(ingest.run())
            try:
                return await admin.answer(said)
            finally:
                deciding.cancel()

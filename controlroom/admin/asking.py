"""Finds who answers the owner: the gateway that runs on this folder, else the files."""

import asyncio
import http.client
import json
import ssl
import sys
from collections.abc import Callable
from typing import Any

import msgspec

from controlroom.config import Home
from controlroom.desk.ids import new_id
from controlroom.domain.errors import LinkError
from controlroom.gateway.admin import Admin, AnyAsk, Told
from controlroom.gateway.clock import RoomClock, wall_us
from controlroom.gateway.ingest import Ingest
from controlroom.gateway.record import rebuild
from controlroom.journal.secrets import Secrets
from controlroom.journal.sqlite import SqliteJournal

ANSWER_S = 600.0
"""Proving or copying a year's journal takes minutes."""
ADMIN = "/admin"


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
    try:
        lock = json.loads(home.lock.read_text(encoding="utf-8"))
        token = home.admin_token.read_text(encoding="utf-8").strip()
        port = int(lock["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    connection = _connect(port, secure=bool(lock.get("tls")))
    try:
        connection.request(
            "POST",
            ADMIN,
            msgspec.json.encode(said),
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        answer = connection.getresponse()
        return msgspec.json.decode(answer.read(), type=Told)
    except (ConnectionRefusedError, ssl.SSLError):
        return None
    except (OSError, http.client.HTTPException, msgspec.DecodeError) as error:
        msg = f"the gateway of {home.folder} did not answer: {error}"
        raise LinkError(msg) from error
    finally:
        connection.close()


def _connect(port: int, *, secure: bool) -> http.client.HTTPConnection:
    if not secure:
        return http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_S)
    # This machine's own port, known from a file that only its owner can read: the
    # certificate names the host others use.
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(
        "127.0.0.1", port, timeout=ANSWER_S, context=context
    )


async def _ask_files(home: Home, said: AnyAsk, *, create: bool) -> Told:
    with (
        SqliteJournal.open(home.journal, exercise=None, create=create) as journal,
        Secrets.open(home.secrets) as kept,
    ):
        picture = rebuild(journal)
        clock = RoomClock(wall_us())
        ingest = Ingest(journal, clock, new_id, picture)
        admin = Admin(journal, kept, ingest, new_id, clock.now_us)
        async with asyncio.TaskGroup() as tasks:
            deciding = tasks.create_task(ingest.run())
            try:
                return await admin.answer(said)
            finally:
                deciding.cancel()

"""Who answers the owner: the running gateway, else the files of the folder."""

import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from controlroom.admin import asking
from controlroom.config import Home
from controlroom.domain.errors import JournalError, LinkError
from controlroom.gateway import admin, lock
from controlroom.gateway.admin import Told
from controlroom.journal.sqlite import SqliteJournal

EVERYBODY = admin.ListAll(what="person")
OSEI = admin.AddPerson(name="PC Osei", login="osei")


class _Gateway(HTTPServer):
    """Answers as a running gateway would, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[tuple[str, str, bytes]] = []
        self.answer = b'{"lines":["from the gateway"]}'


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """Answer one ask."""
        assert isinstance(self.server, _Gateway)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        token = self.headers["Authorization"]
        self.server.asked.append((self.path, token, body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A folder without anything."""
    return Home(tmp_path)


@pytest.fixture
def gateway(home: Home) -> Iterator[_Gateway]:
    """Something that runs on the folder."""
    with _Gateway() as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        running = lock.Running(pid=os.getpid(), port=server.server_port, epoch="e")
        lock.write_lock(home, running, "owner's token")
        yield server
        server.shutdown()
        serving.join()


def test_a_running_gateway_is_asked(home: Home, gateway: _Gateway) -> None:
    """With the token of the folder; the files are not touched."""
    told = asking.ask(home, EVERYBODY)
    path, token, body = gateway.asked[0]

    assert ("from the gateway",) == told.lines
    assert ("/admin/ask", "Bearer owner's token") == (path, token)
    assert {"ask": "list", "what": "person"} == json.loads(body)
    assert not home.journal.exists()


def test_without_a_gateway_the_files_answer(home: Home) -> None:
    """What was added is there the next time, in the record."""
    added = asking.ask(home, OSEI, create=True)
    listed = asking.ask(home, EVERYBODY)

    assert added.ok
    assert added.token
    assert ("osei\tPC Osei\tdispatcher\t-\tenabled",) == listed.lines
    with SqliteJournal.open(home.journal) as journal:
        assert ["admin"] == [row.actor for row in journal.read()]


def test_a_lock_left_behind_is_no_gateway(home: Home, gateway: _Gateway) -> None:
    """A killed gateway leaves its lock: nobody listens there any more."""
    gateway.shutdown()
    gateway.server_close()

    assert asking.ask(home, OSEI, create=True).ok


def test_a_proof_of_nothing_creates_nothing(home: Home) -> None:
    """A mistyped folder is one line."""

    with pytest.raises(JournalError, match="there is no journal"):
        asking.ask(home, admin.Verify())
    assert not home.journal.exists()


def test_a_folder_in_use_is_one_line(home: Home) -> None:
    """Something holds the journal but answers no ask."""
    with (
        SqliteJournal.open(home.journal),
        pytest.raises(JournalError, match="open in another program"),
    ):
        asking.ask(home, EVERYBODY)


def test_an_exercise_may_be_proven(home: Home) -> None:
    """Whichever kind it is."""
    SqliteJournal.open(home.journal, exercise=True).close()

    assert asking.ask(home, admin.Verify()).ok


def test_an_answer_that_is_none_is_one_line(home: Home, gateway: _Gateway) -> None:
    """Something else listens at that port."""
    gateway.answer = b"<html>"

    with pytest.raises(LinkError, match="did not answer"):
        asking.ask(home, EVERYBODY)


def test_an_answer_goes_where_it_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    """Lines and the token to standard output, a refusal to standard error."""
    good = asking.show(Told(lines=("Added.",), token="t0k3n"))
    out, err = capsys.readouterr()

    assert (0, "Added.\nToken, shown this once:\nt0k3n\n", "") == (good, out, err)
    bad = asking.show(Told(ok=False, lines=("No.",)))
    out, err = capsys.readouterr()
    assert (1, "", "No.\n") == (bad, out, err)

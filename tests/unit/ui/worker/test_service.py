"""A map service, good and bad: a real one on this machine, asked by a real client."""

import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from controlroom import __version__
from controlroom.domain.errors import PackError
from tests.helpers.map_room import turn_until
from tests.helpers.tile_files import BLUE, png
from tests.helpers.tile_service import HANG, TRICKLE, Answer, TileService, tile_service
from tests.helpers.waiting import PATIENCE_S
from ui.worker import service as module
from ui.worker.messages import Picturing
from ui.worker.pictures import Address
from ui.worker.service import MOST_WAITING, Service, fresh_seconds
from ui.worker.tilecache import Kept

AT = (3, 1, 2)


class Room:
    """One client of one service, and what it said."""

    def __init__(self, folder: Path, serving: TileService, **said: object) -> None:
        config = serving.config(**said)
        self.client = Service(Picturing(service=config, cache=str(folder)))
        self.arrived: list[Address] = []
        self.said: list[str] = []
        self.client.arrived.connect(self.arrived.append)
        self.client.said.connect(self.said.append)

    def fetch(self, address: Address = AT) -> bytes | None:
        """Ask, wait, and ask again."""
        self.client.tile(*address)
        assert turn_until(lambda: address in self.arrived or bool(self.said))
        return self.client.tile(*address)


@pytest.fixture
def serving(qtbot: QtBot) -> Iterator[TileService]:
    """A service on this machine."""
    with tile_service() as serving:
        yield serving


@pytest.fixture
def room(serving: TileService, tmp_path: Path) -> Iterator[Room]:
    """A client with an empty cache."""
    room = Room(tmp_path / "tiles", serving)
    yield room
    room.client.close()


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that soon asks again."""
    monkeypatch.setattr(module, "FIRST_RETRY_S", 0.05)


def test_a_tile_comes(room: Room, serving: TileService) -> None:
    """First it is not there and is asked for by its address; then it is there."""
    assert room.client.tile(*AT) is None
    assert room.client.is_pending(AT)
    assert turn_until(lambda: room.arrived == [AT])

    assert png() == room.client.tile(*AT)
    assert png() == room.client.known(AT)
    assert not room.client.is_pending(AT)
    assert ["/3/1/2.png"] == serving.asked


def test_it_says_who_asks(room: Room, serving: TileService) -> None:
    """The program is named, and no cookie is sent or kept."""
    cookie = ("Set-Cookie", "id=1; Path=/")
    serving.answer = lambda _path: Answer(headers=(cookie,))
    room.fetch()
    room.fetch((3, 1, 3))

    assert f"Controlroom/{__version__}" == serving.headers[0]["User-Agent"]
    assert all("Cookie" not in headers for headers in serving.headers)


def test_rows_from_the_south(serving: TileService, tmp_path: Path) -> None:
    """A service that counts rows from the south is asked so."""
    config = serving.config()
    config = msgspec.structs.replace(config, url=config.url.replace("{y}", "{-y}"))
    client = Service(Picturing(service=config, cache=str(tmp_path)))
    client.tile(*AT)

    assert turn_until(lambda: serving.asked == ["/3/1/5.png"])

    client.close()


def test_kept_on_disk(room: Room, serving: TileService, tmp_path: Path) -> None:
    """A tile that is fresh is not asked for again, nor by the next desk."""
    room.fetch()
    other = Room(tmp_path / "tiles", serving)

    assert png() == other.client.tile(*AT)
    assert not other.client.is_pending(AT)
    assert 1 == len(serving.asked)

    other.client.close()


def test_an_old_tile_is_asked_whether_it_changed(
    room: Room, serving: TileService, tmp_path: Path
) -> None:
    """What is old is shown at once, asked for by its tag, and kept when unchanged."""
    headers = (("Cache-Control", "max-age=3600"), ("ETag", '"one"'))
    serving.answer = lambda _path: Answer(headers=headers)
    room.fetch()
    room.client._cache.keep(AT, Kept(png(), '"one"'), -1)
    serving.answer = lambda _path: Answer(304, b"", headers)
    other = Room(tmp_path / "tiles", serving)

    assert png() == other.client.tile(*AT)
    assert turn_until(lambda: other.arrived == [AT])
    assert '"one"' == serving.headers[-1]["If-None-Match"]
    kept = other.client._cache.read(AT)
    assert kept is not None
    assert kept.fresh

    other.client.close()


def test_a_changed_tile_replaces_the_old(room: Room, serving: TileService) -> None:
    """What came anew is what is shown from then on."""
    room.client._cache.keep(AT, Kept(png()), -1)
    serving.answer = lambda _path: Answer(body=png(BLUE))

    assert png() == room.client.tile(*AT)
    assert turn_until(lambda: room.arrived == [AT])
    assert png(BLUE) == room.client.tile(*AT)


def test_never_more_than_agreed_at_once(serving: TileService, tmp_path: Path) -> None:
    """However many are wanted, the service is asked two at a time."""
    serving.meeting = threading.Barrier(2)
    room = Room(tmp_path, serving, at_once=2)
    wanted = [(5, x, 7) for x in range(12)]
    for address in wanted:
        room.client.tile(*address)

    assert turn_until(lambda: len(room.arrived) == len(wanted))
    assert (2, 12) == (serving.most, len(serving.asked))

    room.client.close()


def test_only_so_many_wait(room: Room, serving: TileService) -> None:
    """Those wanted longest ago are given up, and whoever waits for them is told."""
    serving.answer = lambda _path: Answer(HANG)
    for x in range(MOST_WAITING + 30):
        room.client.tile(9, x, 7)

    assert [(9, x, 7) for x in range(30)] == room.arrived
    assert MOST_WAITING == len(room.client._waiting)


def test_the_newest_is_asked_for_first(room: Room, serving: TileService) -> None:
    """What was wanted last is what is looked at now."""
    for x in range(20):
        room.client.tile(9, x, 7)

    assert turn_until(lambda: len(serving.asked) >= 4)
    assert {"/9/19/7.png", "/9/18/7.png"} <= set(serving.asked[:4])


@pytest.mark.parametrize("status", [404, 410, 204])
def test_a_tile_that_is_not_there(
    room: Room, serving: TileService, status: int
) -> None:
    """It is no fault, and it is not asked for again soon."""
    serving.answer = lambda _path: Answer(status, b"")
    assert room.fetch() is None

    assert not room.client.is_pending(AT)
    assert room.client.tile(*AT) is None
    assert ([], 1) == (room.said, len(serving.asked))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(500, b"broken"), "answers 500"),
        (Answer(403, b"no key"), "answers 403"),
        (Answer(200, b"<html>please log in</html>"), "sends no pictures"),
        (Answer(200, b""), "sends no pictures"),
        (Answer(200, png() + bytes(5 * 2**20)), "no answer, or sends no pictures"),
        (Answer(HANG), "no answer"),
        (Answer(TRICKLE, bytes(4000)), "no answer"),
        (
            Answer(302, b"", (("Location", "https://elsewhere.example/"),)),
            "answers 302",
        ),
    ],
)
@pytest.mark.usefixtures("_soon")
def test_a_service_that_fails(
    serving: TileService, tmp_path: Path, answer: Answer, said: str
) -> None:
    """After two failures it is said in words; nothing is shown of what came."""
    serving.answer = lambda _path: answer
    hangs = answer.status in {HANG, TRICKLE}
    room = Room(tmp_path, serving, timeout_s=0.5 if hangs else PATIENCE_S)
    for x in range(3):
        assert room.client.tile(4, x, 1) is None

    assert turn_until(lambda: bool(room.said))
    assert room.said[0] in said
    assert room.client.known((4, 0, 1)) is None

    room.client.close()


@pytest.mark.usefixtures("_soon")
def test_nobody_is_there(room: Room, serving: TileService) -> None:
    """A service that was switched off is said, too."""
    serving.close()
    for x in range(3):
        room.client.tile(4, x, 1)

    assert turn_until(lambda: room.said == ["no answer"])


def test_a_failing_service_is_left_in_peace(
    serving: TileService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it fails it is asked for one tile at a time, less and less often."""
    monkeypatch.setattr(module, "FIRST_RETRY_S", 0.1)
    serving.answer = lambda _path: Answer(500, b"")
    room = Room(tmp_path, serving)
    for x in range(100):
        room.client.tile(8, x, 1)
    assert turn_until(lambda: bool(room.said))
    assert turn_until(lambda: len(serving.asked) >= 7)

    assert 0.1 < room.client._retry_s <= module.LAST_RETRY_S
    assert len(serving.asked) < 12

    room.client.close()


@pytest.mark.usefixtures("_soon")
def test_it_answers_again(room: Room, serving: TileService) -> None:
    """The words are taken back, and those who waited are told to ask again."""
    serving.answer = lambda _path: Answer(500, b"")
    for x in range(3):
        room.client.tile(4, x, 1)
    assert turn_until(lambda: room.said == ["answers 500"])
    serving.answer = lambda _path: Answer()

    def asks_again() -> bool:
        for x in range(3):
            room.client.tile(4, x, 1)
        return room.said == ["answers 500", ""]

    assert turn_until(asks_again)
    assert turn_until(lambda: room.client.tile(4, 0, 1) == png())


def test_beyond_its_bounds_nothing_is_asked(
    serving: TileService, tmp_path: Path
) -> None:
    """Outside the zooms and the place it was configured for it is not asked."""
    room = Room(tmp_path, serving, zooms=(2, 4), bounds=(50.0, 0.0, 52.0, 2.0))
    for address in ((1, 1, 0), (5, 16, 10), (4, 0, 0), (4, 8, 15), (99, 0, 0)):
        assert room.client.tile(*address) is None
        assert not room.client.is_pending(address)

    room.client.tile(4, 8, 5)

    assert room.client.is_pending((4, 8, 5))

    room.client.close()


@pytest.mark.qt_log_ignore("unable to open temporary file")  # that is the case here
def test_a_full_disk(serving: TileService, tmp_path: Path) -> None:
    """What cannot be kept is shown from memory, and asked for once."""
    (tmp_path / "file").write_text("no folder")
    room = Room(tmp_path / "file" / "tiles", serving)

    assert png() == room.fetch()
    assert png() == room.fetch()
    assert 1 == len(serving.asked)

    room.client.close()


def test_what_must_not_be_kept(room: Room, serving: TileService) -> None:
    """A tile that its service forbids to store is shown and never written."""
    serving.answer = lambda _path: Answer(headers=(("Cache-Control", "no-store"),))

    assert png() == room.fetch()
    assert room.client._cache.read(AT) is None


def test_without_a_service(qtbot: QtBot) -> None:
    """No service, no client."""
    with pytest.raises(PackError, match="no map service"):
        Service(Picturing())


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("", 7 * 86_400),
        ("public", 7 * 86_400),
        ("max-age=3600", 3600),
        ("public, Max-Age=3600, must-revalidate", 3600),
        ("max-age=0", 60),
        ("max-age=-1", 7 * 86_400),
        ("no-cache", 60),
        ("no-store, max-age=9", 60),
        ("max-age=" + "9" * 50, 90 * 86_400),
    ],
)
def test_how_long_a_tile_is_fresh(header: str, seconds: int) -> None:
    """What the service says, within a minute and a season; a week when it says none."""

    assert seconds == fresh_seconds(header)

"""Desk and worker understand each other, whatever pieces the bytes come in."""

import struct

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.worker import messages as m

TO_WORKER: tuple[m.ToWorker, ...] = (
    m.Open("/town.pack", "/memory", 4, 4096),
    m.Paint(1, 2, "dark", 15, 16597, 10414, 2, 362, 1.5),
    m.FindPath(2, 54.7, 2.4, 54.8, 2.5),
    m.FindTimes(3, 54.7, 2.4, b"\0" * 8, b"\0" * 8),
    m.FindSpot(4, 54.7, 2.4),
    m.FindReach(5, 54.7, 2.4, (120.0, 240.0)),
    m.FindPlaces(6, 54.7, 2.4, 500.0, 40),
)
FROM_WORKER: tuple[m.FromWorker, ...] = (
    m.Painted(1, 2, blank=True),
    m.PathFound(2, b"", b"", 1.5, 20.0),
    m.TimesFound(3, b"\0" * 8),
    m.SpotFound(4, "Quay Street at Mill Street", 3.5),
    m.ReachFound(5, (m.Band(120.0, b"", b"", b"\0" * 4),), 12.5),
    m.PlacesFound(6, (m.PlaceFound("Quay", "district", 54.7, 2.4),)),
    m.Failed(5, "there is no map pack at /town.pack"),
)


def _body(message: m.ToWorker | m.FromWorker) -> bytes:
    (body,) = m.Inbox().feed(m.encode(message))
    return body


@pytest.mark.parametrize("message", TO_WORKER)
def test_to_the_worker(message: m.ToWorker) -> None:
    """Each request arrives as it was sent."""

    assert message == m.decode_to_worker(_body(message))


@pytest.mark.parametrize("message", FROM_WORKER)
def test_from_the_worker(message: m.FromWorker) -> None:
    """Each answer arrives as it was sent."""

    assert message == m.decode_from_worker(_body(message))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=60))
def test_in_any_pieces(sizes: list[int]) -> None:
    """Cut anywhere, a stream yields the same messages in the same order."""
    stream = b"".join(m.encode(message) for message in TO_WORKER)
    inbox, found, at = m.Inbox(), [], 0
    for size in [*sizes, len(stream)]:
        found += list(inbox.feed(stream[at : at + size]))
        at += size

    assert list(TO_WORKER) == [m.decode_to_worker(body) for body in found]


def test_a_length_that_is_none_of_ours() -> None:
    """A foreign stream is refused at once, not collected for ever."""
    with pytest.raises(ValueError, match="more than 16777216"):
        list(m.Inbox().feed(struct.pack("<I", 2**31)))


@pytest.mark.parametrize(
    "body", [b"", b"\xc1", b"GET / HTTP/1.1", b"\x81\xa4type\xa1x"]
)
def test_bodies_that_are_no_messages(body: bytes) -> None:
    """What cannot be read is an error of its own kind."""
    for decode in (m.decode_to_worker, m.decode_from_worker):
        with pytest.raises(msgspec.DecodeError):
            decode(body)

"""The log: one line a record, nothing that steers a terminal, no secret."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom import log


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A log that is written to."""
    level = logging.getLogger().level
    yield log.start_log(tmp_path / "logs", "gateway")
    log.stop_log()
    logging.getLogger().setLevel(level)


def test_a_record_is_a_line_with_its_time_and_place(path: Path) -> None:
    """Who said it, how bad it is, what it was."""
    logging.getLogger("controlroom.x").info("the door is %s", "open")

    assert path.read_text().endswith(" INFO controlroom.x: the door is open\n")


def test_what_others_sent_cannot_forge_a_line(path: Path) -> None:
    """Control characters are escaped; what follows a line end is indented."""
    logging.getLogger("x").warning("said \x1b[31m\x07 and\n2026 INFO x: all is well")
    lines = path.read_text().splitlines()

    assert lines[0].endswith(r"said \x1b[31m\x07 and")
    assert "    2026 INFO x: all is well" == lines[1]


def test_a_traceback_stays_readable(path: Path) -> None:
    """Indented under its record."""
    try:
        raise ValueError("broken")  # noqa: TRY301 - something to log
    except ValueError:
        logging.getLogger("x").exception("it failed")

    assert "    ValueError: broken" in path.read_text()


@pytest.mark.parametrize(
    "said",
    [
        "GET /?id=s3cr3t&lat=1",
        "GET /?lat=1&deviceid=s3cr3t",
        "Authorization: Bearer s3cr3t",
        "authorization: bearer s3cr3t,",
        "token=s3cr3t",
        "token: s3cr3t",
    ],
)
def test_what_looks_like_a_secret_is_taken_out(path: Path, said: str) -> None:
    """A second guard: whoever logs leaves them out already."""
    logging.getLogger("x").info(said)

    assert "s3cr3t" not in path.read_text()


def test_the_log_does_not_grow_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old files leave."""
    monkeypatch.setattr(log, "FILE_BYTES", 1000)
    monkeypatch.setattr(log, "FILES_KEPT", 2)
    log.start_log(tmp_path, "small")
    for _ in range(100):
        logging.getLogger("x").warning("y" * 100)
    log.stop_log()

    assert 3 == len(list(tmp_path.iterdir()))


def test_a_stopped_log_is_closed(tmp_path: Path) -> None:
    """Nothing more is written, and the file can be moved on any system."""
    path = log.start_log(tmp_path, "gateway")
    log.stop_log()
    logging.getLogger("x").error("too late")

    assert "" == path.read_text()

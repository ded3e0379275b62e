"""A sheet on paper in a process of its own, as the desk asks for it."""

import subprocess
from pathlib import Path

import msgspec

from tests.helpers.pdf_text import pages_of
from tests.unit.ui.test_paper import TITLE, sheet
from ui.paper import Row
from ui.worker.launch import worker_command, worker_environment


def run(given: bytes) -> "subprocess.CompletedProcess[bytes]":
    """Let the worker print what it is given."""
    return subprocess.run(
        [*worker_command(), "--print"], env=worker_environment(), check=False,
        timeout=60, capture_output=True, input=given,
    )  # fmt: skip


def test_a_sheet_goes_in_and_a_pdf_comes_out(tmp_path: Path) -> None:
    """All of it: letters of any script, what is struck through and what was added."""
    row = Row(("22:31", "Żółć <b>"), struck=True, note=" [corrected]")
    done = run(msgspec.json.encode(sheet(row, exercise=True)))
    (tmp_path / "sheet.pdf").write_bytes(done.stdout)
    (page,) = pages_of(tmp_path / "sheet.pdf")

    assert 0 == done.returncode
    assert TITLE in page
    assert "Żółć <b> [corrected]" in page


def test_what_is_no_sheet_is_no_paper() -> None:
    """Nothing comes, and how it ended says so."""
    for given in (b"", b'{"force": 1}'):
        done = run(given)

        assert b"" == done.stdout
        assert 0 != done.returncode

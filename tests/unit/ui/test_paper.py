"""A page for paper: made without a network, or said not to be."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.paper import write_pdf


def test_a_page_becomes_a_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    """On A4, whatever was typed into it."""
    path = tmp_path / "page.pdf"
    html = "<h1>Handover</h1><img src='http://127.0.0.1:9/x.png'><p>&lt;b&gt;</p>"

    assert write_pdf(html, path)
    assert path.read_bytes().startswith(b"%PDF")


def test_where_nothing_can_be_written_it_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    """A folder that is not there makes no page and no crash."""

    assert not write_pdf("<p>x</p>", tmp_path / "none" / "page.pdf")

"""The command `controlroom desk`."""

import argparse
import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from controlroom.domain.errors import ConfigError
from ui.app import DeskApp
from ui.command import add_parser, read_token, run_command


def _parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return parser.parse_args(["desk", *words])


def test_a_gateway_needs_a_token(tmp_path: Path) -> None:
    """One without the other is refused in a line."""
    asked = _parse("--home", str(tmp_path), "--gateway", "http://127.0.0.1:1")
    with pytest.raises(ConfigError, match="belong together"):
        run_command(asked)


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe"])
def test_a_token_file_holds_a_token(tmp_path: Path, content: bytes) -> None:
    """An empty or spoilt file is said by name, and nothing of it is shown."""
    path = tmp_path / "ash.token"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"ash\.token"):
        read_token(path)


def test_a_token_is_read_without_its_line_end(tmp_path: Path) -> None:
    """What an editor adds is no part of it."""
    path = tmp_path / "ash.token"
    path.write_text("abc\n")

    assert "abc" == read_token(path)


def test_a_missing_token_file_is_said(tmp_path: Path) -> None:
    """Which file, and that it cannot be read."""
    with pytest.raises(ConfigError, match="cannot read the token"):
        read_token(tmp_path / "none")


def test_pictures_are_asked_for_by_name() -> None:
    """Folder and seconds, with a default."""
    asked = _parse("--shots", "pictures")

    assert (Path("pictures"), 20.0) == (asked.shots, asked.seconds)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)]
)
def test_an_end_asked_for_early_is_not_lost(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qapp: QApplication,
    number: signal.Signals,
    status: int,
) -> None:
    """Who logs off while the window opens, or presses Ctrl-C, does not wait for it."""
    token = tmp_path / "ash.token"
    token.write_text("abc", encoding="utf-8")

    def open_slowly(desk: DeskApp) -> None:
        os.kill(os.getpid(), number)
        QTimer.singleShot(5000, desk, lambda: qapp.exit(99))

    monkeypatch.setattr(DeskApp, "open", open_slowly)
    asked = _parse(
        "--home", str(tmp_path), "--gateway", "http://127.0.0.1:1",
        "--token-file", str(token),
    )  # fmt: skip

    assert status == run_command(asked)

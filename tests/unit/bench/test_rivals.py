"""Rivals are measured by programs beside the tests; what cannot be is said."""

import os
from pathlib import Path

import pytest

from controlroom.bench import rivals
from controlroom.bench.rivals import AbsentError, frame_p50_ms


def _program(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (folder / "rival.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(rivals, "PROGRAMS", folder)


def test_its_figure_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line is the figure; units and frames were told."""
    _program(
        tmp_path, monkeypatch,
        "import sys; print('hello'); "
        "print('{\"p50_ms\": ' + sys.argv[1] + '.' + sys.argv[2] + '}')",
    )  # fmt: skip

    assert 7.5 == frame_p50_ms("rival", 7, 5, os.environ)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("print('no web view'); raise SystemExit(3)", "^no web view$"),
        ("raise SystemExit(3)", "nothing was said"),
        ("print('{}')", "nothing was said"),
        ("print('12')", "nothing was said"),
        ("raise ValueError('broken')", "broken"),
    ],
)
def test_why_it_cannot_be_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, why: str
) -> None:
    """A rival that lacks something, fails or says nonsense is skipped with a reason."""
    _program(tmp_path, monkeypatch, text)
    with pytest.raises(AbsentError, match=why):
        frame_p50_ms("rival", 1, 1, os.environ)


def test_it_may_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever."""
    _program(tmp_path, monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(rivals, "LIMIT_S", 0.3)
    with pytest.raises(AbsentError, match=r"no answer within 0\.3 s"):
        frame_p50_ms("rival", 1, 1, os.environ)


def test_an_installed_product_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the source beside it there is nothing to compare with."""
    monkeypatch.setattr(rivals, "PROGRAMS", tmp_path / "gone")
    with pytest.raises(AbsentError, match="checkout"):
        frame_p50_ms("scatter", 1, 1, os.environ)


@pytest.mark.slow
def test_the_scatter_plot_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program beside the tests runs and gives a figure."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    assert frame_p50_ms("scatter", 50, 2, environment) > 0

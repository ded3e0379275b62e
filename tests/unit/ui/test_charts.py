"""The chart of a feed."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import colours_of
from ui.charts import (
    BEGUN,
    NOT_KEPT,
    SILENT,
    SLOTS,
    WIDTH,
    FeedChart,
    newest,
    round_top,
    said_errors,
    said_rate,
)
from ui.theme import Theme

BUSY = (120,) * (SLOTS - 1) + (124,)
NONE = (0,) * SLOTS


@pytest.fixture
def chart(qtbot: QtBot) -> FeedChart:
    """A chart by night, not shown yet."""
    made = FeedChart(Theme.load("dark"))
    qtbot.addWidget(made)
    made.resize(WIDTH, 220)
    return made


def test_nothing_is_loaded_before_it_is_seen() -> None:
    """A window starts without pyqtgraph: neither chart nor panel imports it."""
    code = "import sys, ui.charts, ui.window; print('pyqtgraph' in sys.modules)"
    path = os.pathsep.join(sys.path)
    said = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True,
        check=True, timeout=60, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip

    assert "False" == said.stdout.strip()


def test_a_busy_feed_is_drawn_and_said(chart: FeedChart) -> None:
    """The latest rate, the most and the errors stand in words for who cannot see."""
    chart.show_feed("Phones", BUSY, NONE, 12.4)
    chart.show()

    assert "" == chart.words
    assert "Phones, messages a second, last 10 min" == chart.accessibleName()
    assert "Latest 12 a second, at most 12. No errors." == chart.accessibleDescription()
    assert chart._plot is not None
    assert chart._plot.widget.isVisible()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_errors_alone_are_amber(qtbot: QtBot, theme: str) -> None:
    """Amber is there for errors and for nothing else, by day and night."""
    chart = FeedChart(Theme.load(theme))
    qtbot.addWidget(chart)
    chart.resize(WIDTH, 220)
    chart.show_feed("Phones", BUSY, NONE, 12.4)
    chart.show()
    amber = chart._theme.hex("alarm.high_text").lower()
    quiet = colours_of(chart)
    chart.show_feed("Phones", BUSY, (*NONE[:-6], 3, 0, 0, 0, 0, 0), 12.4)

    assert amber not in quiet
    assert chart._theme.hex("text.secondary").lower() in quiet
    assert chart._plot is not None
    assert amber in colours_of(chart._plot.widget)
    assert chart.accessibleDescription().endswith("3 errors.")


@pytest.mark.parametrize(
    ("history", "rate", "words"),
    [(NONE, 0.0, SILENT), (NONE, 0.3, BEGUN), ((), 0.0, NOT_KEPT)],
)
def test_an_empty_chart_says_why(
    chart: FeedChart, history: tuple[int, ...], rate: float, words: str
) -> None:
    """Words stand in place of axes with nothing between them."""
    chart.show_feed("Phones", BUSY, NONE, 12.4)
    chart.show()
    chart.show_feed("Phones", history, (), rate)

    assert words == chart.words == chart.accessibleDescription()
    assert chart._plot is not None
    assert chart._plot.widget.isHidden()


def test_errors_without_messages_are_drawn(chart: FeedChart) -> None:
    """A feed that sends nothing but nonsense is not silent."""
    chart.show_feed("Phones", NONE, (*NONE[:-1], 1), 0.0)
    chart.show()

    assert "" == chart.words
    assert "Latest 0 a second, at most 0. 1 error." == chart.accessibleDescription()


def test_follows_theme_and_scale(chart: FeedChart) -> None:
    """The other theme and text scale are taken on while it stands."""
    chart.show_feed("Phones", BUSY, (*NONE[:-6], 3, 0, 0, 0, 0, 0), 12.4)
    chart.show()
    chart._theme.switch("light")
    chart._theme.rescale(1.5)
    seen = colours_of(chart)

    assert round(WIDTH * 1.5) == chart.width()
    for token in ("surface.panel", "text.secondary", "alarm.high_text", "border.hair"):
        assert chart._theme.hex(token).lower() in seen
    assert Theme.load("dark").hex("surface.panel").lower() not in seen


def test_nothing_in_it_can_be_pressed(chart: FeedChart) -> None:
    """No menu, no buttons, no focus, no wheel; painted without OpenGL."""
    chart.show_feed("Phones", BUSY, NONE, 12.4)
    chart.show()
    assert chart._plot is not None
    plot = chart._plot.widget

    assert plot.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert Qt.FocusPolicy.NoFocus == plot.focusPolicy()
    assert not plot.getPlotItem().menuEnabled()
    assert plot.getPlotItem().buttonsHidden
    assert QWidget is type(plot.viewport())


def test_loading_leaves_errors_to_their_own_door(chart: FeedChart) -> None:
    """What catches errors that nobody else does stays what it was."""
    before = sys.excepthook
    chart.show()

    assert before is sys.excepthook


@pytest.mark.parametrize(
    ("most", "top"),
    [(0.0, 1.0), (0.3, 1.0), (1.0, 1.0), (1.2, 2.0), (31.0, 40.0), (100.0, 100.0),
     (101.0, 200.0), (float("inf"), 1.0), (float("nan"), 1.0)],
)  # fmt: skip
def test_a_scale_ends_at_a_round_number(most: float, top: float) -> None:
    """Half of it is round too."""

    assert top == round_top(most)


@given(st.floats(min_value=1.0, max_value=1e18))
def test_a_scale_holds_what_is_drawn(most: float) -> None:
    """The top is never below the highest rate, nor more than twice as high."""

    assert most <= round_top(most) <= 2.001 * most


@pytest.mark.parametrize(
    ("rate", "said"),
    [(0.0, "0"), (0.44, "0.4"), (2.0, "2"), (12.4, "12"), (1_200.0, "1,200")],
)
def test_a_rate_in_figures(rate: float, said: str) -> None:
    """A decimal only where it says something."""

    assert said == said_rate(rate)


@pytest.mark.parametrize(
    ("count", "said"), [(0, ""), (1, "1 error"), (1_234, "1,234 errors")]
)
def test_errors_in_words(count: int, said: str) -> None:
    """None need no word."""

    assert said == said_errors(count)


def test_a_history_of_any_length_is_taken() -> None:
    """The newest are kept, what is missing is 0, and nothing is below 0."""

    assert [0] * (SLOTS - 2) + [5, 0] == newest((5, -7))
    assert [2] * SLOTS == newest((1,) * 100 + (2,) * SLOTS)
    assert [0] * SLOTS == newest(())

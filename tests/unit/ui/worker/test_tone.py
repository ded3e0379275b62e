"""Pictures of others in our tones: quiet, dark at night, and transparent as before."""

import pytest
from PySide6.QtGui import QColor, QImage

from ui.worker.tone import is_paper, tone_down

DARK, LIGHT = QColor("#14181C"), QColor("#F1F3F5")


def _canvas(colour: str) -> QImage:
    image = QImage(4, 4, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(colour))
    return image


def _toned(colour: str, theme: str, *, paper: bool = False) -> QColor:
    land = DARK if theme == "dark" else LIGHT
    image = tone_down(_canvas(colour), theme, land, paper=paper)
    return image.pixelColor(1, 1)


@pytest.mark.parametrize("paper", [False, True])
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("colour", ["#ff0000", "#00ff00", "#f2a516", "#0000ff"])
def test_no_colour_calls_for_action(colour: str, theme: str, *, paper: bool) -> None:
    """The reddest red of a picture is far from the red of an officer in danger."""
    toned = _toned(colour, theme, paper=paper)
    parts = (toned.red(), toned.green(), toned.blue())
    wide = max(parts) - min(parts)

    assert 0 < wide < 160


def test_paper_is_dark_at_night() -> None:
    """White paper becomes the land of the night, black lines become pale."""
    assert _toned("#ffffff", "dark", paper=True).getRgb() == DARK.getRgb()
    assert 120 < _toned("#000000", "dark", paper=True).lightness() < 200


def test_a_photograph_keeps_its_shades_at_night() -> None:
    """What is light in a photograph stays the lighter part, only dimmed."""
    light, dark = (_toned(each, "dark").lightness() for each in ("#eeeeee", "#333333"))

    assert dark < light < 140


def test_hue_stays() -> None:
    """Water that is blue by day is blue by night."""
    toned = _toned("#9fc4e8", "dark", paper=True)

    assert toned.blue() > toned.red()


def test_by_day_paper_stays_paper() -> None:
    """By day a light map stays light and dark lines stay readable."""
    assert _toned("#ffffff", "light", paper=True).lightness() > 245
    assert _toned("#000000", "light", paper=True).lightness() < 70


@pytest.mark.parametrize(("alpha", "kept"), [(0, 0), (128, 128), (255, 255)])
def test_what_is_transparent_stays_so(alpha: int, kept: int) -> None:
    """A picture that covers a part of a square covers no more of it."""
    image = QImage(2, 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(200, 100, 50, alpha))

    assert kept == tone_down(image, "dark", DARK, paper=False).pixelColor(0, 0).alpha()


@pytest.mark.parametrize(
    ("colour", "paper"), [("#ffffff", True), ("#f2efe9", True), ("#5a6b4c", False)]
)
def test_paper_or_photograph(colour: str, *, paper: bool) -> None:
    """A map is drawn on light paper; woods from above are not light."""

    assert paper == is_paper(_canvas(colour))

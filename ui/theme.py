"""The design system as Qt values: colours, sizes, fonts and icons read from tokens;
no colour is written anywhere else.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QPainter,
    QPixmap,
    QStaticText,
)
from PySide6.QtSvg import QSvgRenderer

from ui.plain import plain

NAMES = ("dark", "light")
FITS_KEPT = 4096
"""Fitted texts remembered per face; then the memory starts anew."""
LAID_OUT_KEPT = 1024
"""Texts with their letters placed, likewise: more than a screen shows of a face."""
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
"""Text scales that are offered; any between the ends is drawn."""

Tokens = dict[str, Any]


@cache
def read_tokens() -> Tokens:
    """Return the tokens as they stand in resources, read once."""
    text = resources.files("resources").joinpath("tokens.toml").read_text("utf-8")
    return tomllib.loads(text)


def install_fonts() -> None:
    """Make the product's own family known to Qt, once per application.

    A font that cannot be loaded leaves the fallbacks named in the tokens.
    """
    if read_tokens()["font"]["ui"] in _installed_families():
        return
    for entry in resources.files("resources").joinpath("fonts").iterdir():
        if entry.name.endswith(".otf"):
            QFontDatabase.addApplicationFontFromData(QByteArray(entry.read_bytes()))


def _installed_families() -> list[str]:
    return QFontDatabase.families()


class Face:
    """A font with its measures; remembers how texts fit, for rows painted often."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.height = self.metrics.height()
        self._fits: dict[tuple[str, float], tuple[str, float]] = {}
        self._laid_out: dict[str, QStaticText] = {}

    def fit(self, text: str, width: float) -> tuple[str, float]:
        """Return the text cut to a width with an ellipsis and its own width, in px.

        What has no picture of its own is shown as `plain` shows it.
        """
        found = self._fits.get((text, width))
        if found is None:
            if len(self._fits) >= FITS_KEPT:
                self._fits.clear()
            found = self._fits[text, width] = self._measure(plain(text), width)
        return found

    def laid_out(self, text: str) -> QStaticText:
        """Return one line with its letters placed, as the painter wants it.

        Drawing it takes half the time of drawing the text, which places them each time.
        """
        found = self._laid_out.get(text)
        if found is None:
            if len(self._laid_out) >= LAID_OUT_KEPT:
                self._laid_out.clear()
            found = self._laid_out[text] = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(font=self.font)
        return found

    def lines(self, text: str, width: float) -> list[str]:
        """Return the text broken into lines of at most a width in pixels.

        Breaks at spaces, inside a word only when it alone is too wide.
        """
        found: list[str] = []
        for paragraph in plain(text).splitlines() or [""]:
            line = ""
            for word in paragraph.split(" "):
                longer = f"{line} {word}" if line else word
                if self.metrics.horizontalAdvance(longer) <= width:
                    line = longer
                    continue
                if line:
                    found.append(line)
                line = self._split(word, width, found)
            found.append(line)
        return found

    def _split(self, word: str, width: float, found: list[str]) -> str:
        """Append full lines of a word that is too wide; return what is left of it."""
        while len(word) > 1 and self.metrics.horizontalAdvance(word) > width:
            cut = len(word) - 1
            while cut > 1 and self.metrics.horizontalAdvance(word[:cut]) > width:
                cut = cut * 7 // 8 if cut > 8 else cut - 1
            found.append(word[:cut])
            word = word[cut:]
        return word

    def _measure(self, text: str, width: float) -> tuple[str, float]:
        advance = self.metrics.horizontalAdvance(text)
        if advance <= width:
            return text, advance
        shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return shown, self.metrics.horizontalAdvance(shown)


class Theme(QObject):
    """One theme at one text scale; both can change while the windows stand.

    Widgets read it when they paint and rebuild what they keep on `changed`.
    """

    changed = Signal()

    def __init__(self, name: str = "dark", scale: float = 1.0) -> None:
        super().__init__()
        if name not in NAMES:
            msg = f"theme {name!r} is none of {NAMES}"
            raise ValueError(msg)
        self._tokens = read_tokens()
        self._name = name
        self._scale = _bounded(scale)
        self._still = False
        self._reset()

    @classmethod
    def load(cls, name: str, scale: float = 1.0) -> "Theme":
        """Return the theme called `dark` or `light` at a text scale of 1.0 to 2.0."""
        return cls(name, scale)

    @property
    def name(self) -> str:
        """`dark` or `light`."""
        return self._name

    @property
    def scale(self) -> float:
        """Text scale, 1.0 to 2.0."""
        return self._scale

    @property
    def still(self) -> bool:
        """Whether the person wants nothing to glide or flash: reduced motion."""
        return self._still

    def hold_still(self, *, still: bool) -> None:
        """Let nothing glide or flash, or let it."""
        if still != self._still:
            self._still = still
            self.changed.emit()

    def switch(self, name: str) -> None:
        """Change to the other theme."""
        if name in NAMES and name != self._name:
            self._name = name
            self._reset()
            self.changed.emit()

    def rescale(self, scale: float) -> None:
        """Change the text scale; values outside 1.0 to 2.0 take the nearest end."""
        scale = _bounded(scale)
        if scale != self._scale:
            self._scale = scale
            self._reset()
            self.changed.emit()

    def color(self, token: str) -> QColor:
        """Return a colour by its token, such as `map.land`. Raises KeyError."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(self.hex(token))
        return found

    def hex(self, token: str) -> str:
        """Return a colour as `#RRGGBB`, for style sheets and HTML. Raises KeyError."""
        group, _, name = token.partition(".")
        value = self._tokens[self._name][group][name]
        return str(value)

    def size(self, token: str) -> float:
        """Return a size in scaled pixels: `row`, `badge.w`, `space.m`, `radius.s`.

        Names without a group are looked up under `size`. Raises KeyError.
        """
        found = self._sizes.get(token)
        if found is None:
            found = self._sizes[token] = self._read_size(token) * self._scale
        return found

    def px(self, pixels: float) -> int:
        """Return a length of the design at the present text scale, whole pixels."""
        return round(pixels * self._scale)

    def value(self, path: str) -> Any:  # noqa: ANN401 - TOML holds any type
        """Return a token as it stands, such as `motion.toast_s`. Raises KeyError."""
        node: Any = self._tokens
        for part in path.split("."):
            node = node[part]
        return node

    def font(
        self, kind: str, *, tabular: bool = False, weight: int | None = None
    ) -> QFont:
        """Return the font of a text style: label caption data body title figure wall.

        `tabular` is for figures, times, callsigns and CAD numbers: equal widths, O and
        0 apart. Raises KeyError.
        """
        return self.face(kind, tabular=tabular, weight=weight).font

    def face(
        self,
        kind: str,
        *,
        tabular: bool = False,
        weight: int | None = None,
        pixels: int | None = None,
    ) -> Face:
        """Return a font with its measures; `pixels` replaces the style's own size."""
        key = (kind, tabular, weight, pixels)
        found = self._faces.get(key)
        if found is None:
            font = self._make_font(kind, tabular, weight)
            if pixels is not None:
                font.setPixelSize(self.px(pixels))
            found = self._faces[key] = Face(font)
        return found

    def line(self, kind: str) -> float:
        """Return the line height of a text style in scaled pixels."""
        return float(self._tokens["type"][kind]["line"]) * self._scale

    def icon(
        self, name: str, size: float | None = None, color: str = "text.secondary"
    ) -> QIcon:
        """Return an icon by name in one token colour; `size` in design pixels."""
        return QIcon(self.pixmap(name, size, color))

    def pixmap(
        self, name: str, size: float | None = None, color: str = "text.secondary"
    ) -> QPixmap:
        """Return an icon as a pixmap, `size` design pixels square, sharp at any ratio.

        Raises FileNotFoundError when there is no such icon.
        """
        key = (name, size, color)
        found = self._pixmaps.get(key)
        if found is None:
            edge = self.px(size if size is not None else self._tokens_icon_edge())
            found = self._pixmaps[key] = _draw_icon(name, edge, self.hex(color))
        return found

    def _tokens_icon_edge(self) -> float:
        return float(self._tokens["size"]["icon"]["m"])

    def _read_size(self, token: str) -> float:
        node: Any = self._tokens
        parts = token.split(".")
        group = (
            parts[0] if parts[0] in {"space", "radius", "layout", "type"} else "size"
        )
        node = self._tokens[group]
        for part in parts[1:] if parts[0] == group else parts:
            node = node[part]
        return float(node)

    def _make_font(self, kind: str, tabular: bool, weight: int | None) -> QFont:  # noqa: FBT001 - a private mirror of font()
        style = self._tokens["type"][kind]
        family = self._tokens["font"]
        font = QFont([family["ui"], *family["fallback"]])
        font.setPixelSize(self.px(style["size"]))
        font.setWeight(QFont.Weight(weight or style["weight"]))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        for feature in family["features_data" if tabular else "features_ui"]:
            font.setFeature(QFont.Tag(feature), 1)
        return font

    def _reset(self) -> None:
        self._colors: dict[str, QColor] = {}
        self._sizes: dict[str, float] = {}
        self._faces: dict[tuple[str, bool, int | None, int | None], Face] = {}
        self._pixmaps: dict[tuple[str, float | None, str], QPixmap] = {}


def _bounded(scale: float) -> float:
    return min(max(float(scale), SCALES[0]), SCALES[-1])


@cache
def _read_icon(name: str) -> str:
    entry = resources.files("resources").joinpath("icons", f"{name}.svg")
    return entry.read_text("utf-8")


def _draw_icon(name: str, edge: int, color: str) -> QPixmap:
    ratio = _pixel_ratio()
    image = QPixmap(QSize(round(edge * ratio), round(edge * ratio)))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    svg = _read_icon(name).replace("currentColor", color)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    return image


def _pixel_ratio() -> float:
    application = QGuiApplication.instance()
    if isinstance(application, QGuiApplication):
        return max(application.devicePixelRatio(), 1.0)
    return 1.0

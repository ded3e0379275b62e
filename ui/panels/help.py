"""The help: pages about the window, and the keys as the table of actions has them."""

from importlib import resources
from importlib.resources.abc import Traversable

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from ui.actions import ACTIONS, MENUS
from ui.dock import Panel
from ui.guard import guarded, guarded_with
from ui.position import Position

KEY = "help"
NOTHING: object = None
RESIZED_MS = 150
"""After so long without another size a page is read anew for it."""
PAGES = (
    ("window", "Window"),
    ("queue", "Queue"),
    ("shift", "Shift"),
    ("intake", "Calls"),
    ("incident", "Incident"),
    ("units", "Units"),
    ("room", "Room"),
    ("alarms", "Alarms"),
    ("map", "Map"),
    ("video", "Video"),
    ("feeds", "Feeds"),
    ("exercise", "Exercise"),
    ("keys", "Keys"),
)
"""Pages in order; each is a file under resources/docs/help, but for the keys."""


def page_text(page: str) -> str:
    """Return a page as Markdown. Raises FileNotFoundError when there is none."""
    if page == "keys":
        return keys_text()
    return _folder().joinpath(f"{page}.md").read_text("utf-8")


def _folder() -> Traversable:
    return resources.files("resources").joinpath("docs", "help")


def keys_text() -> str:
    """Return every key as Markdown, from the table of actions."""
    lines = [
        "# Keys",
        "",
        "Every action and its key. In a text field use `Ctrl+K`.",
        "",
    ]
    for menu in MENUS:
        lines += [f"## {menu}", "", "| key | does |", "|---|---|"]
        for action in ACTIONS:
            if action.menu == menu and action.keys:
                keys = " ".join(f"`{key}`" for key in action.keys)
                if len(action.keys) > 4:
                    keys = f"`{action.keys[0]}` to `{action.keys[-1]}`"
                lines.append(f"| {keys} | {action.words} |")
        lines.append("")
    lines += [
        "## In a list", "", "| key | does |", "|---|---|",
        "| `↑` `↓` | move |", "| `←` `→` | fold and unfold a section |",
        "| `Space` | choose a unit to send |", "",
    ]  # fmt: skip
    return "\n".join(lines)


class Page(QTextBrowser):
    """A page whose pictures are never wider than it is."""

    @guarded_with(otherwise=NOTHING)
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture as large as there is room for; nothing from elsewhere."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value or found is None:
            return found
        image = QImage.fromData(found)
        room = self.room()
        if image.isNull() or image.width() <= room:
            return image
        smooth = Qt.TransformationMode.SmoothTransformation
        return image.scaledToWidth(room, smooth)

    def room(self) -> int:
        """Return how wide a picture may be, pixels."""
        margins = round(2 * self.document().documentMargin())
        return max(1, self.viewport().width() - margins)


def set_apart(document: QTextDocument, gap: float) -> None:
    """Put a gap under each paragraph and picture, and a larger one over headings."""
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        cursor = QTextCursor(block)
        if block.textList() is None and cursor.currentTable() is None:
            shape.setBottomMargin(gap)
            shape.setTopMargin(2 * gap if shape.headingLevel() > 1 else 0)
            cursor.setBlockFormat(shape)
        block = block.next()


class HelpPanel(Panel):
    """The dock with the help."""

    def __init__(self, position: Position) -> None:
        super().__init__(position.theme, KEY, "Help")
        self._position = position
        self._page = PAGES[0][0]
        close = self.bar.add_tool("close", "Close the help")
        close.clicked.connect(self.close)
        self.add_tear_off()
        self.bar.segment_chosen.connect(self.show_page)
        self._text = Page()
        self._text.setOpenLinks(False)
        self._text.setOpenExternalLinks(False)
        self._text.anchorClicked.connect(self._follow)
        self._shown_in = 0
        """For what width of pictures the page was read."""
        self._resized = QTimer(self, singleShot=True, interval=RESIZED_MS)
        self._resized.timeout.connect(self._fit)
        self.column.addWidget(self._text, 1)
        position.theme.changed.connect(self._show_again)
        self.visibilityChanged.connect(self._show_again)

    @property
    def page(self) -> str:
        """Name of the page that is shown."""
        return self._page

    def focus_body(self) -> None:
        """Give the focus to the page."""
        self._text.setFocus()

    def show_page(self, page: str) -> None:
        """Show a page by its name; an unknown one is the first."""
        known = [name for name, _title in PAGES]
        self._page = page if page in known else known[0]
        theme = self._position.theme
        document = self._text.document()
        document.setBaseUrl(QUrl.fromLocalFile(f"{_folder()}/"))  # where pictures are
        document.setDocumentMargin(theme.px(16))
        document.setDefaultFont(theme.font("body", weight=400))
        document.setDefaultStyleSheet(
            f"a {{ color: {theme.hex('accent.base')}; }}"
            f" code {{ color: {theme.hex('text.primary')}; }}"
        )
        document.clear()  # and the pictures that were loaded for another width
        self._text.setMarkdown(page_text(self._page))
        set_apart(document, theme.px(8))
        self._shown_in = self._text.room()
        self.bar.set_segments([*PAGES], self._page)

    def _show_again(self) -> None:
        """Read the page when it can be seen: a help nobody opens costs nothing."""
        if self.isVisible():
            self.show_page(self._page)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width once it stands."""
        super().resizeEvent(event)
        self._resized.start()

    @guarded
    def _fit(self) -> None:
        """Read the page anew for another width, where it was being read."""
        if self.isVisible() and self._text.room() != self._shown_in:
            bar = self._text.verticalScrollBar()
            share = bar.value() / max(1, bar.maximum())
            self.show_page(self._page)
            bar.setValue(round(share * bar.maximum()))

    def _follow(self, url: QUrl) -> None:
        """Follow links between pages; nothing leaves the machine from here."""
        if not url.scheme():
            self.show_page(url.path().removesuffix(".md"))

"""Puts one sheet on paper in a process of its own and ends: the desk goes on meanwhile.

A sheet comes in as JSON and goes out as a PDF; what a person typed is never on disk.
"""

import os
import sys
from contextlib import suppress

import msgspec
from PySide6.QtGui import QGuiApplication

from ui.paper import Sheet, paper
from ui.theme import install_fonts


def run_printing() -> int:
    """Read a sheet from standard input, write its PDF to standard output, end."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with suppress(AttributeError, OSError):  # not on every system; only a courtesy
        os.nice(5)
    with open(0, "rb", closefd=False) as given:
        sheet = msgspec.json.decode(given.read(), type=Sheet)
    application = QGuiApplication(sys.argv[:1])
    install_fonts()
    made = paper(sheet)
    with open(1, "wb", closefd=False) as into:
        into.write(made)
    del application
    return 0

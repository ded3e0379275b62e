"""Moving dots with pyqtgraph: ScatterPlotItem, everybody set anew in every frame.

Run by `controlroom bench map`: scatter.py UNITS FRAMES prints p50_ms as JSON.
"""

import json
import sys
import time

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

SIZE = (1920, 1080)
COLOURS = ("#2fbf71", "#2f9be8", "#f2c230", "#93a1ab")


def main(units: int, frames: int) -> None:
    """Pan and zoom over so many moving dots; print the median frame."""
    application = QApplication(["scatter"])
    plot = pyqtgraph.PlotWidget()
    plot.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    plot.resize(*SIZE)
    plot.hideAxis("left")
    plot.hideAxis("bottom")
    brushes = [pyqtgraph.mkBrush(COLOURS[n % len(COLOURS)]) for n in range(units)]
    dots = pyqtgraph.ScatterPlotItem(size=9, pen=None)
    plot.addItem(dots)
    plot.show()
    chance = np.random.default_rng(1)
    x, y = chance.normal(0, 400, units), chance.normal(0, 200, units)
    times_ms = []
    for frame in range(2 * frames):
        x += chance.uniform(-0.2, 0.2, units)
        turn = frame / 60.0
        began_s = time.perf_counter()
        dots.setData(x, y, brush=brushes)
        left, down = 40 * np.sin(1.7 * turn), 20 * np.cos(1.3 * turn)
        wide = 960 * 2.0 ** (0.2 * np.sin(2.1 * turn))
        plot.setRange(
            xRange=(left - wide, left + wide),
            yRange=(down - wide * 9 / 16, down + wide * 9 / 16),
            padding=0,
        )
        plot.viewport().repaint()
        times_ms.append((time.perf_counter() - began_s) * 1e3)
    print(json.dumps({"p50_ms": float(np.median(times_ms[frames:]))}), flush=True)
    plot.close()
    del application


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

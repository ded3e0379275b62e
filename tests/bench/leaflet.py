"""Moving dots with Leaflet on a canvas in a web view, as a page in a browser has them.

Run by `controlroom bench map`: leaflet.py UNITS FRAMES prints p50_ms as JSON. Without
QtWebEngine it says so and ends with status 3. Nothing is fetched from a network: no
ground is drawn at all, which flatters it.
"""

import json
import os
import statistics
import sys
from pathlib import Path

LACKING = 3
LIMIT_MS = 170_000
SIZE = (1920, 1080)
VENDOR = Path(__file__).parents[2] / "resources" / "vendor" / "leaflet"

PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>%(style)s
html, body, #map { margin: 0; height: 100%%; background: #181d24 }</style>
<div id="map"></div><script>%(script)s</script><script>
const colours = ["#2fbf71", "#2f9be8", "#f2c230", "#93a1ab"];
const map = L.map("map", {preferCanvas: true, zoomSnap: 0, zoomAnimation: false,
  fadeAnimation: false, inertia: false}).setView([51.5, -0.1], 12.6);
const dots = [];
for (let n = 0; n < %(units)d; n++) {
  dots.push(L.circleMarker([51.5 + 0.12 * (Math.random() - 0.5),
    -0.1 + 0.3 * (Math.random() - 0.5)], {radius: 4.5, weight: 1, color: "#000",
    fillColor: colours[n %% 4], fillOpacity: 1}).addTo(map));
}
window.took = [];
let frame = 0, last = performance.now();
function turn() {
  const now = performance.now(), second = frame / 60;
  window.took.push(now - last); last = now;
  if (++frame > %(frames)d) { window.over = true; return; }
  for (const dot of dots) {
    const place = dot.getLatLng();
    dot.setLatLng([place.lat + 1e-6 * (Math.random() - 0.5), place.lng]);
  }
  map.setView([51.5 + 0.004 * Math.sin(1.7 * second),
    -0.1 + 0.008 * Math.cos(1.3 * second)], 12.6 + 0.2 * Math.sin(2.1 * second),
    {animate: false});
  requestAnimationFrame(turn);
}
requestAnimationFrame(turn);
</script>"""


def main(units: int, frames: int) -> int:
    """Pan and zoom over so many moving dots; print the median frame."""
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # root has no sandbox
    try:
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - absence is an answer
        from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415 - too
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - with it
    except ImportError as error:
        print(f"QtWebEngine is not installed ({error})")
        return LACKING
    application = QApplication(["leaflet"])
    view = QWebEngineView()
    view.resize(*SIZE)
    view.setHtml(
        PAGE
        % {
            "style": (VENDOR / "leaflet.css").read_text("utf-8"),
            "script": (VENDOR / "leaflet.js").read_text("utf-8"),
            "units": units,
            "frames": 2 * frames,
        }
    )
    view.show()

    def take(answer: object) -> None:
        if answer:
            took = json.loads(str(answer))
            print(json.dumps({"p50_ms": statistics.median(took[-frames:])}))
            application.exit(0)

    timer = QTimer()
    timer.timeout.connect(
        lambda: view.page().runJavaScript(
            'window.over ? JSON.stringify(window.took) : ""', 0, take
        )
    )
    timer.start(250)
    QTimer.singleShot(LIMIT_MS, lambda: application.exit(1))
    return application.exec()


if __name__ == "__main__":
    status = main(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.flush()
    os._exit(status)  # Chromium's processes are not waited for

"""Where the command bar opens beside what is selected; by itself a program that says it
on a screen of any scale, for the scale of a screen is fixed when Qt starts.
"""

import json
import sys

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from tests.helpers.desk_room import DeskRoom
from tests.helpers.window_room import WindowRoom


def bar_beside(made: WindowRoom, at: QPoint) -> QRect:
    """Select an incident drawn at a point of the window; return where the bar opens."""
    view, scene = made.window.map, made.room.scene
    pixel = view.mapFrom(made.window, at) * view.devicePixelRatioF()
    where = view.viewport.to_place(pixel.x(), pixel.y())
    made.room.selection.select_incident(
        scene.incident(7000 + scene.seq, "ROB", "Quay", 1, where=where)
    )
    made.room.turn()
    made.stage.open_command()
    bar = made.stage.command.geometry()
    made.stage.step_back()
    return bar


def main() -> None:
    """Print (x, y) pairs of the bar, for each point in the arguments as `x,y`."""
    application = QApplication(sys.argv[:1])
    made = WindowRoom(DeskRoom()).open()
    tops = []
    for point in sys.argv[1:]:
        x, y = map(int, point.split(","))
        tops.append(bar_beside(made, QPoint(x, y)).y())
    said = {"ratio": made.window.devicePixelRatioF(), "tops": tops}
    sys.stdout.write(json.dumps(said))
    made.cameras.shut()
    made.window.close()
    application.quit()


if __name__ == "__main__":
    main()

"""Actions on what is seen of the window."""

from ui.acting import Action
from ui.actions.doing import show_panel
from ui.needs import (
    needs_sectors,
)

VIEW: tuple[Action, ...] = (
    Action("queue", "Queue", ("Ctrl+1",), "View", show_panel("queue")),
    Action("units", "Units", ("Ctrl+4",), "View", show_panel("units")),
    Action("board", "Board: every unit at a glance", ("Ctrl+7",), "View",
           show_panel("board"), partners=False),
    Action("handover", "Handover", ("Ctrl+9",), "View", show_panel("handover"),
           partners=False),
    Action("in_view", "What is in view of the map, as a list", ("I",), "View",
           show_panel("in_view")),
    Action("near", "What is near, as it was asked", ("Ctrl+5",), "View",
           show_panel("near")),
    Action("doors", "Feeds and unknown contacts", ("G",), "View", show_panel("doors"),
           asks="doors"),
    Action("next_panel", "Next panel", ("F6",), "View",
           lambda stage, _key: stage.cycle(1)),
    Action("last_panel", "Last panel", ("Shift+F6",), "View",
           lambda stage, _key: stage.cycle(-1)),
    Action("release_order", "Take the new order", ("Shift+O",), "View",
           lambda stage, _key: stage.release_order()),
    Action("all_sectors", "All sectors, or mine", ("Shift+A",), "View",
           lambda stage, _key: stage.look_at_all(), needs_sectors, partners=False),
    Action("theme", "Dark or light", ("Ctrl+L",), "View",
           lambda stage, _key: stage.switch_theme()),
    Action("larger", "Larger text", ("Ctrl++", "Ctrl+="), "View",
           lambda stage, _key: stage.scale_text(1)),
    Action("smaller", "Smaller text", ("Ctrl+-",), "View",
           lambda stage, _key: stage.scale_text(-1)),
    Action("normal", "Text at 100 %", ("Ctrl+0",), "View",
           lambda stage, _key: stage.scale_text(0)),
    Action("motion", "Reduced motion: nothing glides or flashes", (), "View",
           lambda stage, _key: stage.maps.switch_motion()),
    Action("full_screen", "Fill the screen, or no longer", ("F11",), "View",
           lambda stage, _key: stage.maps.fill_screen()),
    Action("reset_layout", "Put every panel back", (), "View",
           lambda stage, _key: stage.reset_layout()),
)  # fmt: skip

"""What taking a call costs at every key, and how many keys bring the first unit."""

import time
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from controlroom.bench.keyboard import Keyboard
from controlroom.bench.loop import turn_until
from controlroom.bench.rows import BenchRow, bench_row, percentile
from ui.controls import TextField
from ui.stage import DeskStage
from ui.window import Window

CALL = (
    "Two males in dark tracksuits took a phone from a girl at the corner. One held a "
    "kitchen knife, she is bleeding from the hand, no ambulance yet. They ran towards "
    "the station and somebody is in the garden of the house, caller can still see them."
)
ANSWER_S = 30.0


def intake_rows(
    window: Window, stage: DeskStage, case: dict[str, object]
) -> Iterator[BenchRow]:
    """Yield desk.intake_p50, p99 (ms a key) and desk.first_assign (keys)."""
    times_ms = letters_ms(window, stage, CALL)
    for percent in (50, 99):
        value = percentile(times_ms, percent)
        yield bench_row(f"desk.intake_p{percent}", value, "ms", **case)
    keys = keys_to_first_assign(window, stage)
    yield bench_row("desk.first_assign", keys, "keys", **case)


def letters_ms(window: Window, stage: DeskStage, text: str) -> list[float]:
    """Type a call near an open incident; return what each letter took, ms."""
    picture = window.position.frame.picture
    placed = [each for each in picture.incidents.values() if each.lat is not None]
    stage.keys.trigger("new_incident")
    if placed:
        window.incident.form.put_place(placed[0].lat or 0.0, placed[0].lon or 0.0)
    field = _narrative(window)
    times_ms = []
    for letter in text:
        began_s = time.perf_counter()
        QTest.keyClicks(field, letter)
        times_ms.append((time.perf_counter() - began_s) * 1e3)
    field.clear()
    window.incident.form.step_back()
    return times_ms


def keys_to_first_assign(window: Window, stage: DeskStage) -> int:
    """Take a call and send the first unit by keyboard; count what is not narrative.

    Raises `TimeoutError` when the incident or the unit does not come.
    """
    keyboard, position = Keyboard(window), window.position
    before = position.selection.incident_id
    stage.finding.bar.close_bar()
    window.queue.focus_body()
    keyboard.type(Qt.Key.Key_N)
    QTest.keyClicks(_narrative(window), f"{CALL} ")
    keyboard.type(Qt.Key.Key_Tab)
    for letter in (Qt.Key.Key_Q, Qt.Key.Key_U, Qt.Key.Key_A):
        keyboard.type(letter)
    keyboard.type(Qt.Key.Key_Down)
    keyboard.type(Qt.Key.Key_Return)
    keyboard.type(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    turn_until(
        lambda: (
            position.incident is not None
            and position.selection.incident_id != before
            and not window.incident.form.name
        ),
        ANSWER_S,
    )
    keyboard.type(Qt.Key.Key_1)
    keyboard.type(Qt.Key.Key_Return)
    turn_until(
        lambda: bool(position.incident and position.incident.assignments),
        ANSWER_S,
    )
    return keyboard.struck


def _narrative(window: Window) -> TextField:
    """Return the field with what happens. Raises `LookupError` when there is none."""
    for field in window.incident.form.findChildren(TextField):
        if field.isVisible():
            return field
    raise LookupError("no call is being taken")

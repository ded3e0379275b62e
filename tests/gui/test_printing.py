"""Paper at a real window: nobody waits for it, least of all an officer in danger."""

from pathlib import Path

from controlroom.wire import device as d
from tests.helpers.live_room import LiveRoom
from tests.helpers.operator import Operator, read
from tests.helpers.pdf_text import pages_of
from tests.helpers.processes import hold, let_go


def test_an_officer_is_answered_while_a_sheet_is_made(
    room: LiveRoom, operator: Operator
) -> None:
    """The paper stands still in the middle; keys, alarms and the log go on. Then it
    is said where it lies.
    """
    folder = operator.app.options.exports
    assert folder is not None
    incident = operator.open_incident("Robbery", "Pier 4", "I")
    held = _print(operator)
    room.hub.say("CN24", d.SaidEmergency())
    operator.until(lambda: operator.window.strip.urgent)
    operator.press("F1")
    operator.until(lambda: not operator.window.strip.urgent)
    operator.press("L")
    operator.type("Help is on its way")
    operator.press("Return")
    operator.until(lambda: "Help is on its way" in operator.log())

    assert "accepted Ash" in " ".join(operator.tiles())
    assert "Making " in _saved(operator)
    assert not folder.exists()

    let_go(held)
    operator.until(lambda: "Printed " in _saved(operator))
    (path,) = folder.iterdir()

    assert f"{incident.cad.replace('/', '-')}.pdf" == path.name
    assert "Pier 4" in pages_of(path)[0]


def test_a_desk_that_closes_meanwhile_is_gone(operator: Operator) -> None:
    """Nothing half lies in the folder, and no process is left behind."""
    folder = operator.app.options.exports
    assert folder is not None
    operator.open_incident("Robbery", "Pier 4", "I")
    held = _print(operator)
    operator.leave()

    assert not folder.exists()
    assert not Path(f"/proc/{held}").exists()


def _print(operator: Operator) -> int:
    """Print the selected incident; return the process, held in the middle of it."""
    printing = operator.app.stage.exports.printing
    held: list[int] = []
    # Held in the moment it began: a slow desk would find it done already.
    operator.app.position.making.connect(
        lambda names: held.append(hold(printing.process_id)) if names else None
    )
    operator.press("Ctrl+P")
    operator.until(lambda: held)
    return held[0]


def _saved(operator: Operator) -> str:
    """Return what the bar under the incident says of files, as it is painted."""
    bar = operator.window.incident.saved
    return " ".join(read(bar)) if bar.isVisible() else ""

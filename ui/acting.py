"""What an action of the operator is, and the window as far as actions know it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from controlroom.domain import commands as c
from ui.attaching import Attaching
from ui.drafting import Drafting
from ui.exports import Exports
from ui.maps import Maps
from ui.measuring import Measuring
from ui.overlaying import Overlaying
from ui.position import Position
from ui.sending import Sending
from ui.shift import Shift


class Stage(Protocol):
    """What actions work on: the window, as far as they know it."""

    @property
    def position(self) -> Position:
        """The operator's position."""

    @property
    def maps(self) -> Maps:
        """The maps of the desk."""

    @property
    def measuring(self) -> Measuring:
        """The ruler of the maps."""

    @property
    def drafting(self) -> Drafting:
        """The pencil of the maps, and the selected drawing."""

    @property
    def exports(self) -> Exports:
        """What leaves the room from this desk."""

    @property
    def attaching(self) -> Attaching:
        """The files of incidents."""

    @property
    def overlaying(self) -> Overlaying:
        """What lies over the maps."""

    @property
    def sending(self) -> Sending:
        """The run card, what is next, what a drag does."""

    @property
    def shift(self) -> Shift:
        """The person's shift: position, break, handover."""

    def open_command(self) -> None:
        """Open the command bar."""

    def repeat_line(self) -> None:
        """Open the command bar with the line that was done last."""

    def why_not_repeat(self) -> str:
        """Return why no line can be repeated, or nothing."""

    def ask_around(self) -> None:
        """Open the command bar with the question what is near."""

    def open_form(self, name: str) -> None:
        """Open a form by its name."""

    def step_back(self) -> None:
        """Step back one level."""

    def take_suggestion(self) -> None:
        """Take type and grade as the words of a call suggest them."""

    def why_not_take(self) -> str:
        """Return why there is nothing to take, or nothing."""

    def attach_call(self) -> None:
        """Write the call that is being taken into the log of its likely duplicate."""

    def why_not_attach(self) -> str:
        """Return why it cannot be, or nothing."""

    def cycle(self, by: int) -> None:
        """Give the focus to the next or the last panel."""

    def show_panel(self, key: str) -> None:
        """Show a panel and give it the focus."""

    def add_to_log(self) -> None:
        """Give the focus to the log's field."""

    def pick(self, place: int) -> None:
        """Choose or let go of the unit at a place of the assign list."""

    def assign_picked(self) -> None:
        """Send the chosen units."""

    def why_not_assign(self) -> str:
        """Return why nothing can be sent now, or nothing."""

    def toggle_reasons(self) -> None:
        """Show all reasons, or the first few."""

    def go_to_alarm(self, place: int) -> None:
        """Go to the alarm at a place from the left."""

    def go_to(self) -> None:
        """Show what is selected on the map."""

    def toggle_trail(self) -> None:
        """Show where the selected unit was, or take that away."""

    def why_not_trail(self) -> str:
        """Return why no trail can be shown, or nothing."""

    def open_camera(self) -> None:
        """Look through the camera that is meant."""

    def why_not_camera(self) -> str:
        """Return why no camera can be opened, or nothing."""

    def copy(self, what: str) -> str:
        """Put something on the clipboard; return why not, or nothing."""

    def release_order(self) -> None:
        """Take the new order of the lists."""

    def look_at_all(self) -> None:
        """Look at all sectors, or again at those looked after."""

    def switch_theme(self) -> None:
        """Change between dark and light."""

    def scale_text(self, by: int) -> None:
        """Make text larger or smaller by steps; 0 is 100 %."""

    def reset_layout(self) -> None:
        """Put every panel back where it stands at first."""

    def help(self, topic: str) -> None:
        """Open a page of the help."""

    def undo(self) -> None:
        """Take back the last thing sent."""

    def why_not_undo(self) -> str:
        """Return why nothing can be undone, or nothing."""

    def leave(self) -> None:
        """Close the desk."""


Do = Callable[[Stage, int], None]
WhyNot = Callable[[Stage], str]


@dataclass(frozen=True, slots=True)
class Action:
    """One row. `do` gets which of its keys was pressed, counted from 0.

    `why_not` returns nothing when the action can be done, else the reason in words that
    follow "needs" or stand alone. `act` is what a role must be allowed.
    """

    name: str
    words: str
    keys: tuple[str, ...]
    menu: str
    do: Do
    why_not: WhyNot = lambda _stage: ""
    act: type[c.Act] | None = None
    in_menu: bool = True
    instead: type[c.Act] | None = None
    """Another act that it sends for whoever may not do the first."""
    asks: str = ""
    """The question that a role must be given for it, by its tag."""
    partners: bool = True
    """False: what it is about is in no partner's view."""


def reason(action: Action, stage: Stage) -> str:
    """Return why an action cannot be done now, or nothing."""
    position = stage.position
    acts = [each for each in (action.act, action.instead) if each is not None]
    hidden = not action.partners and position.offered.is_partner
    unasked = action.asks and not position.may_ask(action.asks)
    if hidden or unasked or (acts and not any(map(position.may, acts))):
        role = position.role_name.lower()
        return f"not as {role}" if role else "no gateway yet"
    return action.why_not(stage)

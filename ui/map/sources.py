"""What the map needs from the window around it, and nothing more."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Tracks


class Frame(Protocol):
    """The desk's frame tick: what is true, who is where, when to look again."""

    @property
    def picture(self) -> Picture:
        """The picture as of the last fact; another object after a snapshot."""

    @property
    def tracks(self) -> Tracks:
        """The drawn fixes by unit row."""

    def now_us(self) -> int:
        """Return the room's time, us UTC."""

    @property
    def picture_changed(self) -> SignalInstance:
        """Emitted with a frozenset of the ids that were touched; empty means all."""

    @property
    def tracks_changed(self) -> SignalInstance:
        """Emitted when fixes arrived."""

    @property
    def second(self) -> SignalInstance:
        """Emitted once a second."""

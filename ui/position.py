"""One operator's position: what every panel, form and action of a desk works with."""

from PySide6.QtCore import QObject, Signal

from controlroom.desk.questions import Contact
from controlroom.domain import commands as c
from controlroom.domain.access import may, may_ask, name_of
from controlroom.domain.commands import Act, AnyAct
from controlroom.domain.entities import Incident
from controlroom.domain.reduce.watchkeeping import POSTS
from controlroom.domain.watchkeeping import Post
from controlroom.domain.words import names
from ui.frame import CODES, FrameTick
from ui.map.layers import Layers
from ui.offered import Offered
from ui.others import Others
from ui.outgoing import Outgoing
from ui.posts import Posts
from ui.say import Say
from ui.selection import Selection
from ui.sketch import Sketch
from ui.theme import Theme
from ui.unread import Unread


class Position(QObject):
    """Frame, selection, theme and what this person has set and seen."""

    filter_changed = Signal()
    """Other sectors are shown in queue and units."""
    form_wanted = Signal(str, object)
    """A form by name, with what is known for it already: text by field."""
    said = Signal(str)
    """A sentence for the operator that is no refusal: why a key does nothing now."""
    saved = Signal(object, str)
    """A file left the room for a folder: its path, and `Saved` or `Printed`."""
    making = Signal(object)
    """Files that are being made, a tuple of names; none when all are done."""
    opened = Signal()
    """The file saved last was opened."""
    typed = Signal()
    """A key went into a field that is about the selected incident."""
    struck = Signal()
    """An action is about to be done; what it changes is painted before any map."""
    acted = Signal(str)
    """The name of an action that a panel wants done, as if its key had been pressed."""

    def __init__(
        self, theme: Theme, frame: FrameTick, selection: Selection, outgoing: Outgoing
    ) -> None:
        super().__init__()
        self.theme = theme
        self.frame = frame
        self.selection = selection
        self.outgoing = outgoing
        self.say = Say(frame)
        self.others = Others(frame)
        self.posts = Posts(frame)
        self.offered = Offered(frame, self.posts)
        self.unread = Unread()
        self.layers = Layers(self)
        self.sketch = Sketch()
        self.sectors: frozenset[str] = frozenset()
        """Sectors this person looks after; none chosen is all of them."""
        self.covering: frozenset[str] = frozenset()
        """Sectors this person looks after for others who are away."""
        self.uncovered: tuple[str, ...] = ()
        """Sectors nobody looks after now."""
        self._taken: Post | None = None
        self.contact: Contact | None = None
        """The unknown contact that is selected among the feeds."""
        self.line_seq: int | None = None
        """The log entry that is chosen in the selected incident's log."""
        self.chosen: tuple[str, ...] = ()
        """Units that Enter would send to the selected incident."""
        self.all_sectors = False
        """True while the person looks at all sectors although some are chosen."""
        frame.picture_changed.connect(self._follow_posts)
        frame.presence_changed.connect(self._follow_cover)

    def keeps(self, sector: str) -> bool:
        """True when queue and units show a sector; what has none is always shown."""
        if self.all_sectors or not self.sectors or not sector:
            return True
        return sector in self.sectors or sector in self.covering

    def keeps_incident(self, incident: Incident) -> bool:
        """True when the queue shows an incident: by who answers for it, and offers."""
        if self.others.is_offered(incident, self.sectors):
            return True
        holder = incident.holder
        if holder is None:
            return self.keeps(incident.sector)
        if holder.kind == "sector":
            return self.keeps(holder.name)
        mine = self.others.is_meant(holder, self.sectors)
        return mine or self.keeps(incident.sector)

    def choose_sectors(self, sectors: frozenset[str]) -> None:
        """Look after these sectors; none is all."""
        self.sectors = sectors
        self.all_sectors = False
        self.filter_changed.emit()

    def look_at_all(self, *, everything: bool) -> bool:
        """Look at all sectors, or again at those looked after.

        True when that is something else than before, and was said.
        """
        changes = everything != self.all_sectors and bool(self.sectors)
        self.all_sectors = everything
        if changes:
            self.filter_changed.emit()
        return changes

    def _follow_posts(self, touched: frozenset[str]) -> None:
        """Look after the sectors of the position that was taken at this desk."""
        if not touched & {POSTS, CODES}:
            return
        mine = self.posts.mine
        if mine is not None and (
            self._taken is None or mine.since_us != self._taken.since_us
        ):
            self.choose_sectors(frozenset(mine.sectors))
        self._taken = mine
        self._follow_cover()

    def _follow_cover(self) -> None:
        covering, uncovered = self.posts.covering(), self.posts.uncovered()
        new = [name for name in uncovered if name not in self.uncovered]
        changed = (covering, uncovered) != (self.covering, self.uncovered)
        self.covering, self.uncovered = covering, uncovered
        if new:
            self.said.emit(f"Nobody looks after {names(new)}.")
        if changed:
            self.filter_changed.emit()

    def may(self, act: type[Act]) -> bool:
        """True when this person's role allows an act."""
        return may(self.frame.picture.codes, self.frame.role, act)

    def may_ask(self, question: str) -> bool:
        """True when this person's role allows a question, named by its tag."""
        return may_ask(self.frame.picture.codes, self.frame.role, question)

    @property
    def role_name(self) -> str:
        """What the force calls this person's role; empty before the welcome."""
        return name_of(self.frame.picture.codes, self.frame.role)

    @property
    def incident(self) -> Incident | None:
        """The selected incident."""
        return self.frame.picture.incidents.get(self.selection.incident_id or "")

    def send(self, act: AnyAct, *subjects: str, words: str = "") -> str:
        """Send an act about some entities, with the revisions this desk has of them."""
        picture = self.frame.picture
        expects: dict[str, int] = {}
        for entity_id in subjects:
            entity = (
                picture.incidents.get(entity_id)
                or picture.units.get(entity_id)
                or picture.drawings.get(entity_id)
            )
            if entity is not None and type(act) in REVISED:
                expects[entity_id] = entity.revision
        return self.outgoing.send(act, expects, *subjects, words=words)


REVISED: frozenset[type[Act]] = frozenset(
    {
        c.AmendIncident,
        c.GradeIncident,
        c.ResolveIncident,
        c.CloseIncident,
        c.Redraw,
        c.Erase,
    }
)
"""Acts that must not overwrite what somebody else did first. Log entries, messages and
alarms never conflict; who sends a committed unit is told by name without a revision."""

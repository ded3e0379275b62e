"""What every session and door shares: one picture, one record, one map, one clock.

Joins nothing by itself: `app` builds the parts and sets the room.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from controlroom.domain.access import FORCE
from controlroom.domain.decide.naming import check_likeness, name_of
from controlroom.domain.errors import Refused
from controlroom.domain.events import (
    CodesPublished,
    DeviceEnrolled,
    Event,
    Fact,
    PersonAdded,
    PositionTaken,
)
from controlroom.domain.partner import view_of
from controlroom.domain.picture import Picture
from controlroom.gateway.auth import Auth
from controlroom.gateway.clock import RoomClock
from controlroom.gateway.contacts import Contacts
from controlroom.gateway.hub import Hub
from controlroom.gateway.ingest import Ingest, noted
from controlroom.gateway.ledger import DoorLedger
from controlroom.gateway.orphans import OrphanWatch
from controlroom.gateway.outbox import Outbox
from controlroom.gateway.presence import PresenceBoard
from controlroom.gateway.whereabouts import Whereabouts
from controlroom.journal.base import Journal
from controlroom.wire import messages as m
from controlroom.wire.envelope import pack, pack_snapshot

log = logging.getLogger(__name__)

TROUBLE = "The control room cannot record anything now. Use the telephone."
SNAPSHOT_US = 2_000_000
"""A snapshot serves every desk that joins within this room time; facts follow."""


class Session(Protocol):
    """What the room needs of a desk's or a hub's session."""

    def is_entitled(self) -> bool:
        """Say whether who came in may still be here."""

    def cut(self, code: str, sentence: str) -> None:
        """End it."""


class Looker(Protocol):
    """What the room needs of a desk's session when views change."""

    def look_again(self, *, anew: bool = False) -> None:
        """End it when what it may see is no longer what it sees; `anew`: a partner's
        in any case.
        """


VIEWS_CHANGE = (CodesPublished, PersonAdded, PositionTaken)
"""Events after which somebody may see something else."""


def narrow(presence: m.Presence) -> m.Presence:
    """Return the presence that a partner sees: that the gateway is in trouble."""
    return m.Presence(trouble=TROUBLE if presence.trouble else "")


class _Snapshot(msgspec.Struct, frozen=True):
    seq: int
    at_us: int
    message: bytes


@dataclass(kw_only=True)
class Room:
    """The parts of a running gateway."""

    clock: RoomClock
    journal: Journal
    ingest: Ingest
    hub: Hub
    whereabouts: Whereabouts
    presence: PresenceBoard
    outbox: Outbox
    auth: Auth
    new_id: Callable[[str], str]
    server: str
    contacts: Contacts = field(default_factory=Contacts)
    ledgers: list[DoorLedger] = field(default_factory=list)
    sessions: dict[int, Session] = field(default_factory=dict)
    orphans: OrphanWatch = field(default_factory=OrphanWatch)
    lookers: dict[int, Looker] = field(default_factory=dict)
    """The desks' sessions among them."""
    received: dict[str, int] = field(default_factory=dict)
    """Up to which number the reports of each hub's stream are kept."""
    desk_names: set[str] = field(default_factory=set)
    _snapshot: _Snapshot | None = None
    _narrow: m.Presence = field(default_factory=m.Presence)

    @property
    def picture(self) -> Picture:
        """The picture as it stands."""
        return self.ingest.picture

    @property
    def desks(self) -> DoorLedger:
        """The row of the desks' own door, the first of all."""
        return self.ledgers[0]

    def note(self, event: Event, actor: str, desk: str = "") -> None:
        """Record an event of the audit without waiting for it.

        A desk is not kept out of a room that cannot write: the log file has it then.
        """
        try:
            self.ingest.offer(noted(event, actor, desk))
        except Refused:
            log.warning("not recorded: %s by %s at %s", event, actor, desk)

    def snapshot(self, now_us: int) -> tuple[bytes, list[bytes]]:
        """Return a snapshot and the facts after it, each encoded once for many desks.

        Only to be called between groups, when nothing is half done.
        """
        kept = self._snapshot
        if kept is not None and now_us - kept.at_us <= SNAPSHOT_US:
            after = self.hub.since(kept.seq)
            if after is not None:
                return kept.message, after
        frame = self.hub.whole(self.whereabouts.all_moved(now_us), now_us)
        message = pack_snapshot(self.picture, frame)
        self._snapshot = _Snapshot(self.picture.seq, now_us, message)
        return message, []

    def forget_snapshot(self) -> None:
        """Make the next snapshot anew: the picture came from disk."""
        self._snapshot = None

    def snapshot_of(self, sight: str, now_us: int) -> tuple[bytes, list[bytes]]:
        """Return a view's snapshot and the facts after it; a partner's is made anew."""
        shown = self.hub.sight(sight)
        if shown is None:
            return self.snapshot(now_us)
        frame = self.hub.whole(self.whereabouts.all_moved(now_us), now_us, sight)
        return pack_snapshot(shown.picture(self.hub.seq), frame), []

    def presence_for(self, sight: str) -> m.Presence:
        """Return who has what open, as far as a view shows it."""
        presence = self.presence.now()
        return presence if sight == FORCE else narrow(presence)

    def end_views(self) -> None:
        """Let partners connect again: what they were shown may not have been kept."""
        for looker in list(self.lookers.values()):
            looker.look_again(anew=True)
        self.hub.close_views()

    def take_name(self, asked: str) -> str:
        """Return a desk's name, with a number when somebody has it already.

        Raises `Refused` where it cannot be seen whole, or only looks like another's.
        """
        asked = name_of(asked, "the desk's name", needed=False) or "Desk"
        check_likeness(asked, self.desk_names, "The desk's name")
        name, number = asked, 2
        taken = {each.casefold() for each in self.desk_names}
        while name.casefold() in taken:
            name = f"{asked} ({number})"
            number += 1
        self.desk_names.add(name)
        return name

    def sight_of(self, person_id: str, role: str) -> tuple[str, str]:
        """Return the view of somebody in a role, and the partner whose view it is.

        A role without a row sees what is shared with nobody: nothing.
        """
        row = self.picture.codes.access().row(role)
        if row is not None and row.view == FORCE:
            return FORCE, ""
        person = self.picture.people.get(person_id)
        partner = person.partner if person and row is not None else ""
        return view_of(partner), partner

    def tell_presence(self) -> None:
        """Send who has what open to every desk, when that changed."""
        presence = self.presence.take_change()
        if presence is not None:
            # A partner is not even to learn that somebody opened something.
            seen = narrow(presence)
            changed = seen != self._narrow
            self._narrow = seen
            self.hub.presence(pack(presence), pack(seen) if changed else None)

    def watch_orphans(self, now_us: int) -> None:
        """Note who looks at what, and say what nobody has opened for too long."""
        opened, open_now = self.presence.take_opened(), self.presence.open_now()
        found = self.orphans.look(open_now, self.picture, now_us, opened)
        with suppress(Refused):
            # A busy room is asked again in a second.
            for entry in found:
                self.ingest.offer(entry)

    def sweep(self) -> None:
        """End the sessions of those who may no longer be here."""
        for session in list(self.sessions.values()):
            if not session.is_entitled():
                session.cut(
                    "token",
                    "Your access was withdrawn. Ask an administrator.",
                )

    def _follow_views(self, facts: Sequence[Fact]) -> None:
        """Cut who may see something else from now on, before the next fact is sent."""
        if any(isinstance(fact.event, VIEWS_CHANGE) for fact in facts):
            for looker in list(self.lookers.values()):
                looker.look_again()

    def hear(self, facts: Sequence[Fact], touched: frozenset[str]) -> None:
        """Send facts to every desk; who was enrolled is no unknown contact any more."""
        self._follow_views(facts)
        self.hub.publish(facts, touched, self.picture)
        for fact in facts:
            if isinstance(fact.event, DeviceEnrolled):
                self.contacts.forget(fact.event.device.door, fact.event.device.uid)

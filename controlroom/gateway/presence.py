"""Who has what open and who watches: the latest wins, nothing of it is recorded."""

import time
from collections.abc import Callable, Sequence

import msgspec

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.errors import Refused
from controlroom.domain.events import Fact
from controlroom.wire import messages as m

OPENED_MOST = 1_000
"""Incidents noted as opened between two looks of the watch for orphans."""
TYPING_S = 8.0
"""Somebody who did not say again that they write has stopped."""
DESKS_NAMED = 6
"""Desks that a refusal names."""


class PresenceBoard:
    """What every desk sees of the others. `name_of` gives what colleagues say."""

    def __init__(
        self,
        name_of: Callable[[str], str],
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.trouble = ""
        self._clock_s = clock_s
        self._name_of = name_of
        # Keyed by session: two windows of one person may call themselves the same.
        self._desks: dict[int, m.DeskOnline] = {}
        self._open: dict[int, str] = {}
        self._opened: dict[str, tuple[str, str]] = {}
        self._typing: dict[int, float] = {}
        """Until when each session counts as writing, by the clock."""
        self._watchers: dict[str, tuple[str, m.Watcher]] = {}
        self._changed = False

    def join(self, session: int, desk: m.DeskOnline) -> None:
        """Note somebody at a desk."""
        self._desks[session] = desk
        self._changed = True

    def leave(self, session: int) -> None:
        """Note that nobody is there any more."""
        self._desks.pop(session, None)
        self._open.pop(session, None)
        self._typing.pop(session, None)
        self._changed = True

    def attend(
        self, session: int, incident_id: str | None, *, typing: bool = False
    ) -> None:
        """Note what a desk has open, and whether somebody writes in it."""
        before = (self._open.get(session), session in self._typing)
        if incident_id:
            self._open[session] = incident_id
            self._note_opened(session, incident_id)
        else:
            self._open.pop(session, None)
        if incident_id and typing:
            self._typing[session] = self._clock_s() + TYPING_S
        else:
            self._typing.pop(session, None)
        # To say the same again costs the other desks nothing.
        if before != (self._open.get(session), session in self._typing):
            self._changed = True

    def open_now(self) -> dict[str, tuple[str, str]]:
        """Return person and desk by the incident that they have open."""
        return {
            incident_id: (self._desks[session].person_id, self._desks[session].desk)
            for session, incident_id in self._open.items()
            if session in self._desks
        }

    def take_opened(self) -> dict[str, tuple[str, str]]:
        """Return who opened what since the last take, however short it was open."""
        opened, self._opened = self._opened, {}
        return opened

    def _note_opened(self, session: int, incident_id: str) -> None:
        online = self._desks.get(session)
        # More than a room can open in a second: what is over counts when it is open.
        if online is not None and len(self._opened) < OPENED_MOST:
            self._opened[incident_id] = (online.person_id, online.desk)

    def refuse_absent(self, act: c.Act) -> None:
        """Raise `Refused` when something is for a desk at which nobody is."""
        if not isinstance(act, c.OfferTransfer | c.SendRoomMessage):
            return
        if act.to.kind != "desk" or self.is_online(act.to.name):
            return
        here = sorted({online.desk for online in self._desks.values()})
        more = len(here) - DESKS_NAMED
        named = ", ".join(here[:DESKS_NAMED])
        named += f" and {more} more" if more > 0 else ""
        raise Refused(
            "desk_gone",
            "Nobody is at that desk now. Nothing changed. "
            f"There is somebody at {named}.",
        )

    def say(self, trouble: str) -> None:
        """Tell every desk what is wrong with the gateway, or that it is over."""
        self.trouble = trouble
        self._changed = True

    def hear(self, facts: Sequence[Fact], touched: frozenset[str]) -> None:
        """Learn from audit facts who watches through which camera."""
        del touched
        for fact in facts:
            match fact.event:
                case e.ViewingStarted() as started:
                    watcher = m.Watcher(
                        desk=fact.desk,
                        person=self._name_of(fact.actor),
                        viewing_id=started.viewing_id,
                        since_us=fact.at_us,
                        incident_id=started.incident_id,
                    )
                    self._watchers[started.viewing_id] = (started.camera_id, watcher)
                    self._changed = True
                case e.ViewingEnded() as ended:
                    self._watchers.pop(ended.viewing_id, None)
                    self._changed = True
                case e.PositionTaken() as taken:
                    self._seat(taken)
                case _:
                    pass

    def _seat(self, taken: e.PositionTaken) -> None:
        """Note the role in which somebody sits at a desk now."""
        for session, online in self._desks.items():
            if online.desk == taken.desk and online.person_id == taken.person_id:
                changed = msgspec.structs.replace(online, role=taken.role)
                self._desks[session] = changed
                self._changed = True

    def told(self, viewing_id: str, now_us: int) -> None:
        """Note that the wearer's device confirmed that it was told."""
        if viewing_id in self._watchers:
            camera_id, watcher = self._watchers[viewing_id]
            told = msgspec.structs.replace(watcher, told_us=now_us)
            self._watchers[viewing_id] = (camera_id, told)
            self._changed = True

    def take_change(self) -> m.Presence | None:
        """Return the presence when it changed since the last take."""
        self._forget_typing()
        if not self._changed:
            return None
        self._changed = False
        return self.now()

    def now(self) -> m.Presence:
        """Return the presence as it stands."""
        incidents: dict[str, set[str]] = {}
        typing: dict[str, set[str]] = {}
        for session, incident_id in self._open.items():
            if session in self._desks:
                name = self._desks[session].desk
                incidents.setdefault(incident_id, set()).add(name)
                if session in self._typing:
                    typing.setdefault(incident_id, set()).add(name)
        cameras: dict[str, tuple[m.Watcher, ...]] = {}
        for camera_id, watcher in self._watchers.values():
            cameras[camera_id] = (*cameras.get(camera_id, ()), watcher)
        return m.Presence(
            desks=tuple(self._desks.values()),
            incidents={key: tuple(sorted(names)) for key, names in incidents.items()},
            cameras=cameras,
            trouble=self.trouble,
            typing={key: tuple(sorted(names)) for key, names in typing.items()},
        )

    def is_online(self, desk: str) -> bool:
        """Say whether somebody is at a desk of this name."""
        return any(online.desk == desk for online in self._desks.values())

    def _forget_typing(self) -> None:
        now_s = self._clock_s()
        over = [key for key, until_s in self._typing.items() if until_s < now_s]
        for session in over:
            del self._typing[session]
            self._changed = True

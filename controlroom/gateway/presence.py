"""Who has what open and who watches: the latest wins, nothing of it is recorded."""

from collections.abc import Callable, Sequence

import msgspec

from controlroom.domain import events as e
from controlroom.domain.events import Fact
from controlroom.wire import messages as m


class PresenceBoard:
    """What every desk sees of the others. `name_of` gives what colleagues say."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        self.trouble = ""
        self._name_of = name_of
        # Keyed by session: two windows of one person may call themselves the same.
        self._desks: dict[int, m.DeskOnline] = {}
        self._open: dict[int, str] = {}
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
        self._changed = True

    def attend(self, session: int, incident_id: str | None) -> None:
        """Note what a desk has open."""
        if incident_id:
            self._open[session] = incident_id
        else:
            self._open.pop(session, None)
        self._changed = True

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
                case _:
                    pass

    def told(self, viewing_id: str, now_us: int) -> None:
        """Note that the wearer's device confirmed that it was told."""
        if viewing_id in self._watchers:
            camera_id, watcher = self._watchers[viewing_id]
            told = msgspec.structs.replace(watcher, told_us=now_us)
            self._watchers[viewing_id] = (camera_id, told)
            self._changed = True

    def take_change(self) -> m.Presence | None:
        """Return the presence when it changed since the last take."""
        if not self._changed:
            return None
        self._changed = False
        return self.now()

    def now(self) -> m.Presence:
        """Return the presence as it stands."""
        incidents: dict[str, set[str]] = {}
        for session, incident_id in self._open.items():
            if session in self._desks:
                incidents.setdefault(incident_id, set()).add(self._desks[session].desk)
        cameras: dict[str, tuple[m.Watcher, ...]] = {}
        for camera_id, watcher in self._watchers.values():
            cameras[camera_id] = (*cameras.get(camera_id, ()), watcher)
        return m.Presence(
            desks=tuple(self._desks.values()),
            incidents={key: tuple(sorted(names)) for key, names in incidents.items()},
            cameras=cameras,
            trouble=self.trouble,
        )

    def is_online(self, desk: str) -> bool:
        """Say whether somebody is at a desk of this name."""
        return any(online.desk == desk for online in self._desks.values())

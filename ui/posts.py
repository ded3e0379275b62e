"""Who sits where in this room, as the facts and the presence say together."""

from controlroom.domain.cover import sectors_of, uncovered
from controlroom.domain.decide.watchkeeping import roles_of
from controlroom.domain.watchkeeping import Post
from controlroom.domain.words import names
from ui.frame import FrameTick

SHOWN = 4
"""Other desks named in the top bar; more are counted."""


class Posts:
    """The positions of a room; a post counts while somebody is at its desk."""

    def __init__(self, frame: FrameTick) -> None:
        self._frame = frame

    @property
    def mine(self) -> Post | None:
        """The position taken at this desk."""
        return self._frame.post

    def roles(self) -> tuple[str, ...]:
        """Return the roles that this person may take, the usual one first."""
        welcome = self._frame.welcome
        person = self._frame.picture.people.get(welcome.person_id if welcome else "")
        return roles_of(person) if person is not None else ()

    def online(self) -> frozenset[str]:
        """Return the names of the desks with somebody at them."""
        return frozenset(each.desk for each in self._frame.presence.desks)

    def others(self) -> list[tuple[str, str]]:
        """Return the other desks that could cover: desk, and who with which sectors."""
        mine = self._frame.welcome.desk if self._frame.welcome else ""
        posts = self._frame.picture.posts
        return [
            (each.desk, f"{each.person}, {each.desk}")
            for each in self._frame.presence.desks
            if each.desk != mine
            and each.desk in posts
            and posts[each.desk].away_since_us is None
        ]

    def covering(self) -> frozenset[str]:
        """Return the sectors that this desk looks after for others."""
        welcome = self._frame.welcome
        if welcome is None or self.mine is None:
            return frozenset()
        return sectors_of(self._frame.picture, welcome.desk)

    def uncovered(self) -> tuple[str, ...]:
        """Return the sectors nobody looks after; none before anybody took a position.

        A room in which nobody ever took one does not divide its work by sectors.
        """
        posts, online = self._frame.picture.posts, self.online()
        if not any(desk in posts for desk in online):
            return ()
        senders = frozenset(
            each.desk
            for each in self._frame.presence.desks
            if each.desk in posts or each.role in {"dispatcher", "supervisor"}
        )
        return uncovered(self._frame.picture, senders)

    def here(self, *, short: bool = False) -> str:
        """Return `With Marsh Castle, Hale away` for who else is here, a few by name.

        `short` leaves the sectors out.
        """
        mine = self._frame.welcome.desk if self._frame.welcome else ""
        desks = [each for each in self._frame.presence.desks if each.desk != mine]
        said = [self._said(x.desk, x.person, short=short) for x in desks[:SHOWN]]
        if len(desks) > SHOWN:
            said.append(f"{len(desks) - SHOWN} more")
        return f"With {', '.join(said)}" if said else ""

    def _said(self, desk: str, person: str, *, short: bool) -> str:
        post = self._frame.picture.posts.get(desk)
        if post is None:
            return person
        if post.away_since_us is not None:
            return f"{person} away"
        if short or not post.sectors:
            return person
        return f"{person} {names(list(post.sectors))}"

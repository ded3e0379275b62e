"""Who sits where: facts and presence together, each for what it knows."""

import msgspec
import pytest

from controlroom.desk.deliveries import DeskOnline, Presence, PresenceArrived
from controlroom.domain import commands as c
from controlroom.domain import events as e
from tests.helpers.desk_room import DeskRoom
from tests.helpers.scene import NOW_US

MINE, OTHER = "desk 4", "desk 5"


def seat(room: DeskRoom, *desks: str) -> None:
    """Let somebody be at these desks: Ash here, Marsh at the other."""
    people = {MINE: ("per_ash", "Ash"), OTHER: ("per_marsh", "Marsh")}
    online = tuple(
        DeskOnline(
            desk=desk, person_id=people[desk][0], person=people[desk][1],
            role="dispatcher", since_us=NOW_US,
        )
        for desk in desks
    )  # fmt: skip
    room.scene.mailbox.put_presence(PresenceArrived(Presence(desks=online)))
    room.turn()


def take(room: DeskRoom, desk: str, *sectors: str) -> None:
    """Let the person of a desk sit down for sectors."""
    person = "per_ash" if desk == MINE else "per_marsh"
    room.scene.say(
        e.PositionTaken(desk=desk, person_id=person, role="dispatcher", sectors=sectors)
    )
    room.turn()


@pytest.fixture
def desk(room: DeskRoom) -> DeskRoom:
    """Ash and Marsh, each for a sector."""
    seat(room, MINE, OTHER)
    names = [sector.name for sector in room.frame.picture.codes.sectors]
    take(room, MINE, names[0])
    take(room, OTHER, *names[1:])
    return room


def names_of(room: DeskRoom) -> list[str]:
    """Return the sectors of the force."""
    return [sector.name for sector in room.frame.picture.codes.sectors]


def test_a_position_is_what_this_person_took_at_this_desk(desk: DeskRoom) -> None:
    """Its sectors are looked after from then on; its role is the desk's."""
    mine = desk.position.posts.mine

    assert mine is not None
    assert (MINE, "dispatcher") == (mine.desk, desk.frame.role)
    assert frozenset(names_of(desk)[:1]) == desk.position.sectors
    stranger = msgspec.structs.replace(mine, person_id="per_marsh")
    desk.frame.picture.posts[MINE] = stranger

    assert desk.position.posts.mine is None


def test_who_else_is_here_is_said_shortly(desk: DeskRoom) -> None:
    """By name and sectors, and who is away."""
    first = names_of(desk)[1]

    assert desk.position.posts.here().startswith("With Marsh ")
    assert first in desk.position.posts.here()
    assert "With Marsh" == desk.position.posts.here(short=True)
    desk.scene.say(e.AwayBegan(desk=OTHER))
    desk.turn()

    assert "With Marsh away" == desk.position.posts.here()
    seat(desk, MINE)

    assert "" == desk.position.posts.here()


def test_an_uncovered_sector_is_said_loudly_once(desk: DeskRoom) -> None:
    """When somebody leaves, and not again at every tick; covered, it is over."""
    others: tuple[str, ...] = tuple(names_of(desk)[1:])

    assert () == desk.position.uncovered
    desk.said.clear()
    desk.scene.say(e.AwayBegan(desk=OTHER))
    desk.turn()

    assert others == desk.position.uncovered
    assert 1 == len([said for said in desk.said if said.startswith("Nobody looks")])
    desk.turn()

    assert 1 == len([said for said in desk.said if said.startswith("Nobody looks")])
    desk.scene.say(e.AwayBegan(desk=OTHER, covered_by=MINE))
    desk.turn()

    assert () == desk.position.uncovered
    assert frozenset(others) == desk.position.covering
    assert desk.position.keeps(names_of(desk)[1])
    seat(desk, MINE)

    assert () == desk.position.uncovered
    seat(desk, OTHER)

    assert tuple(names_of(desk)) == desk.position.uncovered


def test_who_could_cover_is_there_and_not_away(desk: DeskRoom) -> None:
    """Nobody is offered who could not do it."""

    assert [(OTHER, "Marsh, desk 5")] == desk.position.posts.others()
    desk.scene.say(e.AwayBegan(desk=OTHER))
    desk.turn()

    assert [] == desk.position.posts.others()


def test_a_room_without_positions_has_nothing_uncovered(room: DeskRoom) -> None:
    """Where nobody ever sat down for a sector, all look after all."""
    seat(room, MINE)

    assert () == room.position.uncovered


def test_roles_are_the_person_s_own(room: DeskRoom) -> None:
    """The usual one first; before a gateway there are none."""
    people = room.frame.picture.people
    ash = msgspec.structs.replace(
        people["per_ash"], role="dispatcher", roles=("call_taker",)
    )
    people["per_ash"] = ash

    assert ("dispatcher", "call_taker") == room.position.posts.roles()
    room.frame.welcome = None

    assert () == room.position.posts.roles()
    assert room.position.posts.mine is None
    assert frozenset() == room.position.posts.covering()
    assert c.TakePosition(role="observer").sectors == ()

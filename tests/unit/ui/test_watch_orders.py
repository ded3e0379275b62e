"""The forms of positions, breaks and promises: what they offer, send and refuse."""

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from tests.unit.ui.test_posts import MINE, OTHER, names_of, seat, take
from ui import watch_orders as w
from ui.forms import form_named
from ui.orders import WrongField

HERE = "inc_4531"


@pytest.fixture
def desk(room: DeskRoom) -> DeskRoom:
    """Ash and Marsh at their desks, an incident selected."""
    seat(room, MINE, OTHER)
    take(room, MINE, *names_of(room)[:1])
    take(room, OTHER, *names_of(room)[1:])
    room.selection.select_incident(HERE)
    return room


def _send(room: DeskRoom, name: str, **values: str) -> c.AnyAct:
    form = form_named(name)
    filled = {row.name: "" for row in form.fields}
    order = form.send(room.position, {**filled, **form.start(room.position), **values})
    room.position.send(order.act, *order.subjects, words=order.words)
    room.turn()
    return order.act


def test_sitting_down_names_sectors_as_people_write_them(desk: DeskRoom) -> None:
    """Any case, in any order; none is all; the form begins with what is so."""
    names = names_of(desk)
    typed = ", ".join(name.upper() for name in names)
    act = _send(desk, "position", role="dispatcher", sectors=typed)

    assert names[0] == w.seated(desk.position)["sectors"] or names == sorted(
        w.seated(desk.position)["sectors"].split(", ")
    )
    assert c.TakePosition(role="dispatcher", sectors=tuple(names)) == act
    every = _send(desk, "position", role="Dispatcher", sectors=" , ")

    assert c.TakePosition(role="dispatcher") == every


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"role": "dispatcher", "sectors": "Atlantis"}, "sectors"),
        ({"role": "king", "sectors": ""}, "role"),
        ({"role": "", "sectors": ""}, "role"),
    ],
)
def test_what_there_is_not_is_said_in_the_field(
    desk: DeskRoom, values: dict[str, str], field: str
) -> None:
    """A sector that does not exist, a role that is not one's own."""
    with pytest.raises(WrongField) as wrong:
        _send(desk, "position", **values)

    assert field == wrong.value.field


def test_a_break_names_who_covers_or_that_nobody_does(desk: DeskRoom) -> None:
    """The first who can is chosen; nobody is always offered."""

    assert [OTHER, "nobody"] == [key for key, _words in w.covers(desk.position)]
    assert c.SetAway(away=True, covered_by=OTHER) == _send(desk, "away")
    w.come_back(desk.position)
    desk.turn()

    assert c.SetAway(away=False) == desk.acts[-1]
    assert c.SetAway(away=True) == _send(desk, "away", cover="nobody")
    with pytest.raises(WrongField, match="desk 9 is not there"):
        _send(desk, "away", cover="desk 9")


def test_a_promise_has_words_and_a_time(desk: DeskRoom) -> None:
    """Half an hour unless something else is typed; kept, it leaves the list."""
    act = _send(desk, "promise", text=" ring back ")

    assert isinstance(act, c.RecordPromise)
    assert "ring back" == act.text
    assert act.due_us > desk.frame.now_us()
    (promise,) = desk.frame.picture.incidents[HERE].promises

    assert [(promise.promise_id, "ring back")] == w.promises(desk.position)
    _send(desk, "keep_promise")

    assert [] == w.promises(desk.position)
    for values, field in (
        ({"text": " "}, "text"), ({"text": "x", "when": "soon"}, "when")
    ):  # fmt: skip
        with pytest.raises(WrongField) as wrong:
            _send(desk, "promise", **values)

        assert field == wrong.value.field
    with pytest.raises(WrongField):
        _send(desk, "keep_promise")

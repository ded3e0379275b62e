"""What keeps a view: hands, visits, a unit that is followed, the incidents."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from tests.helpers.map_room import MIDDLE, place, turn_until
from ui.map.lookout import BURST_S, KEPT, Lookout
from ui.map.viewport import Viewport

ALL = (place(-2_000, -2_000), place(2_000, 2_000))


class Desk:
    """A lookout over a viewport, with a clock turned by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.may_glide = False
        self.view = Viewport(800, 600)
        self.parent = QObject()
        self.lookout = Lookout(
            self.view, self.parent, lambda: self.may_glide, lambda: self.now_s
        )
        self.moves = 0
        self.lookout.moved.connect(self._count)

    def _count(self) -> None:
        self.moves += 1

    def drag(self, right: float = 100, wait_s: float = 10.0) -> None:
        """Move the view by hand, some time after the last gesture."""
        self.now_s += wait_s
        self.view.pan(right, 0)
        self.lookout.note_hand()


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:
    """A lookout that looks at the middle of the town."""
    desk = Desk()
    desk.lookout.look_at(*MIDDLE, 14)
    desk.moves = 0
    yield desk
    desk.lookout.stop()


def test_nobody_has_asked_at_first(qapp: object) -> None:
    """Until somebody does, the map may show the whole place; then it may not."""
    desk = Desk()
    asked = [desk.lookout.is_asked]
    desk.drag()
    asked.append(desk.lookout.is_asked)

    assert [False, True] == asked


def test_an_asked_move_glides(desk: Desk) -> None:
    """The view is on its way, then there; each step is said."""
    desk.may_glide = True
    before = desk.view.state()
    desk.lookout.visit(*place(300, 0))
    first = desk.view.state()
    desk.now_s += 0.06
    desk.lookout.step()
    halfway, gliding = desk.view.state(), desk.lookout.is_gliding
    desk.now_s += 0.06
    desk.lookout.step()

    assert first == before
    assert gliding
    assert 14 < halfway[2] < 16
    assert desk.lookout.target == desk.view.state()
    assert 16 == desk.view.zoom
    assert not desk.lookout.is_gliding
    assert 3 == desk.moves


def test_a_glide_arrives_by_itself(desk: Desk) -> None:
    """The timer drives it, and stops when it is there."""
    desk.may_glide = True
    desk.lookout.visit(*place(300, 0))
    desk.now_s += 1.0

    assert turn_until(lambda: not desk.lookout.is_gliding)
    assert 16 == desk.view.zoom


@pytest.mark.parametrize("east_m", [0, 60_000])
def test_without_leave_or_far_away_it_is_there_at_once(
    desk: Desk, east_m: float
) -> None:
    """Reduced motion, a hidden map and a way of many views: no glide."""
    desk.may_glide = east_m > 0
    desk.lookout.visit(*place(east_m, 0))

    assert not desk.lookout.is_gliding
    assert 16 == desk.view.zoom


def test_a_hand_stops_a_glide(desk: Desk) -> None:
    """Where the hand takes it, there it stays."""
    desk.may_glide = True
    desk.lookout.visit(*place(300, 0))
    desk.drag()
    state = desk.view.state()
    desk.now_s += 1.0
    desk.lookout.step()

    assert state == desk.view.state()
    assert "held" == desk.lookout.hold


def test_home_after_a_visit_and_after_a_hand(desk: Desk) -> None:
    """Back to the view that was left, else to the whole; two visits are one."""
    before = desk.view.state()
    desk.lookout.visit(*place(300, 0))
    desk.lookout.visit(*place(-300, 0))
    holds = [desk.lookout.hold]
    desk.lookout.go_home(ALL)
    holds.append(desk.lookout.hold)
    back = desk.view.state()
    desk.drag()
    holds.append(desk.lookout.hold)
    desk.lookout.go_home(ALL)

    assert ["away", "", "held", ""] == [*holds, desk.lookout.hold]
    assert before == back
    assert pytest.approx(MIDDLE, abs=1e-5) == desk.view.centre


def test_a_visit_during_a_glide_comes_back_to_a_view_at_rest(desk: Desk) -> None:
    """Not to the middle of a way: to where the view was going."""
    desk.may_glide = True
    before = desk.view.state()
    desk.lookout.visit(*place(300, 0))
    desk.now_s += 0.05
    desk.lookout.step()
    desk.lookout.go_home(ALL)
    desk.lookout.visit(*place(-300, 0))
    desk.may_glide = False
    desk.lookout.go_home(ALL)

    assert before == desk.view.state()


@pytest.mark.parametrize("lat", [float("nan"), float("inf")])
def test_a_place_that_is_none(desk: Desk, lat: float) -> None:
    """It is refused, and the view stays where it is."""
    before = desk.view.state()
    with pytest.raises(ValueError, match="cannot look at"):
        desk.lookout.visit(lat, 0.0)

    assert (before, "") == (desk.view.state(), desk.lookout.hold)


def test_going_back(desk: Desk) -> None:
    """Each step is one view back; gestures close together are one; then no more."""
    first = desk.view.state()
    desk.drag()
    second = desk.view.state()
    desk.drag()
    desk.drag(wait_s=BURST_S / 2)
    desk.drag(wait_s=BURST_S / 2)
    desk.lookout.visit(*place(500, 0))
    views = []
    while desk.lookout.go_back():
        views.append(desk.view.state())

    assert [second, first] == views[1:]
    assert 3 == len(views)
    assert "held" == desk.lookout.hold


def test_the_same_view_twice_is_one_step_back(desk: Desk) -> None:
    """Going where one is already is nothing to come back from."""
    first = desk.view.state()
    desk.lookout.visit(*place(500, 0))
    desk.lookout.visit(*place(500, 0))
    desk.lookout.go_back()

    assert first == desk.view.state()


def test_a_gesture_after_an_asked_move_is_a_new_one(desk: Desk) -> None:
    """However soon: back is the place that was asked for, not the one before."""
    desk.drag()
    desk.lookout.visit(*place(500, 0))
    asked = desk.view.state()
    desk.drag(wait_s=BURST_S / 4)
    desk.lookout.go_back()

    assert asked == desk.view.state()


def test_what_can_be_gone_back_to_is_bounded(desk: Desk) -> None:
    """The oldest views go first."""
    for _ in range(3 * KEPT):
        desk.drag()
    steps = 0
    while desk.lookout.go_back():
        steps += 1

    assert KEPT == steps


def test_following(desk: Desk) -> None:
    """The unit stays in the middle at a zoom that shows streets; a hand lets go."""
    desk.lookout.follow("unit_1", 0.5, 0.4)
    hold = [desk.lookout.hold, desk.lookout.followed]
    near = desk.view.zoom
    desk.lookout.keep_at(0.6, 0.3)
    at = desk.view.state()
    desk.drag()
    desk.lookout.keep_at(0.1, 0.1)

    assert ["following", "unit_1"] == hold
    assert (0.6, 0.3, near) == at
    assert near >= 15
    assert 0.1 != desk.view.x
    assert ("held", None) == (desk.lookout.hold, desk.lookout.followed)


def test_a_visit_lets_go_of_the_unit(desk: Desk) -> None:
    """An emergency is looked at, and the map does not drive away from it."""
    desk.lookout.follow("unit_1", 0.5, 0.4)
    desk.lookout.visit(*place(0, 0))
    visiting = desk.view.state()
    desk.lookout.keep_at(0.1, 0.1)

    assert (visiting, None) == (desk.view.state(), desk.lookout.followed)


def test_the_way_to_a_unit_is_not_cut_short(desk: Desk) -> None:
    """While the map glides to whom it follows, it goes on gliding."""
    desk.may_glide = True
    x, y, _zoom = desk.view.state()
    desk.lookout.follow("unit_1", x + 1e-6, y)
    start = desk.view.state()
    desk.lookout.keep_at(x + 2e-6, y)

    assert desk.lookout.is_gliding
    assert start == desk.view.state()


def test_a_unit_that_stands_moves_nothing(desk: Desk) -> None:
    """Less than a quarter of a pixel is no move: the map is not painted for it."""
    desk.lookout.follow("unit_1", 0.5, 0.4)
    desk.moves = 0
    desk.lookout.keep_at(0.5 + 0.2 / desk.view.side, 0.4)

    assert 0 == desk.moves

    desk.lookout.keep_at(0.5 + 0.3 / desk.view.side, 0.4)

    assert 1 == desk.moves


def test_letting_go_stays_where_it_is(desk: Desk) -> None:
    """Esc keeps the view; Home would give it back."""
    desk.lookout.follow("unit_1", 0.5, 0.4)
    state = desk.view.state()
    desk.lookout.follow(None, 0, 0)

    assert (state, "held") == (desk.view.state(), desk.lookout.hold)


def test_the_wall_moves_only_for_another_set(desk: Desk) -> None:
    """A new incident fits the view anew; the same ones elsewhere do not."""
    look = desk.lookout
    look.set_wall(wall=True)
    look.show_set(frozenset({"a"}), [place(0, 0)])
    one = desk.view.state()
    look.show_set(frozenset({"a"}), [place(900, 900)])
    same = desk.view.state()
    look.show_set(frozenset({"a", "b"}), [place(0, 0), place(900, 0)])
    two = desk.view.state()
    look.show_set(frozenset(), [])

    assert one == same
    assert one != two
    assert two == desk.view.state()
    assert "wall" == look.hold


def test_a_hand_locks_the_wall(desk: Desk) -> None:
    """However the set changes it stays, until Home follows it again."""
    look = desk.lookout
    look.set_wall(wall=True)
    look.show_set(frozenset({"a"}), [place(0, 0)])
    desk.drag()
    locked = desk.view.state()
    look.show_set(frozenset({"a", "b"}), [place(0, 0), place(900, 0)])

    assert (locked, "locked") == (desk.view.state(), look.hold)

    look.go_home([place(0, 0), place(900, 0)])
    look.show_set(frozenset({"a", "b", "c"}), ALL)

    assert "wall" == look.hold
    assert locked != desk.view.state()


def test_a_visit_pauses_the_wall(desk: Desk) -> None:
    """The set does not take the view away from an emergency; Home gives all back."""
    look = desk.lookout
    look.set_wall(wall=True)
    look.show_set(frozenset({"a"}), [place(900, 0)])
    look.visit(*place(5_000, 0))
    visiting = desk.view.state()
    look.show_set(frozenset({"a", "b"}), ALL)

    assert (visiting, "away") == (desk.view.state(), look.hold)

    look.go_home(ALL)

    assert "wall" == look.hold
    assert pytest.approx(MIDDLE, abs=1e-5) == desk.view.centre


def test_without_the_wall_no_set_moves_the_view(desk: Desk) -> None:
    """It is off until it is asked for, and off again afterwards."""
    before = desk.view.state()
    desk.lookout.show_set(frozenset({"a"}), ALL)
    desk.lookout.set_wall(wall=True)
    desk.lookout.set_wall(wall=False)
    desk.lookout.show_set(frozenset({"a"}), ALL)

    assert (before, "") == (desk.view.state(), desk.lookout.hold)


def test_showing_all_is_held(desk: Desk) -> None:
    """What was asked for stays, also on a wall; nothing to show moves nothing."""
    before = desk.view.state()
    desk.lookout.show([(float("nan"), 0.0)])

    assert before == desk.view.state()

    desk.lookout.set_wall(wall=True)
    desk.lookout.show(ALL)

    assert "locked" == desk.lookout.hold
    assert before != desk.view.state()

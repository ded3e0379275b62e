"""Cars and people of made-up streets have the shape and the lamps they should."""

import numpy as np
import pytest

from controlroom.exercise.passers import (
    STEPS,
    draw_car,
    draw_passers,
    draw_person,
    scaled,
)

GREY = (0.5, 0.5, 0.5)
LOOP_M = 205.0


def test_sizes_are_those_of_cars_and_people() -> None:
    """A car is about 1.8 m wide and 1.45 m high, a person 1.75 m high."""
    car, person = draw_car(GREY, front=True), draw_person(GREY, 0)

    assert (1.8, 1.45) == pytest.approx((car.wide_m, car.high_m), abs=0.05)
    assert 1.75 == pytest.approx(person.high_m)


def test_lamps_are_white_in_front_and_red_behind() -> None:
    """Who comes shows white, who goes shows red."""
    front = draw_car(GREY, front=True).glow.max(axis=(0, 1))
    rear = draw_car(GREY, front=False).glow.max(axis=(0, 1))

    assert front.min() > 0.8
    assert rear[0] > 0.8
    assert rear[1:].max() < 0.1


def test_a_stride_moves_the_legs() -> None:
    """Postures of one stride differ, and the fifth is the first again."""
    shapes = [draw_person(GREY, step).solid for step in range(STEPS)]

    assert not np.array_equal(shapes[0], shapes[1])
    assert np.array_equal(shapes[0], draw_person(GREY, STEPS).solid)


def test_a_vest_throws_light_back() -> None:
    """A colleague in a vest can be seen at night, a passer-by cannot."""
    assert draw_person(GREY, 0, bright=True).glow.any()
    assert not draw_person(GREY, 0).glow.any()


@pytest.mark.parametrize(("wide", "high"), [(2, 2), (58, 46), (200, 160)])
def test_scaled_figures_fill_their_box(wide: int, high: int) -> None:
    """Far or near: the figure has the size asked for and keeps its shape."""
    car = scaled(draw_car(GREY, front=True), wide, high)

    assert (high, wide) == car.solid.shape
    assert (high, wide, 3) == car.albedo.shape == car.glow.shape
    assert car.solid.any()


def test_traffic_keeps_to_the_left() -> None:
    """Who drives our way is left of the middle, who comes is right of it."""
    passers = draw_passers(np.random.default_rng(1), "fixed", LOOP_M)
    driving = [each for each in passers if each.lamps is not None]

    assert {-1.0} == {np.sign(each.x_m) for each in driving if each.speed_mps > 0}
    assert {1.0} == {np.sign(each.x_m) for each in driving if each.speed_mps < 0}


def test_nobody_drives_through_a_police_car() -> None:
    """In the lane of a camera in a car nobody else drives."""
    passers = draw_passers(np.random.default_rng(1), "vehicle", LOOP_M)

    assert not [each for each in passers if each.lamps and each.speed_mps > 0]


@pytest.mark.parametrize("kind", ["fixed", "vehicle", "body_worn"])
def test_every_street_has_people_and_cars(kind: str) -> None:
    """Somebody walks, somebody drives, and parked cars show no lamps."""
    passers = draw_passers(np.random.default_rng(2), kind, LOOP_M)  # type: ignore[arg-type]  # the parameter is one of the kinds

    assert [each for each in passers if len(each.postures) == STEPS]
    assert [each for each in passers if each.speed_mps < -5]
    parked = [each for each in passers if each.speed_mps == 0]
    assert parked
    assert not any(each.postures[0].glow.any() for each in parked)

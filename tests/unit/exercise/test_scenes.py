"""Three kinds of view of a made-up street: what moves, what stands, in which light."""

import numpy as np
import pytest

from controlroom.domain.entities import CameraKind
from controlroom.exercise.scenes import HEIGHT, WIDTH, Frame, Scene, daylight

KINDS: tuple[CameraKind, ...] = ("body_worn", "vehicle", "fixed")
NIGHT, NOON = 23.0, 12.0


@pytest.fixture(scope="module")
def scenes() -> dict[CameraKind, Scene]:
    """One camera of each kind."""
    return {kind: Scene(7, kind) for kind in KINDS}


def _changed(one: Frame, other: Frame) -> float:
    """Share of pixels that differ by more than noise does."""
    apart = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(axis=2)
    return float((apart > 12).mean())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hour", [NIGHT, NOON, 18.3])
def test_a_frame_is_a_picture(
    scenes: dict[CameraKind, Scene], kind: CameraKind, hour: float
) -> None:
    """Any hour gives a picture that an encoder takes: RGB, contiguous, not plain."""
    frame = scenes[kind].frame(3.0, 1.0, hour, "CN21 22:31:08")

    assert (HEIGHT, WIDTH, 3) == frame.shape
    assert np.uint8 == frame.dtype
    assert frame.flags.c_contiguous
    assert frame.std() > 15


@pytest.mark.parametrize("kind", ["body_worn", "vehicle"])
def test_a_carried_camera_moves_through_the_street(
    scenes: dict[CameraKind, Scene], kind: CameraKind
) -> None:
    """Walking or driving on changes much of the picture."""
    here = scenes[kind].frame(0.0, 1.0, NOON, "")
    there = scenes[kind].frame(9.0, 1.0, NOON, "")

    assert _changed(here, there) > 0.15


def test_a_fixed_camera_stands_still(scenes: dict[CameraKind, Scene]) -> None:
    """Its street never moves, whatever distance is claimed; cars and people do."""
    fixed = scenes["fixed"]
    here = fixed.frame(0.0, 1.0, NOON, "")

    assert 0.0 == _changed(here, fixed.frame(50.0, 1.0, NOON, ""))
    later = max(_changed(here, fixed.frame(0.0, s, NOON, "")) for s in (3, 6, 9, 12))
    assert 0.0 < later < 0.15


def test_a_worn_camera_sways_while_its_wearer_walks(
    scenes: dict[CameraKind, Scene],
) -> None:
    """A stride lifts the whole picture; one in a car keeps its horizon."""
    worn = scenes["body_worn"]
    low, high = worn.frame(3.0, 1.0, NOON, ""), worn.frame(3.375, 1.0, NOON, "")
    edges = [
        np.abs(np.diff(f[:, :, 1].astype(int), axis=0)).sum(axis=1) for f in (low, high)
    ]
    shifts = range(-12, 13)
    match = [np.corrcoef(np.roll(edges[0], n), edges[1])[0, 1] for n in shifts]

    assert 0 != shifts[int(np.argmax(match))]


def test_the_bonnet_stays_in_the_picture_of_a_car(
    scenes: dict[CameraKind, Scene],
) -> None:
    """Below, a car's camera always sees the same bonnet."""
    car = scenes["vehicle"]
    here, there = (car.frame(m, 1.0, NOON, "")[-6:] for m in (0.0, 40.0))

    assert 0.0 == _changed(here, there)


@pytest.mark.parametrize("kind", KINDS)
def test_day_is_light_and_night_is_dark(
    scenes: dict[CameraKind, Scene], kind: CameraKind
) -> None:
    """The hour of the room decides the light."""
    night = scenes[kind].frame(0.0, 1.0, NIGHT, "").mean()
    noon = scenes[kind].frame(0.0, 1.0, NOON, "").mean()

    assert noon > 1.5 * night


def test_the_caption_is_burnt_in(scenes: dict[CameraKind, Scene]) -> None:
    """Name and time stand in the lower left corner, white on black."""
    with_caption = scenes["fixed"].frame(0.0, 1.0, NOON, "C-114 22:31:08")
    without = scenes["fixed"].frame(0.0, 1.0, NOON, "C-114 22:31:09")

    corner = with_caption[-40:, :220]
    assert (corner.min(axis=2) > 230).any()
    apart = np.argwhere(np.abs(with_caption.astype(int) - without).max(axis=2) > 30)
    assert apart[:, 0].min() >= HEIGHT - 40
    assert 150 < apart[:, 1].min() <= apart[:, 1].max() < 200


def test_a_long_caption_stays_in_the_picture(scenes: dict[CameraKind, Scene]) -> None:
    """Hostile: a caption wider than the picture is cut, not an error."""
    frame = scenes["fixed"].frame(0.0, 1.0, NOON, "W" * 500)

    assert (HEIGHT, WIDTH, 3) == frame.shape


def test_cameras_have_streets_of_their_own() -> None:
    """Two cameras do not show the same street; one camera always does."""
    one, same, other = Scene(1, "fixed"), Scene(1, "fixed"), Scene(2, "fixed")
    frame = one.frame(0.0, 1.0, NOON, "")

    assert np.array_equal(frame, same.frame(0.0, 1.0, NOON, ""))
    assert _changed(frame, other.frame(0.0, 1.0, NOON, "")) > 0.2


@pytest.mark.parametrize(
    ("hour", "light"),
    [(0, 0.0), (5.9, 0.0), (8, 1.0), (13, 1.0), (17, 1.0), (19.5, 0.0), (36, 1.0)],
)
def test_daylight_follows_the_clock(hour: float, light: float) -> None:
    """Dark until six, light by eight, dark again from half past seven at night."""
    assert light == pytest.approx(daylight(hour))


def test_dawn_comes_slowly() -> None:
    """Light never jumps."""
    levels = [daylight(6 + step / 30) for step in range(61)]

    assert levels == sorted(levels)
    assert max(np.diff(levels)) < 0.1

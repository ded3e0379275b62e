"""The recommendation's benchmark: a real force, a real worker."""

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from controlroom.bench.recommend import NOW_US, fill, run
from controlroom.domain.recommend import recommend
from controlroom.ground.pack import Pack


def test_every_figure_has_its_row(qtbot: QtBot, cached_city: Path) -> None:
    """By the line and by road, for the same force."""
    rows = list(run(units=60, times=4, road_times=2))

    assert [
        ("recommend.p50", False), ("recommend.p99", False),
        ("recommend.p50", True), ("recommend.p99", True),
    ] == [(row["name"], row["case"]["road"]) for row in rows]  # fmt: skip
    assert all(row["value"] > 0 and row["case"]["units"] == 60 for row in rows)


def test_the_force_can_be_recommended(city: Path) -> None:
    """Two of three are free, all have a place, some fixes are old."""
    with Pack.open(city) as pack:
        picture, tracks, incidents = fill(pack, 60)
    found = recommend(picture, tracks, incidents[0], NOW_US)

    assert 60 == len(picture.units) == np.isfinite(tracks.lat).sum()
    assert 40 == sum(not unit.incident_ids for unit in picture.units.values())
    assert 8 == len(found.offers)
    assert any("fix" in "".join(each.reasons) for each in found.offers)
    assert any("on 1/21NOV26, grade I" in each.reasons for each in found.why_not)

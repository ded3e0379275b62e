"""The map's benchmark measures the real thing and prints rows as agreed."""

from pathlib import Path

import msgspec
import pytest

from controlroom.bench import map as bench
from controlroom.bench import rivals
from controlroom.bench.mapping import Mapping
from controlroom.bench.screens import Screen
from controlroom.domain.errors import LinkError

FEW = bench.Load(
    units=(200,), runs=1, frames=6, picks=5, paced_s=0.2, unpainted=6, panning_s=0,
    openings=1, rival_frames=3,
)  # fmt: skip


@pytest.mark.slow
def test_every_figure_has_its_row(
    cached_city: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """A small force gives every named figure on each screen; what is absent is said."""
    none = Screen(platform="xcb", lacks="no DISPLAY")
    monkeypatch.setattr(
        bench, "screens", lambda _environment: [Screen(platform="offscreen"), none]
    )
    monkeypatch.setattr(rivals, "PROGRAMS", Path("nowhere"))
    rows = list(bench.run(FEW))

    assert {
        "map.first_ground", "map.frame_p50", "map.frame_p99", "map.frame_cpu",
        "map.pick_p99", "map.cpu_paced", "map.frame_max",
    } == {row["name"] for row in rows}  # fmt: skip
    assert all(row["value"] >= 0 and row["unit"] for row in rows)
    assert {(100, "1920x1080"), (200, "1920x1080"), (200, "3840x2160")} == {
        (row["case"]["scale"], row["case"]["size"])
        for row in rows
        if row["name"] == "map.frame_p99"
    }
    assert rows == msgspec.json.decode(msgspec.json.encode(rows))

    said = capsys.readouterr().err

    assert "not measured: the map on xcb: no DISPLAY" in said
    assert "not measured: map.vs_scatter: compared in a checkout" in said


def test_a_map_that_fails_is_an_error(tmp_path: Path) -> None:
    """A pack that is not there ends the benchmark in words, not in silence."""
    gone = Mapping(pack=str(tmp_path / "gone.pack"), units=1)
    with pytest.raises(LinkError, match="ended with status"):
        list(bench._rows(Screen(platform="offscreen"), gone))

    with pytest.raises(LinkError, match="showed no ground"):
        bench._opening_s(Screen(platform="offscreen", before=("true",)), "gone.pack")

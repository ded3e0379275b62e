"""`controlroom check-config`: one line, whichever file and whatever is wrong."""

from pathlib import Path

import pytest

from controlroom import cli

SHIPPED = Path(__file__).parents[3] / "resources" / "defaults"


@pytest.mark.parametrize(
    ("name", "said"),
    [("gateway.toml", "port 7443, doors: none"), ("codes_uk.toml", "4 grades")],
)
def test_the_shipped_files_can_be_used(
    capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    """Both kinds are told apart by what is in them."""
    status = cli.main(["check-config", str(SHIPPED / name)])
    out = capsys.readouterr().out

    assert 0 == status
    assert f"{name} can be used: {said}" in out


def test_open_doors_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would listen is what one wants to know."""
    path = tmp_path / "gateway.toml"
    path.write_text("[doors.cot]\nenabled = true\n[doors.osmand]\nenabled = true\n")

    assert 0 == cli.main(["check-config", str(path)])
    assert "doors: cot, osmand" in capsys.readouterr().out


def test_a_desks_maps_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a desk would show and whom it would ask; the URL is not repeated."""
    path = tmp_path / "desk.toml"
    service = 'url = "https://tiles.example/{z}/{x}/{y}?key=secret"'
    path.write_text(f'map = ["city.pack", "aerial"]\n[services.aerial]\n{service}\n')

    assert 0 == cli.main(["check-config", str(path)])
    out = capsys.readouterr().out
    assert "maps: city.pack, aerial, map services: aerial" in out
    assert "secret" not in out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("port = 'x'", "Expected `int`"),
        ("[doors.calls_csv]\nenabled = true", "columns must name 'source_id'"),
        ("codes = 'nowhere.toml'", "nowhere.toml: No such file"),
        ("[doors.cot]\nhost = '10.0.0.1'", "also say open_to_network"),
        ("grades = 1", "Expected `array`"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    """And status 1."""
    path = tmp_path / "gateway.toml"
    path.write_text(text)
    status = cli.main(["check-config", str(path)])
    err = capsys.readouterr().err

    assert 1 == status
    assert why in err
    assert 1 == err.count("\n")

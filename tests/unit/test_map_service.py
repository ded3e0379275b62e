"""What is configured of a service of picture tiles."""

import subprocess
import sys

import msgspec
import pytest

from controlroom.map_service import MapService

URL = "https://tiles.example/{z}/{x}/{y}.png"


def test_an_address_is_enough() -> None:
    """All else has a default that asks gently and never in clear."""
    service = msgspec.convert({"url": URL}, MapService)

    assert (4, False, (0, 19)) == (service.at_once, service.allow_http, service.zooms)


@pytest.mark.parametrize(
    "said",
    [
        {}, {"url": URL, "at_once": 0}, {"url": URL, "at_once": 9},
        {"url": URL, "timeout_s": 0}, {"url": URL, "zooms": [0, 27]},
        {"url": URL, "tile_pixels": 100}, {"url": URL, "colour": "red"},
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(said: dict[str, object]) -> None:
    """Nothing is rounded or left out in silence."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(said, MapService)


def test_the_painter_reads_no_other_configuration() -> None:
    """Its process stands between the start of a desk and its first ground."""
    code = "import sys, ui.worker.main; print('controlroom.config' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], stdout=subprocess.PIPE, text=True,
        env={"PYTHONPATH": ":".join(sys.path)}, check=True,
    )  # fmt: skip

    assert "False" == done.stdout.strip()

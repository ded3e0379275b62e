"""Where an exercise finds the gateway's doors, and its keys to them: shapes alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Where the gateway listens and with which keys. None is a door that is closed."""

    gateway_url: str
    hub_token: str
    cot: tuple[str, int] | None = None
    phones_url: str | None = None
    phone_tokens: Mapping[str, str]
    calls_folder: Path | None = None
    time_zone: str = "Europe/London"

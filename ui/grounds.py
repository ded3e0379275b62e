"""Which map a desk shows: what was asked for on the command line, else in its file."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from controlroom.config import DeskConfig, read_desk
from controlroom.domain.errors import ConfigError, PackError
from controlroom.ground.raster_files import map_kind
from ui.worker.client import NO_PICTURES
from ui.worker.messages import Picturing

_CACHE = "tiles"


class Grounds(NamedTuple):
    """A pack, pictures, both or neither; `faults`: what cannot be shown, and why."""

    pack: Path | None = None
    picturing: Picturing = NO_PICTURES
    faults: tuple[str, ...] = ()


def choose_grounds(asked: Sequence[str] | None, file: Path, cache: Path) -> Grounds:
    """Return the maps that were named, else those of a desk's configuration file.

    A file that is no map is a fault, not the end of the desk. What a service sends is
    kept under the folder `cache`. Raises ConfigError when the configuration is wrong.
    """
    config = read_desk(file)
    if asked:
        named = [(name, Path(name)) for name in asked]
    else:
        named = [(name, file.parent / name) for name in config.map]
    found, faults = Grounds(), []
    for name, path in named:
        service = config.services.get(name)
        if service is None and not path.exists():
            faults.append(_unknown(name, config))
            continue
        try:
            if service is not None:
                picturing = Picturing(
                    service=service, cache=str(cache / _CACHE), cache_mb=config.cache_mb
                )
                found = _with_pictures(found, name, picturing)
            elif map_kind(path) == "pack":
                found = _with_pack(found, path)
            else:
                found = _with_pictures(found, name, Picturing(path=str(path)))
        except PackError as error:
            faults.append(str(error))
    return found._replace(faults=tuple(faults))


def _with_pack(found: Grounds, path: Path) -> Grounds:
    if found.pack is not None:
        raise ConfigError(f"{found.pack} and {path} are both map packs: name one")
    return found._replace(pack=path)


def _with_pictures(found: Grounds, name: str, picturing: Picturing) -> Grounds:
    if found.picturing.is_any:
        raise ConfigError(f"{name} is the second map of pictures: name one")
    return found._replace(picturing=picturing)


def _unknown(name: str, config: DeskConfig) -> str:
    known = ", ".join(sorted(config.services))
    services = f"services are {known}" if known else "no service is configured"
    return f"there is no map file {name}, and {services}"

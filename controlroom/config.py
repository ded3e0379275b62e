"""Where things are and what was configured: folders and TOML into values.

A file that cannot be used is refused in one line that names the file and the place.
"""

import argparse
import os
import re
import tomllib
from importlib import resources
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

import msgspec
import platformdirs

from controlroom.domain.codes import Codes, codes_from_mapping
from controlroom.domain.errors import ConfigError
from controlroom.map_service import MapService

T = TypeVar("T", bound=msgspec.Struct)

DEFAULT_PORT = 7443

Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]
Seconds = Annotated[float, msgspec.Meta(gt=0)]


class Home:
    """The one folder of a gateway or a desk; every path in it has its name here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config"
        self.gateway_toml = self.config / "gateway.toml"
        self.desk_toml = self.config / "desk.toml"
        self.journal = folder / "journal.db"
        self.index = folder / "index.db"
        self.secrets = folder / "secrets.db"
        self.tracks = folder / "tracks"
        self.blobs = folder / "blobs"
        self.logs = folder / "logs"
        self.lock = folder / "gateway.lock"
        """JSON of the running gateway: pid, port, epoch."""
        self.admin_token = folder / "admin.token"
        """Owner-only file: lets this folder's owner ask the running gateway."""
        self.owner_token = folder / "owner.token"
        """Owner-only file: the person whose login runs a private gateway."""

    @classmethod
    def find(cls, asked: str | Path | None = None) -> "Home":
        """Return the folder asked for, else CONTROLROOM_HOME, else the usual one."""
        folder = asked or os.environ.get("CONTROLROOM_HOME")
        if folder:
            return cls(Path(folder).expanduser().absolute())
        return cls(platformdirs.user_data_path("controlroom", appauthor=False))

    def create(self) -> None:
        """Make the folder for its owner alone. Raises `ConfigError`."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for inner in (self.config, self.tracks, self.blobs, self.logs):
                inner.mkdir(exist_ok=True)
        except OSError as error:
            msg = f"cannot use {self.folder}: {error.strerror or error}"
            raise ConfigError(msg) from error

    def write_owner_only(self, path: Path, text: str) -> None:
        """Write a file that only its owner can read, at once or not at all."""
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(path)


def add_home_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command take `--home`."""
    parser.add_argument(
        "--home",
        metavar="DIR",
        help="data folder (else CONTROLROOM_HOME, else this person's own)",
    )


def cache_folder() -> Path:
    """Return where this person's programs keep what they can make again."""
    return platformdirs.user_cache_path("controlroom", appauthor=False)


class _Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a configuration file; a name nobody knows is a typing error."""


class CotDoor(_Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cursor on Target over TCP. It cannot authenticate: see `open_to_network`."""

    enabled: bool = False
    host: str = "127.0.0.1"
    port: Port = 8087
    open_to_network: bool = False
    """Anybody who reaches the port can claim any enrolled UID. Loopback otherwise."""


class OsmandDoor(_Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phones over HTTP, in clear; a device's token is its id."""

    enabled: bool = False
    host: str = "127.0.0.1"
    port: Port = 5055
    open_to_network: bool = False


class CallsDoor(_Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A folder whose CSV files are read once each; columns by the name in the file."""

    enabled: bool = False
    folder: str = "calls"
    """Relative to the home folder. Files end in .csv; read ones move to `done/`."""
    source: str = "csv"
    every_s: Seconds = 1.0
    encoding: str = "utf-8-sig"
    delimiter: Annotated[str, msgspec.Meta(min_length=1, max_length=1)] = ","
    time_zone: str = "Europe/London"
    time_format: str = ""
    """As strptime; empty takes ISO 8601 or seconds since 1970."""
    columns: dict[str, str | tuple[str, ...]] = {}
    """Ours to theirs, or to several of theirs; see `feeds.calls_csv`."""
    types: dict[str, str] = {}
    """Their words for the type to our opening codes; others are kept as they are."""


class Doors(_Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The doors for what exists; each closed unless opened here."""

    cot: CotDoor = CotDoor()
    osmand: OsmandDoor = OsmandDoor()
    calls_csv: CallsDoor = CallsDoor()


class Streams(_Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which cameras' sources the gateway may ask on behalf of a desk; none unless said.

    An exercise may always ask this machine by http.
    """

    hosts: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ("https",)


class GatewayConfig(_Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a gateway is told. Paths are relative to the file, or absolute."""

    host: str = "127.0.0.1"
    port: Port = DEFAULT_PORT
    codes: str = ""
    """A TOML file of codes; empty takes the UK set that ships with the program."""
    leave_after_s: float = 0.0
    """A private gateway leaves so long after its last desk; 0 stays."""
    tls_certificate: str = ""
    tls_key: str = ""
    ground: str = ""
    """A map pack, painted under what leaves the room; empty: no map of this place."""
    streams: Streams = Streams()
    doors: Doors = Doors()


class DeskConfig(_Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a desk is told in `desk.toml` of its folder; all of it may be left out."""

    map: tuple[str, ...] = ()
    """Map files (packs, MBTiles, PMTiles), or the name of one service below."""
    cache_mb: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 256
    """What is kept on disk of all services together."""
    services: dict[str, MapService] = {}


def read_desk(path: Path) -> DeskConfig:
    """Return a desk's configuration; the defaults where there is no file.

    Raises `ConfigError` in one line, which never repeats a service's URL: it may hold
    a key.
    """
    if not path.exists():
        return DeskConfig()
    config = _convert(read_toml(path), DeskConfig, path)
    for name, service in config.services.items():
        why_not = why_not_url(service.url, allow_http=service.allow_http)
        if why_not:
            raise ConfigError(f"{path}: services.{name}.url {why_not}")
    return config


def why_not_url(url: str, *, allow_http: bool) -> str:
    """Return why a URL cannot be that of a map service, or nothing."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "is no URL"
    if parts.scheme not in {"https", "http"} or not host:
        return "does not begin with https:// and a host"
    if parts.username is not None or parts.password is not None:
        return "holds a name or a password"
    if "{" in parts.netloc or not _has_address(url):
        return "needs {z}, {x} and {y} (or {-y}) in its path, and no other braces"
    if parts.scheme == "http" and not (allow_http or is_loopback(host)):
        return "is not https: to ask in clear also say allow_http = true"
    return ""


def _has_address(url: str) -> bool:
    named = sorted(re.findall(r"{([^{}]*)}", url))
    bare = re.sub(r"{[^{}]*}", "", url)
    return named in (["x", "y", "z"], ["-y", "x", "z"]) and not {"{", "}"} & set(bare)


def read_gateway(path: Path) -> GatewayConfig:
    """Return the gateway's configuration. Raises `ConfigError` in one line."""
    config = _convert(read_toml(path), GatewayConfig, path)
    for name in ("cot", "osmand"):
        door: CotDoor | OsmandDoor = getattr(config.doors, name)
        check_reach(f"{path}: doors.{name}", door.host, allowed=door.open_to_network)
    if bool(config.tls_certificate) != bool(config.tls_key):
        raise ConfigError(f"{path}: tls_certificate and tls_key go together")
    named = ("codes", "ground", "tls_certificate", "tls_key")
    beside = {
        name: str(path.absolute().parent / value)
        for name in named
        if (value := getattr(config, name))
    }
    return msgspec.structs.replace(config, **beside)


def read_default_gateway() -> GatewayConfig:
    """Return the configuration that ships with the program."""
    shipped = resources.files("resources") / "defaults" / "gateway.toml"
    with resources.as_file(shipped) as path:
        return read_gateway(path)


def read_codes(path: Path | None) -> Codes:
    """Return a force's codes, the shipped UK set for None. Raises `ConfigError`.

    A set that says nothing of roles, acts and questions takes the shipped tables.
    """
    if path is None:
        shipped = resources.files("resources") / "defaults" / "codes_uk.toml"
        with resources.as_file(shipped) as default:
            return read_codes(default)
    try:
        mapping = read_toml(path)
        codes = codes_from_mapping(mapping)
        if mapping.keys() & {"roles", "acts", "questions"}:
            return codes
        shipped_codes = read_codes(None)
        return msgspec.structs.replace(
            codes,
            roles=shipped_codes.roles,
            acts=shipped_codes.acts,
            questions=shipped_codes.questions,
        )
    except ConfigError as error:
        if str(error).startswith(f"{path}:"):
            raise
        raise ConfigError(f"{path}: {error}") from error


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file. Raises `ConfigError` in one line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error


def check_reach(where: str, host: str, *, allowed: bool) -> None:
    """Refuse to listen beyond this machine unless allowed. Raises `ConfigError`."""
    if not (allowed or is_loopback(host)):
        msg = (
            f"{where}.host is {host}: to listen beyond this machine also say "
            "open_to_network = true"
        )
        raise ConfigError(msg)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        # A name may lead anywhere.
        return False


def _convert(tables: dict[str, Any], kind: type[T], path: Path) -> T:
    try:
        return msgspec.convert(tables, kind)
    except msgspec.ValidationError as error:
        said = str(error).replace("Object", "the file").replace("$.", "")
        raise ConfigError(f"{path}: {said}") from error

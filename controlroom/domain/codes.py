"""The dated code sets a force works by, as values; read from TOML by a shell.

`Picture.codes` is the only place that `decide` and the screen read.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec

from controlroom.domain.cues import (
    Doctrine,
    Intake,
    RiskWords,
    TypeWords,
    check_intake,
)
from controlroom.domain.duty_rules import (
    RequestRules,
    ShiftRules,
    WelfareRules,
    check_duty_rules,
)
from controlroom.domain.entities import DeviceKind, UnitKind
from controlroom.domain.errors import ConfigError
from controlroom.domain.roles import BUILT_IN, RoleRow, Roles, check_roles
from controlroom.domain.sending_rules import (
    DivertRule,
    RunCard,
    check_diverts,
    check_run_cards,
)

AVAILABILITY = ("available", "warn", "committed", "unavailable")
LAST_STATE = 11
CORNERS_LEAST = 3


TARGETS = (
    "attend_s", "dispatch_s", "travel_s", "acknowledge_s", "unattended_s", "risk_s",
)  # fmt: skip
"""Times of a grade, each above 0 where it is given."""


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A grade of response. Targets in seconds; None is no target.

    `attend_s` counts from the call, `dispatch_s` from the call to the first unit sent,
    `acknowledge_s` from an assignment to the unit's word that it has seen it.
    `travel_s` from the first unit sent to the first at scene.
    """

    code: str
    name: str
    attend_s: int | None = None
    dispatch_s: int | None = None
    acknowledge_s: int | None = None
    unattended_s: int | None = None
    """How long nobody may have it open before that is said; None is for ever."""
    travel_s: int | None = None
    risk_s: int | None = None
    """How long it may be open without a risk on record; None is for ever."""


class RadioState(msgspec.Struct, frozen=True, kw_only=True):
    """A radio state. `availability`: available, warn, committed or unavailable."""

    state: int
    name: str
    availability: str


class IncidentType(msgspec.Struct, frozen=True, kw_only=True):
    """An opening code with the grade it usually gets."""

    code: str
    name: str
    grade: str


class ClosingCode(msgspec.Struct, frozen=True, kw_only=True):
    """A closing code, a qualifier or a disposition."""

    code: str
    name: str


class Sector(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the force's ground. `ring` holds (lat, lon) corners, open."""

    name: str
    ring: tuple[tuple[float, float], ...] = ()
    minimum_deployable: int = 0


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """Another service that incidents can be shared with."""

    code: str
    name: str


class Codes(msgspec.Struct, frozen=True, kw_only=True):
    """One code set with its date; equal values mean nothing was changed."""

    effective: str = ""
    """ISO date from which the set holds."""
    force: str = ""
    time_zone: str = "Europe/London"
    grades: tuple[Grade, ...] = ()
    states: tuple[RadioState, ...] = ()
    types: tuple[IncidentType, ...] = ()
    closing: tuple[ClosingCode, ...] = ()
    qualifiers: tuple[ClosingCode, ...] = ()
    """What marks an incident besides its code: alcohol, vulnerable person."""
    dispositions: tuple[ClosingCode, ...] = ()
    """What became of it in the end."""
    skills: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    diverts: tuple[DivertRule, ...] = ()
    run_cards: tuple[RunCard, ...] = ()
    unit_incidents_most: int = 3
    """Incidents one unit may be on at once."""
    interval_s: dict[str, float] = {}
    """Usual interval between fixes by device kind, seconds."""
    offer_lapses_s: int = 180
    """How long an offered transfer waits for its answer, seconds."""
    speed_kmh: dict[str, float] = {}
    """Plausible speed by unit kind: how fast the uncertainty grows, km/h."""
    shifts: ShiftRules = ShiftRules()
    welfare: WelfareRules = WelfareRules()
    requests: RequestRules = RequestRules()
    roles: tuple[RoleRow, ...] = ()
    """Who there is and what each sees; none at all: the table of older journals."""
    acts: dict[str, tuple[str, ...]] = {}
    """Roles by the tag of the act they may do."""
    questions: dict[str, tuple[str, ...]] = {}
    """Roles by the tag of the question they may ask."""
    partners: tuple[Partner, ...] = ()

    def access(self) -> Roles:
        """Return who may do, ask and see what."""
        if not self.roles:
            return BUILT_IN
        return Roles(rows=self.roles, acts=self.acts, questions=self.questions)

    intake: Intake = Intake()
    """The words that intake listens for."""

    def partner_name(self, code: str) -> str:
        """Return what a partner is called."""
        known = (each.name for each in self.partners if each.code == code)
        return next(known, code)

    def grade(self, code: str) -> Grade | None:
        """Return the grade with that code."""
        return next((grade for grade in self.grades if grade.code == code), None)

    def state(self, state: int) -> RadioState | None:
        """Return the radio state with that number."""
        return next((known for known in self.states if known.state == state), None)

    def type(self, code: str) -> IncidentType | None:
        """Return the incident type with that opening code."""
        return next((known for known in self.types if known.code == code), None)

    def run_card(self, type_code: str) -> RunCard | None:
        """Return the planned response to an incident type."""
        return next((card for card in self.run_cards if type_code in card.types), None)

    def sector_at(self, lat: float, lon: float) -> str:
        """Return the name of the sector around a place, or an empty string."""
        for sector in self.sectors:
            if _inside(sector.ring, lat, lon):
                return sector.name
        return ""


def _inside(ring: tuple[tuple[float, float], ...], lat: float, lon: float) -> bool:
    # Even-odd rule on the plane: sectors are small and nowhere near a pole.
    inside = False
    for index, (lat1, lon1) in enumerate(ring):
        lat2, lon2 = ring[index - 1]
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) * (
            lon2 - lon1
        ) / (lat2 - lat1):
            inside = not inside
    return inside


def codes_from_mapping(mapping: Mapping[str, object]) -> Codes:
    """Return the codes in a mapping, as a TOML file gives it.

    Raises `ConfigError` with one line that names the place and what is wrong there.
    """
    try:
        codes = msgspec.convert(mapping, Codes)
    except (msgspec.ValidationError, ValueError) as error:
        raise ConfigError(f"{' '.join(str(error).split())}") from error
    _check_names(mapping)
    _check_date(codes)
    _check_grades(codes)
    _check_states(codes)
    _check_once("types", (known.code for known in codes.types))
    _check_once("closing", (known.code for known in codes.closing))
    _check_once("qualifiers", (known.code for known in codes.qualifiers))
    _check_once("dispositions", (known.code for known in codes.dispositions))
    _check_once("skills", codes.skills)
    _check_once("partners", (each.code for each in codes.partners))
    for known in codes.types:
        if codes.grade(known.grade) is None:
            raise ConfigError(f"type {known.code}: no grade {known.grade!r}")
    _check_sectors(codes)
    types = [known.code for known in codes.types]
    grades = [grade.code for grade in codes.grades]
    states = [known.state for known in codes.states]
    check_intake(codes.intake, types, grades)
    check_diverts(codes.diverts, grades, types, states)
    check_run_cards(codes.run_cards, types, codes.skills)
    if codes.unit_incidents_most < 1:
        raise ConfigError(
            f"unit_incidents_most {codes.unit_incidents_most} is not above 0"
        )
    if codes.offer_lapses_s <= 0:
        raise ConfigError(f"offer_lapses_s {codes.offer_lapses_s} is not above 0")
    _check_positive("interval_s", codes.interval_s, get_args(DeviceKind))
    _check_positive("speed_kmh", codes.speed_kmh, get_args(UnitKind))
    check_roles(Roles(rows=codes.roles, acts=codes.acts, questions=codes.questions))
    check_duty_rules(
        codes.shifts,
        codes.welfare,
        codes.requests,
        (grade.code for grade in codes.grades),
        (known.code for known in codes.types),
    )
    return codes


_Tables = dict[str, type[msgspec.Struct]]
_TABLES: _Tables = {
    "grades": Grade,
    "states": RadioState,
    "types": IncidentType,
    "closing": ClosingCode,
    "qualifiers": ClosingCode,
    "dispositions": ClosingCode,
    "sectors": Sector,
    "roles": RoleRow,
    "diverts": DivertRule,
    "run_cards": RunCard,
    "partners": Partner,
}


_INTAKE: _Tables = {
    "types": TypeWords,
    "risks": RiskWords,
    "doctrines": Doctrine,
}
_RULES: dict[str, type[msgspec.Struct]] = {
    "shifts": ShiftRules,
    "welfare": WelfareRules,
    "requests": RequestRules,
}


def _check_names(mapping: Mapping[str, object]) -> None:
    """A name nobody knows is a typing error, and would silently do nothing."""
    _check_known("", mapping, Codes)
    _check_tables("", mapping, _TABLES)
    intake = mapping.get("intake")
    if isinstance(intake, Mapping):
        _check_known("intake: ", intake, Intake)
        _check_tables("intake.", intake, _INTAKE)


def _check_tables(
    where: str,
    mapping: Mapping[str, object],
    tables: Mapping[str, type[msgspec.Struct]],
) -> None:
    for table, kind in tables.items():
        rows = mapping.get(table, ())
        for number, row in enumerate(rows if isinstance(rows, list | tuple) else (), 1):
            if isinstance(row, Mapping):
                _check_known(f"{where}{table} {number}: ", row, kind)
    for table, kind in _RULES.items():
        rules = mapping.get(table)
        if isinstance(rules, Mapping):
            _check_known(f"{table}: ", rules, kind)


def _check_known(
    where: str, row: Mapping[str, object], kind: type[msgspec.Struct]
) -> None:
    for name in row:
        if name not in kind.__struct_fields__:
            raise ConfigError(f"{where}unknown name {name!r}")


def _check_date(codes: Codes) -> None:
    try:
        date.fromisoformat(codes.effective)
    except ValueError as error:
        raise ConfigError(
            f"effective {codes.effective!r} is no date like 2026-04-01"
        ) from error
    try:
        ZoneInfo(codes.time_zone)
    except (KeyError, ValueError, OSError) as error:
        raise ConfigError(f"no time zone {codes.time_zone!r}") from error


def _check_grades(codes: Codes) -> None:
    if not codes.grades:
        raise ConfigError("at least one grade is needed")
    _check_once("grades", (grade.code for grade in codes.grades))
    for grade in codes.grades:
        for name in TARGETS:
            seconds = getattr(grade, name)
            if seconds is not None and seconds <= 0:
                raise ConfigError(
                    f"grade {grade.code}: {name} {seconds} is not above 0"
                )


def _check_states(codes: Codes) -> None:
    _check_once("states", (str(known.state) for known in codes.states))
    for known in codes.states:
        if not 0 <= known.state <= LAST_STATE:
            raise ConfigError(f"state {known.state} is not 0 to {LAST_STATE}")
        if known.availability not in AVAILABILITY:
            raise ConfigError(
                f"state {known.state}: availability {known.availability!r} "
                f"is none of {', '.join(AVAILABILITY)}"
            )


def _check_once(table: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if not code.strip():
            raise ConfigError(f"{table}: an empty code")
        if code in seen:
            raise ConfigError(f"{table}: {code} stands there twice")
        seen.add(code)


def _check_sectors(codes: Codes) -> None:
    _check_once("sectors", (sector.name for sector in codes.sectors))
    for sector in codes.sectors:
        if 0 < len(sector.ring) < CORNERS_LEAST:
            raise ConfigError(
                f"sector {sector.name}: {len(sector.ring)} corners, "
                f"at least {CORNERS_LEAST}"
            )
        for lat, lon in sector.ring:
            if not (abs(lat) <= 90 and abs(lon) <= 180):  # noqa: PLR2004 - degrees
                raise ConfigError(
                    f"sector {sector.name}: corner {lat}, {lon} is not on the earth"
                )


def _check_positive(
    table: str, values: Mapping[str, float], kinds: tuple[str, ...]
) -> None:
    for kind, value in values.items():
        if kind not in kinds:
            raise ConfigError(f"{table}: {kind!r} is none of {', '.join(kinds)}")
        if not (math.isfinite(value) and value > 0):
            raise ConfigError(f"{table}: {kind} {value} is not above 0")

"""Where and by whom: incidents of the past by place and by caller, beside the words."""

import math
import sqlite3

from controlroom.domain.entities import Incident
from controlroom.domain.geo import distance_m, is_place
from controlroom.domain.intake.duplicates import name_in, number_in

TABLES = """
CREATE VIRTUAL TABLE spot USING rtree (number, south, north, west, east);
CREATE TABLE caller (name TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (name, number)) WITHOUT ROWID;
CREATE INDEX caller_number ON caller (number);
"""
"""Besides the tables of the index; `number` is the incident's there."""
_DEGREE_M = 111_195.0
_ROUNDING = 1e-5
"""An R*Tree keeps 32-bit figures: a box is asked for a little wider."""
CANDIDATES_MOST = 2_000


def keep(connection: sqlite3.Connection, number: int, incident: Incident) -> None:
    """Take an incident's place and caller over."""
    connection.execute("DELETE FROM spot WHERE number = ?", (number,))
    connection.execute("DELETE FROM caller WHERE number = ?", (number,))
    lat, lon = incident.lat, incident.lon
    if is_place(lat, lon):
        connection.execute(
            "INSERT INTO spot VALUES (?, ?, ?, ?, ?)", (number, lat, lat, lon, lon)
        )
    connection.executemany(
        "INSERT OR IGNORE INTO caller VALUES (?, ?)",
        [(name, number) for name in names_of(incident.caller)],
    )


def clear(connection: sqlite3.Connection) -> None:
    """Forget everything."""
    connection.execute("DELETE FROM spot")
    connection.execute("DELETE FROM caller")


def around(
    connection: sqlite3.Connection, lat: float, lon: float, within_m: float
) -> list[tuple[int, bytes]]:
    """Return number and body of incidents in a box around a place, newest first."""
    high = within_m / _DEGREE_M + _ROUNDING
    wide = high / max(math.cos(math.radians(lat)), 0.01)
    return connection.execute(
        "SELECT i.number, i.body FROM spot JOIN incident AS i USING (number) "
        "WHERE north >= ? AND south <= ? AND east >= ? AND west <= ? "
        "ORDER BY i.number DESC LIMIT ?",
        (lat - high, lat + high, lon - wide, lon + wide, CANDIDATES_MOST),
    ).fetchall()


def told_by(
    connection: sqlite3.Connection, caller: str, limit: int
) -> list[tuple[int, bytes]]:
    """Return number and body of what a caller told before, newest first."""
    names = names_of(caller)
    if not names:
        return []
    marks = ", ".join("?" * len(names))
    return connection.execute(
        "SELECT DISTINCT i.number, i.body FROM caller JOIN incident AS i "  # noqa: S608 - marks alone
        f"USING (number) WHERE caller.name IN ({marks}) "
        "ORDER BY i.number DESC LIMIT ?",
        (*names, limit),
    ).fetchall()


def names_of(caller: str) -> list[str]:
    """Return what a caller is known by: the number, else the name."""
    number = number_in(caller)
    name = name_in(caller)
    return [each for each in (number, name) if each]


def metres_from(incident: Incident, lat: float, lon: float) -> float:
    """Return how far an incident was from a place, metres."""
    if incident.lat is None or incident.lon is None:
        return math.inf
    return distance_m(incident.lat, incident.lon, lat, lon)

"""Decides on calls from other systems: once each, never lost for a missing field."""

from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.decide.incidents import next_cad, usual_grade, what_was_said
from controlroom.domain.decide.rules import (
    NAME_MOST,
    NARRATIVE_MOST,
    PLACE_MOST,
    Ids,
    cleaned_text,
)
from controlroom.domain.geo import is_place
from controlroom.domain.state import State

OLDEST_US = 7 * 24 * 3_600 * 1_000_000
"""An older call time is taken for a wrong one: the call counts from its arrival."""


def call_received(
    state: State, seen: o.CallReceived, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Open an incident for a call; the same source id again is nothing new.

    The picture knows the calls of its own incidents (open, and closed for less than a
    day); the gateway's index knows the older ones. An unknown type keeps its words and
    gets the grade of `OTHER`; a position that is none is left out.
    """
    source = cleaned_text(seen.source, NAME_MOST)
    source_id = cleaned_text(seen.source_id, NAME_MOST)
    if source_id and state.incident_by_source(source, source_id) is not None:
        return []
    type_code = cleaned_text(seen.type_code, NAME_MOST).strip()
    known_grade = state.codes.grade(seen.grade) is not None
    there = is_place(seen.lat, seen.lon)
    lat, lon = (seen.lat, seen.lon) if there else (None, None)
    number, day, count = next_cad(state, now_us)
    in_time = now_us - OLDEST_US <= seen.at_us <= now_us
    opened = e.IncidentOpened(
        incident_id=ids("inc"),
        cad=number,
        cad_day=day,
        cad_count=count,
        type_code=type_code,
        grade=seen.grade if known_grade else usual_grade(state.codes, type_code),
        opened_at_us=seen.at_us if in_time else now_us,
        place=cleaned_text(seen.place, PLACE_MOST),
        lat=lat,
        lon=lon,
        sector=(
            state.codes.sector_at(lat, lon)
            if lat is not None and lon is not None
            else ""
        ),
        narrative=cleaned_text(seen.text, NARRATIVE_MOST),
        caller=cleaned_text(seen.caller, NAME_MOST),
        source=source,
        source_id=source_id,
    )
    return [opened, *what_was_said(opened)]

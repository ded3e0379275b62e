"""Likely duplicates with their reasons."""

import math

import pytest

from controlroom.domain.entities import Incident
from controlroom.domain.intake.duplicates import (
    Call,
    OpenCalls,
    name_in,
    number_in,
)

NOW = 1_780_000_000_000_000
MIN = 60_000_000
LAT, LON = 51.5, -0.1
NORTH_120_M = 120 / 111_195


def _incident(incident_id: str = "inc_1", **changes: object) -> Incident:
    facts: dict[str, object] = {
        "cad": "1/X", "type_code": "ROBBERY", "grade": "I", "lat": LAT, "lon": LON,
        "narrative": "Robbery on the quay, knife, red scooter",
        "opened_at_us": NOW - 3 * MIN, "place": "Quay Lane", "caller": "Jo Marsh",
        **changes,
    }  # fmt: skip
    return Incident(incident_id=incident_id, **facts)  # type: ignore[arg-type]  # as the test says


def _open(*incidents: Incident) -> OpenCalls:
    calls = OpenCalls(common=("the",))
    for incident in incidents:
        calls.note(incident.incident_id, incident)
    return calls


def test_reasons_are_said_in_words() -> None:
    """Distance, time, type and the words that both say."""
    call = Call(
        at_us=NOW, text="a robbery by the quay", type_code="ROBBERY",
        lat=LAT + NORTH_120_M, lon=LON,
    )  # fmt: skip
    (found,) = _open(_incident()).likely(call)

    assert (
        "120 m away", "3:00 ago", "same type", "both say 'quay', 'robbery'",
    ) == found.reasons  # fmt: skip


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ({"caller": "020 7946 0011"}, "same number"),
        ({"caller": "marsh jo"}, ""),
        ({"caller": "JO MARSH"}, "same caller"),
        ({"place": "quay lane"}, "same place"),
        ({"lat": LAT, "lon": LON}, "same place"),
        ({"lat": LAT + 1, "lon": LON, "text": "robbery"}, ""),
        ({"text": "knife, red scooter, quay, robbery"}, "both say"),
        ({"text": "quay"}, ""),
        ({"text": "quay scooter", "type_code": "ROBBERY"}, ""),
        ({}, ""),
    ],
)
def test_each_reason_counts(call: dict[str, object], why: str) -> None:
    """Number, caller, place or many rare words; one word alone is no reason."""
    calls = _open(_incident(caller="Jo Marsh" if "020" not in str(call) else
                            "Jo (020) 7946-0011"))  # fmt: skip
    found = calls.likely(Call(at_us=NOW, **call))  # type: ignore[arg-type]  # as the test says

    assert bool(why) == bool(found)
    assert not found or why in ", ".join(found[0].reasons)


def test_an_old_incident_is_no_duplicate_by_place_alone() -> None:
    """The same address last night is history."""
    call = Call(at_us=NOW, lat=LAT, lon=LON)

    assert not _open(_incident(opened_at_us=NOW - 500 * MIN)).likely(call)


def test_what_is_closed_or_gone_is_forgotten() -> None:
    """And what changed is compared as it is now."""
    call = Call(at_us=NOW, lat=LAT, lon=LON)
    calls = _open(_incident(), _incident("inc_2"), _incident("inc_3"))
    before = {each.incident_id for each in calls.likely(call)}
    calls.note("inc_1", _incident(status="closed"))
    calls.note("inc_2", None)
    calls.note(
        "inc_3", _incident("inc_3", lat=LAT + 1, place="", caller="", narrative="")
    )
    calls.note("inc_4", _incident("inc_4"))

    assert {"inc_1", "inc_2", "inc_3"} == before
    assert ["inc_4"] == [each.incident_id for each in calls.likely(call)]
    assert 2 == len(calls)


def test_the_one_that_leads_stays_while_no_other_is_plainly_likelier() -> None:
    """A list that changes under the hand takes the wrong one."""
    far = _incident("inc_1", opened_at_us=NOW - 12 * MIN, lat=LAT + NORTH_120_M)
    calls = _open(far, _incident("inc_2", opened_at_us=NOW - 12 * MIN))
    call = Call(at_us=NOW, lat=LAT, lon=LON, text="robbery quay")
    first = calls.likely(call)[0].incident_id
    held = calls.likely(call, held="inc_1")[0].incident_id

    assert ("inc_2", "inc_1") == (first, held)


def test_what_many_say_is_no_sign() -> None:
    """A word of every second incident connects nothing."""
    many = [
        _incident(f"inc_{n}", lat=LAT + n, narrative="robbery quay knife", place="",
                  caller="")
        for n in range(1, 20)
    ]  # fmt: skip

    assert not _open(*many).likely(Call(at_us=NOW, text="robbery quay knife"))


def test_words_are_read_a_part_at_a_time() -> None:
    """Two thousand incidents hold nothing up."""
    calls = _open(*(_incident(f"inc_{n}") for n in range(5)))

    assert not calls.catch_up(3)
    assert 3 == len(calls)
    assert calls.catch_up(3)
    assert 3 == len(calls.likely(Call(at_us=NOW, lat=LAT, lon=LON), most=3))


@pytest.mark.parametrize("place", [(None, LON), (math.nan, LON), (1e300, 0.0)])
def test_a_place_that_is_none_is_none(place: tuple[float | None, float | None]) -> None:
    """Neither of the call nor of an incident."""
    odd = _incident(lat=place[0], lon=place[1], place="", caller="")
    call = Call(at_us=NOW, lat=place[0], lon=place[1])

    assert [] == _open(odd, _incident("inc_2")).likely(call)


@pytest.mark.parametrize(
    ("caller", "number"),
    [
        ("Mrs Lee 020 7946 0011", "02079460011"),
        ("+44 (0)20 7946 0011", "02079460011"),
        ("+44 20 7946-0011", "02079460011"),
        ("flat 12", ""),
        ("\x00\u202e", ""),
        ("9" * 100_000, "9" * 200),
    ],
)
def test_a_number_is_read_however_it_is_written(caller: str, number: str) -> None:
    """As digits a person would dial here."""
    assert number == number_in(caller)


def test_a_single_name_is_nobody() -> None:
    """`Smith` is not the same caller as another `Smith`."""
    assert "" == name_in("Smith 020")
    assert "jo smith" == name_in("Jo Smith, 020 7946")

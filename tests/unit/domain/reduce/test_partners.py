"""What is shared is held; what a partner was shown replaces what it had."""

from controlroom.domain import events as e
from controlroom.domain.codes import Codes
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.picture import Picture


def seen(picture: Picture, event: e.AnyEvent) -> tuple[str, ...]:
    """Let an event happen to a partner's picture."""
    fact = e.Fact(seq=picture.seq + 1, at_us=1, actor="", event=event)
    return picture.apply(fact)


def test_a_partner_s_picture_is_what_it_was_shown() -> None:
    """Whole incidents and units come, change and go."""
    picture = Picture()
    incident = Incident(incident_id="inc_1", cad="1/1", type_code="X", grade="I")
    unit = Unit(unit_id="unit_1", callsign="TV21", row=0)
    codes = Codes(force="Eastmere")

    assert ("codes", "inc_1", "unit_1") == seen(
        picture, e.PartnerSaw(incidents=(incident,), units=(unit,), codes=codes)
    )
    assert (incident, unit, codes) == (
        picture.incidents["inc_1"], picture.units["unit_1"], picture.codes,
    )  # fmt: skip
    assert ("inc_1", "unit_1") == seen(picture, e.PartnerSaw(gone=("inc_1", "unit_1")))
    assert ({}, {}, {}) == (picture.incidents, picture.units, picture.watch)
    assert ["unit_1"] == picture.unit_rows
    seen(picture, e.PartnerSaw(units=(unit,)))

    assert ["unit_1"] == picture.unit_rows


def test_what_is_about_an_incident_long_gone_touches_nothing() -> None:
    """An archived incident is out of every picture."""
    picture = Picture()

    assert () == seen(picture, e.IncidentShared(incident_id="inc_1", partner="fire"))
    assert () == seen(
        picture, e.PartnerTold(incident_id="inc_1", partner="fire", text="x")
    )

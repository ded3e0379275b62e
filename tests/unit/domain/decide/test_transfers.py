"""Decisions on transfers."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.codes import Sector
from controlroom.domain.decide.transfers import holder_of
from controlroom.domain.entities import Party
from tests.helpers.watch import ASH, MARSH, ROWE, Watch, refused, uk_codes

EAST = Party(kind="sector", name="East")
TO_MARSH = Party(kind="person", name=MARSH)


@pytest.fixture
def watch() -> Watch:
    """A room with two sectors."""
    sectors = (Sector(name="West"), Sector(name="East"))
    return Watch(msgspec.structs.replace(uk_codes(), sectors=sectors))


def why_not(watch: Watch, act: c.AnyAct, who: str = MARSH) -> str:
    """Return why an act is refused."""
    return refused(watch, act, who=who).sentence


def offered(watch: Watch, to: Party = EAST) -> str:
    """Return an incident of West that Ash offers."""
    incident_id = watch.opened(sector="West")
    watch.do(c.OfferTransfer(incident_id=incident_id, to=to, note="their ground"))
    return incident_id


def test_an_offer_is_accepted_by_one(watch: Watch) -> None:
    """Two accept at once: the first has it, the other reads who, and when."""
    incident_id = offered(watch)
    accept = c.AcceptTransfer(incident_id=incident_id)

    assert Party(kind="sector", name="West") == holder_of(watch.incident(incident_id))
    assert [e.TransferAccepted(incident_id=incident_id, to=EAST)] == watch.do(
        accept, who=MARSH
    )
    assert EAST == holder_of(watch.incident(incident_id))

    said = why_not(watch, accept, ROWE)

    assert "No offer of CAD 1 stands. Marsh at 14:00:04: Accepted: East desk" in said


def test_an_offer_is_declined_with_a_reason(watch: Watch) -> None:
    """Without one it is not; after that it may be offered anew."""
    incident_id = offered(watch)

    assert "The reason is empty." in why_not(
        watch, c.DeclineTransfer(incident_id=incident_id, reason=" ")
    )

    watch.do(c.DeclineTransfer(incident_id=incident_id, reason="no unit"), who=MARSH)
    watch.do(c.OfferTransfer(incident_id=incident_id, to=TO_MARSH))
    offer = watch.incident(incident_id).offer

    assert offer is not None
    assert TO_MARSH == offer.to


def test_an_offer_is_taken_back_by_who_made_it(watch: Watch) -> None:
    """Or by a supervisor; by nobody else, and not twice."""
    incident_id = offered(watch)
    back = c.WithdrawTransfer(incident_id=incident_id)

    assert "Ash offered CAD 1." in why_not(watch, back)

    watch.do(back, who=ASH)

    assert "No offer of CAD 1 stands." in why_not(watch, back, ASH)

    watch.do(c.OfferTransfer(incident_id=incident_id, to=EAST))

    assert [e.TransferWithdrawn(incident_id=incident_id)] == watch.do(
        back, who=ROWE, role="supervisor"
    )


def test_only_who_is_meant_answers(watch: Watch) -> None:
    """Somebody else's offer is left to them, or to a supervisor; one's own is no
    answer.
    """
    incident_id = offered(watch, TO_MARSH)
    accept = c.AcceptTransfer(incident_id=incident_id)

    assert "is offered to Marsh." in why_not(watch, accept, ASH)

    watch.do(accept, who=ROWE, role="supervisor")

    assert TO_MARSH == watch.incident(incident_id).holder

    own = offered(watch)

    assert "You offered CAD 2 yourself." in why_not(
        watch, c.AcceptTransfer(incident_id=own), ASH
    )


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (Party(kind="all"), "Offer it to a sector, a desk or a person."),
        (Party(kind="role", name="supervisor"), "Offer it to a sector"),
        (Party(kind="sector", name="North"), "Use one of West, East."),
        (Party(kind="sector", name="West"), "West desk answers for CAD 1 already."),
    ],
)
def test_offers_that_make_no_sense(watch: Watch, to: Party, words: str) -> None:
    """To nobody in particular, to no sector there is, to who has it."""
    incident_id = watch.opened(sector="West")

    assert words in why_not(watch, c.OfferTransfer(incident_id=incident_id, to=to))


def test_one_offer_at_a_time(watch: Watch) -> None:
    """The second reads whose stands."""
    incident_id = offered(watch)
    said = why_not(watch, c.OfferTransfer(incident_id=incident_id, to=TO_MARSH))

    assert "is offered to East desk by Ash since 14:00:03." in said
    assert "Withdraw that offer first." in said


def test_what_is_resolved_is_not_transferred(watch: Watch) -> None:
    """Nor is an answer to its offer heard."""
    incident_id = offered(watch)
    watch.do(c.ResolveIncident(incident_id=incident_id))

    assert "was resolved by Ash" in why_not(
        watch, c.AcceptTransfer(incident_id=incident_id)
    )


def test_an_offer_that_nobody_answers_lapses(watch: Watch) -> None:
    """After as long as the codes say, by the clock, once."""
    incident_id = offered(watch)

    assert [] == watch.tick(179)
    assert [e.TransferLapsed(incident_id=incident_id)] == watch.tick(1)
    assert [] == watch.tick(1)
    assert "No offer of CAD 1 stands. System at" in why_not(
        watch, c.AcceptTransfer(incident_id=incident_id)
    )

"""Who answers for an incident, and who has had it open, in the picture."""

from controlroom.domain import events as e
from controlroom.domain.entities import Offer, Party
from tests.helpers.watch import ASH, MARSH, Watch

HARBOUR = Party(kind="sector", name="Harbour")


def offered(watch: Watch) -> str:
    """Return an incident that Ash offers to Harbour."""
    incident_id = watch.opened()
    watch.happen(
        e.TransferOffered(incident_id=incident_id, to=HARBOUR, note="over the river"),
        actor=ASH,
    )
    return incident_id


def test_an_offer_stands_and_changes_nobodys_duty() -> None:
    """Who gave it answers for it until somebody accepts."""
    watch = Watch()
    incident_id = offered(watch)
    incident = watch.incident(incident_id)

    assert incident.offer == Offer(
        to=HARBOUR, by=ASH, at_us=watch.now_us, desk="desk 4", note="over the river"
    )
    assert incident.holder is None
    assert "Offered to Harbour desk: over the river" == watch.log(incident_id)[-1]


def test_accepted_it_is_theirs() -> None:
    """The offer is over, and whoever it was for answers for it."""
    watch = Watch()
    incident_id = offered(watch)
    watch.happen(e.TransferAccepted(incident_id=incident_id, to=HARBOUR), actor=MARSH)
    incident = watch.incident(incident_id)

    assert (HARBOUR, None) == (incident.holder, incident.offer)
    assert "Accepted: Harbour desk answers for it now." == watch.log(incident_id)[-1]


def test_declined_and_withdrawn_it_stays() -> None:
    """The offer is over; the log says why."""
    watch = Watch()
    incident_id = offered(watch)
    watch.happen(e.TransferDeclined(incident_id=incident_id, reason="no unit"))

    assert "Transfer declined: no unit" == watch.log(incident_id)[-1]
    assert None is watch.incident(incident_id).offer

    watch.happen(e.TransferWithdrawn(incident_id=incident_id))

    assert "Offer withdrawn." == watch.log(incident_id)[-1]
    assert None is watch.incident(incident_id).holder


def test_what_nobody_answered_falls_back_and_is_watched() -> None:
    """Who gave it away may not look at it any more: it counts as unattended."""
    watch = Watch()
    incident_id = offered(watch)
    offered_us = watch.now_us
    watch.now_us += 200_000_000
    watch.happen(e.TransferLapsed(incident_id=incident_id))

    assert offered_us == watch.incident(incident_id).unattended_since_us
    assert "did not answer the offer: it stays with Ash." in watch.log(incident_id)[-1]


def test_a_look_is_no_change() -> None:
    """It ends what was unattended, and leaves log, revision and author as they were."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(e.IncidentUnattended(incident_id=incident_id, since_us=watch.now_us))
    before = watch.incident(incident_id)
    watch.now_us += 1_000_000
    watch.happen(e.IncidentLookedAt(incident_id=incident_id), actor=MARSH)
    after = watch.incident(incident_id)

    assert before.unattended_since_us is not None
    assert (None, watch.now_us, MARSH) == (
        after.unattended_since_us, after.looked_at_us, after.looked_by,
    )  # fmt: skip
    assert (before.revision, before.changed_by, before.log) == (
        after.revision, after.changed_by, after.log,
    )  # fmt: skip


def test_what_is_no_longer_in_the_picture_is_not_touched() -> None:
    """An incident that was archived meanwhile stays away."""
    watch = Watch()
    watch.happen(
        e.IncidentLookedAt(incident_id="inc_gone"),
        e.IncidentUnattended(incident_id="inc_gone", since_us=0),
        e.TransferWithdrawn(incident_id="inc_gone"),
    )

    assert {} == watch.picture.incidents

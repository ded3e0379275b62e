"""Sharing is said in the log; a partner learns nothing by asking."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.entities import Person
from controlroom.domain.errors import Refused
from tests.helpers.watch import DEAN, TV21, Watch

FRED = "per_fred"


def shared_watch() -> tuple[Watch, str]:
    """Return a watch with an incident that fire control sees, and Fred of fire."""
    watch = Watch()
    fred = Person(person_id=FRED, name="Fred", role="partner", partner="fire")
    watch.do(c.Enrol(people=(fred,)), who=DEAN, role="administrator")
    incident_id = watch.opened()
    watch.do(c.ShareIncident(incident_id=incident_id, partner="fire"))
    return watch, incident_id


def refusal(watch: Watch, act: c.AnyAct, who: str = FRED, role: str = "partner") -> str:
    """Return the sentence with which an act is refused."""
    before = watch.picture.seq
    with pytest.raises(Refused) as refused:
        watch.do(act, who=who, role=role)
    assert before == watch.picture.seq
    return refused.value.sentence


def test_sharing_and_its_end_are_lines_of_the_log() -> None:
    """Who shared what with whom, and when it ended."""
    watch, incident_id = shared_watch()

    assert ("fire",) == watch.incident(incident_id).shared_with
    assert "Shared with Fire control." == watch.incident(incident_id).log[-1].text
    act = c.ShareIncident(incident_id=incident_id, partner="fire", shared=False)
    watch.do(act)

    assert () == watch.incident(incident_id).shared_with
    assert watch.incident(incident_id).log[-1].text.startswith("No longer shared")


def test_sharing_twice_or_with_nobody_is_refused() -> None:
    """With what is so already, and with the partners there are."""
    watch, incident_id = shared_watch()
    again = c.ShareIncident(incident_id=incident_id, partner="fire")
    nobody = c.ShareIncident(incident_id=incident_id, partner="bank")
    ended = c.ShareIncident(incident_id=incident_id, partner="ambulance", shared=False)

    assert "is shared with Fire control already" in refusal(
        watch, again, role="supervisor"
    )
    assert (
        "There is no such partner. Nothing changed. There are: fire, ambulance."
        == refusal(watch, nobody, role="supervisor")
    )
    assert "is not shared with Ambulance control" in refusal(
        watch, ended, role="supervisor"
    )


def test_what_is_over_is_shared_no_more_but_can_be_withdrawn() -> None:
    """A closed incident is opened to nobody."""
    watch, incident_id = shared_watch()
    watch.do(c.ResolveIncident(incident_id=incident_id))
    more = c.ShareIncident(incident_id=incident_id, partner="ambulance")

    assert "was resolved" in refusal(watch, more, role="supervisor")
    watch.do(c.ShareIncident(incident_id=incident_id, partner="fire", shared=False))

    assert () == watch.incident(incident_id).shared_with


def test_room_and_partner_write_to_each_other() -> None:
    """Both lines are in the log; whose they are stands in them."""
    watch, incident_id = shared_watch()
    watch.do(c.TellPartner(incident_id=incident_id, partner="fire", text="Gas leak"))
    answer = c.TellPartner(incident_id=incident_id, text="Two pumps sent")
    watch.do(answer, who=FRED, role="partner")

    assert ["To Fire control: Gas leak", "Fire control: Two pumps sent"] == [
        line.text for line in watch.incident(incident_id).log[-2:]
    ]
    assert {"fire"} == {line.partner for line in watch.incident(incident_id).log[-2:]}


def test_a_partner_writes_as_itself_alone() -> None:
    """Whatever partner stands in its command."""
    watch, incident_id = shared_watch()
    watch.do(c.ShareIncident(incident_id=incident_id, partner="ambulance"))
    act = c.TellPartner(incident_id=incident_id, partner="ambulance", text="x")
    watch.do(act, who=FRED, role="partner")

    assert "Fire control: x" == watch.incident(incident_id).log[-1].text


def test_nothing_is_learnt_by_asking() -> None:
    """What is not shared and what does not exist are refused by the same words."""
    watch, _ = shared_watch()
    other = watch.opened()
    sentences = {
        refusal(watch, c.TellPartner(incident_id=incident_id, text="x"))
        for incident_id in (other, "inc_none", "")
    }

    assert {"That incident is not shared with you. Nothing changed."} == sentences


def test_expectations_teach_a_partner_nothing() -> None:
    """A revision it guesses is not looked at: no conflict names who did what."""
    watch, incident_id = shared_watch()
    watch.do(
        c.TellPartner(incident_id=incident_id, text="x"),
        who=FRED, role="partner", expects={TV21: 1, "inc_none": 2},
    )  # fmt: skip

    assert "Fire control: x" == watch.incident(incident_id).log[-1].text


@pytest.mark.parametrize("text", ["", " ", "x" * 1_001])
def test_a_line_has_words_and_an_end(text: str) -> None:
    """Empty and endless lines are refused."""
    watch, incident_id = shared_watch()

    assert refusal(watch, c.TellPartner(incident_id=incident_id, text=text))


def test_the_room_tells_only_whom_it_shares_with() -> None:
    """A line for a partner that does not see the incident would be lost."""
    watch, incident_id = shared_watch()
    act = c.TellPartner(incident_id=incident_id, partner="ambulance", text="x")

    assert "is not shared with Ambulance control. Nothing changed. Share it" in (
        refusal(watch, act, role="dispatcher")
    )


@pytest.mark.parametrize(
    ("person", "says"),
    [
        (
            Person(person_id="per_x", name="Xan", role="partner"),
            "Xan works for no partner that is known here.",
        ),
        (
            Person(person_id="per_x", name="Xan", role="partner", partner="bank"),
            "There are: fire, ambulance.",
        ),
        (
            Person(person_id="per_x", name="Xan", role="observer", partner="fire"),
            "Xan works for a partner in another role.",
        ),
    ],
)
def test_a_partner_s_person_belongs_to_a_partner(person: Person, says: str) -> None:
    """To one that exists, and in no other role."""
    watch = Watch()

    assert says in refusal(
        watch, c.Enrol(people=(person,)), who=DEAN, role="administrator"
    )

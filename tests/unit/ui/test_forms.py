"""The table of forms."""

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.forms import FORMS, form_named

KINDS = {"line", "text", "choice", "several", "place"}


def test_every_form_is_whole() -> None:
    """A form has a button that says verb and object, and fields of known kinds."""
    for form in FORMS:
        kinds = {field.kind for field in form.fields}

        assert kinds <= KINDS
        assert 2 <= len(form.button.split())
        assert form.fields


def test_every_choice_has_its_choices(room: DeskRoom) -> None:
    """A choice that offers nothing is a control that does nothing.

    What is linked, merged or promised is a choice where something is: its action says
    when not.
    """
    due_us = room.frame.now_us() + 600_000_000
    room.other(c.RecordPromise(incident_id="inc_4531", text="ring back", due_us=due_us))
    room.other(c.LinkIncidents(incident_id="inc_4531", other_id="inc_4521"))
    room.other(c.MergeIncidents(incident_id="inc_4531", duplicate_id="inc_4521"))
    room.selection.select_incident("inc_4531")
    empty = [
        (form.name, field.name)
        for form in FORMS
        for field in form.fields
        if field.kind == "choice"
        and not (field.choices and field.choices(room.position))
    ]

    assert [] == empty


def test_titles_name_their_subject(room: DeskRoom) -> None:
    """The title says which incident or unit the form is about."""
    room.selection.select_incident("inc_4521")
    room.selection.select_unit("unit_hb14")

    assert "Grade 4521" == form_named("grade").title(room.position)
    assert "Stand down HB14" == form_named("stand_down").title(room.position)


def test_forms_start_with_what_is_known(room: DeskRoom) -> None:
    """Whoever amends sees what stands now."""
    room.selection.select_incident("inc_4521")
    room.selection.select_unit("unit_hb14")

    assert {"grade": "I"} == form_named("grade").start(room.position)
    assert {"state": "2"} == form_named("set_state").start(room.position)
    assert (
        "Foundry Lane at Mill Street"
        == form_named("amend").start(room.position)["place"]
    )


def test_an_unknown_form_is_no_form() -> None:
    """A name that nobody gave is an error of ours."""
    with pytest.raises(KeyError):
        form_named("telepathy")

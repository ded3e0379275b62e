"""The table of roles: what is not given is not allowed; a bad one is refused whole."""

import tomllib
from typing import Any

import pytest

from controlroom.domain.codes import Codes, codes_from_mapping
from controlroom.domain.errors import ConfigError
from controlroom.domain.roles import BUILT_IN, RoleRow, Roles, check_roles

SMALL = """
effective = "2026-04-01"
[[grades]]
code = "I"
name = "Immediate"
[[roles]]
role = "supervisor"
name = "Duty inspector"
cameras = true
[[roles]]
role = "observer"
name = "Observer"
[acts]
assign_units = ["supervisor"]
[questions]
search = ["supervisor", "observer"]
"""


def table(text: str = "") -> Codes:
    """Return a small code set with a table of roles and some more lines."""
    return codes_from_mapping(tomllib.loads(SMALL + text))


def test_what_no_row_gives_is_not_allowed() -> None:
    """An act, a question and a role without a row give nothing."""
    roles = table().access()

    assert ("supervisor",) == roles.doers("assign_units")
    assert () == roles.doers("open_incident")
    assert () == roles.doers("no_such_act")
    assert ("supervisor", "observer") == roles.askers("search")
    assert () == roles.askers("history")
    assert roles.row("dispatcher") is None


def test_cameras_are_one_word() -> None:
    """Looking begins, goes on and ends by the same right."""
    roles = table().access()

    for tag in ("start_viewing", "end_viewing"):
        assert ("supervisor",) == roles.doers(tag)
    for tag in ("open_stream", "end_stream"):
        assert ("supervisor",) == roles.askers(tag)


def test_older_codes_have_the_table_of_their_time() -> None:
    """A journal without a table goes on as it did, and gets no new rights."""
    roles = Codes().access()

    assert roles is BUILT_IN
    assert ("dispatcher", "supervisor") == roles.doers("assign_units")
    assert ("administrator",) == roles.doers("enrol")
    assert ("dispatcher", "supervisor", "observer") == roles.askers("search")
    assert ("dispatcher", "supervisor") == roles.askers("open_stream")
    assert roles.row("partner") is None
    check_roles(BUILT_IN)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"acts": {"fly": ("observer",)}}, "acts: unknown name 'fly'"),
        ({"questions": {"why": ("observer",)}}, "questions: unknown name 'why'"),
        ({"acts": {"search": ("observer",)}}, "acts: unknown name 'search'"),
        (
            {"acts": {"enrol": ("dispatcher",)}},
            "acts: enrol: no role 'dispatcher'",
        ),
        (
            {"acts": {"start_viewing": ("observer",)}},
            "acts: start_viewing is given by cameras = true",
        ),
        (
            {"questions": {"open_stream": ("observer",)}},
            "questions: open_stream is given by cameras = true",
        ),
        (
            {"acts": {"assign_units": ("partner",)}},
            "acts: assign_units: partner has a partner's view and cannot have this",
        ),
        (
            {"questions": {"search": ("partner",)}},
            "questions: search: partner has a partner's view and cannot have this",
        ),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(
    row: dict[str, Any], says: str
) -> None:
    """In one line that names the row."""
    rows = (
        RoleRow(role="observer", name="Observer"),
        RoleRow(role="partner", name="Fire control", view="partner"),
    )
    with pytest.raises(ConfigError) as refused:
        check_roles(Roles(rows=rows, **row))

    assert says == str(refused.value)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            (RoleRow(role="observer", name="A"), RoleRow(role="observer", name="B")),
            "roles: observer stands there twice",
        ),
        ((RoleRow(role="observer", name=" "),), "role observer: no name"),
        (
            (RoleRow(role="partner", name="Fire", view="partner", cameras=True),),
            "role partner: a partner's view has no cameras",
        ),
    ],
)
def test_a_role_has_one_row_and_a_name(rows: tuple[RoleRow, ...], says: str) -> None:
    """Twice, without a name, or a partner with cameras: refused."""
    with pytest.raises(ConfigError) as refused:
        check_roles(Roles(rows=rows))

    assert says == str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[roles]]\nrole = "king"\nname = "King"\n', "Invalid enum value 'king'"),
        ('[[roles]]\nrole = "officer"\nname = "O"\nview = "all"\n', "'all'"),
        (
            '[[roles]]\nrole = "officer"\nname = "O"\ncamera = true\n',
            "roles 3: unknown name 'camera'",
        ),
        ('[[roles]]\nname = "O"\n', "role"),
    ],
)
def test_a_code_set_with_a_bad_table_is_refused(text: str, says: str) -> None:
    """As any other bad code set: whole, and in one line."""
    with pytest.raises(ConfigError) as refused:
        table(text)

    assert says in str(refused.value)
    assert "\n" not in str(refused.value)

"""What each role may do, ask and see, as one dated table of the code set.

An act and a question each have one row that names the roles it is given to. What no
row gives is not allowed: a role without a row, an act nobody listed, a name unknown.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

import msgspec

from controlroom.domain.commands import AnyAct
from controlroom.domain.entities import Role
from controlroom.domain.errors import ConfigError

Sight = Literal["force", "partner"]

ACTS = frozenset(str(act.__struct_config__.tag) for act in get_args(AnyAct))
"""The tag of every act there is."""
QUESTIONS = frozenset(
    {
        "search", "incident_of", "history", "past", "track", "export_incident",
        "export_handover", "open_stream", "end_stream", "doors", "contacts",
        "put_file", "file_of",
    }
)  # fmt: skip
"""The tag of every question there is (`wire.questions`)."""
CAMERA_ACTS = frozenset({"start_viewing", "end_viewing"})
CAMERA_QUESTIONS = frozenset({"open_stream", "end_stream"})
PARTNER_ACTS = frozenset({"tell_partner"})
"""What a role with a partner's view can be given: all else is decided in full sight."""

Given = Mapping[str, tuple[str, ...]]


class RoleRow(msgspec.Struct, frozen=True, kw_only=True):
    """A role: what it is called, what it sees, and whether it looks through cameras."""

    role: Role
    name: str
    view: Sight = "force"
    cameras: bool = False


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """The whole table. `acts` and `questions`: the roles each is given to, by tag."""

    rows: tuple[RoleRow, ...] = ()
    acts: dict[str, tuple[str, ...]] = {}
    questions: dict[str, tuple[str, ...]] = {}

    def row(self, role: str) -> RoleRow | None:
        """Return the row of a role."""
        return next((row for row in self.rows if row.role == role), None)

    def doers(self, act: str) -> tuple[str, ...]:
        """Return the roles that may do an act, in the order of the table."""
        return self._given(act, self.acts, CAMERA_ACTS)

    def askers(self, question: str) -> tuple[str, ...]:
        """Return the roles that may ask a question, in the order of the table."""
        return self._given(question, self.questions, CAMERA_QUESTIONS)

    def _given(
        self, tag: str, table: Given, cameras: frozenset[str]
    ) -> tuple[str, ...]:
        if tag in cameras:
            return tuple(row.role for row in self.rows if row.cameras)
        given = table.get(tag, ())
        return tuple(
            row.role
            for row in self.rows
            if row.role in given
            # Said twice on purpose: a table that was never checked opens nothing.
            and (row.view == "force" or tag in PARTNER_ACTS)
        )


_BOTH = ("dispatcher", "supervisor")
_READ = (*_BOTH, "observer")
_CONNECT = ("supervisor", "administrator")

BUILT_IN = Roles(
    rows=(
        RoleRow(role="dispatcher", name="Dispatcher", cameras=True),
        RoleRow(role="supervisor", name="Supervisor", cameras=True),
        RoleRow(role="observer", name="Observer"),
        RoleRow(role="administrator", name="Administrator"),
        RoleRow(role="officer", name="Officer"),
    ),
    acts=dict.fromkeys(
        (
            "open_incident", "amend_incident", "grade_incident", "add_log_entry",
            "record_risk", "record_advice",
            "assign_units", "stand_down", "set_unit_state", "resolve_incident",
            "close_incident", "reopen_incident", "set_bring_up", "raise_emergency",
            "accept_alarm", "end_alarm", "send_message", "draw", "redraw", "erase",
        ),
        _BOTH,
    )
    | dict.fromkeys(("bind_device", "bind_contact", "set_enabled"), _CONNECT)
    # Whoever hands out access does not send units by the same right.
    | {"enrol": ("administrator",)},
    questions=dict.fromkeys(("search", "incident_of", "history", "track"), _READ)
    | dict.fromkeys(("doors", "contacts"), (*_READ, "administrator"))
    | {"export_incident": _BOTH},
)  # fmt: skip
"""What holds in a journal whose codes have no table; it grows no further."""


def check_roles(roles: Roles) -> None:
    """Raise `ConfigError` in one line when a table cannot be right."""
    known: set[str] = set()
    for row in roles.rows:
        if row.role in known:
            raise ConfigError(f"roles: {row.role} stands there twice")
        known.add(row.role)
        if not row.name.strip():
            raise ConfigError(f"role {row.role}: no name")
        if row.view == "partner" and row.cameras:
            raise ConfigError(f"role {row.role}: a partner's view has no cameras")
    _check_given(roles, "acts", roles.acts, ACTS - CAMERA_ACTS, PARTNER_ACTS)
    asks = QUESTIONS - CAMERA_QUESTIONS
    _check_given(roles, "questions", roles.questions, asks, frozenset())


def _check_given(
    roles: Roles,
    table: str,
    given: Given,
    tags: frozenset[str],
    for_partners: frozenset[str],
) -> None:
    for tag in given:
        if tag in CAMERA_ACTS | CAMERA_QUESTIONS:
            raise ConfigError(f"{table}: {tag} is given by cameras = true")
        if tag not in tags:
            raise ConfigError(f"{table}: unknown name {tag!r}")
    for tag, role in _pairs(given):
        row = roles.row(role)
        if row is None:
            raise ConfigError(f"{table}: {tag}: no role {role!r}")
        if row.view == "partner" and tag not in for_partners:
            raise ConfigError(
                f"{table}: {tag}: {role} has a partner's view and cannot have this"
            )


def _pairs(given: Given) -> Iterator[tuple[str, str]]:
    for tag, roles in given.items():
        for role in roles:
            yield tag, role

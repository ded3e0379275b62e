"""`controlroom user`: what each form of it asks."""

import pytest

from controlroom import cli
from controlroom.gateway import admin
from tests.helpers.owner_asks import Asked

ADD = ["add", "PC Osei", "--login", "osei"]


@pytest.mark.parametrize(
    ("words", "ask", "create"),
    [
        (ADD, admin.AddPerson(name="PC Osei", login="osei"), True),
        (
            [*ADD, "--role", "supervisor", "--collar", "4411", "--rank", "Insp"],
            admin.AddPerson(
                name="PC Osei",
                login="osei",
                role="supervisor",
                collar="4411",
                rank="Insp",
            ),
            True,
        ),
        (["list"], admin.ListAll(what="person"), False),
        (["enable", "x"], admin.Enable(what="person", who="x", enabled=True), False),
        (["disable", "x"], admin.Enable(what="person", who="x", enabled=False), False),
        (["token", "x"], admin.NewToken(what="person", who="x"), False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_each_form_asks(
    asked: Asked, words: list[str], ask: admin.AnyAsk, create: bool
) -> None:
    """Only adding makes a journal where there is none."""
    status = cli.main(["user", *words, "--home", "/a/folder"])

    assert 0 == status
    assert ask == asked.ask
    assert create == asked.create
    assert "/a/folder" == asked.folder

"""Files of an incident: each once, and never without bounds."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide import attaching
from controlroom.domain.errors import Refused
from tests.helpers.watch import ASH, Watch

DIGEST = "ab" * 32


def _file(incident_id: str, **fields: object) -> c.AttachFile:
    plain = {
        "incident_id": incident_id, "sha256": DIGEST, "name": "scene.jpg",
        "media_type": "image/jpeg", "size": 2_400_000,
    }  # fmt: skip
    return c.AttachFile(**{**plain, **fields})  # type: ignore[arg-type]  # as the test says


def test_a_file_is_in_the_log_with_its_digest() -> None:
    """Who, when, what it is, how large; the name harmless."""
    watch = Watch()
    incident_id = watch.opened()
    events = watch.do(_file(incident_id, name="../sce\u202ene.jpg"))

    added = e.AttachmentAdded(
        incident_id=incident_id, sha256=DIGEST, name="scene.jpg",
        media_type="image/jpeg", size=2_400_000, by=ASH,
    )  # fmt: skip
    assert [added] == events
    (file,) = watch.incident(incident_id).attachments
    assert (ASH, watch.now_us) == (file.by, file.at_us)
    assert (
        "Attached photo scene.jpg, 2.3 MB, SHA-256 abababababab…"
        == (watch.log(incident_id)[-1])
    )


def test_the_same_file_again_is_nothing_new() -> None:
    """An upload that is repeated after a break adds no second line."""
    watch = Watch()
    incident_id = watch.opened()
    watch.do(_file(incident_id))

    assert [] == watch.do(_file(incident_id, name="again.jpg"))


@pytest.mark.parametrize(
    "fields", [{"sha256": "../x"}, {"sha256": "AB" * 32}, {"size": 0}, {"size": 2**40}]
)
def test_what_cannot_be_is_refused(fields: dict[str, object]) -> None:
    """No digest, nothing in it, or too much."""
    watch = Watch()
    incident_id = watch.opened()
    with pytest.raises(Refused):
        watch.do(_file(incident_id, **fields))

    assert () == watch.incident(incident_id).attachments


def test_files_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says how many, and what to do."""
    monkeypatch.setattr(attaching, "MOST", 2)
    watch = Watch()
    incident_id = watch.opened()
    for number in range(2):
        watch.do(_file(incident_id, sha256=f"{number:064x}"))

    with pytest.raises(Refused, match="CAD 1 has 2 files"):
        watch.do(_file(incident_id))


def test_a_file_is_no_change_of_what_is_known() -> None:
    """Whoever grades what got a photo meanwhile meets no conflict."""
    watch = Watch()
    incident_id = watch.opened("ROBBERY", grade="I")
    seen = watch.incident(incident_id).revision
    watch.do(_file(incident_id))
    watch.do(
        c.GradeIncident(incident_id=incident_id, grade="S"), expects={incident_id: seen}
    )

    assert "S" == watch.incident(incident_id).grade

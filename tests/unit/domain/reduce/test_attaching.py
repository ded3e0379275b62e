"""What a file does to the picture."""

from controlroom.domain import events as e
from tests.helpers.watch import Watch


def test_a_file_of_what_left_touches_nothing() -> None:
    """The incident was archived a moment ago."""
    watch = Watch()
    event = e.AttachmentAdded(
        incident_id="inc_gone", sha256="a", name="x", media_type="y", size=1
    )
    watch.happen(event)

    assert "inc_gone" not in watch.touched


def test_files_stand_in_order() -> None:
    """The newest last; by whom the event says, else by who did it."""
    watch = Watch()
    incident_id = watch.opened()
    for name, by in (("a.txt", "per_marsh"), ("b.txt", "")):
        watch.happen(
            e.AttachmentAdded(
                incident_id=incident_id, sha256=name, name=name,
                media_type="text/plain", size=10, by=by,
            ),
            actor="per_ash",
        )  # fmt: skip
    files = watch.incident(incident_id).attachments

    assert [("a.txt", "per_marsh"), ("b.txt", "per_ash")] == [
        (each.name, each.by) for each in files
    ]
    assert "Attached document b.txt, 1 kB" in watch.log(incident_id)[-1]

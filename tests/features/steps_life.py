"""When and Then about an incident's life: merges and files."""

from pathlib import Path

from pytest_bdd import parsers, then, when

from tests.helpers.feature_room import FeatureRoom
from tests.unit.ui.test_attached_picture import picture_file


@then(parsers.re(r'"(?P<name>\w+)" is merged into "(?P<kept>\w+)"'))
def is_merged(desk: FeatureRoom, name: str, kept: str) -> None:
    """It left the queue, and says where it goes on."""
    desk.until(
        lambda: desk.incident(name).merged_into == desk.names[kept],
        lambda: desk.incident(name).status,
    )


@when(
    parsers.re(
        r'a file "(?P<name>[\w.]+)" that is a (?P<kind>picture|document) is dropped'
        " on the incident"
    )
)
def drop_file(desk: FeatureRoom, tmp_path: Path, name: str, kind: str) -> None:
    """As the panel hands it on, from a real file."""
    path = tmp_path / name
    path.write_bytes(picture_file("PNG") if kind == "picture" else b"%PDF-1.7\n")
    desk.operator.window.incident.files_dropped.emit([path])


@then(parsers.re(r'the desk has said "(?P<text>.+)"'))
def has_said(desk: FeatureRoom, text: str) -> None:
    """In its status bar, for a while."""
    desk.until(lambda: any(text in each for each in desk.said), lambda: desk.said)


@then(parsers.re(r'"(?P<name>\w+)" has (?P<count>\d+) files?'))
def has_files(desk: FeatureRoom, name: str, count: str) -> None:
    """As the window knows it."""
    desk.until(
        lambda: len(desk.incident(name).attachments) == int(count),
        lambda: desk.incident(name).attachments,
    )

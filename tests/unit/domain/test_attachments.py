"""What a file is, by its content; what it may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain import attachments as a
from controlroom.domain.errors import Refused

JPEG = b"\xff\xd8\xff\xe0" + bytes(60)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
DOCX = b"PK\x03\x04" + bytes(22) + b"\x13\x00" + b"\x00\x00" + b"[Content_Types].xml"
ODT = (
    b"PK\x03\x04" + bytes(22) + b"\x08\x00" + b"\x00\x00"
    + b"mimetype" + b"application/vnd.oasis.opendocument.text"
)  # fmt: skip


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (JPEG, "image/jpeg"),
        (PNG, "image/png"),
        (b"GIF89a" + bytes(9), "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\x00\x00\x00AVI LIST", "video/x-msvideo"),
        (b"\x00\x00\x00\x18ftypheic\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom\x00", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  \x00", "video/quicktime"),
        (b"\x1aE\xdf\xa3\x01", "video/webm"),
        (b"%PDF-1.7\n%", "application/pdf"),
        (DOCX, "application/vnd.openxmlformats-officedocument"),
        (ODT, "application/vnd.oasis.opendocument"),
        ((b"G" + bytes(187)) * 4, "video/mpeg"),
        ("Zeuge: Jörg".encode(), "text/plain"),
        (b"<script>alert(1)</script>", "text/plain"),
        (b"<svg xmlns='x' onload='x()'/>", "text/plain"),
        (b"MZ\x90\x00", None),
        (b"\x7fELF\x02", None),
        (b"PK\x03\x04" + bytes(22) + b"\x05\x00\x00\x00a.exe", None),
        (b"\x00" * 400, None),
        (b"text with \x00 in it", None),
        (b"\xff\xfe\x00bad", None),
        (b"", None),
    ],
)
def test_the_content_says_what_it_is(head: bytes, media_type: str | None) -> None:
    """First bytes decide; programs, archives and noise are nothing we take."""

    assert media_type == a.media_type_of(head)


@pytest.mark.parametrize(
    ("name", "head", "said"),
    [
        ("scene.jpg", b"%PDF-1.7", "is application/pdf by its content"),
        ("scene.jpg", b"<html>", "is text/plain by its content"),
        ("notes.txt", JPEG, "name it .jpg"),
        ("holiday.png", JPEG, "holiday.png is image/jpeg by its content"),
        ("run.exe", b"MZ\x90\x00", "is no photo, video or document"),
        ("empty.jpg", b"", "empty.jpg is empty"),
    ],
)
def test_a_file_that_lies_is_refused(name: str, head: bytes, said: str) -> None:
    """In a sentence that says what it is and what would be taken."""
    with pytest.raises(Refused) as refused:
        a.told(name, head, len(head))

    assert said in refused.value.sentence
    assert "Nothing was attached." in refused.value.sentence


def test_a_file_has_at_most_25_megabytes() -> None:
    """To the byte; the sentence has both numbers."""
    most = 25 * 1024 * 1024

    assert "image/jpeg" == a.told("a.jpg", JPEG, most).media_type
    with pytest.raises(Refused, match=r"26\.0 MB, the most is 25 MB"):
        a.told("a.jpg", JPEG, 26 * 1024 * 1024)
    with pytest.raises(Refused):
        a.told("a.jpg", JPEG, most + 1)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\scene.jpg", "scene.jpg"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("a\x00b\nc\x1b[31m.txt", "abc[31m.txt"),
        ('<b>"x"?.png', "_b__x__.png"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("...", "file"),
        ("", "file"),
        (".bashrc", "bashrc"),
        ("x" * 500 + ".jpeg", "x" * 115 + ".jpeg"),
        ("Zeugin Jörg & 林.jpg", "Zeugin Jörg & 林.jpg"),
    ],
)
def test_a_name_is_harmless(name: str, clean: str) -> None:
    """No folders, no control or direction characters, no device, no end."""

    assert clean == a.clean_name(name)


@given(st.text(max_size=300))
def test_any_name_stays_in_its_folder(name: str) -> None:
    """Whatever is typed, it is one short name; cleaned again, it is the same."""
    clean = a.clean_name(name)

    assert 1 <= len(clean) <= 120
    assert not {"/", "\\", "\x00"} & set(clean)
    assert clean not in {".", ".."}
    assert clean == a.clean_name(clean)


@given(st.binary(max_size=600))
def test_any_bytes_are_told(head: bytes) -> None:
    """Noise is nothing, or something we take; nothing breaks."""
    found = a.media_type_of(head)

    assert found is None or "/" in found


@pytest.mark.parametrize(
    ("name", "media_type", "saved"),
    [
        ("page.html", "text/plain", "page.html.txt"),
        ("drawing.svg", "text/plain", "drawing.svg.txt"),
        ("run.bat", "text/plain", "run.bat.txt"),
        ("list.csv", "text/plain", "list.csv"),
        ("SCENE.JPG", "image/jpeg", "SCENE.JPG"),
        ("photo", "image/png", "photo.png"),
        ("x", "application/x-unknown", "x.bin"),
    ],
)
def test_a_saved_file_opens_as_what_it_is(
    name: str, media_type: str, saved: str
) -> None:
    """A page or a script that came as text is text on the disk too."""

    assert saved == a.saved_name(name, media_type)


def test_text_that_is_cut_in_a_character_is_text() -> None:
    """Only the beginning is looked at, and it may end anywhere."""
    head = ("x" * (a.HEAD - 1) + "é").encode()[: a.HEAD]

    assert "text/plain" == a.media_type_of(head)
    assert a.media_type_of(b"\xff" + b"x" * (a.HEAD - 1)) is None


def test_kinds_in_words() -> None:
    """Photo, video, or document."""
    kinds = [a.kind_of(x) for x in ("image/png", "video/mp4", "text/plain")]

    assert ["photo", "video", "document"] == kinds

"""What may be attached to an incident: told by its content, never by its name.

A file is never unpacked, run or interpreted: its first bytes say what it is, and a name
that claims something else is a lie that is refused.
"""

import codecs
import re
import unicodedata
from typing import NamedTuple

from controlroom.domain.errors import Refused

SIZE_MOST = 25 * 1024 * 1024
"""Bytes of one file."""
NAME_MOST = 120
ENDING_MOST = 5
HEAD = 4_096
"""Bytes that tell what a file is."""

KIND_WORDS = {"image": "photo", "video": "video"}
_PLAIN, _ZIP_OFFICE = "text/plain", "application/vnd.openxmlformats-officedocument"
_OPEN_OFFICE, _OLD_OFFICE = "application/vnd.oasis.opendocument", "application/x-ole"

_SUFFIXES: dict[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg", "jpe"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
    "image/tiff": ("tif", "tiff"),
    "video/mp4": ("mp4", "m4v", "mov", "3gp"),
    "video/quicktime": ("mov", "mp4"),
    "video/webm": ("webm", "mkv"),
    "video/x-msvideo": ("avi",),
    "video/mpeg": ("mpg", "mpeg", "ts", "m2ts"),
    "application/pdf": ("pdf",),
    _ZIP_OFFICE: ("docx", "xlsx", "pptx"),
    _OPEN_OFFICE: ("odt", "ods", "odp"),
    _OLD_OFFICE: ("doc", "xls", "ppt", "msg"),
    "application/rtf": ("rtf",),
    _PLAIN: ("txt", "csv", "log", "md"),
}
"""Media types that are taken, each with the endings its files have; the first is given
to a file that has another."""
_CLAIMED = {each for ends in _SUFFIXES.values() for each in ends}
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"{\\rtf", "application/rtf"),
)
_HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"heif")
_PACKET = 188
"""Bytes of a packet of an MPEG transport stream; each begins with 0x47."""
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_Utf8 = codecs.getincrementaldecoder("utf-8")
_FORBIDDEN = re.compile(r'[<>:"|?*]')


class Told(NamedTuple):
    """What a file is: a harmless name, and its media type by content."""

    name: str
    media_type: str


def media_type_of(head: bytes) -> str | None:
    """Return what a file with these first bytes is; None is nothing we take.

    Formats by their own signatures (RFC 9239, ISO/IEC 14496-12, PNG, PDF 32000).
    """
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    return _boxed(head) or _packed(head) or _text(head)


def told(name: str, head: bytes, size: int) -> Told:
    """Return what a file is. Raises `Refused`: empty, too large, unknown, or a lie."""
    shown = clean_name(name)
    check_size(shown, size)
    found = media_type_of(head[:HEAD])
    if found is None:
        raise _not_taken(
            f"{shown} is no photo, video or document by its content.",
            "Attach JPEG, PNG, MP4, PDF, text or an office document.",
        )
    ending = _ending(shown)
    if ending in _CLAIMED and ending not in _SUFFIXES[found]:
        raise _not_taken(
            f"{shown} is {found} by its content, not what its name says.",
            f"If that is right, name it .{_SUFFIXES[found][0]} and attach it again.",
        )
    return Told(shown, found)


def check_size(name: str, size: int) -> None:
    """Raises `Refused` for an empty file or one that is too large."""
    if size <= 0:
        raise _not_taken(f"{clean_name(name)} is empty.", "Choose another file.")
    if size > SIZE_MOST:
        raise _not_taken(
            f"{clean_name(name)} has {size / 1_048_576:.1f} MB, the most is "
            f"{SIZE_MOST // 1_048_576} MB.",
            "Attach a smaller one, or a part of it.",
        )


def clean_name(name: str) -> str:
    """Return the last part of a name, harmless on every file system and screen.

    No folders, no control or direction characters, at most 120 characters.
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(x for x in last if not unicodedata.category(x).startswith("C"))
    kept = _FORBIDDEN.sub("_", kept).strip(" .")
    if _DEVICES.match(kept):
        kept = f"_{kept}"
    if len(kept) > NAME_MOST:
        ending = f".{_ending(kept)}" if len(_ending(kept)) <= ENDING_MOST else ""
        kept = kept[: NAME_MOST - len(ending)] + ending
    return kept or "file"


def saved_name(name: str, media_type: str) -> str:
    """Return the name to save a file under: its ending is that of its content.

    So a page or a script that came as text opens as text, never as what it is.
    """
    shown = clean_name(name)
    ends = _SUFFIXES.get(media_type, ("bin",))
    return shown if _ending(shown) in ends else f"{shown}.{ends[0]}"


def kind_of(media_type: str) -> str:
    """Return `photo`, `video` or `document`."""
    return KIND_WORDS.get(media_type.partition("/")[0], "document")


def _ending(name: str) -> str:
    return name.rpartition(".")[2].casefold() if "." in name else ""


def _boxed(head: bytes) -> str | None:
    """RIFF and ISO media files name their kind after the first box's length."""
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo"}.get(head[8:12])
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in _HEIC:
            return "image/heic"
        return "video/quicktime" if brand == b"qt  " else "video/mp4"
    return None


def _packed(head: bytes) -> str | None:
    if head[:4] == b"PK\x03\x04":
        length = int.from_bytes(head[26:28], "little")
        first = head[30 : 30 + length]
        if first in {b"[Content_Types].xml", b"_rels/.rels", b"docProps/app.xml"}:
            return _ZIP_OFFICE
        said = head[30 + length : 30 + length + 40]
        open_office = first == b"mimetype" and said.startswith(_OPEN_OFFICE.encode())
        return _OPEN_OFFICE if open_office else None
    marks = {head[at : at + 1] for at in range(0, 3 * _PACKET, _PACKET)}
    return "video/mpeg" if marks == {b"G"} and len(head) > 2 * _PACKET else None


def _text(head: bytes) -> str | None:
    try:
        # The last character may be cut by the length of what is looked at.
        text = _Utf8().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        return None
    plain = all(x >= " " or x in "\t\n\r\f" for x in text) and "\x7f" not in text
    return _PLAIN if plain and head else None


def _not_taken(what: str, advice: str) -> Refused:
    return Refused("attachment", f"{what} Nothing was attached. {advice}")

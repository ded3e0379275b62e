"""A picture comes from this desk's gateway or from nowhere."""

import pytest

from controlroom.domain.errors import LinkError
from ui.video.address import LONGEST_PATH, same_place, stream_url

PATH = "/stream/Zk3-_9.aB~/index.m3u8"


@pytest.mark.parametrize(
    ("gateway", "address"),
    [
        ("https://room.example:7443", f"https://room.example:7443{PATH}"),
        ("wss://room.example:7443/desk", f"https://room.example:7443{PATH}"),
        ("ws://127.0.0.1:8001/desk", f"http://127.0.0.1:8001{PATH}"),
        ("http://[::1]:9", f"http://[::1]:9{PATH}"),
    ],
)
def test_address_is_the_gateways_with_the_path(gateway: str, address: str) -> None:
    """Scheme and host are those of the link, whatever the answer says."""
    assert address == stream_url(gateway, PATH)


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "index.m3u8", "//evil.example/index.m3u8", "/\\evil.example/x.m3u8",
        "http://evil.example/x.m3u8", "/a/../b.m3u8", "/a/%2e%2e/b.m3u8", "/a b.m3u8",
        "/a/x.m3u8?u=http://evil", "/a/x.m3u8#f", "/a/x.ts", "/@evil.example/x.m3u8",
        "/a:b@evil/x.m3u8", "/a/x.m3u8\n", "/a\x00/x.m3u8", "file:///etc/passwd",
        "/é/x.m3u8", "/" + "a" * LONGEST_PATH + "/x.m3u8", "/a//x.m3u8", "/..m3u8/..",
    ],
)  # fmt: skip
def test_hostile_paths_are_refused_without_being_repeated(path: str) -> None:
    """Hostile: another host, a way up, a query, control characters; never echoed."""
    with pytest.raises(LinkError) as refused:
        stream_url("https://room.example:7443", path)

    assert "the gateway answered with a stream that is not on the gateway" == str(
        refused.value
    )


@pytest.mark.parametrize(
    "gateway",
    [
        "",
        "room.example",
        "ftp://room.example",
        "file:///x",
        "https://",
        "https://a:b@c",
    ],
)
def test_only_a_gateways_address_is_taken(gateway: str) -> None:
    """An address that no link could use plays nothing."""
    with pytest.raises(LinkError):
        stream_url(gateway, PATH)


@pytest.mark.parametrize(
    ("reference", "same"),
    [
        ("part0.ts", True), ("/other/part0.ts", True), ("../part0.ts", True),
        ("https://room:7443/x.ts", True), ("http://room:7443/x.ts", False),
        ("https://room/x.ts", False), ("//evil/x.ts", False),
        ("https://evil:7443/x.ts", False), ("file:///etc/passwd", False),
        ("data:text/plain,x", False),
    ],
)  # fmt: skip
def test_references_of_a_playlist_stay_where_it_is(
    reference: str, *, same: bool
) -> None:
    """Same scheme, host and port: then a player may follow."""
    assert same == same_place("https://room:7443/stream/t/index.m3u8", reference)

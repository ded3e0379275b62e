"""Where a picture may come from: the gateway of this desk, by a path it handed out, and
nowhere else; no player sees an address that was not checked here.
"""

import re
from urllib.parse import urljoin, urlsplit

from controlroom.domain.errors import LinkError

LONGEST_PATH = 500
"""Characters of a path with its ticket at most."""
SCHEMES = {"http": "http", "ws": "http", "https": "https", "wss": "https"}
_PATH = re.compile(r"/[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*\.m3u8")


def stream_url(gateway: str, path: str) -> str:
    """Return the address of a stream: the gateway's own, with the path it answered.

    `gateway` is the address this desk is linked to (http, https, ws, wss). Raises
    `LinkError` when either is not what it should be; the message never holds the path,
    because a path holds a ticket.
    """
    base = urlsplit(gateway)
    scheme = SCHEMES.get(base.scheme)
    if scheme is None or not base.hostname or base.username or base.password:
        msg = f"{base.scheme or 'nothing'}:// is not how a gateway is reached"
        raise LinkError(msg)
    whole = _PATH.fullmatch(path)
    if len(path) > LONGEST_PATH or whole is None or ".." in path.split("/"):
        msg = "the gateway answered with a stream that is not on the gateway"
        raise LinkError(msg)
    return f"{scheme}://{base.netloc}{path}"


def same_place(url: str, reference: str) -> bool:
    """Return whether what a playlist refers to is where the playlist came from."""
    here, there = urlsplit(url), urlsplit(urljoin(url, reference))
    return (here.scheme, here.netloc) == (there.scheme, there.netloc)

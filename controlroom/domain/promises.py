"""What callers were promised, as frozen values."""

import msgspec


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller was promised, by when, and when it was kept."""

    promise_id: str
    text: str
    due_us: int
    by: str = ""
    at_us: int = 0
    kept_at_us: int | None = None

"""Ids the gateway gives: prefix, underscore, UUIDv7 hex (RFC 9562), sorted by time."""

import secrets
import time


def new_id(prefix: str) -> str:
    """Return a new id such as `inc_019aa…`."""
    value = (time.time_ns() // 1_000_000 & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return f"{prefix}_{value:032x}"

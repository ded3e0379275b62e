"""Processes that a test holds in the middle of what they do."""

import os
import signal


def hold(process_id: int) -> int:
    """Stop a process where it is; return which. None, 0, would be the test itself."""
    assert process_id > 0
    os.kill(process_id, signal.SIGSTOP)
    return process_id


def let_go(process_id: int) -> None:
    """Let a process go on."""
    os.kill(process_id, signal.SIGCONT)

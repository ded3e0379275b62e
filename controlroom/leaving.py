"""Programs that leave with the one that started them, and whether one still runs."""

import os
import signal
import threading
import time

LEAVE_WITH = "CONTROLROOM_LEAVE_WITH"
"""Environment: the process to leave with. Set by a demo for its gateway and force."""
LOOK_S = 0.5


def leave_with_parent() -> None:
    """When a parent is named, end this process in order once that parent is gone.

    A demo that is killed, or that Qt ends without a word, leaves nothing running. On
    Windows a process keeps its parent's number, so there the parent must end us.
    """
    parent = os.environ.pop(LEAVE_WITH, "")
    if parent.isdigit():
        threading.Thread(
            target=_watch, args=(int(parent),), name="parent", daemon=True
        ).start()


def is_alive(pid: int) -> bool:
    """Return whether a process runs; on Windows whoever connects to it finds out."""
    if os.name == "nt":
        return True  # to ask there with os.kill would end it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_S)
    os.kill(os.getpid(), signal.SIGTERM)

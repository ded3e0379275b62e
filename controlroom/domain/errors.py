"""The tree of errors: what the environment did stands apart from what we did wrong.

ControlroomError
├── KnownError            the environment: a file, a peer, a person; one clear line
│   ├── ConfigError       a configuration file cannot be used as it is
│   ├── JournalError      the journal cannot be read, or a commit failed
│   ├── PackError         a map pack cannot be read
│   ├── FeedError         bytes from a device are not what the format allows
│   ├── WireError         a peer broke the protocol
│   ├── LinkError         a gateway cannot be reached or will not have us
│   └── Refused           a command or a question outside the rules
│       └── Conflict      somebody else changed the same thing first
└── BugError              an invariant of ours does not hold

Messages are lower case unless an operator reads them; `Refused` is read by operators.
"""


class ControlroomError(Exception):
    """The root of all errors raised on purpose."""


class KnownError(ControlroomError):
    """The environment is at fault; the message says what to do."""


class ConfigError(KnownError):
    """A configuration file cannot be used as it is."""


class JournalError(KnownError):
    """The journal cannot be read, or a commit failed."""


class PackError(KnownError):
    """A map pack cannot be read."""


class FeedError(KnownError):
    """Bytes from a device are not what the format allows."""


class WireError(KnownError):
    """A peer broke the protocol."""


class LinkError(KnownError):
    """A gateway cannot be reached or will not have us."""


class Refused(KnownError):  # noqa: N818 - the word the operators use
    """A command or a question outside the rules.

    `code` is stable and for programs, `sentence` is what the operator reads:
    who and when, then what still holds, then what to do.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Conflict(Refused):
    """Somebody else changed the same thing first."""

    def __init__(self, sentence: str) -> None:
        super().__init__("conflict", sentence)


class BugError(ControlroomError):
    """An invariant of ours does not hold; the fault is in this program."""

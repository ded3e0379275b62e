"""Who is speaking: a token to a person, a hub, a device or the folder's owner.

Tokens are 256 random bits and stand in `secrets.db` as hashes; a password would need a
slow hash, a token cannot be guessed. Nothing in here ever says a token aloud.
"""

import hmac
import secrets
from typing import NamedTuple

from controlroom.domain.entities import Role
from controlroom.domain.errors import Refused
from controlroom.domain.picture import Picture
from controlroom.journal.secrets import Secrets

BEARER = "bearer "
TOKEN_LENGTH = 400
"""Characters of a token looked at, at most."""


class SignedIn(NamedTuple):
    """A person whose token was good."""

    person_id: str
    name: str
    role: Role


class Auth:
    """Checks tokens against `secrets.db`; the admin token lives as long as this run."""

    def __init__(self, kept: Secrets) -> None:
        self.secrets = kept
        self.admin_token = secrets.token_urlsafe(32)

    def person(self, token: str, picture: Picture) -> SignedIn:
        """Return the person behind a token.

        Raises `Refused`: `no_token`, `token` (unknown or revoked), `disabled`.
        """
        subject_id = self._subject(token, "person")
        person = picture.people.get(subject_id)
        if person is None:
            raise _unknown()
        if not person.enabled:
            raise Refused(
                "disabled",
                f"{person.name} is disabled here. Ask an administrator.",
            )
        return SignedIn(person.person_id, person.name, person.role)

    def hub(self, token: str) -> str:
        """Return the name of the hub behind a token. Raises `Refused`."""
        return self._subject(token, "hub")

    def device(self, token: str) -> str:
        """Return the id of the device behind a token. Raises `Refused`."""
        return self._subject(token, "device")

    def is_admin(self, token: str) -> bool:
        """Say whether the token is that of the folder's owner, for this run."""
        return hmac.compare_digest(
            token.encode("utf-8", "surrogatepass"), self.admin_token.encode()
        )

    def is_live(self, token: str) -> bool:
        """Say whether a token that was good still is."""
        return self.secrets.find(token) is not None

    def _subject(self, token: str, kind: str) -> str:
        if not token:
            raise Refused("no_token", "A token is needed to come in here.")
        holder = self.secrets.find(token[:TOKEN_LENGTH])
        if holder is None or holder.kind != kind:
            raise _unknown()
        return holder.subject_id


def bearer(authorization: str) -> str:
    """Return the token in an Authorization header, or an empty string."""
    if authorization[: len(BEARER)].lower() != BEARER:
        return ""
    return authorization[len(BEARER) :].strip()


def _unknown() -> Refused:
    return Refused(
        "token",
        "This token opens nothing here: it is unknown or was revoked. "
        "Ask an administrator for a new one.",
    )

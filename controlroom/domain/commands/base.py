"""What every act is."""

import msgspec


class Act(msgspec.Struct, frozen=True, kw_only=True, tag_field="act"):
    """The base of everything an operator can do."""

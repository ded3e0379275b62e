"""What a command of the folder's owner asked, in place of an answer."""

from controlroom.config import Home
from controlroom.gateway.admin import AnyAsk, Told


class Asked:
    """The last ask, of which folder, and whether a journal might be made for it."""

    def __init__(self) -> None:
        self.ask: AnyAsk | None = None
        self.folder = ""
        self.create = False

    def keep(self, home: Home, said: AnyAsk, *, create: bool = False) -> Told:
        """Keep an ask and answer with nothing."""
        self.ask, self.folder, self.create = said, str(home.folder), create
        return Told()

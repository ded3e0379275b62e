"""Other desks beside an operator's position made by hand."""

from controlroom.desk.deliveries import DeskOnline, Presence, PresenceArrived
from tests.helpers.desk_room import DeskRoom

MARSH = DeskOnline(
    desk="Desk 2", person_id="per_marsh", person="Marsh", role="dispatcher", since_us=1
)
ASH = DeskOnline(
    desk="desk 4", person_id="per_ash", person="Ash", role="dispatcher", since_us=1
)


def attend(
    room: DeskRoom,
    *incident_ids: str,
    typing: bool = False,
    desks: tuple[DeskOnline, ...] = (ASH, MARSH),
) -> None:
    """Let Marsh, and Ash at this very desk, have incidents open."""
    names = tuple(each.desk for each in desks)
    open_at = dict.fromkeys(incident_ids, names)
    presence = Presence(
        desks=desks, incidents=open_at, typing=open_at if typing else {}
    )
    room.scene.mailbox.put_presence(PresenceArrived(presence))
    room.turn()

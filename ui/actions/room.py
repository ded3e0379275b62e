"""Actions between desks: transfers, words in the room, broadcasts."""

from controlroom.domain import commands as c
from ui import handing
from ui.acting import Action
from ui.actions.doing import open_form, show_panel

ROOM: tuple[Action, ...] = (
    Action("offer_transfer", "Offer to another desk", ("Ctrl+T",), "Incident",
           open_form("offer_transfer"),
           lambda stage: handing.why_not_offer(stage.position), c.OfferTransfer),
    Action("accept_transfer", "Accept what is offered", ("Ctrl+Shift+T",), "Incident",
           lambda stage, _key: handing.accept(stage.position),
           lambda stage: handing.why_not_answer(stage.position), c.AcceptTransfer),
    Action("decline_transfer", "Decline what is offered", (), "Incident",
           open_form("decline_transfer"),
           lambda stage: handing.why_not_decline(stage.position), c.DeclineTransfer),
    Action("withdraw_transfer", "Withdraw the offer", (), "Incident",
           lambda stage, _key: handing.withdraw(stage.position),
           lambda stage: handing.why_not_withdraw(stage.position), c.WithdrawTransfer),
    Action("room_message", "Message to the room", ("Ctrl+S",), "Desk",
           open_form("room_message"), act=c.SendRoomMessage),
    Action("broadcast", "Broadcast to units", ("Shift+R",), "Unit",
           open_form("broadcast"), act=c.Broadcast),
    Action("room", "Room: messages and receipts", ("Ctrl+8",), "View",
           show_panel("room"), partners=False),
)  # fmt: skip

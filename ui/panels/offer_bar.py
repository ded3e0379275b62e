"""The offer of an incident, over its head, at the desk that gives and at the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from controlroom.domain.commands import AcceptTransfer
from controlroom.domain.entities import Incident
from controlroom.domain.reduce import sentences
from ui.actions import key_of
from ui.controls import KeyButton, Words
from ui.pads import pad
from ui.position import Position


class OfferBar(QWidget):
    """Who asks whom to take it on, and the answers; hidden while nobody does."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        theme = position.theme
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        pad(row, theme, (12, 6, 12, 6))
        self._words = Words(theme, "", "data", "text.primary", wrap=True)
        row.addWidget(self._words, 1)
        self.accept = KeyButton(
            theme, "Accept", key_of("accept_transfer"), kind="primary"
        )
        self.decline = KeyButton(theme, "Decline")
        self.withdraw = KeyButton(theme, "Withdraw")
        for button, action in (
            (self.accept, "accept_transfer"),
            (self.decline, "decline_transfer"),
            (self.withdraw, "withdraw_transfer"),
        ):
            button.clicked.connect(
                lambda _checked=False, name=action: position.acted.emit(name)
            )
            row.addWidget(button)
        self.hide()

    def show_incident(self, incident: Incident | None) -> None:
        """Show an incident's offer, if one stands."""
        offer = incident.offer if incident is not None else None
        if incident is None or offer is None:
            self.hide()
            return
        position = self._position
        picture, age = (
            position.frame.picture,
            position.say.age(offer.at_us, position.frame.now_us()),
        )
        mine = offer.by == position.others.person_id
        asked = position.others.is_offered(incident, position.sectors)
        asked = asked or (position.frame.role == "supervisor" and not mine)
        who = picture.name_of(offer.by)
        note = f": {offer.note}" if offer.note else ""
        to = sentences.party(picture, offer.to)
        if mine:
            said = f"You offer it to {to} for {age}. It is yours until they accept."
        elif asked:
            said = f"{who} offers it to {to}{note}"
        else:
            said = f"{who} offers it to {to} for {age}."
        self._words.setText(said)
        self.setAccessibleName(said)
        answers = asked and not mine and position.may(AcceptTransfer)
        self.accept.setVisible(answers)
        self.decline.setVisible(answers)
        self.withdraw.setVisible(mine)
        self.show()

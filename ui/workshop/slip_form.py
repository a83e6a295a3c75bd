"""One slip of a silent vote: three answers as large cards, a reason, a name for those who want to give one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QSizePolicy, QWidget

from infra_builder.plan import Slip
from ui.theming import scaled
from ui.widgets import CardButton, button, column, label, row
from ui.workshop.vote_words import ANSWERS, Answer, answer_line, answer_name

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
WIDEST = 860
"""A line of text is no longer than that in pixels at 100 %."""


class SlipForm(QWidget):
    """A slip to be filled in. A new one is made for each person, so that nothing of the one before is left in it."""

    cast = Signal(Slip)

    def __init__(self, hand_in: str, *, name: bool = True) -> None:
        """`hand_in` is what the button says."""
        super().__init__()
        self.setMaximumWidth(scaled(WIDEST))
        self._handed_in = False
        self._group = QButtonGroup(self)
        self.cards = {answer: self._card(place, answer) for place, answer in enumerate(ANSWERS)}
        self.reason, self.name = QLineEdit(), QLineEdit()
        self.reason.setAccessibleName(self.tr("Why? One sentence helps the others."))
        self.name.setAccessibleName(self.tr("Your name, only if you want it to be on record"))
        self.done = button(hand_in, "primary")
        self.done.setEnabled(False)
        self.done.clicked.connect(lambda _on=False: self.hand_in())
        self._group.buttonClicked.connect(lambda _card: self._chose())
        body = column(self, 0, 8)
        cards = row(*self.cards.values(), spacing=12)
        body.addLayout(cards)
        body.addSpacing(8)
        for field in (self.reason, self.name)[: 1 + name]:
            asked = label(field.accessibleName(), "ask")
            asked.setBuddy(field)
            body.addWidget(asked)
            body.addWidget(field)
        self.name.setVisible(name)
        body.addSpacing(8)
        body.addWidget(self.done, alignment=Qt.AlignmentFlag.AlignLeft)

    def _card(self, place: int, answer: Answer) -> CardButton:
        made = CardButton("answer-card")
        made.setCheckable(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        made.setAccessibleName(answer_name(answer))
        made.setAccessibleDescription(answer_line(answer))
        made.inner.setContentsMargins(14, 12, 14, 14)
        for text, role in (
            (self.tr("Key {n}").format(n=place + 1), "small"),
            (answer_name(answer), "title"),
            (answer_line(answer), "quiet"),
        ):
            words = label(text, role)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.inner.addWidget(words)
        made.inner.addStretch()
        self._group.addButton(made)
        return made

    @property
    def answer(self) -> Answer | None:
        """The answer that is chosen."""
        return next((answer for answer, card in self.cards.items() if card.isChecked()), None)

    def begin(self) -> None:
        """Put the keyboard on the answers."""
        self.cards["agreed"].setFocus(Qt.FocusReason.OtherFocusReason)

    def hand_in(self) -> None:
        """Cast the slip, where an answer is chosen. A slip is cast once."""
        answer = self.answer
        if answer is not None and not self._handed_in:
            self._handed_in = True
            self.cast.emit(Slip(answer=answer, reason=self.reason.text().strip(), name=self.name.text().strip()))

    def _chose(self) -> None:
        self.done.setEnabled(True)
        self.reason.setPlaceholderText("" if self.answer == "agreed" else self.tr("because …"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 choose an answer and go on to the reason; in the fields they are letters. Return hands in."""
        if event.key() in KEYS:
            self.cards[ANSWERS[KEYS.index(event.key())]].click()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hand_in()
        else:
            super().keyPressEvent(event)

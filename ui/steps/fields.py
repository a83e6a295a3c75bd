"""Fields of which every one takes "don't know yet" as easily as any other answer.

Each shows a value (None where nobody knows) and says when a person chose another one. See `infra_builder.asking`.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from infra_builder.asking import Form, Possible
from ui.steps.flow import Wrap, letter
from ui.widgets import CardButton, Choice, NumberField, button, label, row

ON_ONE_LINE = 6
"""Up to so many answers stand side by side; more become a list to choose from."""


class AnswerField(QWidget):
    """A field for the answer to a question."""

    chosen = Signal(object)

    def show_value(self, value: object) -> None:
        """Show a value; None is "don't know yet"."""
        raise NotImplementedError

    def _unknown(self) -> QPushButton:
        made = button(self.tr("Don't know yet"), "unknown")
        made.setCheckable(True)
        made.setProperty("alone", True)
        return made


def answer_field(form: Form) -> AnswerField:
    """The field for an answer of this sort."""
    match form.sort:
        case "number":
            return Amount(form.unit, whole=form.whole)
        case "several":
            return Ticks(form.choices)
        case "yes_no":
            return YesNo()
    return OneOf(form.choices) if len(form.choices) <= ON_ONE_LINE else OneListed(form.choices)


class _Exclusive(AnswerField):
    """One button an answer, and one for not knowing; exactly one of them is down."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[object, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._flow = Wrap(self, level=True)

    def _add(self, value: object, made: QPushButton) -> None:
        made.setCheckable(True)
        made.clicked.connect(lambda _on=False: self.chosen.emit(value))
        self._group.addButton(made)
        self._flow.addWidget(made)
        self.buttons[value] = made

    def show_value(self, value: object) -> None:
        """Press the button of the answer."""
        self.buttons.get(value, self.buttons[None]).setChecked(True)


class OneOf(_Exclusive):
    """One of a few words, side by side."""

    def __init__(self, choices: Iterable[Possible]) -> None:
        super().__init__()
        for choice in choices:
            made = button(choice.label, "answer")
            made.setToolTip(choice.meaning)
            self._add(choice.value, made)
        self._add(None, self._unknown())


class YesNo(_Exclusive):
    """Yes or no."""

    def __init__(self) -> None:
        super().__init__()
        for value, text in ((True, self.tr("Yes")), (False, self.tr("No"))):
            self._add(value, button(text, "answer"))
        self._add(None, self._unknown())


class Cards(_Exclusive):
    """One of a few answers, each with a sentence on what it means."""

    def __init__(self, choices: Iterable[Possible]) -> None:
        super().__init__()
        for choice in choices:
            made = _Card("answer-card", 26)
            made.setAccessibleName(choice.label)
            made.setAccessibleDescription(choice.meaning)
            made.inner.setContentsMargins(12, 8, 12, 10)
            made.inner.setSpacing(2)
            for text, role in ((choice.label, "ask"), (choice.meaning, "small")):
                words = label(text, role)
                words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                made.inner.addWidget(words)
            made.inner.addStretch()
            self._add(choice.value, made)
        self._add(None, self._unknown())


class _Card(CardButton):
    """A card that is some letters wide."""

    def __init__(self, role: str, letters: int) -> None:
        super().__init__(role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._letters = letters

    def sizeHint(self) -> QSize:
        """As wide as so many letters."""
        hint = super().sizeHint()
        hint.setWidth(self._letters * letter(self))
        return hint


class OneListed(AnswerField):
    """One of many words, from a list that opens."""

    def __init__(self, choices: Iterable[Possible]) -> None:
        super().__init__()
        self.list = Choice([(choice.value, choice.label) for choice in choices], self.tr("Choose an answer"))
        self.list.setMinimumContentsLength(26)
        self.unknown = self._unknown()
        flow = Wrap(self, level=True)
        flow.addWidget(self.list)
        flow.addWidget(self.unknown)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self.chosen)
        self.unknown.clicked.connect(lambda _on=False: self.chosen.emit(None))

    def show_value(self, value: object) -> None:
        """Show the word."""
        self.list.show_value(value)
        self.unknown.setChecked(value is None)


class Amount(AnswerField):
    """A number with its unit."""

    def __init__(self, unit: str, *, whole: bool) -> None:
        super().__init__()
        self.number = NumberField("–", whole=whole)
        self.number.setFixedWidth(14 * letter(self))
        self.unknown = self._unknown()
        self.setFocusProxy(self.number)
        line = row(self.number, spacing=6)
        if unit:
            line.addWidget(label(unit, "quiet", wrap=False))
        line.addWidget(self.unknown)
        line.addStretch()
        self.setLayout(line)
        self.number.chosen.connect(self.chosen)
        self.unknown.clicked.connect(lambda _on=False: self.chosen.emit(None))

    def show_value(self, value: object) -> None:
        """Show the number."""
        self.number.show_value(value if isinstance(value, int | float) else None)
        self.unknown.setChecked(value is None)


class Ticks(AnswerField):
    """Several of some words, none of them, or not known."""

    def __init__(self, choices: Iterable[Possible]) -> None:
        super().__init__()
        flow = Wrap(self)
        self.buttons: dict[str, QPushButton] = {}
        for choice in choices:
            made = button(choice.label, "chip")
            made.setToolTip(choice.meaning)
            made.clicked.connect(lambda _on=False: self._ticked())
            self.buttons[choice.value] = made
        self.none, self.unknown = button(self.tr("None of these"), "chip"), self._unknown()
        self.none.clicked.connect(lambda _on=False: self.chosen.emit(()))
        self.unknown.clicked.connect(lambda _on=False: self.chosen.emit(None))
        for made in (*self.buttons.values(), self.none, self.unknown):
            made.setCheckable(True)
            flow.addWidget(made)

    def show_value(self, value: object) -> None:
        """Tick the words."""
        words = value if isinstance(value, tuple) else ()
        for word, made in self.buttons.items():
            made.setChecked(word in words)
        self.none.setChecked(value == ())
        self.unknown.setChecked(value is None)

    def _ticked(self) -> None:
        """The last tick taken away leaves the question open: "none of these" is an answer of its own."""
        words = tuple(word for word, made in self.buttons.items() if made.isChecked())
        self.chosen.emit(words or None)

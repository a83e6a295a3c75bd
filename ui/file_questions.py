"""What is asked and said about plan files: what happened, to which file, and what can be done about it."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from infra_builder.journal.reading import Glance
from infra_builder.problems import Unusable
from ui.locking import Holder
from ui.widgets import counted

SHOWN = 6
"""So many problems of a file are shown at once; the others unfold."""
TOO_LONG = 206
"""What Windows calls a path that is too long; its other number says that there is no such folder."""
Roles = QMessageBox.ButtonRole


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


def moment(when: float, *, seconds: bool = False) -> str:
    """A point in time as people here write it, to the minute or the second; `when` counts seconds since 1970."""
    time, locale, short = QDateTime.fromSecsSinceEpoch(int(when)), QLocale(), QLocale.FormatType.ShortFormat
    if not seconds:
        return locale.toString(time, short)
    return f"{locale.toString(time.date(), short)} {time.toString('HH:mm:ss')}"


def changes(count: int) -> str:
    """So many changes, as a phrase."""
    return counted(count, _tr("1 change"), _tr("{n} changes"))


def reason(error: OSError) -> str:
    """Why a file cannot be written or read, as a sentence."""
    if getattr(error, "winerror", None) == TOO_LONG:
        return _tr("The name or the path is too long for this system. Choose a shorter one.")
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return _tr("There is no room left on the disk.")
        case errno.EACCES | errno.EPERM | errno.EBUSY | errno.ETXTBSY:
            return _tr("Another program is using the file, or you have no permission to write there.")
        case errno.EROFS:
            return _tr("This disk can only be read.")
        case errno.ENOENT | errno.ENOTDIR | errno.ESTALE:
            return _tr("The folder is not there any more.")
        case errno.ENAMETOOLONG:
            return _tr("The name or the path is too long for this system. Choose a shorter one.")
        case errno.EIO | errno.ENODEV | errno.ENXIO:
            return _tr("The disk does not answer as it should.")
    return error.strerror or str(error)


def complain(parent: QWidget | None, title: str, unusable: Unusable) -> None:
    """Show what is wrong with an input; nothing has changed."""
    problems = [str(problem) for problem in unusable.problems]
    box = QMessageBox(QMessageBox.Icon.Warning, "Infra Builder", title, QMessageBox.StandardButton.Close, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    more = _tr("… and {n} more").format(n=len(problems) - SHOWN) if len(problems) > SHOWN else ""
    shown = ("\n".join(problems[:SHOWN]), more, _tr("Nothing has been changed."))
    box.setInformativeText("\n".join(part for part in shown if part))
    box.setDetailedText("\n".join(problems) if more else "")
    box.exec()


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Say something that must not be missed."""
    _ask(parent, QMessageBox.Icon.Warning, title, text, (("", _tr("Close"), Roles.RejectRole),))


def ask_unsaved(parent: QWidget | None, title: str) -> Literal["save", "discard", ""]:
    """Whether the changes of a plan are saved before it goes."""
    buttons = QMessageBox.StandardButton
    text = _tr("Save the changes to {title}?").format(title=title or _tr("this plan"))
    answer = QMessageBox.question(
        parent, "Infra Builder", text, buttons.Save | buttons.Discard | buttons.Cancel, buttons.Save
    )
    return "save" if answer == buttons.Save else "discard" if answer == buttons.Discard else ""


def ask_held(parent: QWidget | None, name: str, holder: Holder) -> str:
    """What to do with a file that somebody has open: "copy", "anyway" or ""."""
    if holder.host:
        text = _tr("It is open in {program} on the computer {host} (process {pid}).")
    else:
        text = _tr("Another program has it open.")
    told = text.format(program=holder.program, host=holder.host, pid=holder.pid)
    advice = _tr(
        "A copy of your own leaves that file alone. If both of you save the same file, you will be asked again."
    )
    choices = (
        ("copy", _tr("Open a copy"), Roles.AcceptRole),
        ("anyway", _tr("Open it anyway"), Roles.DestructiveRole),
        ("", _tr("Cancel"), Roles.RejectRole),
    )
    title = _tr("{name} is open somewhere else").format(name=name)
    return _ask(parent, QMessageBox.Icon.Question, title, f"{told}\n\n{advice}", choices)


def ask_room_held(parent: QWidget | None, name: str, holder: Holder) -> bool:
    """Whether to open a workshop that somebody else has open."""
    told = _tr("It is open in {program} on the computer {host}.").format(
        program=holder.program or "?", host=holder.host or "?"
    )
    advice = _tr("Both can run the room: what one of you changes holds for the other within seconds.")
    choices = (("", _tr("Cancel"), Roles.RejectRole), ("anyway", _tr("Open it too"), Roles.AcceptRole))
    title = _tr("The workshop {name} is open somewhere else").format(name=name)
    return _ask(parent, QMessageBox.Icon.Question, title, f"{told}\n\n{advice}", choices) == "anyway"


def ask_taken(parent: QWidget | None, name: str, holder: Holder) -> bool:
    """Whether to save over a file that somebody else has open."""
    told = _tr("It is open in {program} on the computer {host}. Saving there would replace what they work on.")
    choices = (
        ("", _tr("Choose another name"), Roles.RejectRole),
        ("anyway", _tr("Save there anyway"), Roles.DestructiveRole),
    )
    title = _tr("{name} is open somewhere else").format(name=name)
    text = told.format(program=holder.program or "?", host=holder.host or "?")
    return _ask(parent, QMessageBox.Icon.Question, title, text, choices) == "anyway"


def ask_changed(parent: QWidget | None, name: str) -> str:
    """What to do where file and open plan went different ways: "mine", "theirs", "copy" or ""."""
    text = _tr(
        "Since you opened it, somebody else has saved it. Both can be kept: what you replace in the file stays among "
        "its earlier versions, and what you replace on the screen comes back with Undo."
    )
    choices = (
        ("copy", _tr("Save mine under another name…"), Roles.AcceptRole),
        ("mine", _tr("Save mine in its place"), Roles.DestructiveRole),
        ("theirs", _tr("Show theirs"), Roles.DestructiveRole),
        ("", _tr("Cancel"), Roles.RejectRole),
    )
    title = _tr("{name} was changed by somebody else").format(name=name)
    return _ask(parent, QMessageBox.Icon.Question, title, text, choices)


def ask_gone(parent: QWidget | None, name: str) -> str:
    """What to do where the file of the open plan is not there any more: "mine", "copy" or ""."""
    choices = (
        ("mine", _tr("Put it back"), Roles.AcceptRole),
        ("copy", _tr("Save under another name…"), Roles.ActionRole),
        ("", _tr("Cancel"), Roles.RejectRole),
    )
    text = _tr("It was moved, renamed or deleted. What you see is not lost.")
    return _ask(parent, QMessageBox.Icon.Question, _tr("{name} is not there any more").format(name=name), text, choices)


def ask_replace(parent: QWidget | None, name: str) -> bool:
    """Whether a file that exists is replaced."""
    choices = (("", _tr("Cancel"), Roles.RejectRole), ("replace", _tr("Replace it"), Roles.DestructiveRole))
    title = _tr("{name} exists already").format(name=name)
    text = _tr("Replacing it takes what it holds away.")
    return _ask(parent, QMessageBox.Icon.Question, title, text, choices) == "replace"


def ask_failed(parent: QWidget | None, name: str, why: str) -> str:
    """What to do where a file cannot be written: "again", "copy" or ""."""
    kept = _tr("The plan stays open as it is, and the file on the disk is as it was.")
    choices = (
        ("copy", _tr("Save a copy…"), Roles.AcceptRole),
        ("again", _tr("Try again"), Roles.ActionRole),
        ("", _tr("Cancel"), Roles.RejectRole),
    )
    title = _tr("{name} cannot be saved").format(name=name)
    return _ask(parent, QMessageBox.Icon.Warning, title, f"{why}\n{kept}", choices)


def ask_recover(parent: QWidget | None, name: str, left: Glance, *, same: bool) -> str:
    """What to do with changes that were never saved: "recover", "open", "discard" or ""."""
    text = _tr("When the program ended on {moment}, this had not been saved: {changes}.")
    told = text.format(moment=moment(left.when), changes=changes(left.changes))
    since = "" if same else _tr("The file has been changed since then; you will be asked before anything is replaced.")
    choices = (
        ("recover", _tr("Bring them back"), Roles.AcceptRole),
        ("open", _tr("Open the file as it is"), Roles.ActionRole),
        ("discard", _tr("Throw them away"), Roles.DestructiveRole),
        ("", _tr("Cancel"), Roles.RejectRole),
    )
    title = _tr("{name} has changes that were not saved").format(name=name)
    return _ask(parent, QMessageBox.Icon.Question, title, "\n\n".join(filter(None, (told, since))), choices)


def ask_discard(parent: QWidget | None, title: str) -> bool:
    """Whether recovered changes are thrown away for good."""
    choices = (
        ("", _tr("Keep them"), Roles.RejectRole),
        ("discard", _tr("Throw them away"), Roles.DestructiveRole),
    )
    asked = _tr("Throw away the changes to {title}?").format(title=title)
    return _ask(parent, QMessageBox.Icon.Question, asked, _tr("This cannot be undone."), choices) == "discard"


def ask_drop(parent: QWidget | None, name: str) -> bool:
    """Whether a milestone is removed for good."""
    choices = (("", _tr("Keep it"), Roles.RejectRole), ("drop", _tr("Remove it"), Roles.DestructiveRole))
    asked = _tr("Remove the milestone {name}?").format(name=name)
    text = _tr("What the plan is now stays as it is. The milestone itself cannot be brought back with Undo.")
    return _ask(parent, QMessageBox.Icon.Question, asked, text, choices) == "drop"


def ask_slips(parent: QWidget | None, count: int) -> bool:
    """Whether the slips of a vote are thrown away that is not in a plan yet."""
    choices = (("", _tr("Keep them"), Roles.RejectRole), ("discard", _tr("Throw them away"), Roles.DestructiveRole))
    asked = counted(count, _tr("Throw 1 slip away?"), _tr("Throw {n} slips away?"))
    text = _tr("The vote is not in the plan yet. What was voted cannot be brought back.")
    return _ask(parent, QMessageBox.Icon.Question, asked, text, choices) == "discard"


def _ask(
    parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str, choices: Sequence[tuple[str, str, Roles]]
) -> str:
    """The key of the chosen answer. The first one is at hand by Return, the one with an empty key by Escape."""
    box = QMessageBox(icon, "Infra Builder", title, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(text)
    keys = {}
    for index, (key, words, role) in enumerate(choices):
        made = box.addButton(words, role)
        keys[made] = key
        if index == 0:
            box.setDefaultButton(made)
        if not key:
            box.setEscapeButton(made)
    box.exec()
    clicked = box.clickedButton()
    return next((key for made, key in keys.items() if made == clicked), "")

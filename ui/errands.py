"""Work beside the window: a pure function runs in a thread, and the window has what came of it if it still wants it.

The thread holds values only. What it finds goes through `_Post`, which outlives every window, so that no widget is
ever asked, or let go of, in a thread.
"""

from __future__ import annotations

import functools
import gc
import threading
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from infra_builder.evaluate import Stopped

T = TypeVar("T")


class Errand:
    """One piece of work as its thread sees it: whether to go on, and a way to tell how far it is."""

    def __init__(self, home: Errands, free: threading.Event | None) -> None:
        self.wanted = True
        """Whether somebody still waits for what comes of it."""
        self._home, self._free = weakref.ref(home), free

    def go_on(self) -> bool:
        """Whether it is still wanted, to be asked again and again. Stands still while hands are at work."""
        if self._free is not None:
            self._free.wait()
        return self.wanted

    def tell(self, said: object) -> None:
        """Let the window know something before the work is done."""
        _post().send(_Letter(self, "told", said))

    def home(self) -> Errands | None:
        """Who sent it; None where that is gone. For the window's thread only."""
        home = self._home()
        return home if home is not None and isValid(home) else None


class Errands(QObject):
    """What one part of the window has done beside it: one thing at a time, each by a function of values.

    The function is given its `Errand`, breaks off with Stopped where that says not to go on, and reaches no widget.
    What comes of it goes to `take`, what it tells meanwhile to `told`, an error to `failed`, all on the window's
    thread and only while it is wanted. Without `failed` an error is raised there, as an error of the program.
    """

    def __init__(self, name: str, parent: QObject | None = None, free: threading.Event | None = None) -> None:
        """`name` is that of the thread. While `free` is not set, the work stands still."""
        super().__init__(parent)
        self._free = free
        self._takers: dict[Errand, _Takers] = {}
        self._line = line = _Line(name)
        _post()
        self.destroyed.connect(lambda: line.clear())

    @property
    def busy(self) -> bool:
        """Whether there is something that is still waited for."""
        return bool(self._takers)

    def instead(
        self,
        work: Callable[[Errand], T],
        take: Callable[[T], object],
        *,
        told: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Errand:
        """Do this in the place of everything that was wanted before."""
        self.stop()
        return self.after(work, take, told=told, failed=failed)

    def after(
        self,
        work: Callable[[Errand], T],
        take: Callable[[T], object],
        *,
        told: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Errand:
        """Do this once everything that is wanted already is done."""
        errand = Errand(self, self._free)
        self._takers[errand] = _Takers(take, told, failed)
        self._line.add(errand, work)
        return errand

    def stop(self) -> None:
        """Break off everything: nobody wants it any more."""
        self._line.clear()
        self._takers.clear()

    def arrived(self, letter: _Letter) -> None:
        """Give what arrived to who waits for it. Raises the error of the work where nobody else hears of it."""
        takers = self._takers.get(letter.errand)
        if takers is None:
            return
        if letter.sort == "told":
            if takers.told is not None:
                takers.told(letter.said)
            return
        del self._takers[letter.errand]
        letter.errand.wanted = False
        if letter.sort == "done":
            takers.take(letter.said)
        elif takers.failed is not None:
            takers.failed(letter.said)
        else:
            raise letter.said


@dataclass(frozen=True, slots=True)
class _Takers:
    """Who is given what."""

    take: Callable[[Any], object]
    told: Callable[[Any], object] | None
    failed: Callable[[Exception], object] | None


@dataclass(frozen=True, slots=True)
class _Letter:
    """What a thread says about an errand."""

    errand: Errand
    sort: Literal["told", "done", "failed"]
    said: Any


class _Line:
    """Errands one behind the other, and the thread that lives as long as there are any."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Errand, Callable[[Errand], object]]] = deque()
        self._at_work: Errand | None = None

    def add(self, errand: Errand, work: Callable[[Errand], object]) -> None:
        """Put one at the end."""
        with self._lock:
            self._waiting.append((errand, work))
            if self._at_work is None:
                self._at_work = errand
                threading.Thread(target=self._run, daemon=True, name=self._name).start()

    def clear(self) -> None:
        """Nothing is wanted any more."""
        with self._lock:
            for errand, _ in self._waiting:
                errand.wanted = False
            self._waiting.clear()
            if self._at_work is not None:
                self._at_work.wanted = False

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._at_work = None
                    return
                errand, work = self._waiting.popleft()
                self._at_work = errand
            _do(errand, work)


def _do(errand: Errand, work: Callable[[Errand], object]) -> None:
    """Do one, and send what came of it."""
    try:
        came = work(errand)
    except Exception as error:  # noqa: BLE001 - raised again on the window's thread, where the person is told
        if errand.wanted:
            _post().send(_Letter(errand, "failed", error))
        elif not isinstance(error, Stopped):
            # Nobody waits for it, so nobody is disturbed; it is kept with the errors of the program all the same.
            threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, None)))
    else:
        _post().send(_Letter(errand, "done", came))


TIDY_MS = 500


class _Post(QObject):
    """The one way out of a thread.

    From the first errand on, what lies in circles is tidied up here: left to itself, Python would do so in whichever
    thread happens to be at work, and let go of widgets there.
    """

    _sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sent.connect(self._deliver)
        gc.disable()
        self._often = QTimer(self, interval=TIDY_MS)
        self._often.timeout.connect(_tidy)
        self._often.start()

    def send(self, letter: _Letter) -> None:
        """Bring this to the window's thread, where it is still wanted."""
        if letter.errand.wanted:
            self._sent.emit(letter)

    def _deliver(self, letter: _Letter) -> None:
        home = letter.errand.home()
        if home is not None and letter.errand.wanted:
            home.arrived(letter)


def _tidy() -> None:
    """Tidy up what is due by Python's own measure, the oldest that is."""
    due = [
        age for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most
    ]
    if due:
        gc.collect(due[-1])


@functools.cache
def _post() -> _Post:
    """The post, made in the window's thread with the first `Errands`."""
    return _Post()

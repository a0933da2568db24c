"""Answers of a Study, each worked out once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar, cast

import pandas as pd

from analytics.study.filters import Filters

if TYPE_CHECKING:
    from analytics.study.query import Query

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound="Asked")
CACHE_SIZE: Final = 2048


class Answer:
    """One answer, worked out once, however many threads ask for it at the same time."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._value: Any = None
        self._known = False

    def of(self, work: Callable[[], T]) -> T:
        """What the work gives; it is done once."""
        with self._lock:
            if not self._known:
                self._value = work()
                self._known = True
            return cast(T, self._value)


class Answers:
    """The answers given so far, the oldest forgotten first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[Any, Answer] = {}

    def to(self, question: Hashable) -> Answer:
        """The answer to a question; the lock is held for the look-up alone: one slow question must not delay others."""
        with self._lock:
            if len(self._kept) >= CACHE_SIZE:
                self._kept.pop(next(iter(self._kept)))
            return self._kept.setdefault(question, Answer())


class Asked:
    """What every part of a Study asks: the tables of its run, and the answers given so far."""

    _query: Query
    answers: Answers


def cached(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """The method with its results kept for the life of its Study, since a run never changes.

    Frames are copied out, with what they count as ``frame.attrs["unit"]``.
    """

    @wraps(method)
    def wrapper(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (method.__name__, args, tuple(sorted(kwargs.items())))
        value = self.answers.to(question).of(lambda: method(self, *args, **kwargs))
        if not isinstance(value, pd.DataFrame):
            return value
        frame = value.copy()
        asked = next((v.unit for v in (*args, *kwargs.values()) if isinstance(v, Filters)), "articles")
        frame.attrs.setdefault("unit", asked)  # some frames count one unit whatever is asked
        return cast(T, frame)

    return wrapper

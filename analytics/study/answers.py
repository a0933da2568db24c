"""Answers of a Study, each worked out once and kept while there is room."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar, cast

import pandas as pd

from analytics.study.filters import Filters

if TYPE_CHECKING:
    from analytics.study.query import Query

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound="Asked")
BUDGET: Final = 256 * 2**20
"""Bytes of answers kept: benchmarks/company.py shows what the largest frame, all pairs of actors, takes."""
_LEAST: Final = 4096
"""Bytes any answer is taken to need: its question, its lock, and what a frame is beside its columns."""


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
    """The answers given so far; those not asked for the longest are forgotten first.

    Parameters
    ----------
    budget : int
        Bytes of answers kept. A single answer above it is given, but not kept.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._lock = threading.Lock()
        self._asked: dict[Hashable, Answer] = {}
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._size = 0

    @property
    def size(self) -> int:
        """Bytes of the answers kept."""
        return self._size

    def __len__(self) -> int:
        return len(self._kept)

    def to(self, question: Hashable, work: Callable[[], T]) -> T:
        """The answer to a question, by the work where it is not known.

        The lock is held for the look-up alone: one slow question must not delay others.
        """
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return cast(T, self._kept[question][0])
            answer = self._asked.setdefault(question, Answer())
        try:
            value = answer.of(work)
            self._keep(question, value)
            return value
        finally:  # a question that fails is asked anew, and takes no room
            with self._lock:
                self._asked.pop(question, None)

    def _keep(self, question: Hashable, value: object) -> None:
        """Keep a new answer and make room for it."""
        size = memory_of(value)
        with self._lock:
            if question in self._kept or size > self._budget:
                return
            self._kept[question] = value, size
            self._size += size
            while self._size > self._budget:
                self._size -= self._kept.popitem(last=False)[1][1]


def memory_of(value: object) -> int:
    """The bytes an answer takes; a word that many rows share counts in each, so that this is never too low."""
    if isinstance(value, pd.DataFrame):
        return _LEAST + int(value.memory_usage(deep=True).sum())
    if is_dataclass(value):
        return _LEAST + sum(memory_of(getattr(value, field.name)) for field in fields(value))
    return _LEAST + sys.getsizeof(value)


class Asked:
    """What every part of a Study asks: the tables of its run, and the answers given so far."""

    _query: Query
    answers: Answers


def cached(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """The method with its results kept while there is room, since a run never changes.

    Whoever asks owns what is given: frames and mappings are copied out, those inside a dataclass too. A frame says what
    it counts as ``frame.attrs["unit"]``.
    """

    @wraps(method)
    def wrapper(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (method.__name__, args, tuple(sorted(kwargs.items())))
        value = _own(self.answers.to(question, lambda: method(self, *args, **kwargs)))
        if isinstance(value, pd.DataFrame):
            asked = next((v.unit for v in (*args, *kwargs.values()) if isinstance(v, Filters)), "articles")
            value.attrs.setdefault("unit", asked)  # some frames count one unit whatever is asked
        return value

    return wrapper


def _own(value: T) -> T:
    """A copy that can be changed without changing what is kept."""
    if isinstance(value, pd.DataFrame):
        return cast(T, value.copy())
    if isinstance(value, dict):
        return deepcopy(value)
    if is_dataclass(value) and not isinstance(value, type):
        return cast(T, replace(value, **{field.name: _own(getattr(value, field.name)) for field in fields(value)}))
    return value

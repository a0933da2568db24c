"""What a row of the accuracy card is: the one place that names its columns, and what they may hold."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from analytics.errors import EvaluationError

STEPS: Final = ("encoder", "topics", "actors", "citations", "places", "tone", "dates", "duplicates")
"""Steps with figures, in the order of the card."""
LANGUAGES: Final = ("ar", "en", "both")
INTERVALS: Final = ("wilson", "bootstrap", "jackknife", "range", "none")
"""Wilson score; resampled articles or sentences; one left out at a time; least and greatest of several; none."""
BASES: Final = ("measured", "published")
"""Measured here, by ``evaluate``; or as it was when this version of Marsad was published."""
LOWER_IS_BETTER: Final = frozenset(
    {"calibration_error", "wrong_day", "language_nmi", "label_flips", "opposite_labels", "unfit"}
)
MAX_WORDS: Final = 300
"""Characters of a string of a card: more is cut, because nothing that ``evaluate`` writes is longer."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a reliability diagram: answers of like confidence, and how many of them were right.

    Attributes
    ----------
    n : int
        Answers, at least 1.
    confidence, accuracy : float
        Mean probability of the label given, and share of labels that are right, 0 to 1.
    """

    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure as a step measures it.

    Attributes
    ----------
    step, measure, language, dataset : str
        What was measured, how, in which language (``both`` where it is about the two together), and on what.
    n : int
        How many were judged; ``unit`` says what they are, a key of the card's words.
    figure, low, high : float
        The figure, -1 to 1, and its 95% interval, which ``interval`` says the kind of.
    n_clusters : int, optional
        Independent pieces (articles, sentences) that were resampled, where these are fewer than ``n``.
    notes : tuple of str
        Keys of the card's words: what a reader must know to read the figure.
    system : str
        Which of several engines; ``marsad`` where there is one.
    reliability : tuple of Bin
        Of a calibration error, the bins it was made from.
    """

    step: str
    measure: str
    language: str
    dataset: str
    n: int
    unit: str
    figure: float
    low: float | None = None
    high: float | None = None
    interval: str = "none"
    n_clusters: int | None = None
    notes: tuple[str, ...] = ()
    system: str = "marsad"
    reliability: tuple[Bin, ...] = ()


@dataclass(frozen=True, slots=True)
class CardRow(Finding):
    """One figure of the card, with what it is held against and what it was made from.

    Attributes
    ----------
    goal : float, optional
        What the figure must reach; :attr:`meets_goal` says whether it does.
    peer : float, optional
        The best figure published by others, which ``peer_name`` names.
    date : str
        Day it was measured, ISO 8601.
    versions : mapping of str to str
        Marsad, Python, and the packages that matter to the step.
    method : str
        Digest of the code and data files that decide the step's results.
    command : str
        What measures it again.
    basis : str
        ``measured`` here, or ``published`` with Marsad.
    """

    goal: float | None = None
    peer: float | None = None
    peer_name: str = ""
    date: str = ""
    versions: Mapping[str, str] | None = None
    method: str = ""
    command: str = ""
    basis: str = "measured"

    @property
    def lower_is_better(self) -> bool:
        """Whether the figure counts errors."""
        return self.measure in LOWER_IS_BETTER

    @property
    def meets_goal(self) -> bool | None:
        """Whether the figure reaches its goal, to the three decimals a card shows; None without a goal."""
        if self.goal is None:
            return None
        figure = round(self.figure, 3)
        return figure <= self.goal if self.lower_is_better else figure >= self.goal

    @property
    def group(self) -> tuple[str, str, str, str]:
        """What a new measurement replaces as a whole: step, data set, system, language."""
        return self.step, self.dataset, self.system, self.language


COLUMNS: Final = tuple(field.name for field in fields(CardRow))
_WORDS: Final = ("step", "measure", "language", "dataset", "unit", "interval", "system", "peer_name", "date")
_MORE_WORDS: Final = ("method", "command", "basis")
_ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "step": STEPS,
    "language": LANGUAGES,
    "interval": INTERVALS,
    "basis": BASES,
}


def row_from(given: object, place: str) -> CardRow:
    """A row as a card's file holds it.

    Parameters
    ----------
    given : object
        What JSON had in its place.
    place : str
        Where that is, for the message.

    Raises
    ------
    EvaluationError
        If a column is missing, unknown or of another kind.
    """
    if not isinstance(given, dict) or set(given) != set(COLUMNS):
        missing = sorted(set(COLUMNS) - set(given)) if isinstance(given, dict) else list(COLUMNS)
        raise _fault(place, f"it lacks {', '.join(missing) or 'nothing, but has columns that no card has'}")
    made: dict[str, Any] = {name: _string(given[name], name, place) for name in (*_WORDS, *_MORE_WORDS)}
    for name, allowed in _ALLOWED.items():
        if made[name] not in allowed:
            raise _fault(place, f"{name} is {made[name]!r}; allowed: {', '.join(allowed)}")
    _check_day(made["date"], place)
    made["n"] = _count(given["n"], "n", place)
    made["n_clusters"] = None if given["n_clusters"] is None else _count(given["n_clusters"], "n_clusters", place)
    made["figure"] = _number(given["figure"], "figure", place)
    for name in ("low", "high", "goal", "peer"):
        made[name] = None if given[name] is None else _number(given[name], name, place)
    made["notes"] = tuple(_string(note, "notes", place) for note in _list(given["notes"], "notes", place))
    made["reliability"] = tuple(_bin(one, place) for one in _list(given["reliability"], "reliability", place))
    made["versions"] = _versions(given["versions"], place)
    return CardRow(**made)


def _fault(place: str, what: str) -> EvaluationError:
    return EvaluationError(f"{place}: {what}. Write the card again with: python -m analytics evaluate")


def _string(value: object, name: str, place: str) -> str:
    if not isinstance(value, str):
        raise _fault(place, f"{name} is a {type(value).__name__}, not a text")
    return value[:MAX_WORDS].encode("utf-8", "replace").decode("utf-8")


def _number(value: object, name: str, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > 1:
        raise _fault(place, f"{name} is {str(value)[:40]!r}, not a number from -1 to 1")
    return float(value)


def _count(value: object, name: str, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**53:
        raise _fault(place, f"{name} is {str(value)[:40]!r}, not a whole number above 0")
    return value


def _list(value: object, name: str, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise _fault(place, f"{name} is a {type(value).__name__}, not a list")
    return value


def _bin(value: object, place: str) -> Bin:
    if not isinstance(value, dict) or set(value) != {"n", "confidence", "accuracy"}:
        raise _fault(place, "reliability has a bin without n, confidence and accuracy")
    shares = [_number(value[name], name, place) for name in ("confidence", "accuracy")]
    return Bin(_count(value["n"], "n", place), *shares)


def _versions(value: object, place: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _fault(place, f"versions is a {type(value).__name__}, not an object")
    return {_string(name, "versions", place): _string(one, "versions", place) for name, one in value.items()}


def _check_day(value: str, place: str) -> None:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        raise _fault(place, f"date is {value!r}, not a day such as 2026-01-31") from None

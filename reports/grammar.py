"""Numbers, dates and counted nouns as each language writes them.

Arabic counts by the rules of CLDR's plural categories (one, two, few 3-10, many 11-99, other): مقال واحد، مقالان،
3 مقالات، 11 مقالاً، 100 مقال. Digits are Western in both languages, as in most Arab newsrooms' data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from babel import Locale

from analytics.figures import numbers
from analytics.figures.dates import between
from analytics.figures.dates import day_name as day
from analytics.figures.dates import period_name as period
from analytics.figures.numbers import percent, points
from reports.wording import ISOLATE, POP, wording

__all__ = [
    "between",
    "counted",
    "day",
    "either",
    "isolated",
    "listed",
    "name",
    "percent",
    "period",
    "points",
    "signed",
    "whole",
]

NOMINATIVE: Final = "nominative"
GENITIVE: Final = "genitive"


def isolated(text: str) -> str:
    """Text that keeps its own direction in a line of the other (Unicode Annex 9, first strong isolate)."""
    return f"{ISOLATE}{text}{POP}"


def name(text: str) -> str:
    """A name inside a sentence: on one line, isolated, as long as a sentence bears."""
    line = " ".join(text.split())
    return isolated(line if len(line) <= 90 else line[:89].rstrip() + "…")


def whole(number: int) -> str:
    """A count with its thousands apart: ``12,345``."""
    return f"{number:,}"


def counted(number: int, noun: str, language: str, case: str = NOMINATIVE) -> str:
    """A number with its noun in the form the number asks for.

    Parameters
    ----------
    number : int
        Not negative.
    noun : str
        A key of ``nouns`` in the wording.
    language : {"ar", "en"}
    case : {"nominative", "genitive"}
        Changes the Arabic dual and the words for nothing.

    Raises
    ------
    ValueError
        If the number is negative.
    """
    if number < 0:
        raise ValueError(f"number is {number}; a count is 0 or more.")
    forms = wording(language).table(f"nouns.{noun}")
    plural = Locale(language).plural_form(number)
    form = forms.get(f"{plural}_{case}", forms.get(plural, forms["other"]))
    return form.format(n=whole(number))


def signed(value: float | None) -> str:
    """A tone or difference with sign and two decimals, kept left to right; a dash for none."""
    if value is None or math.isnan(value):
        return numbers.DASH
    return isolated(numbers.signed(value))


def listed(items: Sequence[str], language: str) -> str:
    """Items as a list in words: ``a, b and c``; ``أ وب وج``."""
    return _joined(items, language, "and")


def either(items: Sequence[str], language: str) -> str:
    """Items of which one is enough: ``a, b or c``; ``أ، ب أو ج``."""
    return _joined(items, language, "or")


def _joined(items: Sequence[str], language: str, last: str) -> str:
    words = wording(language)
    if len(items) < 2:
        return "".join(items)
    head = words("grammar.comma").join(items[:-1])
    return words(f"grammar.{last}", head=head, tail=items[-1])

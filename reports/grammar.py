"""Numbers, dates and counted nouns as each language writes them.

Arabic counts by the rules of CLDR's plural categories (one, two, few 3-10, many 11-99, other): مقال واحد، مقالان،
3 مقالات، 11 مقالاً، 100 مقال. Digits are Western in both languages, as in most Arab newsrooms' data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, TypeGuard

from babel import Locale

from reports.wording import ISOLATE, POP, wording

MINUS: Final = "\u2212"
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


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal, none from 10 points on: ``3.4%``, ``34%``; ``—`` for none.

    What is not quite nothing or everything is not rounded to it: ``<0.1%``, ``99.8%``.
    """
    if not _is_number(share):
        return "—"
    return isolated("<0.1%") if 0 < share < 0.0005 else f"{_points(share)}%"


def points(difference: float) -> str:
    """A difference of shares in percentage points, without its sign."""
    return _points(abs(difference))


def signed(value: float | None) -> str:
    """A tone or difference with sign and two decimals, kept left to right: ``−0.31``, ``+0.10``, ``0.00``."""
    if not _is_number(value):
        return "—"
    rounded = round(value, 2)
    sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
    return isolated(f"{sign}{abs(rounded):.2f}")


def day(value: date, language: str) -> str:
    """A date in full: ``12 May 2024``, ``12 أيار/مايو 2024``."""
    return f"{value.day} {month_name(value.month, language)} {value.year}"


def month(value: date, language: str) -> str:
    """A month in full: ``May 2024``, ``أيار/مايو 2024``."""
    return f"{month_name(value.month, language)} {value.year}"


def month_name(number: int, language: str) -> str:
    """The name of a month; in Arabic the Levantine and the Gulf and Egyptian one, as the United Nations write it."""
    return wording(language).items("months")[number - 1]


def period(start: date, end: date, language: str) -> str:
    """A stretch of time named by what it is: a day, a month, a year, or its two ends."""
    after = end + timedelta(days=1)
    if start == end:
        return day(start, language)
    if start.day == 1 and after.day == 1:
        if (start.year, start.month) == (end.year, end.month):
            return month(start, language)
        if start.month == 1 and (after.year, after.month) == (start.year + 1, 1):
            return str(start.year)
        if after.year > start.year + 1 and start.month == after.month == 1:
            return between(str(start.year), str(end.year), language)
        return between(month(start, language), month(end, language), language)
    return between(day(start, language), day(end, language), language)


def between(low: str, high: str, language: str) -> str:
    """The words for a range: ``2% to 7%``, ``من 2% إلى 7%``."""
    return wording(language)("grammar.range", low=low, high=high)


def listed(items: Sequence[str], language: str) -> str:
    """Items as a list in words: ``a, b and c``; ``أ وب وج``."""
    words = wording(language)
    if len(items) < 2:
        return "".join(items)
    head = words("grammar.comma").join(items[:-1])
    return words("grammar.and", head=head, tail=items[-1])


def _points(share: float) -> str:
    value = round(100 * share, 1)
    rounded = value in (0, 100) or 10 <= value < 99.5
    return f"{value:.0f}" if rounded else f"{value:.1f}"


def _is_number(value: float | None) -> TypeGuard[float]:
    return value is not None and not math.isnan(value)

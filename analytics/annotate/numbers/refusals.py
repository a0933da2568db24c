"""Numbers that are no figures: dates, times, ages, names of units and laws, codes, list items, scores."""

from __future__ import annotations

import re
from typing import Final

from analytics.annotate.numbers.amounts import Amount
from analytics.annotate.numbers.lexicon import Lexicon
from analytics.annotate.numbers.line import Line

_FIRST_YEAR: Final = 1800
_LAST_YEAR: Final = 2100
_GLUED_DATE: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:19|20)\d\d")
_CLOCK: Final = re.compile(r"\d{3,6}")
_CODES: Final = frozenset("/:\\@_+*=^°²")
_MONEY: Final = frozenset("$€£%٪")
_CLITICS: Final = frozenset(("و", "ب", "ل", "ف", "ك", "وب", "ول", "ال"))


def is_figure(line: Line, lexicon: Lexicon, amount: Amount, *, is_named: bool) -> bool:
    """Whether an amount may be a figure, by the words and marks around it.

    ``is_named`` says that a known kind of thing stands right behind it: "2014 فتاة" is a number, "2014" a year.
    """
    if amount.value < 0 or amount.dual:
        return amount.value >= 0 and not amount.is_definite
    if amount.is_digits and _is_code(line, amount):
        return False
    if _is_time(line, lexicon, amount, is_named=is_named):
        return False
    before, following = line.word(amount.first - 1), line.word(amount.last + 1)
    if before in lexicon.refused["ordinals"]:
        return False
    if not is_named and (before in lexicon.refused["before"] or _bare(before) in lexicon.refused["before"]):
        return False
    if not is_named and following in lexicon.refused["unless_named"]:
        return False
    return following not in lexicon.refused["after"]


def _is_code(line: Line, amount: Amount) -> bool:
    """Whether letters or marks stick to the digits: F-16, 24/7, 10:30, 12-year-old, the 3. of a list."""
    first, last = amount.first, amount.last
    before, following = line.word(first - 1), line.word(last + 1)
    if line.glued(first):
        if before in _CODES or (before[-1:].isalpha() and before not in _CLITICS):
            return True
        if before in "-'." and line.glued(first - 1) and line.word(first - 2)[-1:].isalnum():
            return True
    if line.glued(last + 1):
        if following in _CODES or (following[0].isalpha() and following[0] < "\u0600"):
            return following not in ("km", "kms", "mn")
        if following in "-'" and line.glued(last + 2):
            return True
    is_item = first == 0 or line.word(first - 1) == "\n"
    return is_item and last == first and following in (".", ")", "-") and line.glued(last + 1)


def _is_time(line: Line, lexicon: Lexicon, amount: Amount, *, is_named: bool) -> bool:
    refused = lexicon.refused
    first, last = amount.first, amount.last
    following = line.word(last + 1)
    if following in refused["time"] or following in refused["months"] or _bare(following) in refused["time"]:
        return True
    if line.word(last + 2) in refused["time"] and following not in lexicon.stops:
        return not is_named
    if following in ("من", "of") and any(line.word(last + 2) in refused[k] for k in ("months", "month_nouns", "time")):
        return True
    if "القعده" in line.words[last + 2 : last + 4] or "الحجه" in line.words[last + 2 : last + 4]:
        return True
    before = line.word(first - 2 if line.word(first - 1) == "." and first > 1 else first - 1)
    if amount.is_digits and _is_in_date(line, lexicon, amount):
        return True
    if before in refused["months"] and amount.is_digits and amount.value <= _LAST_YEAR:
        return not is_named or amount.value <= 31 or _is_year(line, amount)
    if _is_year(line, amount) and (before in refused["years_after"] or _bare(before) in refused["years_after"]):
        return True
    return not is_named and _is_year(line, amount)


def _is_in_date(line: Line, lexicon: Lexicon, amount: Amount) -> bool:
    """Whether the digits go on a date that lost its marks: "Nov 7 2016", "Oct 262016", "Jun 3 2016 102138"."""
    digits = line.words[amount.first]
    at = amount.first - 1
    while at >= amount.first - 2 and line.words[at].isdecimal() and at > 0:
        at -= 1
    if line.word(at) not in lexicon.refused["months"]:
        return False
    n_before = amount.first - 1 - at
    if n_before == 0:
        return bool(_GLUED_DATE.fullmatch(digits))
    return _is_year(line, amount) if n_before == 1 else bool(_CLOCK.fullmatch(digits))


def _is_year(line: Line, amount: Amount) -> bool:
    if not (amount.is_digits and line.words[amount.first].isdecimal() and amount.first == amount.last):
        return amount.high is not None and amount.is_digits and _FIRST_YEAR <= amount.value <= _LAST_YEAR
    return _FIRST_YEAR <= amount.value <= _LAST_YEAR


def _bare(word: str) -> str:
    """An Arabic word without و, ف, ب, ل, ك before it."""
    return word[1:] if word[:1] in "وفبلك" and len(word) > 3 else word

"""Where in a sentence an agency is credited: datelines, brackets, lines of its own, "With inputs from X"."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase

DASHES: Final = frozenset(("-", "--", "---", "–", "—"))
JOINERS: Final = frozenset(("/", ",", "،", "؛", ";", "and", "with", "و", "مع", "&", "+", "|", "-", "–"))
"""Marks and words between two agencies of one credit."""
_DATELINE: Final = 14  # tokens from the beginning of a sentence within which its dateline ends
_CITY: Final = 3  # words of a city in a dateline: "RAS AL-AIN, SANA -"
_SOURCE_LINE: Final = 6  # words of a name after "Source:"
_CONTRIBUTED: Final = 6  # tokens between an agency and "contributed": "AFP correspondents in Erbil contributed"
_SOURCE: Final = frozenset(("source", "sources", "المصدر", "مصدر", "المصادر"))
_LEADS: Final = (
    ("with", "inputs", "from"),
    ("with", "input", "from"),
    ("with", "reporting", "by"),
    ("with", "additional", "reporting", "by"),
    ("additional", "reporting", "by"),
    ("with",),
    ("مع",),
    ("نقلا", "عن"),
)


def is_credit(p: Passage, first: int, last: int, time: Collection[str]) -> bool:
    """Whether agencies at ``first`` to ``last``, exclusive, are credited rather than spoken of."""
    before, after = p.text(first - 1), p.text(last)
    if before == "(" and after == ")":
        dashed = p.text(last + 1) in DASHES or p.text(last + 1) == ":"
        return _ends(p, last) or (last <= _DATELINE and (dashed or _dateline_city(p)))
    if before in DASHES and _ends(p, last):
        return True
    if (first == 0 and after in DASHES) or _after_city(p, first, last) or _led(p, first, last):
        return True
    if p.sentence.number > 0 and _ends(p, last) and not any(token.word for token in p.tokens[:first]):
        return True
    if "contributed" in [p.text(k) for k in range(last, last + _CONTRIBUTED)]:
        return True
    dated = after in time and p.text(last + 1)[:1].isdigit()
    return dated and p.whole[p.tokens[first].start : p.tokens[last - 1].end].isupper()


def source_line(p: Passage) -> Phrase | None:
    """The words after "Source:" or "المصدر:", where nothing but a name stands there."""
    at = 1 if p.text(0) == "(" else 0
    if p.sentence.number == 0 or p.text(at) not in _SOURCE or p.text(at + 1) != ":":
        return None
    end = next((k for k in range(at + 2, len(p)) if p.text(k) == ")" or p.is_stop(k)), len(p))
    return Phrase(at + 2, end) if 0 < end - at - 2 <= _SOURCE_LINE else None


def _ends(p: Passage, at: int) -> bool:
    """Whether no word follows."""
    return not any(token.word for token in p.tokens[at:])


def _dateline_city(p: Passage) -> bool:
    """Whether the sentence begins with a city in capitals, as an English dateline does."""
    printed = p.whole[p.tokens[0].start : p.tokens[0].end]
    return len(printed) > 3 and printed.isupper()


def _after_city(p: Passage, first: int, last: int) -> bool:
    """Whether a dateline begins the sentence: "دمشق - سانا:", "DAMASCUS, SANA –"."""
    words = [token for token in p.tokens[: first - 1] if token.word]
    if not 0 < len(words) <= _CITY or len(words) != first - 1:
        return False
    if p.text(first - 1) in DASHES:
        return p.text(last) == ":" or p.text(last) in DASHES
    printed = p.whole[words[0].start : words[-1].end]
    city = printed.isupper() or not printed.isascii()
    return p.is_comma(first - 1) and p.text(last) in DASHES and city


def _led(p: Passage, first: int, last: int) -> bool:
    """Whether a credit line leads to the agencies: "With inputs from Reuters", "(With AFP and Reuters)"."""
    for lead in _LEADS:
        start = first - len(lead)
        if start < 0 or tuple(p.text(k) for k in range(start, first)) != lead:
            continue
        bracketed = p.text(start - 1) == "(" and p.text(last) == ")"
        return bracketed or (start == 0 and _ends(p, last))
    return False

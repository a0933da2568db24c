"""How a number is qualified: about, more than, at least, up to, a range."""

from __future__ import annotations

from typing import Final

from analytics.annotate.numbers.amounts import Amount
from analytics.annotate.numbers.lexicon import Lexicon
from analytics.annotate.numbers.line import Line

_DASHES: Final = frozenset("-~")
_TO: Final = frozenset(("to", "الي", "او", "or"))
_BETWEEN: Final = frozenset(("between", "بين", "مابين"))
_FROM: Final = frozenset(("from", "من"))
_SHARES: Final = frozenset(("of", "of the", "of its", "of their", "out of", "out of the", "من", "من اصل", "من بين"))
"""Between a part and its whole: "300 of the 500 fighters"."""
_CHANGES: Final = frozenset(
    "rose risen rise rises rising fell fallen fall falls falling dropped drop drops increased increase increases "
    "decreased climbed jumped grew grown shrank declined decline went soared surged revised raised lowered reduced cut "
    "ارتفع ارتفعت ارتفاع يرتفع تراجع تراجعت انخفض انخفضت انخفاض زاد زادت ازداد ازدادت زياده قفز قفزت هبط هبطت تقلص "
    "تقلصت خفض رفع ليرتفع لترتفع".split()
)
_CHANGED: Final = 6
"""Tokens before "from" in which a verb of change stands: "the death toll in the town rose from"."""
_ARTICLES: Final = frozenset(("a", "an", "the", "ال", "ب", "ل", "ك", "$", "€", "£", '"', "us"))
"""What may stand between a qualifier and its number."""


def joined_ranges(line: Line, amounts: list[Amount]) -> list[Amount]:
    """The amounts with the two ends of each range made one; a score or a pair out of order loses its value."""
    out: list[Amount] = []
    for amount in amounts:
        low = out[-1] if out else None
        if low is None or amount.dual or low.dual or low.high is not None:
            out.append(amount)
            continue
        link = line.words[low.last + 1 : amount.first]
        if _is_change(line, low, link):
            out[-1] = amount  # "rose from 10 to 15": what is reported is the 15
            continue
        if _is_share(low, amount, link):
            low.last = amount.last
            if link == ["in"]:
                low.value = -1  # "one in 10" is a ratio
            continue
        if not _is_range(line, low, link):
            out.append(amount)
        elif low.value * _shared_scale(low, amount) < amount.value and low.value >= 0:
            low.value *= _shared_scale(low, amount)
            low.high, low.last = amount.value, amount.last
        else:
            keeps = not link or link[0] in _TO
            low.value = low.value if keeps else -1
            amount.value = amount.value if keeps else -1
            out.append(amount)
    return out


def _is_change(line: Line, low: Amount, link: list[str]) -> bool:
    if len(link) != 1 or link[0] not in _TO or line.word(low.first - 1) not in _FROM:
        return False
    return not _CHANGES.isdisjoint(line.words[max(0, low.first - 1 - _CHANGED) : low.first - 1])


def _is_share(part: Amount, whole: Amount, link: list[str]) -> bool:
    if not 0 < part.value < whole.value or part.is_vague or not whole.is_digits:
        return False
    return " ".join(link) in _SHARES or (link == ["in"] and part.value == 1)


def _is_range(line: Line, low: Amount, link: list[str]) -> bool:
    if len(link) == 1 and link[0] in _DASHES:
        return low.is_digits and (line.glued(low.last + 1) == line.glued(low.last + 2))
    opener = line.word(low.first - 1)
    if opener in _BETWEEN or opener.endswith("بين"):
        return link in (["and"], ["و"], []) or (len(link) == 1 and link[0] in _TO)
    return len(link) == 1 and link[0] in _TO


def _shared_scale(low: Amount, high: Amount) -> float:
    """10 to 15 thousand: the scale of the second number is that of both, where only it has one."""
    if low.is_scaled or not high.is_scaled:
        return 1.0
    scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if high.value >= s), 1.0)
    return scale if low.value < high.value / scale else 1.0


def bound_of(line: Line, lexicon: Lexicon, amount: Amount, end: int) -> tuple[str, int, int]:
    """The bound of an amount, and the first and last token with its qualifier.

    ``end`` is the last token of what is counted: a qualifier may stand behind the number or behind that. A number that
    names its unit alone, hundreds or عشرات, says no more than that there are at least as many.
    """
    start = amount.first
    while line.word(start - 1) in _ARTICLES and start > amount.first - 2:
        start -= 1
    first, last = amount.first, end
    bound = ""
    for at in dict.fromkeys((amount.first, start)):
        found = lexicon.before.ending(line.words, at - 1) if at else None
        if found is not None:
            first, bound = at - found[0], found[1]
            break
    for at in dict.fromkeys((amount.last, end)):
        found = lexicon.after.starting(line.words, at + 1) if at + 1 < len(line.words) else None
        if found is not None:
            last, bound = max(last, at + found[0]), bound or found[1]
            break
    if amount.high is not None:
        between = line.word(amount.first - 1)
        if between in _BETWEEN:
            first = min(first, amount.first - (2 if line.word(amount.first - 2) == "ما" else 1))
        return "range", first, last
    if amount.is_vague:
        bound = bound if bound == "more_than" else "at_least"
    return bound or "exact", first, last

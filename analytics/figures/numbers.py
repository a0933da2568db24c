"""Numbers in words of the page and of the printed report: one rule for both, so that they cannot differ."""

from __future__ import annotations

import math
from typing import Final

from analytics.figures.theme import isolate

DASH: Final = "\u2014"
"""What stands where a number is not known."""
MINUS: Final = "\u2212"


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal, none from 10 points on: ``3.4%``, ``34%``; a dash for none.

    What is not quite nothing or everything is not rounded to it: ``<0.1%``, ``99.8%``, ``>99.9%``.
    """
    if share is None or math.isnan(share):
        return DASH
    if 0 < share < 0.0005:
        return isolate("<0.1%")
    if 0.9995 <= share < 1:
        return isolate(">99.9%")
    return f"{points(share)}%"


def points(difference: float) -> str:
    """A difference of shares in percentage points, without its sign: ``5.1``, ``34``."""
    value = round(100 * abs(difference), 1)
    is_rounded = value in (0, 100) or 10 <= value < 99.5
    return f"{value:.0f}" if is_rounded else f"{value:.1f}"


def signed(value: float) -> str:
    """A tone or a difference with its sign and two decimals: ``−0.31``, ``+0.10``; no sign before ``0.00``."""
    rounded = round(value, 2)
    sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{abs(rounded):.2f}"


def amount(value: float) -> str:
    """A number of things with thousands apart, and with the decimals it has, two at most: ``1,200``, ``2.5``."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def q_text(q: float) -> str:
    """A q value with as many digits as tell something: ``<0.0001``, ``0.0042``, ``0.03``."""
    return isolate("<0.0001" if q < 0.0001 else f"{q:.4f}" if q < 0.01 else f"{q:.2f}")

"""Reported numbers: how many, of what, and who says so."""

from analytics.annotate.numbers.finder import NumberFinder

__all__ = ["NumberFinder"]

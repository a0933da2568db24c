"""Cited sources: who says what, in Arabic and English news."""

from analytics.annotate.citations.finder import find_citations

__all__ = ["find_citations"]

"""Cited sources: who says what, in Arabic and English news."""

from analytics.annotate.citations.credits import agency_credits
from analytics.annotate.citations.finder import find_citations
from analytics.annotate.citations.sources import actor_source

__all__ = ["actor_source", "agency_credits", "find_citations"]

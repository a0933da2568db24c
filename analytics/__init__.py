"""What the corpus says: topics, tone, actors, citations, places, and every number (Study)."""

from analytics import figures
from analytics.study import EVERYTHING, Filters, Study

__all__ = ["EVERYTHING", "Filters", "Study", "figures"]

"""Tone of a text and towards a target."""

from analytics.annotate.tone.document import score_document
from analytics.annotate.tone.engine import ToneScores
from analytics.annotate.tone.records import tone_records

__all__ = ["ToneScores", "score_document", "tone_records"]

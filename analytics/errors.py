"""Errors of the analytics package.

AnalyticsError         anything a user can act on; the command line prints it as one line and exits 1
├── RunError           a run is missing, damaged or cannot be made
├── ModelError         a model's own files are missing or damaged
├── TopicError         a topic setting or an edit of a topic cannot be carried out
├── EvaluationError    labelled data or an accuracy card is missing, damaged or of another format
├── RegistryError      a registry or gazetteer file is missing or not well formed
└── RecordError        a line of input is not what a stateless command reads
"""

from __future__ import annotations


class AnalyticsError(Exception):
    """Anything in the analytics package that a user can act on."""


class RunError(AnalyticsError):
    """A run is missing, damaged or cannot be made."""


class ModelError(AnalyticsError):
    """A model's own files are missing or damaged."""


class TopicError(AnalyticsError):
    """A topic setting or an edit of a topic cannot be carried out."""


class EvaluationError(AnalyticsError):
    """Labelled data or an accuracy card is missing, damaged or of another format."""


class RegistryError(AnalyticsError):
    """A registry or gazetteer file is missing or not well formed."""


class RecordError(AnalyticsError):
    """A line of input is not what a stateless command reads."""

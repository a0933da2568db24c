"""Topics shared by both languages."""

from analytics.topics.model import TopicResult, fit_topics
from analytics.topics.vocabulary import TopicDocument

__all__ = ["TopicDocument", "TopicResult", "fit_topics"]

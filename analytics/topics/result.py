"""What fitting topics gives: rows of the run's tables, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.topics.assigning import TopicModel
from analytics.topics.vocabulary import Vocabulary

MIN_ARTICLES: Final = 30  # fewer articles make clusters of three or four, which the next article would overturn
TOO_FEW: Final = "too-few-articles"
NO_WORDS: Final = "no-words"

Rows = list[dict[str, Any]]
Progress = Callable[[str, int, int], None]
"""Called with the name of a part, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class TopicResult:
    """Topics and assignments as rows of the run's tables, or the reason why there are none.

    Attributes
    ----------
    topics, themes, assignments : list of dict
        Rows of ``analytics.schema.TOPICS``, ``THEMES`` and ``ASSIGNMENTS``.
    article_ids : tuple of str
        The articles that have words and a vector, in canonical order: the rows of ``vocabulary`` and ``vectors``.
    vocabulary : Vocabulary or None
        Their terms.
    vectors : ndarray of float32, shape (n_articles, dimension), or None
        Their vectors in the space the topics were found in; None if there are no topics.
    model : TopicModel or None
        What further articles are assigned by; None if there are no topics.
    reason : str or None
        ``"too-few-articles"`` or ``"no-words"`` if no topics were made.
    key_terms : mapping of str to list of str
        The corpus's most widespread terms in each language.
    beyond : tuple of str
        Articles assigned to the topics that are not among those they were fitted on.
    unassigned : tuple of str
        Articles without a word or a vector, which belong to no topic.
    criterion : mapping
        How the number of topics was chosen, for the manifest.
    """

    topics: Rows = field(default_factory=list)
    themes: Rows = field(default_factory=list)
    assignments: Rows = field(default_factory=list)
    article_ids: tuple[str, ...] = ()
    vocabulary: Vocabulary | None = None
    vectors: NDArray[np.float32] | None = None
    model: TopicModel | None = None
    reason: str | None = None
    key_terms: Mapping[str, list[str]] = field(default_factory=dict)
    beyond: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()
    criterion: Mapping[str, Any] = field(default_factory=dict)


def silent(step: str, done: int, total: int) -> None:
    """Say nothing."""

"""What each topic is called and which words set it apart, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.glossary import glossary, translations
from analytics.topics.labels import RankedTerm, borrowed_label, distinct_terms, label
from analytics.topics.quality import npmi_coherence
from analytics.topics.vocabulary import Vocabulary
from analytics.topics.words import LANGUAGES

TERMS: Final = 10
_CANDIDATES: Final = 60  # heaviest terms among which the distinct ones are looked for
_FEWEST: Final = 3  # articles of a language a topic needs for terms of its own in it
_LEAST_SHARE: Final = 0.05  # and the share of its articles: six English reports do not speak for 300 Arabic ones
_DECIMALS: Final = 9  # weights are rounded before they are ranked, so that no machine's last bit decides


# A single English word in -ed says what was done, not what the topic is; these name people.
_PAST_VERB: Final = re.compile(r"(?!(?:displaced|wounded|injured)$)[a-z]{3,}ed$")


@dataclass(slots=True)
class Description:
    """A topic's labels, its terms by descending weight, and the coherence of the terms."""

    label_ar: str = ""
    label_en: str = ""
    terms_ar: list[str] = field(default_factory=list)
    terms_en: list[str] = field(default_factory=list)
    coherence: float | None = None


def describe(
    vocabulary: Vocabulary,
    languages: Sequence[str],
    labels: NDArray[np.int64],
    weights: sp.csr_matrix,
    names: Iterable[tuple[str, str]] = (),
) -> list[Description]:
    """A description of each topic, in the order of the topics.

    A topic with few articles in a language (fewer than three, or than 5%) has no terms in it, unless it has most of its
    articles in that language. Its label is then made
    of those of its terms in the other language whose translation is known (names of actors and places, and the
    glossary) and, if there are none, is the other language's label as it stands.

    Parameters
    ----------
    vocabulary : Vocabulary
        The terms of the articles.
    languages : sequence of str
        Language of each article.
    labels : ndarray of int, shape (n_articles,)
        Topic of each article.
    weights : sparse matrix, shape (n_topics, n_terms)
        Weight of each term in each topic.
    names : iterable of (str, str)
        Arabic and English names that translate each other.
    """
    terms = {
        language: [
            _terms(vocabulary, language, weights[topic]) if speaks else []
            for topic, speaks in enumerate(_speaks(labels, languages, language))
        ]
        for language in LANGUAGES
    }
    own = {language: _labels(terms[language]) for language in LANGUAGES}
    to_english, to_arabic = translations([*names, *glossary()])
    coherence = _coherence(vocabulary, languages, labels, terms)
    return [
        Description(
            label_ar=own["ar"][topic] or borrowed_label(terms["en"][topic], to_arabic) or own["en"][topic],
            label_en=own["en"][topic] or borrowed_label(terms["ar"][topic], to_english) or own["ar"][topic],
            terms_ar=[term.shown for term in terms["ar"][topic]],
            terms_en=[term.shown for term in terms["en"][topic]],
            coherence=coherence[topic],
        )
        for topic in range(weights.shape[0])
    ]


def _sizes(labels: NDArray[np.int64], languages: Sequence[str], language: str) -> NDArray[np.int64]:
    return np.bincount(labels[np.asarray(languages) == language], minlength=int(labels.max()) + 1)


def _speaks(labels: NDArray[np.int64], languages: Sequence[str], language: str) -> NDArray[np.bool_]:
    """Whether each topic has articles enough in a language for terms of its own; in its main language it always has."""
    sizes = {one: _sizes(labels, languages, one) for one in LANGUAGES}
    most = np.max(list(sizes.values()), axis=0)
    enough = sizes[language] >= np.maximum(_FEWEST, _LEAST_SHARE * np.bincount(labels))
    return np.asarray(enough | ((sizes[language] == most) & (most > 0)))


def _terms(vocabulary: Vocabulary, language: str, row: sp.csr_matrix) -> list[RankedTerm]:
    """The topic's heaviest distinct terms in a language."""
    columns = vocabulary.columns
    own = set(vocabulary.terms[language])
    weighed = [
        RankedTerm(columns[column], vocabulary.shown[columns[column]], round(float(weight), _DECIMALS))
        for column, weight in zip(row.indices, row.data, strict=True)
        if columns[column] in own and weight > 0 and not _PAST_VERB.match(vocabulary.shown[columns[column]])
    ]
    ranked = sorted(weighed, key=lambda term: (-term.weight, term.key))[:_CANDIDATES]
    return distinct_terms(ranked, TERMS)


def _labels(terms: Sequence[Sequence[RankedTerm]]) -> list[str]:
    """A label of each topic, no two alike where the terms allow it."""
    made: list[str] = []
    for topic in terms:
        made.append(label(topic, made))
    return made


def _coherence(
    vocabulary: Vocabulary,
    languages: Sequence[str],
    labels: NDArray[np.int64],
    terms: dict[str, list[list[RankedTerm]]],
) -> list[float | None]:
    """Coherence of each topic's terms: that of each language, weighted by the topic's articles in it."""
    presence = vocabulary.presence()
    number = {term: column for column, term in enumerate(vocabulary.columns)}
    values = np.zeros(int(labels.max()) + 1)
    articles = np.zeros(len(values))
    for language in LANGUAGES:
        rows = presence[np.flatnonzero(np.asarray(languages) == language)]
        for topic, size in enumerate(_sizes(labels, languages, language)):
            found = npmi_coherence(rows, [number[term.key] for term in terms[language][topic]])
            if found is not None:
                values[topic] += found * size
                articles[topic] += size
    return [float(value / size) if size else None for value, size in zip(values, articles, strict=True)]

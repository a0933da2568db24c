"""What each group of articles is called and which words set it apart, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.glossary import glossary, translations
from analytics.topics.known_names import is_pair
from analytics.topics.labels import RankedTerm, borrowed_label, distinct_terms, label
from analytics.topics.quality import npmi_coherence
from analytics.topics.words import LANGUAGES

if TYPE_CHECKING:
    from analytics.topics.term_counts import TermCounts

TERMS: Final = 10
# Terms of greatest c-TF-IDF that are ranked by how much they tell. Coherence (NPMI) and diversity of the top tens on
# war articles in Arabic, Arabic news of 6 sections and English news of 4: c-TF-IDF alone .298 .816, .316 .891,
# .026 .908; 30 candidates .350 .880, .392 .930, .148 .942; 60: .368 .928, .387 .948, .111 .946; 100: .375 .940,
# .384 .948, .096 .950. Fewer read better in short articles, more in long ones.
_CANDIDATES: Final = 60
_FEWEST: Final = 3  # articles of a language a topic needs for terms of its own in it
_LEAST_SHARE: Final = 0.05  # and the share of its articles: six English reports do not speak for 300 Arabic ones
_DECIMALS: Final = 9  # weights are rounded before they are ranked, so that no machine's last bit decides
# A single English word in -ed says what was done, not what the topic is; these name people.
_PAST_VERB: Final = re.compile(r"(?!(?:displaced|wounded|injured)$)[a-z]{3,}ed$")


@dataclass(slots=True)
class Description:
    """A group's labels, its terms by descending weight, and the coherence of the terms."""

    label_ar: str = ""
    label_en: str = ""
    terms_ar: list[str] = field(default_factory=list)
    terms_en: list[str] = field(default_factory=list)
    coherence: float | None = None


def describe_groups(
    counts: TermCounts,
    labels: NDArray[np.int64],
    names: Iterable[tuple[str, ...]],
    weights: sp.csr_matrix,
    telling: sp.csr_matrix,
) -> list[Description]:
    """A description of each group of articles, in the order of the groups; an empty one for a group without articles.

    A group with few articles in a language (fewer than three, or than 5%) has no terms in it, unless it has most of its
    articles in that language. Its label is then made of those of its terms in the other language whose translation is
    known (names of actors and places, and the glossary) and, if there are none, is the other language's label as it
    stands.

    Parameters
    ----------
    counts : TermCounts
        The terms of the articles.
    labels : ndarray of int, shape (n_articles,)
        Group of each article; -1 for an article of none.
    names : iterable of tuple of str
        Arabic and English names that translate each other, first and second in each.
    weights : sparse matrix, shape (n_groups, n_terms)
        Weight of each term in each group: the heaviest are its candidates.
    telling : sparse matrix, shape (n_groups, n_terms)
        By which the candidates are ranked.
    """
    sizes = {language: _sizes(counts, labels, language) for language in LANGUAGES}
    terms = {
        language: [
            _terms(counts, language, weights[group], telling[group]) if speaks else []
            for group, speaks in enumerate(_speaks(sizes, labels, language))
        ]
        for language in LANGUAGES
    }
    own = {language: _labels(terms[language]) for language in LANGUAGES}
    to_english, to_arabic = _dictionaries(names)
    coherence = _coherence(counts, sizes, terms)
    return [
        Description(
            label_ar=own["ar"][group] or borrowed_label(terms["en"][group], to_arabic) or own["en"][group],
            label_en=own["en"][group] or borrowed_label(terms["ar"][group], to_english) or own["ar"][group],
            terms_ar=[term.shown for term in terms["ar"][group]],
            terms_en=[term.shown for term in terms["en"][group]],
            coherence=coherence[group],
        )
        for group in range(weights.shape[0])
    ]


def _dictionaries(names: Iterable[tuple[str, ...]]) -> tuple[dict[str, str], dict[str, str]]:
    """Translations of terms, by key: first by names that are sure, then by the glossary, then by single words."""
    known = list(names)
    sure = [(name[0], name[1]) for name in known if not is_pair(name)]
    return translations([*sure, *glossary(), *((name[0], name[1]) for name in known if is_pair(name))])


def _sizes(counts: TermCounts, labels: NDArray[np.int64], language: str) -> NDArray[np.int64]:
    """Articles of each group in a language."""
    own = labels[np.asarray(counts.languages) == language]
    return np.bincount(own[own >= 0], minlength=int(labels.max(initial=-1)) + 1)


def _speaks(sizes: Mapping[str, NDArray[np.int64]], labels: NDArray[np.int64], language: str) -> NDArray[np.bool_]:
    """Whether each group has articles enough in a language for terms of its own; in its main language it always has."""
    most = np.max(list(sizes.values()), axis=0)
    enough = sizes[language] >= np.maximum(
        _FEWEST, _LEAST_SHARE * np.bincount(labels[labels >= 0], minlength=len(most))
    )
    return np.asarray(enough | ((sizes[language] == most) & (most > 0)))


def _terms(counts: TermCounts, language: str, weights: sp.csr_matrix, telling: sp.csr_matrix) -> list[RankedTerm]:
    """The group's distinct terms in a language: of the heaviest those that tell most; of equals the first by key."""
    own = np.asarray(counts.term_languages)[weights.indices] == language
    columns, values = weights.indices[own], np.round(weights.data[own], _DECIMALS)
    heaviest = columns[np.lexsort((columns, -values))][:_CANDIDATES]
    found = np.round(np.asarray(telling[:, heaviest].todense()).ravel(), _DECIMALS)
    if not found.any():
        found = -np.arange(len(heaviest)) + float(len(heaviest))  # a single group: nothing tells it from others
    ranked = [
        RankedTerm(counts.keys[column], counts.shown[column], value, column)
        for column, value in sorted(
            zip(heaviest.tolist(), found.tolist(), strict=True), key=lambda one: (-one[1], one[0])
        )
        if value > 0 and not _PAST_VERB.match(counts.shown[column])
    ]
    return distinct_terms(ranked, TERMS)


def _labels(terms: Sequence[Sequence[RankedTerm]]) -> list[str]:
    """A label of each group, no two alike where the terms allow it."""
    made: list[str] = []
    for group in terms:
        made.append(label(group, made))
    return made


def _coherence(
    counts: TermCounts, sizes: Mapping[str, NDArray[np.int64]], terms: Mapping[str, Sequence[Sequence[RankedTerm]]]
) -> list[float | None]:
    """Coherence of each group's terms over all articles: that of each language, weighted by the group's articles."""
    spoken = np.asarray(counts.languages)
    values, articles = np.zeros(len(terms["ar"])), np.zeros(len(terms["ar"]))
    for language in LANGUAGES:
        used = sorted({term.column for group in terms[language] for term in group})
        place = {column: at for at, column in enumerate(used)}
        rows = np.flatnonzero(spoken == language)
        presence = sp.csr_matrix(counts.matrix[rows][:, used] > 0, dtype=np.float64)
        for group, chosen in enumerate(terms[language]):
            found = npmi_coherence(presence, [place[term.column] for term in chosen])
            if found is not None:
                values[group] += found * sizes[language][group]
                articles[group] += sizes[language][group]
    return [float(value / size) if size else None for value, size in zip(values, articles, strict=True)]

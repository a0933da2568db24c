"""Measures of ``benchmarks/topics.py``: pure functions of labels, terms and texts, the same for every method."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import scipy.sparse as sp
import stopwordsiso
from numpy.typing import NDArray
from sklearn.metrics import normalized_mutual_info_score

from analytics.evaluation.partitions import (
    OUTSIDE,
    Interval,
    nmi,
    pairwise_ari,
    shared_ari,
)
from corpus.text.normalise import fold

__all__ = [
    "NEWSROOMS", "OUTSIDE", "SUBJECTS", "Interval", "basic_bootstrap", "coherence", "diversity", "nmi", "nmi_interval",
    "npmi", "pairwise_ari", "plain_faults", "presence", "shared_ari", "tokens",
]  # fmt: skip
"""Those of partitions are the accuracy card's own."""

SUBJECTS: Final = frozenset({"state", "states", "fire", "us", "un", "قوه", "زياره", "لقاء"})
"""On stopwordsiso's lists, but subjects of war news: Islamic State, ceasefire, US, UN, armed force, visit, meeting."""

NEWSROOMS: Final = (
    *(
        "aawsat",
        "Asharq Al-Awsat",
        "alriyadh",
        "aljazirah",
        "alwatan",
        "alyaum",
        "aleqtisadiya",
        "okaz",
        "عكاظ",
        "sabq",
    ),
    *(
        "alweeam",
        "3alyoum",
        "almadina",
        "was",
        "SPA",
        "واس",
        "alarabiya",
        "Al Arabiya",
        "العربية نت",
        "BBC",
        "بي بي سي",
    ),
    *("CNN", "سي إن إن", "France 24", "فرانس 24", "Sky News", "skynews", "سكاي نيوز", "Reuters", "رويترز", "AFP", "AP"),
    *("Agence France-Presse", "فرانس برس", "Associated Press", "أسوشيتد برس", "Enab Baladi", "عنب بلدي", "Al-Ahram"),
    *("Al-Manar", "Al-Alam", "alaraby", "Daily Sabah", "SANA", "سانا", "Sputnik", "سبوتنيك", "TRT", "Jordan Times"),
    *("NNA", "TASS", "تاس", "Interfax", "إنترفاكس", "Xinhua", "شينخوا", "Anadolu Agency", "وكالة الأناضول", "Press TV"),
    *("وكالة الأنباء السعودية", "وكالة الأنباء الألمانية", "ARA News", "Syria Direct", "روسيا اليوم", "أ ف ب", "د ب أ"),
)
"""The newsrooms of the war corpora and the agencies they quote, by names that are no ordinary words.

Not among them: الرياض (the city), اليوم (today), الوطن (the homeland), الجزيرة (the island), الشرق الأوسط (a region).
"""

_RESAMPLES: Final = 200
_TOKEN: Final = re.compile(r"\w+")


def nmi_interval(classes: Sequence[str], labels: Sequence[int]) -> Interval:
    """NMI with the categories, between its basic bootstrap limits.

    The basic limits (Davison and Hinkley 1997, section 5.2) take off the upward shift that drawing articles twice gives
    to mutual information; percentiles would keep it.
    """
    one, other = np.asarray(classes), np.asarray(labels)

    def drawn(chosen: NDArray[np.int64]) -> float:
        return float(normalized_mutual_info_score(one[chosen], other[chosen]))

    return basic_bootstrap(drawn, len(other))


def basic_bootstrap(statistic: Callable[[NDArray[np.int64]], float], n: int) -> Interval:
    """The statistic of all ``n`` rows, between twice it less the 97.5% and the 2.5% point of 200 resamples."""
    value = statistic(np.arange(n))
    draw = np.random.default_rng(0)
    found = [statistic(draw.integers(0, n, n)) for _ in range(_RESAMPLES)]
    low, high = np.quantile(found, [0.025, 0.975])
    return Interval(value, float(2 * value - high), float(2 * value - low))


@lru_cache(maxsize=1 << 18)
def tokens(text: str) -> tuple[str, ...]:
    """Folded words and numbers of a text or a term: the one tokenisation in which every method's terms are looked up.

    Folding takes off vowel signs and joins spellings of Arabic letters; particles stay on their words.
    """
    return tuple(_TOKEN.findall(fold(text)))


def presence(texts: Iterable[str], terms: Sequence[str]) -> sp.csr_matrix:
    """Which text has which term as adjacent tokens, shape (n_texts, n_terms), as 0 and 1."""
    wanted: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for column, term in enumerate(terms):
        words = tokens(term)
        if words:
            wanted.setdefault(words[0], []).append((words, column))
    indptr, indices = [0], []
    for text in texts:
        words = tokens.__wrapped__(text)
        found = {
            column
            for at, word in enumerate(words)
            for phrase, column in wanted.get(word, ())
            if words[at : at + len(phrase)] == phrase
        }
        indices += sorted(found)
        indptr.append(len(indices))
    return sp.csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(indptr) - 1, len(terms)))


def npmi(found: sp.csr_matrix, columns: Sequence[int]) -> float:
    """Mean normalised pointwise mutual information of the terms' pairs over texts, -1 to 1.

    Bouma 2009; as topic coherence in Lau, Newman and Baldwin 2014, over whole articles. A pair that is never in one
    text counts -1.
    """
    chosen = found[:, list(columns)]
    together = np.asarray((chosen.T @ chosen).todense()) / found.shape[0]
    alone = np.diag(together)
    one, other = np.triu_indices(len(columns), 1)
    joint, apart = together[one, other], alone[one] * alone[other]
    values = np.full(len(joint), -1.0)
    some = joint > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        values[some] = np.where(joint[some] == 1, 1.0, np.log(joint[some] / apart[some]) / -np.log(joint[some]))
    return float(values.mean())


def coherence(texts: Iterable[str], topics: Sequence[Sequence[str]]) -> list[float]:
    """NPMI of each topic's terms over the texts, in one pass over them.

    Raises
    ------
    ValueError
        If a topic has fewer than two terms.
    """
    short = [list(terms) for terms in topics if len(terms) < 2]
    if short:
        raise ValueError(f"{short[0]!r} are fewer than two terms; coherence compares pairs.")
    terms = sorted({term for topic in topics for term in topic})
    column = {term: at for at, term in enumerate(terms)}
    found = presence(texts, terms)
    return [npmi(found, [column[term] for term in topic]) for topic in topics]


def diversity(topics: Sequence[Sequence[str]]) -> float:
    """The share of different terms among the terms of all topics, 0 to 1; terms are compared folded.

    Dieng, Ruiz and Blei 2020, "Topic modeling in embedding spaces".
    """
    all_terms = [tokens(term) for topic in topics for term in topic]
    return len(set(all_terms)) / len(all_terms) if all_terms else 0.0


def plain_faults(term: str, language: str, publishers: Iterable[str]) -> list[str]:
    """What is wrong with a term by lists that no method made: ``digit``, ``stop word``, ``publisher`` or nothing.

    A term has a stop word if it is one (stopwordsiso's list of the language, less ``SUBJECTS``), or begins or ends with
    one. It names a publisher if it is, or holds, a publisher's whole name.
    """
    words, found = tokens(term), []
    if any(character.isdigit() for character in term):
        found.append("digit")
    if words and {words[0], words[-1]} & _stop_words(language):
        found.append("stop word")
    names = [tokens(name) for name in publishers]
    if any(name and words[at : at + len(name)] == name for name in names for at in range(len(words))):
        found.append("publisher")
    return found


@lru_cache(maxsize=2)
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(map(fold, stopwordsiso.stopwords(language))) - SUBJECTS

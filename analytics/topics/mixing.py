"""The mix of languages in a topic, beside the mix to be expected, and why a topic is of one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from analytics.statistics import wilson
from analytics.topics.vocabulary import TopicDocument

_MOSTLY: Final = 0.9  # share of a topic's articles that make it mostly of a language, or of a publisher
_PRESENT: Final = 0.1  # share of the other language's articles within the topic's dates, below which it was not there
_MIDDLE: Final = (5, 95)  # percentiles of its days between which a topic's dates lie: one late article does not count
_DECIMALS: Final = 6
_WORDS: Final = {"ar": "arabic", "en": "english"}


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """What was published of the articles whose topics are looked at, each array of shape (n_articles,).

    Attributes
    ----------
    languages : ndarray of str
    publishers : ndarray of int
        Number of each article's publisher, -1 where it is not known.
    days : ndarray of int
        Day as an ordinal (``date.toordinal``), 0 where it is not known.
    """

    languages: NDArray[np.str_]
    publishers: NDArray[np.int64]
    days: NDArray[np.int64]

    @classmethod
    def of(cls, languages: Sequence[str], publishers: Sequence[str] = (), days: Sequence[date | None] = ()) -> Self:
        """The arrays; publishers and days that are not given are not known."""
        n = len(languages)
        names, codes = np.unique(
            np.asarray([name or "" for name in publishers] or [""] * n, dtype=str), return_inverse=True
        )
        ordinals = [day.toordinal() if day else 0 for day in days or [None] * n]
        return cls(
            np.asarray(languages, dtype=str),
            np.where((names == "")[codes], -1, codes).astype(np.int64) if n else np.empty(0, dtype=np.int64),
            np.array(ordinals, dtype=np.int64),
        )

    @classmethod
    def of_documents(cls, documents: Sequence[TopicDocument]) -> Self:
        """The arrays of some articles."""
        languages = [each.language for each in documents]
        return cls.of(languages, [each.publisher_id for each in documents], [each.day for each in documents])

    def mix(self, members: NDArray[np.bool_]) -> dict[str, str | None]:
        """Columns ``mix`` and ``mix_reason`` of a topic.

        A topic is *only* of a language if all its articles are, and *mostly* if nine in ten are; but in both cases
        only where that is more than chance would give, that is where the share of the language among all articles lies
        below the 95% Wilson interval of its share in the topic. Three Arabic articles of a corpus that is half Arabic
        are no Arabic topic.

        The reason is the first of these that holds: the corpus is of one language; nine in ten of its articles come
        from one publisher; fewer than one in ten of the other language's dated articles lie within the topic's dates
        (5th to 95th percentile of its days); the other language does not write about it.

        Parameters
        ----------
        members : ndarray of bool, shape (n_articles,)
            Which articles are the topic's.
        """
        mine = self.languages[members]
        for language, word in _WORDS.items():
            if not len(mine) or (share := float((mine == language).mean())) < _MOSTLY:
                continue
            others = self.languages != language
            if share == 1 and not (self.languages != self.languages[0]).any():
                return {"mix": f"only_{word}", "mix_reason": "one_language"}
            if wilson([share * len(mine)], [len(mine)])[1][0] > 1 - others.mean():
                mix = f"only_{word}" if share == 1 else f"mostly_{word}"
                return {"mix": mix, "mix_reason": self._reason(others, members)}
        return {"mix": "mixed", "mix_reason": None}

    def _reason(self, others: NDArray[np.bool_], members: NDArray[np.bool_]) -> str:
        known = self.publishers[members & (self.publishers >= 0)]
        if len(known) and np.bincount(known).max() >= _MOSTLY * members.sum():
            return "one_publisher"
        own, theirs = self.days[members & (self.days > 0)], self.days[others & (self.days > 0)]
        if len(own) and len(theirs):
            first, last = np.percentile(own, _MIDDLE, method="nearest")
            if ((theirs >= first) & (theirs <= last)).mean() < _PRESENT:
                return "other_dates"
        return "own_subject"


def counted_again(
    topics: Sequence[Mapping[str, Any]],
    published: Published,
    topic_of: NDArray[np.int64],
    fits: NDArray[np.bool_],
) -> list[dict[str, Any]]:
    """Rows of table ``topics`` with how many articles each has, of which languages, and why.

    A topic whose articles are all gone stays, with none, and says of their languages what it said.

    Parameters
    ----------
    topics : sequence of mapping
        The rows as they were.
    published : Published
        Of the articles that have a topic.
    topic_of : ndarray of int, shape (n_articles,)
        Topic of each, the nearest one where it fits none.
    fits : ndarray of bool, shape (n_articles,)
        Which articles fit their topic; the others count in none.
    """
    arabic = published.languages == "ar"
    expected = round(float(arabic.mean()), _DECIMALS) if len(arabic) else 0.0
    rows = []
    for before in topics:
        members = (topic_of == before["topic_id"]) & fits
        row = {**before, "n": int(members.sum()), "language_expected": expected}
        if members.any():
            row |= {"language_mix": round(float(arabic[members].mean()), _DECIMALS), **published.mix(members)}
        rows.append(row)
    return rows

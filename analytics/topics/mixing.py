"""The mix of languages in a topic, beside the mix to be expected, and why a topic is of one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.study.statistics import wilson

_MOSTLY: Final = 0.9  # share of a topic's articles that make it mostly of a language, or of a publisher
_PRESENT: Final = 0.1  # share of the other language's articles within the topic's dates, below which it was not there
_MIDDLE: Final = (5, 95)  # percentiles of its days between which a topic's dates lie: one late article does not count
_WORDS: Final = {"ar": "arabic", "en": "english"}


def mix_of(
    languages: Sequence[str],
    members: NDArray[np.bool_],
    *,
    publishers: Sequence[str] = (),
    days: Sequence[date | None] = (),
) -> dict[str, str | None]:
    """Columns ``mix`` and ``mix_reason`` of a topic.

    A topic is *only* of a language if all its articles are, and *mostly* if nine in ten are; but in both cases only
    where that is more than chance would give, that is where the share of the language among all articles lies below the
    95% Wilson interval of its share in the topic. Three Arabic articles of a corpus that is half Arabic are no Arabic
    topic.

    The reason is the first of these that holds: the corpus is of one language; nine in ten of its articles come from
    one publisher; fewer than one in ten of the other language's dated articles lie within the topic's dates (5th to
    95th percentile of its days); the other language does not write about it.

    Parameters
    ----------
    languages : sequence of str
        Language of each article.
    members : ndarray of bool, shape (n_articles,)
        Which articles are the topic's.
    publishers : sequence of str, optional
        Publisher of each article; empty where it is not known.
    days : sequence of date or None, optional
        Day of each article.
    """
    spoken, mine = np.asarray(languages), np.flatnonzero(members)
    present = set(languages)
    for language, word in _WORDS.items():
        if not len(mine) or (share := float((spoken[mine] == language).mean())) < _MOSTLY:
            continue
        if len(present) == 1:
            return {"mix": f"only_{word}", "mix_reason": "one_language"}
        if wilson([share * len(mine)], [len(mine)])[1][0] > (spoken == language).mean():
            mix = f"only_{word}" if share == 1 else f"mostly_{word}"
            return {"mix": mix, "mix_reason": _reason(spoken != language, mine, publishers, days)}
    return {"mix": "mixed", "mix_reason": None}


def _reason(
    others: NDArray[np.bool_], mine: NDArray[np.int64], publishers: Sequence[str], days: Sequence[date | None]
) -> str:
    if publishers:
        known = Counter(publishers[at] for at in mine.tolist() if publishers[at])
        if max(known.values(), default=0) >= _MOSTLY * len(mine):
            return "one_publisher"
    if days:
        own = [day.toordinal() for at in mine.tolist() if (day := days[at])]
        theirs = np.array([day.toordinal() for at in np.flatnonzero(others).tolist() if (day := days[at])])
        if own and len(theirs):
            first, last = np.percentile(own, _MIDDLE, method="nearest")
            if ((theirs >= first) & (theirs <= last)).mean() < _PRESENT:
                return "other_dates"
    return "own_subject"

"""The mix of languages in a topic, beside the mix to be expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MOSTLY: Final = 0.9


def mix_of(languages: Sequence[str], members: NDArray[np.bool_]) -> dict[str, str | None]:
    """Columns ``mix`` and ``mix_reason`` of a topic.

    Parameters
    ----------
    languages : sequence of str
        Language of each article.
    members : ndarray of bool, shape (n_articles,)
        Which articles are the topic's.
    """
    arabic = float((np.asarray(languages)[members] == "ar").mean())
    names = ((1.0, "only_arabic"), (_MOSTLY, "mostly_arabic"), (np.nextafter(1 - _MOSTLY, 1), "mixed"))
    mix = next((name for least, name in names if arabic >= least), "only_english" if arabic == 0 else "mostly_english")
    alone = len(set(languages)) == 1
    return {"mix": mix, "mix_reason": None if mix == "mixed" else "one_language" if alone else "own_subject"}

"""Where the words and the examples of a seed lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.encoder import unit_rows
from analytics.errors import TopicError
from analytics.run import Run
from analytics.topics.edits.entries import SeedVector
from analytics.topics.edits.source import RunSource
from corpus.text.clean import clean_line, storable
from corpus.workspace import Workspace

ENCODER: Final = "use-multilingual-v3"
"""The encoder of words, as the settings of a run name it."""
MOST_WORDS: Final = 100
LONGEST_WORDS: Final = 300
_DECIMALS: Final = 5  # a line of the log then takes 4 KB; cosines change by less than 0.00002


def seed_vectors(
    workspace: Workspace, run: Run, words: Sequence[str], examples: Sequence[str]
) -> tuple[list[SeedVector], str]:
    """The mean vector of words and examples in each language, and the name of the encoder it comes from.

    Parameters
    ----------
    workspace : Workspace
    run : Run
        The run with the examples' vectors.
    words : sequence of str
        Words and phrases.
    examples : sequence of str
        Ids of articles.

    Raises
    ------
    TopicError
        If neither is given, there are too many or too long ones, a word has no letter, no example has a vector, or the
        run's vectors are of an encoder that words cannot be encoded by.
    """
    source = RunSource(workspace, run)
    tidy = tidied(words)
    if not tidy and not examples:
        raise TopicError("A topic needs words (--word) or example articles (--example) to be made of.")
    if tidy and source.encoder != ENCODER:
        raise TopicError(
            f"The run's articles were encoded by {source.encoder!r}, words can be encoded by {ENCODER!r} only; "
            "seed the topic by example articles."
        )
    languages = [language_of(one) for one in tidy] + [one.language for one in source.facts(examples)]
    vectors = np.concatenate([_encoded(tidy, len(source.space.centre)), source.encoded(examples)])
    return _means(vectors, languages), source.encoder


def _means(vectors: NDArray[np.float32], languages: Sequence[str]) -> list[SeedVector]:
    known = np.any(vectors, axis=1)
    if not known.any():
        raise TopicError("None of the example articles has words, so they lie nowhere; name others.")
    own = np.asarray(languages)
    found: list[SeedVector] = []
    for language in sorted(set(own[known].tolist())):
        mean = unit_rows(vectors[known & (own == language)].astype(np.float64).mean(axis=0, keepdims=True))[0]
        found.append(SeedVector(language, tuple(round(float(x), _DECIMALS) for x in mean)))
    return found


def _encoded(words: Sequence[str], dimension: int) -> NDArray[np.float32]:
    if not words:
        return np.empty((0, dimension), dtype=np.float32)
    from analytics.encoder import UniversalEncoder

    return UniversalEncoder().encode(words)


def tidied(words: Sequence[str]) -> list[str]:
    """Words on one line each, every one once.

    Raises
    ------
    TopicError
        If there are too many or too long ones, or a word has no letter.
    """
    if len(words) > MOST_WORDS:
        raise TopicError(f"A topic is seeded by at most {MOST_WORDS} words or phrases, got {len(words)}.")
    tidy = list(dict.fromkeys(clean_line(storable(one)) for one in words))
    for one in tidy:
        if not any(map(str.isalpha, one)) or len(one) > LONGEST_WORDS:
            raise TopicError(f"Words have a letter and at most {LONGEST_WORDS} characters, got {one[:40]!r}.")
    return tidy


def language_of(words: str) -> str:
    """Arabic if more of the letters are Arabic than not."""
    letters = [letter for letter in words if letter.isalpha()]
    arabic = sum("\u0600" <= letter <= "\u06ff" or "\u0750" <= letter <= "\u077f" for letter in letters)
    return "ar" if 2 * arabic > len(letters) else "en"

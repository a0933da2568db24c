"""The sentences that say best what a topic is about, chosen from its strongest articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.topics.known_names import WORD
from analytics.topics.term_spans import term_spans

_SHORTEST: Final = 6  # words below which a line is a headline or a caption rather than a sentence
_LONGEST: Final = 40  # words above which a sentence is a list or several run together; a reader wants one thought
_ALIKE: Final = 0.5  # share of words two sentences have in common from which on they say the same


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of an article of the topic.

    Attributes
    ----------
    article_id, publisher, story_id : str
        Where it is from; articles of one story are copies of each other.
    sentence_no : int
        Its number in the article; 0 is the title.
    text : str
        As it is written.
    language : str
        Of the article.
    strength : float
        How strongly the article belongs to the topic.
    """

    article_id: str
    sentence_no: int
    text: str
    language: str
    publisher: str = ""
    story_id: str = ""
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class Representative:
    """A sentence chosen, its score, and the terms of the topic that it has, heaviest first."""

    sentence: Candidate
    score: float
    terms: tuple[str, ...]


def representative_sentences(
    sentences: Sequence[Candidate], weights: Mapping[str, float], size: int
) -> list[Representative]:
    """The sentences of one language that say best what a topic is about, best first, at most ``size``.

    The score of a sentence is the weight of the topic's terms in it, each counted once, over the square root of its
    number of words - a sentence has to earn its length, but not so much that only the shortest win (the normalisation
    of Luhn 1958, "The automatic creation of literature abstracts", squares the count instead, for the same end) - times
    the strength of its article. Titles and lines of fewer than six or more than forty words are left out, unless there
    are no others. Of each story only one sentence is taken, and none that shares half its words with one taken before.

    Parameters
    ----------
    sentences : sequence of Candidate
        Of the topic's strongest articles, all in one language.
    weights : mapping of str to float
        The topic's terms in that language, as a reader is shown them, with their weights.
    size : int
        How many are wanted.
    """
    scored = [found for sentence in sentences if (found := _scored(sentence, weights)) is not None]
    whole = [found for found in scored if _is_whole(found.sentence)]
    ranked = sorted(
        whole or scored, key=lambda found: (-found.score, found.sentence.article_id, found.sentence.sentence_no)
    )
    chosen: list[Representative] = []
    words: list[frozenset[str]] = []
    stories: set[str] = set()
    for found in ranked:
        if len(chosen) == size:
            break
        sentence = found.sentence
        story, own = sentence.story_id or sentence.article_id, _words(sentence)
        if story in stories or any(_alike(own, taken) for taken in words):
            continue
        chosen.append(found)
        words.append(own)
        stories.add(story)
    return chosen


def _scored(sentence: Candidate, weights: Mapping[str, float]) -> Representative | None:
    """The sentence with its score; none if it has no term of the topic."""
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))
    here = tuple(term for term in heaviest if weights[term] > 0 and term_spans(sentence.text, [term]))
    if not here:
        return None
    length = max(1, len(WORD[sentence.language].findall(sentence.text)))
    score = sum(weights[term] for term in here) / length**0.5 * max(sentence.strength, 0.0)
    return Representative(sentence, round(score, 9), here)


def _is_whole(sentence: Candidate) -> bool:
    length = len(WORD[sentence.language].findall(sentence.text))
    return sentence.sentence_no > 0 and _SHORTEST <= length <= _LONGEST


def _words(sentence: Candidate) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD[sentence.language].findall(sentence.text))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)

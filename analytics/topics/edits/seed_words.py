"""Whether the words of a seed are words of the articles.

A word or phrase is in an article that has each of its words, by stem, among the terms it was described with, alone or
inside a phrase. Every word of a seed must be in an article, and one of the articles that would join must have one of
the words: a vector alone finds the nearest articles to anything, to an article about no football, too. Articles of the
other language and those that say it otherwise join by their vectors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analytics.errors import TopicError
from analytics.topics.edits.entries import Edit
from analytics.topics.edits.joining import seeded
from analytics.topics.edits.membership import Membership
from analytics.topics.edits.source import EditSource
from analytics.topics.edits.vectors import language_of
from analytics.topics.term_counts import TermCounts
from analytics.topics.words import stem_key, stop_words
from corpus.text.normalise import fold


def articles_with(words: Sequence[str], counts: TermCounts) -> dict[str, frozenset[str]]:
    """The articles that have each word or phrase.

    Raises
    ------
    TopicError
        If a word names no subject in its language, or is in no article.
    """
    empty = [word for word in words if set(fold(word).split()) <= stop_words(language_of(word))]
    if empty:
        raise TopicError(f"Words that name no subject make no topic: {_listed(empty)}; give words that name one.")
    found = {word: _having(word, counts) for word in words}
    if missing := [word for word in words if not found[word]]:
        others = "; ".join(f"{word!r}: {len(found[word]):,} articles" for word in words if found[word])
        raise TopicError(
            f"No article of the run has {_listed(missing)} among its terms{f' ({others})' if others else ''}; "
            "give words the articles are described with, or example articles (--example)."
        )
    return found


def check_joining(members: Membership, edit: Edit, having: Mapping[str, frozenset[str]], source: EditSource) -> None:
    """Refuse a seed that no article would join, or none that has one of its words.

    Raises
    ------
    TopicError
        If so.
    """
    joining = set(members.ids[seeded(members, edit, source)[0]].tolist())
    if not joining:
        raise TopicError("No article is near enough to the seed to join it, so nothing was made; give other words.")
    if having and not edit.articles and not joining & frozenset().union(*having.values()):
        raise TopicError(
            f"None of the {len(joining):,} articles nearest to {_listed(list(having))} has one of these words, so "
            "nothing was made; give more words, or example articles (--example)."
        )


def _having(word: str, counts: TermCounts) -> frozenset[str]:
    language = language_of(word)
    rows = np.ones(len(counts.article_ids), dtype=bool)
    stems = stem_key(word, language)
    for stem in stems:
        named = zip(counts.keys, counts.term_languages, strict=True)
        columns = [at for at, (key, own) in enumerate(named) if own == language and stem in key.split("_")]
        rows &= np.asarray(counts.matrix[:, columns].sum(axis=1)).ravel() > 0
    return frozenset(counts.article_ids[at] for at in np.flatnonzero(rows)) if stems else frozenset()


def _listed(words: Sequence[str]) -> str:
    return ", ".join(repr(word[:40]) for word in words[:5]) + (", ..." if len(words) > 5 else "")

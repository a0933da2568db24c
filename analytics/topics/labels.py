"""Readable names of topics, made of the phrases that set them apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.topics.vocabulary import JOINER
from corpus.text.normalise import fold

SEPARATOR: Final = " · "
_PARTS: Final = 3
_PHRASE_SHARE: Final = 0.3  # a pair stands for its word where it makes up this share of the word's weight


@dataclass(frozen=True, slots=True)
class RankedTerm:
    """A term of a topic: its key, the form shown, and its weight in the topic."""

    key: str
    shown: str
    weight: float

    @property
    def stems(self) -> frozenset[str]:
        """The stems it is made of."""
        return frozenset(self.key.split(JOINER))


def distinct_terms(ranked: Sequence[RankedTerm], size: int) -> list[RankedTerm]:
    """The heaviest terms that share no word, at most ``size``, pairs standing for their words.

    Parameters
    ----------
    ranked : sequence of RankedTerm
        Terms of one topic in one language, heaviest first.
    size : int
        Number of terms wanted.
    """
    phrases = [term for term in ranked if JOINER in term.key]
    chosen: list[RankedTerm] = []
    used: set[str] = set()
    for term in ranked:
        if len(chosen) == size:
            break
        if used & term.stems:
            continue
        best = next((p for p in phrases if term.stems <= p.stems and _stands_for(p, term, used)), term)
        chosen.append(best)
        used |= best.stems
    return chosen


def _stands_for(phrase: RankedTerm, term: RankedTerm, used: Collection[str]) -> bool:
    return phrase.weight >= _PHRASE_SHARE * term.weight and not phrase.stems & set(used)


def label(terms: Sequence[RankedTerm], taken: Collection[str] = ()) -> str:
    """A label of up to three terms, different from those taken; empty if there are no terms.

    Parameters
    ----------
    terms : sequence of RankedTerm
        The topic's distinct terms, heaviest first.
    taken : collection of str
        Labels of other topics. Where the label is among them, a later term takes the place of the last.
    """
    if not terms:
        return ""
    first = [term.shown for term in terms[: _PARTS - 1]]
    for last in [*terms[_PARTS - 1 :], None]:
        made = SEPARATOR.join([*first, last.shown] if last else first)
        if made not in taken:
            return made
    return SEPARATOR.join(term.shown for term in terms[:_PARTS])


def borrowed_label(terms: Sequence[RankedTerm], names: Mapping[str, str]) -> str:
    """A label in the other language, of the terms that are known names there; empty if none is.

    Parameters
    ----------
    terms : sequence of RankedTerm
        The topic's distinct terms in the language it is written in.
    names : mapping of str to str
        Name in the other language, by folded name in the language of the terms.
    """
    known = [names[folded] for folded in (fold(term.shown) for term in terms) if folded in names]
    return SEPARATOR.join(list(dict.fromkeys(known))[:_PARTS])

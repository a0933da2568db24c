"""Readable names of topics, made of the phrases that set them apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.topics.known_names import NAME_JOINER
from analytics.topics.phrases import JOINER

SEPARATOR: Final = " · "
_PARTS: Final = 3
_ROOT: Final = 4  # letters a country shares with its adjective (Turk-ey, عراق-ية), and Iran does not share with Iraq
# A phrase stands for the word, or pair, in it if it tells this share of what that tells. With .3 and .6 every word of
# war articles grew ("east of Ramadi", "friendly matches"; NPMI of Arabic tops .368), with .8 and .9 none did ("prices",
# "gas"; .375); with .6 and .8 most read as a person would name them (.378).
_PHRASE_SHARE: Final = {1: 0.6, 2: 0.8}


@dataclass(frozen=True, slots=True)
class RankedTerm:
    """A term of a topic: its key, the form shown, its weight in the topic, and its column in the counts."""

    key: str
    shown: str
    weight: float
    column: int = -1

    @property
    def stems(self) -> frozenset[str]:
        """The stems it is made of."""
        return frozenset(self.key.replace(NAME_JOINER, JOINER).split(JOINER))

    @property
    def joined(self) -> str:
        """Its stems without anything between."""
        return self.key.replace(NAME_JOINER, "").replace(JOINER, "")

    @property
    def is_name(self) -> bool:
        """Whether it is the name of an actor or place and has several words."""
        return NAME_JOINER in self.key and JOINER not in self.key


def distinct_terms(ranked: Sequence[RankedTerm], size: int) -> list[RankedTerm]:
    """The heaviest terms that share no word, at most ``size``, phrases standing for their words.

    Parameters
    ----------
    ranked : sequence of RankedTerm
        Terms of one topic in one language, heaviest first.
    size : int
        Number of terms wanted.
    """
    chosen: list[RankedTerm] = []
    used: set[str] = set()
    joined: set[str] = set()  # بيونغ يانغ and بيونغيانغ are one term written in two ways
    for term in ranked:
        if len(chosen) == size:
            break
        if not used & term.stems and term.joined not in joined:
            phrase = _longest(term, ranked, used)
            chosen.append(phrase)
            used |= phrase.stems
            joined.add(phrase.joined)
    return chosen


def _longest(term: RankedTerm, ranked: Sequence[RankedTerm], used: Collection[str]) -> RankedTerm:
    """The phrase that stands for a term, grown a word at a time while it keeps its share of the weight."""
    grown = next(
        (
            phrase
            for phrase in ranked
            if term.stems < phrase.stems
            and (phrase.is_name or len(phrase.stems) == len(term.stems) + 1)
            and phrase.weight >= _PHRASE_SHARE.get(len(term.stems), 1.0) * term.weight
            and not phrase.stems & set(used)
        ),
        None,
    )
    return _longest(grown, ranked, used) if grown else term


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
    terms = _without_kin(terms)
    first = [term.shown for term in terms[: _PARTS - 1]]
    for last in [*terms[_PARTS - 1 :], None]:
        made = SEPARATOR.join([*first, last.shown] if last else first)
        if made not in taken:
            return made
    return SEPARATOR.join(term.shown for term in terms[:_PARTS])


def _without_kin(terms: Sequence[RankedTerm]) -> list[RankedTerm]:
    """The terms without those that repeat the root of a heavier one: no "Turkish" after "Turkey"."""
    kept: list[RankedTerm] = []
    roots: set[str] = set()
    for term in terms:
        own = {stem[:_ROOT] for stem in term.stems if len(stem) >= _ROOT}
        if not own & roots:
            kept.append(term)
            roots |= own
    return kept


def borrowed_label(terms: Sequence[RankedTerm], names: Mapping[str, str]) -> str:
    """A label in the other language, of the terms whose translation is known; empty if none is.

    A phrase that is not known itself gives the longest part of it that is: مدينة الرمادي gives Ramadi.

    Parameters
    ----------
    terms : sequence of RankedTerm
        The topic's distinct terms in the language it is written in.
    names : mapping of str to str
        Phrase in the other language, by key in the language of the terms.
    """
    known = [
        found
        for found in (_known_part(term.key.replace(NAME_JOINER, JOINER).split(JOINER), names) for term in terms)
        if found
    ]
    return SEPARATOR.join(list(dict.fromkeys(known))[:_PARTS])


def _known_part(stems: Sequence[str], names: Mapping[str, str]) -> str | None:
    """The translation of the longest known part of a phrase, the first of equals."""
    for size in range(len(stems), 0, -1):
        for start in range(len(stems) - size + 1):
            found = names.get(JOINER.join(stems[start : start + size]))
            if found:
                return found
    return None

"""Names of people and bodies that the registry does not know."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from analytics.annotate.actors.arabic_bodies import ArabicBodies
from analytics.annotate.actors.arabic_people import ArabicPeople
from analytics.annotate.actors.conflicts import MAX_NAME
from analytics.annotate.actors.credit_lines import CreditLines
from analytics.annotate.actors.latin_names import LatinNames
from analytics.annotate.actors.name_repeats import NameRepeats
from analytics.annotate.actors.name_tokens import ACTOR, Found, Tokens
from analytics.annotate.actors.name_words import NameWords
from analytics.annotate.actors.registry import Registry
from analytics.annotate.spans import Candidate, Citation, Mention, PlaceMention, Sentence
from analytics.schema import CANDIDATE_BASES

_RANK: Final = {basis: rank for rank, basis in enumerate(CANDIDATE_BASES)}


class Discoverer:
    """Finds names that the registry does not know, and the sources that bear them; ``words`` are the lists it uses."""

    def __init__(self, registry: Registry) -> None:
        self.words = NameWords.load(registry)
        self._people = ArabicPeople(self.words.arabic)
        self._bodies = ArabicBodies(self.words.arabic)
        self._latin = LatinNames(self.words.latin)
        self._repeats = NameRepeats(self.words)
        self._credits = CreditLines(self.words)

    def find(
        self,
        whole_text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        citations: Sequence[Citation],
        places: Sequence[PlaceMention],
    ) -> tuple[list[Candidate], list[Citation]]:
        """Candidates in the order of the text, and the citations with their sources' names known.

        No candidate shares a character with a mention or another candidate; a person shares none with a place, a body
        may hold one ("Mosul University"). Time grows with the length of the text.
        """
        title_end = sentences[0].end if sentences else 0
        tokens = Tokens.of(whole_text, mentions, places, title_end)
        cited = list(_cited_words(tokens, citations))
        found: list[Found] = []
        if tokens.has_arabic:
            found += [*self._people.find(tokens, cited), *self._bodies.find(tokens)]
        if tokens.has_latin:
            found += self._latin.find(tokens, cited)
        made_by = self._credits.places(tokens)
        found = [name for name in found if name.first not in made_by]
        named = self._repeats.find(tokens, _apart(tokens, found), cited)
        every = (_candidate(tokens, name) for name in _apart(tokens, named))
        candidates = [one for one in every if max(len(one.key), len(one.surface)) <= MAX_NAME]
        starts = [candidate.start for candidate in candidates]
        return candidates, [_named(citation, candidates, starts) for citation in citations]


def _cited_words(tokens: Tokens, citations: Iterable[Citation]) -> Iterator[tuple[int, int]]:
    """The words of each source that is no known actor."""
    origins = tokens.copy.origins
    spans = {(c.source.span.start, c.source.span.end) for c in citations if c.source.span and not c.source.actor_id}
    for start, end in sorted(spans):
        first, last = (int(origins.searchsorted(place)) for place in (start, end))
        yield bisect_right(tokens.ends, first), bisect_left(tokens.starts, last)


def _apart(tokens: Tokens, found: Iterable[Found]) -> list[Found]:
    """The names in the order of the text without those that overlap: the first and longest goes before."""
    kept: list[Found] = []
    free = 0
    for name in sorted(
        found, key=lambda name: (name.first, -name.last, _RANK[name.basis], -len(name.title), name.title)
    ):
        if name.first >= free and ACTOR not in tokens.known[name.first : name.last]:
            kept.append(name)
            free = name.last
    return kept


def _candidate(tokens: Tokens, name: Found) -> Candidate:
    start, end = tokens.span(name.first, name.last, name.lead)
    end += name.tail
    surface = tokens.copy.original[start:end]
    return Candidate(start, end, surface, name.full or tokens.key(name), name.type, name.basis, name.title)


def _named(citation: Citation, candidates: Sequence[Candidate], starts: Sequence[int]) -> Citation:
    """The citation with the name of its source: the person in its words, or the body that they are."""
    source = citation.source
    if source.actor_id is not None or source.span is None:
        return citation
    inside = candidates[bisect_left(starts, source.span.start) : bisect_left(starts, source.span.end)]
    people = [candidate for candidate in inside if candidate.type == "person"]
    bodies = [candidate for candidate in inside if candidate.start == source.span.start]
    if not people and not bodies:
        return citation
    name = (people or bodies)[0]
    kind = "person" if people else "organisation"
    label = " ".join(name.surface.split())
    named = replace(source, label=label, kind=kind, detail="named", candidate_key=name.key)
    return replace(citation, source=named)

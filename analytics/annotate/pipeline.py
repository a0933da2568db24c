"""Everything annotation finds in one article, in one pass."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.annotate.actors.discovery import Discoverer
from analytics.annotate.actors.matcher import ActorMatcher
from analytics.annotate.actors.own import NO_OWN, OwnActors
from analytics.annotate.actors.registry import Registry
from analytics.annotate.characters import whole_characters
from analytics.annotate.citations import actor_source, agency_credits, find_citations
from analytics.annotate.numbers import NumberFinder
from analytics.annotate.places.gazetteer import Gazetteer
from analytics.annotate.places.matcher import PlaceMatcher
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import Candidate, Citation, Mention, PlaceMention, ReportedNumber, Sentence, Source
from analytics.schema import whole


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found in one article; spans point into ``whole(title, text)``, in order."""

    sentences: list[Sentence]
    mentions: list[Mention]
    citations: list[Citation]
    places: list[PlaceMention]
    candidates: list[Candidate]
    numbers: list[ReportedNumber]


@dataclass(frozen=True, slots=True)
class Annotator:
    """Finds all that annotation finds. Make one with :meth:`load` and use it for many articles."""

    registry: Registry
    gazetteer: Gazetteer
    actor_matcher: ActorMatcher
    place_matcher: PlaceMatcher
    discoverer: Discoverer
    number_finder: NumberFinder

    @classmethod
    def load(cls, own: OwnActors = NO_OWN) -> Annotator:
        """An annotator with the registry and gazetteer of Marsad, and a user's own actors on top.

        Raises
        ------
        RegistryError
            If a registry file is missing or not well formed, or an own actor does not fit in.
        """
        registry, gazetteer = Registry.load(own), Gazetteer.load()
        places = PlaceMatcher(gazetteer)
        return cls(registry, gazetteer, ActorMatcher(registry), places, Discoverer(registry), NumberFinder())

    def annotate(self, title: str, text: str, agency: str | None = None) -> Annotation:
        """Sentences, mentions, citations, places, unknown names and numbers of an article.

        Time grows with its length. ``agency`` is the news agency the corpus took from its credit line, if any. The
        halves of characters that a text may hold are read as :func:`whole_characters` gives them.
        """
        title, text = whole_characters(title), whole_characters(text)
        string = whole(title, text)
        sentences = split_sentences(title, text)
        mentions = self.actor_matcher.find(title, text, sentences)
        places = self.place_matcher.find(string, mentions)  # before the credit, which is matched on a copy of its own
        cited = find_citations(string, sentences, mentions, self.registry)
        cited += agency_credits(agency and whole_characters(agency), self._medium, cited)
        candidates, citations = self.discoverer.find(string, sentences, mentions, cited, places)
        numbers = self.number_finder.find(string, sentences, mentions, citations, places)
        return Annotation(sentences, mentions, citations, places, candidates, numbers)

    def _medium(self, name: str) -> Source | None:
        """The medium of the registry that a credit line names."""
        for mention in self.actor_matcher.find("", name, split_sentences("", name)):
            if self.registry[mention.actor_id].type == "media":
                return actor_source(mention, self.registry)
        return None

"""Everything annotation finds in one article, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analytics.annotate.actors.matcher import ActorMatcher
from analytics.annotate.actors.registry import Registry
from analytics.annotate.citations import find_citations
from analytics.annotate.places.gazetteer import Gazetteer
from analytics.annotate.places.matcher import PlaceMatcher
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import Citation, Mention, PlaceMention, Sentence
from analytics.schema import whole


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found in one article; spans point into ``whole(title, text)``, in order."""

    sentences: list[Sentence]
    mentions: list[Mention]
    citations: list[Citation]
    places: list[PlaceMention]


@dataclass(frozen=True, slots=True)
class Annotator:
    """Finds sentences, actors, citations and places. Make one with :meth:`load` and use it for many articles."""

    registry: Registry
    gazetteer: Gazetteer
    actor_matcher: ActorMatcher
    place_matcher: PlaceMatcher

    @classmethod
    def load(cls, extra: Path | None = None) -> Annotator:
        """An annotator with the registry and gazetteer of Marsad, and the actors of ``extra`` on top.

        Raises
        ------
        RegistryError
            If a registry file is missing or not well formed.
        """
        registry, gazetteer = Registry.load(extra), Gazetteer.load()
        return cls(registry, gazetteer, ActorMatcher(registry), PlaceMatcher(gazetteer))

    def annotate(self, title: str, text: str) -> Annotation:
        """Sentences, mentions, citations and places of an article; time grows with its length."""
        sentences = split_sentences(title, text)
        mentions = self.actor_matcher.find(title, text, sentences)
        string = whole(title, text)
        citations = find_citations(string, sentences, mentions, self.registry)
        return Annotation(sentences, mentions, citations, self.place_matcher.find(string, mentions))

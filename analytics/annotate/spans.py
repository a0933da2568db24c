"""What annotation finds: spans of ``whole(title, text)``, as frozen objects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of the annotated string."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence and its number in the article; the title is number 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """One mention of one actor: its words, the actor, and whether they name it or stand for it."""

    surface: str
    actor_id: str
    kind: str  # "name" | "coreference"


@dataclass(frozen=True, slots=True)
class Source:
    """Who is cited: a known actor, or the words that describe an unnamed or unknown source."""

    label: str
    actor_id: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One statement attributed to a source, possibly through an outlet (``via``)."""

    source: Source
    mode: str  # "direct" | "indirect" | "mixed" | "credit"
    cue: Span | None = None
    content: Span | None = None
    via: Source | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention(Span):
    """One mention of one place of the gazetteer."""

    place_id: str

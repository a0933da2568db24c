"""What annotation finds: spans of ``whole(title, text)``, as frozen objects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from corpus.text.normalise import fold

_ARTICLES: Final = re.compile(r"^(?:(?:the|an?|this|these|that|those) )+|\b(?:ال|لل)(?=\w{3})")


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
    kind: str = "other"  # of analytics.schema.SOURCE_CLASSES
    detail: str = "none"  # of analytics.schema.SOURCE_DETAILS
    candidate_key: str | None = None  # the key of an unregistered name

    @property
    def key(self) -> str:
        """One key a source: the actor's id, or "~" and its folded name or words.

        The words of an unnamed source are folded without articles: "A monitor" and "the monitor", "المصادر المحلية" and
        "مصادر محلية" are one.
        """
        if self.actor_id or self.candidate_key:
            return self.actor_id or self.candidate_key or ""
        folded = fold(self.label)
        if self.detail == "named":
            return f"~{folded}"
        return f"~{_ARTICLES.sub('', folded) or folded}"


@dataclass(frozen=True, slots=True)
class Citation:
    """One statement attributed to a source, possibly through an outlet (``via``)."""

    source: Source
    mode: str  # "direct" | "indirect" | "mixed" | "credit"
    cue: Span | None = None
    content: Span | None = None
    via: Source | None = None
    act: str = "said"  # "said" | "thought"


@dataclass(frozen=True, slots=True)
class PlaceMention(Span):
    """One mention of one place of the gazetteer."""

    place_id: str


@dataclass(frozen=True, slots=True)
class Candidate(Span):
    """One mention of a person or body that the registry does not know; ``key`` is that of its full name."""

    surface: str
    key: str
    type: str  # "person" | "organisation"
    basis: str  # of analytics.schema.CANDIDATE_BASES
    title: str = ""


@dataclass(frozen=True, slots=True)
class ReportedNumber(Span):
    """One number an article reports, with what is counted and who reports it; the span holds number and thing."""

    value: float
    bound: str  # of analytics.schema.BOUNDS
    thing: str
    thing_key: str
    value_high: float | None = None
    source: Source | None = None
    via: Source | None = None
    place_id: str | None = None  # the place of its sentence named nearest to it

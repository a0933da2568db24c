"""What a grammar finds before the source is known by name: spans of tokens of one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.annotate.spans import Mention, Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (exclusive) of a sentence, as the words for a source."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A cue with what it says and who says it; ``source`` is None where the subject is implied.

    ``subjects`` are actors that the sentence itself offers for an implied subject; ``gender`` that of the verb.
    """

    cue: Span
    content: Span | None
    source: Phrase | Mention | None = None
    via: Phrase | None = None
    gender: str = ""
    subjects: tuple[Mention, ...] = ()
    same_sentence: bool = False  # the subject is the one cited last in this sentence, if any
    echo: bool = False  # adds nothing where this source has just been cited in this sentence ("بحسب تعبيره")

"""What a grammar finds before the source is known by name: spans of tokens of one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    act: str = "said"
    pronoun: Phrase | None = None  # the words of an implied subject, for a source the text does not name
    also: tuple[Phrase, ...] = ()  # sources that say the same together with ``source``
    echo: bool = False  # adds nothing where this source has just been cited in this sentence ("بحسب تعبيره")


def scan(places: Iterable[int], statement_at: Callable[[int], tuple[Statement, int] | None]) -> list[Statement]:
    """The statements that begin at tokens of a sentence, in order; none begins inside the one before it.

    Parameters
    ----------
    places : iterable of int
        The tokens that may begin a cue, in order.
    statement_at : callable
        The statement whose cue is at a token and the token after it, or None.
    """
    found: list[Statement] = []
    after = 0
    for at in places:
        result = statement_at(at) if at >= after else None
        if result is not None:
            found.append(result[0])
            after = result[1]
    return found

"""What is said: where it ends, and whether it is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from analytics.annotate.citations.passage import Passage
from analytics.annotate.spans import Mention, Span

LONGEST_QUOTE: Final = 2000  # characters; a quotation may go on over several sentences, not over an article
_OPENING: Final = re.compile(r"\s*(?:(?:إلى|الى|على|عن|من)\s+)?(?:ب?[إأا]نّ?\S{0,3}|that)?\s*:?\s*(?:[\"“”„«]|'')")
_CLAUSE: Final = re.compile(r"(?:ب?[إأا]نّ?\S{0,3}|that)\s")
_EDGE: Final = " \t\n,،;؛.…"


def extended(p: Passage, content: Span) -> Span:
    """The content, to the end of the quotation that is open where the sentence ends."""
    quote = p.quotes.at(max(content.start, content.end - 1))
    if quote is not None and quote.end > content.end and quote.end - content.start <= LONGEST_QUOTE:
        return Span(content.start, quote.end)
    return content


def mode_of(p: Passage, content: Span, mentions: Sequence[Mention]) -> str:
    """``direct`` where all of the content is quoted, ``mixed`` where a part is, else ``indirect``.

    Quotation marks around a name quote nobody.
    """
    text = p.whole[content.start : content.end]
    quotes = [quote for quote in p.quotes.within(content) if _speaks(p.whole, quote, mentions)]
    if not quotes:
        before = p.whole[max(0, content.start - 4) : content.start].rstrip()
        spoken = p.sentence.number > 0 and before.endswith(":") and not _CLAUSE.match(text)
        opened = _OPENING.match(text) is not None  # the closing mark is missing, or in the next paragraph
        return "direct" if spoken or opened else "indirect"
    opening = _OPENING.match(text)
    inner = content.start + (opening.end() - 1 if opening else 0)
    covered = quotes[0].start <= inner and quotes[-1].end >= content.start + len(text.rstrip(_EDGE)) - 1
    gaps = sum(len(p.whole[a.end : b.start].strip(_EDGE)) for a, b in pairwise(quotes))
    return "direct" if covered and gaps <= 3 else "mixed"


def _speaks(whole: str, quote: Span, mentions: Sequence[Mention]) -> bool:
    """Whether a quotation quotes words rather than a name."""
    words = whole[quote.start + 1 : quote.end - 1].split()
    if not words:
        return False
    if len(words) <= 3 and any(mention.overlaps(quote) for mention in mentions):
        return False
    if len(words) == 1:
        return not words[0].startswith("ال") and not words[0][:1].isupper()
    return len(words) > 2 or not words[0][:1].isupper()

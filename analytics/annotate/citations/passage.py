"""One sentence as the grammars see it: its tokens, and the mention or quotation that covers each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from analytics.annotate.citations.quotes import Quotes
from analytics.annotate.citations.tokens import COMMAS, STOPS, Token
from analytics.annotate.spans import Mention, Sentence, Span

LONG_QUOTE: Final = 4  # words; shorter quotations are mostly names


@dataclass(frozen=True)
class Passage:
    """A sentence with its tokens (``tokens[0]`` to ``tokens[-1]``) and the mentions that begin in it."""

    whole: str
    sentence: Sentence
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    quotes: Quotes
    media: Collection[int] = frozenset()  # first characters of the mentions of media

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def extent(self) -> Span:
        """The characters of its tokens; a very long sentence is read in several passages."""
        return self.span(0, len(self.tokens))

    def text(self, at: int) -> str:
        """The folded token at ``at``; empty outside the sentence."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens ``first`` to ``last``, exclusive."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    @cached_property
    def starts(self) -> Sequence[int]:
        """The first character of each token."""
        return [token.start for token in self.tokens]

    @cached_property
    def mention_at(self) -> Sequence[Mention | None]:
        """For each token the mention that covers it; None also stands before the first and after the last."""
        starts = self.starts
        covering: list[Mention | None] = [None] * (len(starts) + 1)
        for mention in self.mentions:
            at = bisect_left(starts, mention.start)
            if at and self.tokens[at - 1].end > mention.start:  # a mention inside a word, after its preposition
                at -= 1
            while at < len(starts) and starts[at] < mention.end:
                covering[at] = mention
                at += 1
        return covering

    def mentions_in(self, first: int, last: int) -> list[Mention]:
        """The mentions that cover tokens ``first`` to ``last``, exclusive, each once."""
        found: list[Mention] = []
        for mention in self.mention_at[max(first, 0) : max(last, 0)]:
            if mention is not None and (not found or found[-1] is not mention):
                found.append(mention)
        return found

    def is_comma(self, at: int) -> bool:
        """Whether a comma or semicolon stands at ``at``."""
        return self.text(at) in COMMAS

    def is_stop(self, at: int) -> bool:
        """Whether the sentence ends at ``at``."""
        if not 0 <= at < len(self):
            return True
        after = self.whole[self.tokens[at].end : self.tokens[at].end + 1]
        return self.text(at)[0] in STOPS and not after.isalnum()  # a point inside an acronym ends nothing

    def skip(self, at: int, words: Collection[str], step: int = 1) -> int:
        """The first position from ``at`` on, in steps of ``step``, whose token is not one of ``words``."""
        while 0 <= at < len(self) and self.text(at) in words:
            at += step
        return at

    def opens_quote(self, at: int, least: int = LONG_QUOTE) -> Span | None:
        """The quotation of at least ``least`` words that begins with the token at ``at``."""
        if not 0 <= at < len(self) or self.tokens[at].text != '"':
            return None
        quote = self.quotes.at(self.tokens[at].start)
        if quote is None or quote.start != self.tokens[at].start:
            return None
        return quote if len(self.whole[quote.start : quote.end].split()) >= least else None

    def opens_unpaired(self, at: int) -> bool:
        """Whether a quotation mark without a partner stands at ``at`` as an opening one does."""
        if self.text(at) != '"' or self.quotes.at(self.tokens[at].start) is not None:
            return False
        start, end = self.tokens[at].start, self.tokens[at].end
        return self.whole[start - 1 : start].isspace() and self.whole[end : end + 1].isalnum()

    def in_quote(self, at: int) -> bool:
        """Whether the token at ``at`` lies inside a quotation long enough to be speech."""
        quote = self.quotes.at(self.tokens[at].start)
        return quote is not None and len(self.whole[quote.start : quote.end].split()) >= LONG_QUOTE

"""Where what is said stands in an English sentence: before its source, after the verb, or in the quotation before."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.contents import LONGEST_QUOTE
from analytics.annotate.citations.cues import EnglishCues
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase
from analytics.annotate.spans import Span

LEAD: Final = 3  # words before a source that may be said themselves
_OUTLET_NOUNS: Final = frozenset("news agency newspaper tv television channel reporter reporters correspondent".split())
_HEARERS: Final = frozenset("reporters journalists a news conference the him her them me us".split())
_CIRCUMSTANCES: Final = frozenset("in at by during via through".split())
_THEIR: Final = frozenset("a an its his her their telephone phone".split())
_OWN: Final = frozenset("the a an its his her their official personal own verified".split())
_ACCOUNTS: Final = frozenset("account accounts page pages channel channels feed profile group".split())
_CHANNEL: Final = 4  # words of the name of a medium


class EnglishContents:
    """Finds what is said around a verb under the English word lists."""

    def __init__(self, cues: EnglishCues) -> None:
        self._cues = cues
        self._words = cues.words

    def speech_precedes(self, p: Passage, first: int, start: int) -> bool:
        """Whether what is said stands before its source, not after the verb."""
        if p.text(start) in ("that", ":") or p.opens_quote(start) is not None:
            return False
        if p.text(first - 1) == '"' or (p.is_comma(first - 1) and p.text(first - 2) == '"'):
            return first > 1
        if first < LEAD:
            return False
        lead = [k for k in range(first) if p.tokens[k].word]
        if len(lead) < LEAD or (p.text(lead[0]) in ("in", "on", "but") and len(lead) < LEAD + 2):
            return False
        if p.text(first - 1) in ("-", "--", ":", "and", "but", "while", "as") and not p.is_stop(start):
            return False
        return p.is_stop(start) or p.is_comma(start) or self.moved_on(p, start)

    def moved_on(self, p: Passage, start: int) -> bool:
        """Whether the words after the verb are a mere addition ("said on Saturday part of ..."), not a clause."""
        readings = self._cues.verbs.get(p.text(start))
        if readings and readings[0].kind == "participle":
            return True
        if p.text(start) == "a" and p.text(start + 2) in ("after", "before"):  # "said a day after ..."
            return True
        added = ("part", "after", "as", "when", "in", "without", "following")
        return p.text(start - 1) in self._words["time"] and p.text(start) in added

    def told(self, p: Passage, at: int, after: int) -> tuple[Phrase | None, int]:
        """The outlet in "told Reuters", "told the AFP news agency", "said in a statement to CNN"."""
        if p.text(at) not in ("told", "tells", "informed"):
            return None, after
        mention = p.mention_at[p.skip(after, self._words["determiners"])] if after < len(p) - 1 else None
        if mention is not None:
            first = k = p.skip(after, self._words["determiners"])
            while k < len(p) and p.mention_at[k] is mention:
                k += 1
            return Phrase(first, k), p.skip(k, _OUTLET_NOUNS)
        length = self._cues.agencies.match(p.tokens, after)
        if length:
            return Phrase(after, after + length), after + length
        return None, p.skip(after, _HEARERS)

    def channel(self, p: Passage, at: int) -> tuple[Phrase | None, int]:
        """The platform or medium in "on Twitter", "on its Telegram channel", "on Al Jazeera", and where it ends."""
        if p.text(at) not in ("on", "via"):
            return None, at
        first = k = p.skip(at + 1, _OWN)
        while k < min(len(p), first + _CHANNEL) and self._of_channel(p, k):
            k += 1
        return (Phrase(first, k), self.start(p, p.skip(k, _ACCOUNTS))) if k > first else (None, at)

    def _of_channel(self, p: Passage, k: int) -> bool:
        mention = p.mention_at[k]
        if mention is not None and mention.start in p.media:
            return True
        platform = p.text(k) in self._words["platforms"]
        return platform and (p.text(k) != "x" or p.whole[p.tokens[k].start].isupper())

    @staticmethod
    def heard(p: Passage, at: int) -> int:
        """Where the words said begin after "as telling reporters that", "as saying"."""
        return p.skip(at, _HEARERS) if p.text(at - 1) == "telling" else at

    @staticmethod
    def quoted_before(p: Passage) -> Span | None:
        """The quotation that ends right before the sentence."""
        last = p.tokens[0].start - 1
        while last > 0 and p.whole[last] == " ":
            last -= 1
        return p.quotes.at(last) if last > 0 and p.sentence.number > 0 else None

    def start(self, p: Passage, at: int) -> int:
        """Past "on Thursday", "in a statement", "in an interview with X" after the verb, up to the words said."""
        k = at
        while k < len(p):
            text = p.text(k)
            if text in self._words["time"] or (text.isdigit() and p.text(k - 1) in self._words["time"]):
                k += 1
            elif text == "on" and p.text(k + 1) in self._words["time"]:
                k += 2
            elif text == "on" and p.text(k + 1) == "condition":
                k += 4 if p.text(k + 2) == "of" else 2
            elif text in _CIRCUMSTANCES and p.text(k + 1) in _THEIR:
                k = self._circumstance_end(p, k)
            elif p.is_comma(k) and k > at and not p.is_stop(k + 1) and p.text(k + 1) in self._words["time"]:
                k += 1
            else:
                break
        return k

    def _circumstance_end(self, p: Passage, at: int) -> int:
        for k in range(at + 2, min(len(p), at + 9)):
            if p.text(k) in ("that", ":") or p.is_comma(k) or p.is_stop(k) or p.text(k) in self._words["time"]:
                return k
            if k > at + 2 and (p.text(k) in self._words["determiners"] or p.text(k) in self._words["pronouns"]):
                return k
        return min(len(p), at + 3)

    def after(self, p: Passage, at: int) -> Span | None:
        """The words from ``at`` to the end of the sentence, without the marks before them."""
        k = at
        while k < len(p) and (p.is_comma(k) or p.text(k) in (":", ".", "-", "--")):
            k += 1
        return p.span(k, len(p)) if k < len(p) else None

    def before(self, p: Passage, at: int) -> Span | None:
        """The words of the sentence before ``at``, without the marks after them."""
        last = at
        while last > 0 and (p.is_comma(last - 1) or p.text(last - 1) in ("-", "--")):
            last -= 1
        if last == 0:
            return None
        quote = p.quotes.at(p.tokens[last - 1].start) if p.text(last - 1) == '"' else None
        first = p.tokens[0].start if quote is None else min(p.tokens[0].start, quote.start)
        return Span(max(first, p.tokens[last - 1].end - LONGEST_QUOTE), p.tokens[last - 1].end)

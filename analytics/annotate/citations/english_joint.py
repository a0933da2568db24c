"""English sources that speak together: "Turkey and Russia said", "according to residents and the army"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

from analytics.annotate.citations.cues import EnglishCues
from analytics.annotate.citations.english_nouns import EnglishNouns
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase, Statement
from analytics.annotate.spans import Mention

_OPENINGS: Final = frozenset(("and", "but", "that", "while", "as", '"', ":", "-", "--"))
_GOVERNING: Final = frozenset(("of", "for", "from", "in", "at", "to", "with"))


class EnglishJoint:
    """Tells sources that speak together apart."""

    def __init__(self, cues: EnglishCues, nouns: EnglishNouns) -> None:
        self._words = cues.words
        self._nouns = nouns

    def extended(self, p: Passage, subject: Phrase | Mention | None, first: int) -> tuple[Phrase | Mention | None, int]:
        """The subject with the names joined to it on its left, and where they begin."""
        if not isinstance(subject, Phrase) or subject.first != first:
            return subject, first
        whole = subject
        if p.text(first - 1) == "and":
            start = self._nouns.phrase_start(p, first - 1)
            if self._nouns.credible(p, start, first - 1) and self._opens(p, start):
                whole = Phrase(start, subject.last)
        joined = any(p.text(k) == "and" for k in range(whole.first, whole.last))
        while joined and p.is_comma(whole.first - 1):
            start = self._nouns.phrase_start(p, whole.first - 1)
            if not self._one_mention(p, start, whole.first - 1) or not self._opens(p, start):
                break
            whole = Phrase(start, whole.last)
        return (whole, whole.first) if len(self._parts(p, whole)) > 1 else (subject, first)

    def split(self, p: Passage, statement: Statement) -> Statement:
        """The statement with each of its sources on its own."""
        if not isinstance(statement.source, Phrase):
            return statement
        first, *others = self._parts(p, statement.source)
        return replace(statement, source=first, also=tuple(others)) if others else statement

    @staticmethod
    def _opens(p: Passage, at: int) -> bool:
        """Whether a clause begins at ``at``, so that what stands there is its subject."""
        return at == 0 or p.is_comma(at - 1) or p.text(at - 1) in _OPENINGS

    @staticmethod
    def _one_mention(p: Passage, first: int, last: int) -> bool:
        mention = p.mention_at[first]
        return mention is not None and first < last and all(p.mention_at[k] is mention for k in range(first, last))

    def _parts(self, p: Passage, phrase: Phrase) -> list[Phrase]:
        """The sources of the phrase; the phrase alone where it is one."""
        last = min(phrase.last, len(p))
        joins = [k for k in range(phrase.first + 1, last - 1) if p.text(k) == "and" and p.mention_at[k] is None]
        if not joins:
            return [phrase]
        left, right = Phrase(phrase.first, joins[-1]), Phrase(joins[-1] + 1, last)
        listed = self._listed(p, left)
        if not self._apart(p, listed[-1], right):
            return [phrase]
        return [*listed, right]

    def _listed(self, p: Passage, left: Phrase) -> list[Phrase]:
        """The names before the last one: "Turkey, Russia and Iran", each a known actor."""
        commas = [k for k in range(left.first, left.last) if p.is_comma(k)]
        edges = [left.first - 1, *commas, left.last]
        names = [Phrase(a + 1, b) for a, b in pairwise(edges)]
        return names if all(self._one_mention(p, one.first, one.last) for one in names) else [left]

    def _apart(self, p: Passage, left: Phrase, right: Phrase) -> bool:
        """Whether "and" joins two sources rather than two words of one."""
        article = p.text(right.first) in self._words["determiners"]
        inside = range(left.first, left.last)
        governed = any(p.text(k) in _GOVERNING and p.mention_at[k] is None for k in inside)
        governed = governed or p.text(left.first - 1) == "of"  # "the foreign ministers of Turkey and Russia"
        if governed and not article:
            return False
        small = not _capital(p, right.last - 1) and p.mention_at[right.last - 1] is None
        if small and not article and (_capital(p, right.first) or p.mention_at[right.first] is not None):
            # "Turkish and Russian officials"
            return p.mention_at[left.last - 1] is None and not _capital(p, left.last - 1)
        if not self._complete(p, left) or not self._complete(p, right):
            return False
        titled = p.text(left.first) in self._words["determiners"] and _capital(p, left.last - 1)
        return article or not titled or p.mention_at[right.first] is not None

    def _complete(self, p: Passage, part: Phrase) -> bool:
        """Whether the part is a source by itself: a name, a plural, or a noun with its article."""
        head = part.last - 1
        if p.mention_at[head] is not None:
            return True
        if _capital(p, head):
            return p.text(head) not in self._words["voices"] | self._words["modifiers"]
        article = p.text(part.first) in self._words["determiners"] and head > part.first
        return article or (p.text(head).endswith("s") and self._nouns.source_like(p, head, part.last))


def _capital(p: Passage, k: int) -> bool:
    return p.whole[p.tokens[k].start].isupper()

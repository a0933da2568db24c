"""English attribution with the source behind the verb: ``"...," said X``, "..., said X on Monday"."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.cues import EnglishCues
from analytics.annotate.citations.english_contents import LEAD, EnglishContents
from analytics.annotate.citations.english_nouns import EnglishNouns
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase, Statement

_INVERTED: Final = frozenset(
    "said says added wrote explained asked reported warned noted announced tweeted recalled argued continued replied "
    "responded quipped joked insisted writes asks adds declared".split()
)
# What may stand between a source and the end of its sentence without being the verb of a clause.
_ADDED: Final = frozenset(
    "in at on by during via through after before as who whom whose which while when where from to with of for about "
    "following without".split()
)
Found = tuple[Statement, int]


class EnglishInverted:
    """Finds statements whose source follows its verb."""

    def __init__(self, cues: EnglishCues, nouns: EnglishNouns, contents: EnglishContents) -> None:
        self._cues = cues
        self._words = cues.words
        self._nouns = nouns
        self._contents = contents

    def statement(self, p: Passage, at: int, after: int) -> Found | None:
        """The statement of the verb at ``at`` to ``after``, after a quotation or at the end of the sentence."""
        if at == 0 and p.text(at) in _INVERTED and not p.whole[p.tokens[0].start].isupper():
            end, spoken = self._nouns.phrase_after(p, after), self._contents.quoted_before(p)
            found = spoken is not None and end > after and self._ends(p, end)
            return (Statement(p.span(at, after), spoken, Phrase(after, end)), end) if found else None
        lead = 1 if p.text(at - 1) == '"' or p.text(at - 2) == '"' else LEAD
        if p.text(at) not in _INVERTED or at < lead or after >= len(p) or p.text(after) in self._words["pronouns"]:
            return None
        end = self._nouns.phrase_after(p, after)
        named = p.mention_at[after] is not None or p.text(after) in self._words["determiners"]
        named = named or p.whole[p.tokens[after].start].isupper()
        if end == after or not named or not self._nouns.credible(p, after, end):
            return None
        if not self._speech_before(p, at) and not self._closes(p, at, after):
            return None
        return Statement(p.span(at, after), self._contents.before(p, at), Phrase(after, end)), end

    @staticmethod
    def _speech_before(p: Passage, at: int) -> bool:
        """Whether a quotation long enough to be speech ends before the verb."""
        mark = at - 1 if p.text(at - 1) == '"' else at - 2
        return p.text(mark) == '"' and p.in_quote(mark)

    def _closes(self, p: Passage, at: int, after: int) -> bool:
        """Whether the words after the verb are a source and no clause ("the envoy, X, said Turkey would attack")."""
        marked = p.text(at - 1) == '"' or (p.is_comma(at - 1) and p.text(after) not in self._words["circumstance"])
        name = self._nouns.name_end(p, after)
        if name == after:
            return False
        if not marked:
            return self._ends(p, name) and self._nouns.source_like(p, after, name)
        if p.is_stop(name) or p.text(name) in self._words["time"]:
            return True
        if self._nouns.has_apposed_subject(p, at):
            return False
        added = p.text(name) in _ADDED or p.text(name) in ("(", ")", "-", "--", '"')
        return added or p.is_comma(name) or self._contents.moved_on(p, name)

    def _ends(self, p: Passage, end: int) -> bool:
        """Whether nothing but a date, an apposition or an addition follows."""
        k = end
        if p.text(k) in self._words["determiners"]:
            k = self._nouns.phrase_after(p, k)
        while p.text(k) in self._words["time"] or p.text(k) == "on":
            k += 1
        return p.is_stop(k) or p.is_comma(k) or self._contents.moved_on(p, k)

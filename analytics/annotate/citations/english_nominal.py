"""English attribution without a verb of saying: "his claim that ...", "their decision to ...", "was sure that ..."."""

from __future__ import annotations

from analytics.annotate.citations.cues import EnglishCues
from analytics.annotate.citations.english_nouns import EnglishNouns
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase, Statement
from analytics.annotate.spans import Mention

Found = tuple[Statement, int]  # a statement and the token to go on from


class EnglishNominal:
    """Finds statements whose cue is a noun with its possessor, or an adjective of mind."""

    def __init__(self, cues: EnglishCues, nouns: EnglishNouns) -> None:
        self._words = cues.words
        self._nouns = nouns

    def statement(self, p: Passage, at: int) -> Found | None:
        """The statement whose cue is the noun or adjective at ``at``."""
        text = p.text(at)
        if text in self._words["adjectives.thought"]:
            return self._adjective(p, at)
        if text in self._words["nouns.said"] or text in self._words["nouns.thought"]:
            return self._noun(p, at)
        return None

    def _adjective(self, p: Passage, at: int) -> Found | None:
        """As in "the minister is confident that ..."."""
        last = self._nouns.before_be(p, at)
        if last is None or p.text(at + 1) not in self._words["adjectives.followers"] or at + 3 > len(p):
            return None
        subject, first = self._nouns.subject_before(p, last)
        pronoun = self._nouns.pronoun(p, first, at)
        if (subject is None and not pronoun) or p.text(first) in ("it", "which", "it's"):
            return None
        stands_for = Phrase(first, first + 1) if subject is None else None
        content = p.span(at + 1, len(p))
        return Statement(p.span(at, at + 1), content, subject, act="thought", pronoun=stands_for), at + 1

    def _noun(self, p: Passage, at: int) -> Found | None:
        """As in "his claim that ...", "the ministry's decision to ..."."""
        follows = p.text(at + 1)
        if follows not in self._words["nouns.followers"] or at + 3 > len(p):
            return None
        if follows not in ("that", "to") and p.text(at) in self._words["nouns.thought"]:
            return None
        act = "said" if p.text(at) in self._words["nouns.said"] else "thought"
        content = p.span(at + 1, len(p))
        owner = self._owner(p, at)
        if owner is not None:
            return Statement(p.span(at, at + 1), content, owner, act=act), at + 1
        possessive = next((k for k in (at - 1, at - 2) if p.text(k) in self._words["nouns.possessives"]), None)
        if possessive is None:
            return None
        subjects = tuple(p.mentions_in(0, at))
        stands_for = Phrase(possessive, possessive + 1)
        kind = {"its": "body", "their": ""}.get(p.text(possessive), "person")
        cue = p.span(at, at + 1)
        return Statement(cue, content, None, None, kind, subjects, act=act, pronoun=stands_for), at + 1

    def _owner(self, p: Passage, at: int) -> Phrase | Mention | None:
        """The possessor before the noun, at most one adjective between: "the ministry's recent claim"."""
        for last in (at, at - 1):
            if last < 1:
                return None
            token = p.tokens[last - 1]
            mention = p.mention_at[last - 1]
            printed = p.whole[token.start : token.end]
            if not printed.endswith(("'s", "’s", "s'", "s’")) and p.whole[token.end : token.end + 1] not in ("'", "’"):
                continue
            if mention is not None:
                return mention
            first = self._nouns.phrase_start(p, last)
            if self._nouns.credible(p, first, last):
                return Phrase(first, last)
        return None

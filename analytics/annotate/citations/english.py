"""English attribution: verbs of saying on either side of what is said, "according to" and "quoted X as saying"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analytics.annotate.citations.cues import EnglishCues, EnglishVerb
from analytics.annotate.citations.english_contents import LEAD, EnglishContents
from analytics.annotate.citations.english_inverted import EnglishInverted
from analytics.annotate.citations.english_joint import EnglishJoint
from analytics.annotate.citations.english_nominal import EnglishNominal
from analytics.annotate.citations.english_nouns import EnglishNouns
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase, Statement, scan
from analytics.annotate.spans import Mention

_FOLLOWED: Final = frozenset(("to", "naming", "evidence", "toll"))  # what they need stands after the verb
_NOTHING_SAID: Final = frozenset("comment answer speak say discuss elaborate respond identify".split())
_CONDITIONS: Final = frozenset("if unless whether did do does should would will could can".split())
_MODALS: Final = frozenset("would could should will can may might must shall 'll".split())
_OBJECTS: Final = frozenset("it him her them this that me us his their its the".split())
_NO_PARTICIPLE: Final = frozenset("without of the a".split())
_CITING: Final = ("citing", "quoting")
_ISSUED: Final = frozenset(("statement", "communique", "tweet", "post", "message"))
_ARTICLES: Final = frozenset(("a", "an", "the", "its", "their", "no"))
_TOLLS: Final = frozenset("toll tolls figure figures tally count".split())
_NOUN: Final = EnglishVerb("noun", "said", "noun")
_PRONOUN_KINDS: Final = {"he": "person", "she": "person", "it": "body"}
Found = tuple[Statement, int]


class EnglishGrammar:
    """Finds the statements of an English sentence, in one pass from left to right."""

    def __init__(self, cues: EnglishCues) -> None:
        self._cues = cues
        self._words = cues.words
        self._nouns = EnglishNouns(cues)
        self._contents = EnglishContents(cues)
        self._inverted = EnglishInverted(cues, self._nouns, self._contents)
        self._joint = EnglishJoint(cues, self._nouns)
        self._nominal = EnglishNominal(cues, self._nouns)

    def statements(self, p: Passage) -> list[Statement]:
        """Statements in the order of their cues."""
        starts = self._cues.starts
        places = [at for at, token in enumerate(p.tokens) if token.text in starts]
        return [self._joint.split(p, found) for found in scan(places, lambda at: self._statement(p, at))]

    def _statement(self, p: Passage, at: int) -> Found | None:
        if p.in_quote(at) or p.mention_at[at] is not None:
            return None
        phrases = self._cues.phrases
        length = phrases["before_source"].match(p.tokens, at)
        if length:
            return self._according(p, at, at + length)
        if phrases["quoted"].match(p.tokens, at):
            found = self._quoted(p, at)
            if found is not None:
                return found
        for after in (at + self._cues.particles.match(p.tokens, at), at + 1):
            readings = self._cues.verbs.get(" ".join(p.text(k) for k in range(at, after)))
            found = self._verb(p, at, after, readings) if readings else None
            if found is not None:
                return found
        return self._nominal.statement(p, at)

    # -- phrases -----------------------------------------------------------------------------------------------------

    def _according(self, p: Passage, at: int, after: int) -> Found | None:
        end = self._nouns.phrase_after(p, after)
        if end == after or p.text(end - 1) in self._words["not_sources"]:
            return None
        opens = p.whole[p.tokens[at].start].isupper() or p.text(end) == "that"
        via = self._carrier(p, at, end) if p.text(at) in _CITING else None
        cue, source = p.span(at, after), Phrase(after, end)
        further = self._nouns.phrase_after(p, end + 2) if p.is_comma(end) and p.text(end + 1) in _CITING else 0
        if further > end + 2 and self._medium(p, source):  # "According to Reuters, citing two officials, ..."
            cue, source, via, end = p.span(end + 1, end + 2), Phrase(end + 2, further), source, further
        precedes = not opens and sum(token.word for token in p.tokens[:at]) > LEAD
        content = None if precedes else self._contents.after(p, end)
        content = content or self._contents.before(p, at)
        return Statement(cue, content, source, via), end

    def _medium(self, p: Passage, words: Phrase) -> bool:
        """Whether the words name a medium."""
        named = any(mention.start in p.media for mention in p.mentions_in(words.first, words.last))
        return named or any(p.text(k) in self._words["media"] for k in range(words.first, words.last))

    @staticmethod
    def _carrier(p: Passage, at: int, end: int) -> Phrase | None:
        """The medium that cites: "Reuters reported ..., citing X", "Citing X, Reuters reported ..."."""
        mention = p.mention_at[end + 1] if p.is_comma(end) and end + 1 < len(p) else None
        if mention is not None and mention.start in p.media:
            return Phrase(end + 1, end + 2)
        near = [k for k in range(at) if (m := p.mention_at[k]) is not None and m.start in p.media]
        return Phrase(near[-1], near[-1] + 1) if near else None

    def _quoted(self, p: Passage, at: int) -> Found | None:
        """As in "X quoted Y as saying ...", "Y was quoted as saying ... by X"."""
        phrase = self._cues.phrases["as_saying"]
        saying = next((k for k in range(at + 1, min(len(p), at + 16)) if phrase.match(p.tokens, k)), None)
        if saying is None:
            return None
        content = self._contents.after(p, self._contents.heard(p, saying + 2))
        passive = self._nouns.before_be(p, at)
        subject, first = self._nouns.subject_before(p, at if passive is None else passive)
        if saying == at + 1 or passive is not None:
            if subject is None and not self._nouns.pronoun(p, first, at):
                return None
            via = Phrase(at + 2, saying) if p.text(at + 1) == "by" else None
            if p.text(saying + 2) == "by":  # "..., X was quoted as saying by Y"
                end = self._nouns.phrase_after(p, saying + 3)
                before = self._contents.before(p, first)
                return Statement(p.span(at, saying + 2), before, subject, Phrase(saying + 3, end)), end
            return Statement(p.span(at, saying + 2), content, subject, via), saying + 2
        via = subject if isinstance(subject, Phrase) else Phrase(first, at) if subject is not None else None
        return Statement(p.span(saying, saying + 2), content, Phrase(at + 1, saying), via), saying + 2

    # -- verbs -------------------------------------------------------------------------------------------------------

    def _verb(self, p: Passage, at: int, after: int, readings: Sequence[EnglishVerb]) -> Found | None:
        kind, last = readings[0].kind, self._nouns.before_be(p, at) if readings[0].kind == "participle" else at
        if p.text(after) == "by" or p.text(at - 1) in _MODALS or p.text(at - 1) in ("so", "so-called"):
            return None
        if last is None:
            return self._participle(p, at, after, readings[0])
        if kind != "participle" and self._passive(p, at):
            return None
        inverted = self._inverted.statement(p, at, after)
        return inverted if inverted is not None else self._finite(p, at, after, last, readings)

    def _finite(self, p: Passage, at: int, after: int, last: int, readings: Sequence[EnglishVerb]) -> Found | None:
        """The first reading that its subject, before ``last``, and what follows it allow."""
        kind = readings[0].kind
        subject, first = self._joint.extended(p, *self._nouns.subject_before(p, last))
        if subject is None and p.text(at - 1) in ("and", "but") and kind != "base" and readings[0].needs != "strict":
            return self._coordinated(p, at, after, readings)
        if subject is None and not self._nouns.pronoun(p, first, at):
            return None
        subject = self._issuer(p, subject)
        toll = any(verb.needs == "toll" for verb in readings)  # "put" is its own past
        base = kind in ("base", "noun") and not toll
        if p.text(first - 1) in _CONDITIONS or (base and self._singular(p, subject, first, last)):
            return None
        for verb in readings:
            if verb.needs == "evidence" and isinstance(subject, Phrase):
                whole = self._nouns.clause_subject(p, last)  # "A study by the council found ..."
                first = subject.first if whole is None else whole
                subject = Phrase(first, subject.last)
            found = self._with_subject(p, at, after, verb, subject, first)
            if found is not None:
                return found
        return None

    @staticmethod
    def _issuer(p: Passage, subject: Phrase | Mention | None) -> Phrase | Mention | None:
        """Who issues the statement that speaks: "The ministry's statement said"."""
        if (
            not isinstance(subject, Phrase)
            or p.text(subject.last - 1) not in _ISSUED
            or subject.last - subject.first < 2
        ):
            return subject
        owned = p.text(subject.last - 2).endswith("'s")
        return Phrase(subject.first, subject.last - 1) if owned else subject

    def _singular(self, p: Passage, subject: Phrase | Mention | None, first: int, at: int) -> bool:
        """Whether a singular subject rules out a verb without -s ("a report" has no verb, "officials report" has)."""
        if p.text(at - 1) in self._words["negations"] or p.text(at).endswith("s"):
            return False
        head = p.text(subject.last - 1) if isinstance(subject, Phrase) else p.text(first)
        if p.text(at) == "say" and isinstance(subject, Phrase) and p.mention_at[subject.last - 1] is not None:
            return False  # "Hamas say": a body in the plural
        return not head.endswith("s") and head not in self._words["plurals"]

    def _coordinated(self, p: Passage, at: int, after: int, readings: Sequence[EnglishVerb]) -> Found | None:
        """As in "X denied it and said that ...": the subject is that of the sentence."""
        content = self._contents.after(p, self._contents.start(p, after))
        subjects = tuple(p.mentions_in(0, at))
        fitting = [verb for verb in readings if self._fits(p, after, verb)]
        if content is None or not subjects or not fitting or len(p) - after < 2:
            return None
        return Statement(p.span(at, after), content, None, None, "", subjects, True, act=fitting[0].act), after

    def _with_subject(
        self, p: Passage, at: int, after: int, verb: EnglishVerb, subject: Phrase | Mention | None, first: int
    ) -> Found | None:
        via, start = self._contents.told(p, at, after)
        start = self._contents.start(p, start)
        channel, start = self._contents.channel(p, start)
        via = via or channel or self._cited_by(p, subject)
        gender = _PRONOUN_KINDS.get(p.text(first), "")
        pronoun = Phrase(first, first + 1) if subject is None else None
        cue = p.span(at, after)
        if verb.needs not in _FOLLOWED and self._contents.speech_precedes(p, first, start):
            content = self._contents.before(p, first)
            return Statement(cue, content, subject, via, gender, act=verb.act, pronoun=pronoun), start
        if first == 0 and verb.needs in ("clause", "strict") and p.is_stop(start):
            spoken = self._contents.quoted_before(p)  # '"Will they come?" she asked.'
            if spoken is not None:
                return Statement(cue, spoken, subject, via, gender, act=verb.act, pronoun=pronoun), start
        content = self._contents.after(p, start)
        if content is None or (verb.needs != "any" and len(p) - start < 2):
            return None
        if not self._fits(p, start, verb) or (verb.needs == "evidence" and not self._document(p, subject)):
            return None
        if (
            verb.kind == "noun"
            and verb.needs != "toll"
            and not self._fits(p, start, _NOUN)
            and not (verb.needs == "to" and self._wills(p, subject))
        ):
            return None
        if verb.act == "thought" and subject is not None and not self._wills(p, subject):
            return None
        return Statement(cue, content, subject, via, gender, act=verb.act, pronoun=pronoun), start

    def _cited_by(self, p: Passage, subject: Phrase | Mention | None) -> Phrase | None:
        """The medium in "The Observatory, cited by Reuters, said"."""
        at = subject.last if isinstance(subject, Phrase) else len(p)
        if not p.is_comma(at) or p.text(at + 1) not in ("cited", "quoted") or p.text(at + 2) != "by":
            return None
        end = self._nouns.phrase_after(p, at + 3)
        return Phrase(at + 3, end) if end > at + 3 and p.is_comma(end) else None

    def _fits(self, p: Passage, start: int, verb: EnglishVerb) -> bool:
        """Whether what follows the verb is what it needs."""
        text = p.text(start)
        clause = text in ("that", ":") or p.opens_quote(start, 1) is not None or p.opens_quote(start + 1, 1) is not None
        if verb.needs == "strict":
            return clause
        if verb.needs == "to":
            return text in ("to", "that") and p.text(start + 1) not in _NOTHING_SAID
        if verb.needs == "toll":
            return p.text(start) in _ARTICLES and any(p.text(k) in _TOLLS for k in range(start + 1, start + 5))
        if verb.needs == "naming":
            return self._names(p, start)
        if any(p.text(k) in ("life", "lives") for k in (start, start + 1)):  # "claimed the lives of ..."
            return False
        if verb.needs == "noun":
            return text == "that" or (clause and text != ":")
        return not p.is_stop(start) and text not in ("of", "by")

    def _wills(self, p: Passage, subject: Phrase | Mention | None) -> bool:
        """Whether the subject can want something: a name or a pronoun, or a noun that is not lifeless."""
        return not isinstance(subject, Phrase) or p.text(subject.last - 1) not in self._words["nouns.lifeless"]

    def _names(self, p: Passage, start: int) -> bool:
        """Whether somebody or something follows, and a quotation or a description of it ("called him a liar")."""
        if p.text(start) in _OBJECTS:
            return not p.is_stop(start + 1)
        near = range(start, min(len(p), start + 8))
        return any(p.opens_quote(k, 1) is not None for k in near) or p.mention_at[start] is not None

    def _document(self, p: Passage, subject: Phrase | Mention | None) -> bool:
        """Whether the subject is a study, a poll or the like."""
        if not isinstance(subject, Phrase):
            return False
        return any(p.text(k) in self._words["documents.nouns"] for k in range(subject.first, subject.last))

    def _participle(self, p: Passage, at: int, after: int, verb: EnglishVerb) -> Found | None:
        words = " ".join(p.text(k) for k in range(at, after))
        if p.text(at - 1) in _NO_PARTICIPLE:
            return None
        text = p.text(after)
        clause = text in ("that", ":") or p.opens_quote(after, 1) is not None or p.opens_quote(after + 1, 1) is not None
        begins = at == 0 or p.is_comma(at - 1) or p.text(at - 1) in ('"', "-", "--", "while")
        if p.text(after + 1) in ("life", "lives"):
            return None
        goes_on = words in self._words["participles.clause"] and not (p.is_stop(after) or p.is_comma(after))
        object_too = begins and words in self._words["participles.object"] and not p.is_stop(after)
        if not (clause or object_too or (goes_on and (begins or p.text(after) in self._words["clause_starts"]))):
            return None
        content = self._contents.after(p, after)
        subjects = tuple(p.mentions_in(0, at))
        return Statement(p.span(at, after), content, None, None, "", subjects, True, act=verb.act), after

    def _passive(self, p: Passage, at: int) -> bool:
        before = at - 1
        while p.text(before) in ("also", "widely", "reportedly", "previously", "first"):
            before -= 1
        return p.text(before) in self._words["passive"]

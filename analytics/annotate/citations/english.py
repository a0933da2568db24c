"""English attribution: verbs of saying on either side of what is said, "according to" and "quoted X as saying"."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.cues import EnglishCues
from analytics.annotate.citations.english_nouns import EnglishNouns
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase, Statement, scan
from analytics.annotate.spans import Mention, Span

_LEAD: Final = 3  # words before a source that may be said themselves
_INVERTED: Final = frozenset("said says added wrote explained asked reported warned noted announced".split())
_OUTLET_NOUNS: Final = frozenset("news agency newspaper tv television channel reporter reporters correspondent".split())
_HEARERS: Final = frozenset("reporters journalists a news conference the him her them me us".split())
_CIRCUMSTANCES: Final = frozenset("in at by during via through".split())
_THEIR: Final = frozenset("a an its his her their telephone phone".split())
_PRONOUN_KINDS: Final = {"he": "person", "she": "person", "it": "body"}
Found = tuple[Statement, int]


class EnglishGrammar:
    """Finds the statements of an English sentence, in one pass from left to right."""

    def __init__(self, cues: EnglishCues) -> None:
        self._cues = cues
        self._words = cues.words
        self._nouns = EnglishNouns(cues)

    def statements(self, p: Passage) -> list[Statement]:
        """Statements in the order of their cues."""
        return scan(
            len(p), lambda at: None if p.in_quote(at) or p.mention_at[at] is not None else self._statement(p, at)
        )

    def _statement(self, p: Passage, at: int) -> Found | None:
        phrases = self._cues.phrases
        length = phrases["before_source"].match(p.tokens, at)
        if length:
            return self._according(p, at, at + length)
        if phrases["quoted"].match(p.tokens, at):
            return self._quoted(p, at)
        length = self._cues.bigrams.match(p.tokens, at)
        if length:
            entry = self._cues.verbs[f"{p.text(at)} {p.text(at + 1)}"]
            return self._verb(p, at, at + length, *entry)
        if p.text(at) in self._cues.verbs:
            return self._verb(p, at, at + 1, *self._cues.verbs[p.text(at)])
        return None

    # -- phrases -----------------------------------------------------------------------------------------------------

    def _according(self, p: Passage, at: int, after: int) -> Found | None:
        end = self._nouns.phrase_after(p, after)
        if end == after or p.text(end - 1) in self._words["not_sources"]:
            return None
        opens = p.whole[p.tokens[at].start].isupper() or p.text(end) == "that"
        precedes = not opens and sum(token.word for token in p.tokens[:at]) > _LEAD
        content = self._before(p, at) if precedes else self._after(p, end)
        return Statement(p.span(at, after), content, Phrase(after, end)), end

    def _quoted(self, p: Passage, at: int) -> Found | None:
        """As in "X quoted Y as saying ...", "Y was quoted as saying ... by X"."""
        phrase = self._cues.phrases["as_saying"]
        saying = next((k for k in range(at + 1, min(len(p), at + 16)) if phrase.match(p.tokens, k)), None)
        if saying is None:
            return None
        content = self._after(p, saying + 2)
        subject, first = self._nouns.subject_before(p, at)
        if saying == at + 1:
            return Statement(p.span(at, saying + 2), content, subject), saying + 2
        via = subject if isinstance(subject, Phrase) else Phrase(first, at) if subject is not None else None
        return Statement(p.span(saying, saying + 2), content, Phrase(at + 1, saying), via), saying + 2

    # -- verbs -------------------------------------------------------------------------------------------------------

    def _verb(self, p: Passage, at: int, after: int, needs: str, kind: str) -> Found | None:
        clause = p.text(after) == "that" or (p.text(after) == ":" and after + 1 < len(p))
        quote = p.opens_quote(after, 1) is not None or p.opens_quote(after + 1, 1) is not None
        if kind == "participle":
            goes_on = p.text(at) in ("saying", "adding") and p.text(after) in self._words["pronouns"] | {"the", "there"}
            return self._participle(p, at, after) if clause or quote or goes_on else None
        if self._passive(p, at) or (kind == "noun" and not clause):
            return None
        inverted = self._inverted(p, at, after)
        if inverted is not None:
            return inverted
        subject, first = self._nouns.subject_before(p, at)
        if subject is None and p.text(at - 1) in ("and", "but") and kind == "verb" and needs != "strict":
            return self._coordinated(p, at, after)
        if subject is None and not self._nouns.pronoun(p, first, at):
            return None
        return self._with_subject(p, at, after, needs, subject, first)

    def _coordinated(self, p: Passage, at: int, after: int) -> Found | None:
        """As in "X denied it and said that ...": the subject is that of the sentence."""
        content = self._after(p, self._content_start(p, after))
        subjects = tuple(p.mentions_in(0, at))
        if content is None or not subjects:
            return None
        return Statement(p.span(at, after), content, None, None, "", subjects, same_sentence=True), after

    def _with_subject(
        self, p: Passage, at: int, after: int, needs: str, subject: Phrase | Mention | None, first: int
    ) -> Found | None:
        via, start = self._told(p, at, after)
        start = self._content_start(p, start)
        gender = _PRONOUN_KINDS.get(p.text(first), "")
        cue = p.span(at, after)
        if self._speech_precedes(p, first, start):
            return Statement(cue, self._before(p, first), subject, via, gender), start
        content = self._after(p, start)
        if content is None or (needs != "any" and len(p) - start < 2):
            return None
        if needs == "strict" and p.text(start) != "that" and p.opens_quote(start) is None:
            return None
        return Statement(cue, content, subject, via, gender), start

    def _speech_precedes(self, p: Passage, first: int, start: int) -> bool:
        """Whether what is said stands before its source, not after the verb."""
        if first < _LEAD or p.text(start) == "that" or p.opens_quote(start) is not None or p.text(start) == ":":
            return False
        lead = [k for k in range(first) if p.tokens[k].word]
        if len(lead) < _LEAD or (p.text(lead[0]) in ("in", "on", "but") and len(lead) < _LEAD + 2):
            return False
        if p.text(first - 1) in ("-", "--", ":", "and", "but", "while", "as") and not p.is_stop(start):
            return False
        quoted = p.text(first - 1) == '"' or (p.is_comma(first - 1) and p.text(first - 2) == '"')
        return p.is_stop(start) or p.is_comma(start) or quoted or self._moved_on(p, start)

    def _moved_on(self, p: Passage, start: int) -> bool:
        """Whether the words after the verb are a mere addition ("said on Saturday part of ..."), not a clause."""
        if p.text(start) == "citing" or self._cues.verbs.get(p.text(start), ("", ""))[1] == "participle":
            return True
        added = ("part", "after", "as", "when", "in", "without", "following")
        return p.text(start - 1) in self._words["time"] and p.text(start) in added

    def _participle(self, p: Passage, at: int, after: int) -> Found | None:
        content = self._after(p, after)
        return Statement(p.span(at, after), content, None, None, "", tuple(p.mentions_in(0, at)), True), after

    def _passive(self, p: Passage, at: int) -> bool:
        before = at - 1
        while p.text(before) in ("also", "widely", "reportedly", "previously", "first"):
            before -= 1
        return p.text(before) in self._words["passive"]

    def _inverted(self, p: Passage, at: int, after: int) -> Found | None:
        """``"...," said X``: the source follows the verb, after a quotation or at the end of the sentence."""
        if p.text(at) not in _INVERTED or at < _LEAD or after >= len(p) or p.text(after) in self._words["pronouns"]:
            return None
        end = self._nouns.phrase_after(p, after)
        named = p.mention_at[after] is not None or p.text(after) in self._words["determiners"]
        named = named or p.whole[p.tokens[after].start].isupper()
        if end == after or not named or not self._nouns.credible(p, after, end):
            return None
        quoted = p.text(at - 1) == '"' or (p.is_comma(at - 1) and p.text(after) not in self._words["circumstance"])
        if not quoted and not (self._ends(p, end) and self._nouns.source_like(p, after, end)):
            return None
        return Statement(p.span(at, after), self._before(p, at), Phrase(after, end)), end

    def _ends(self, p: Passage, end: int) -> bool:
        """Whether nothing but a date, an apposition or an addition follows."""
        k = end
        if p.text(k) in self._words["determiners"]:
            k = self._nouns.phrase_after(p, k)
        while p.text(k) in self._words["time"] or p.text(k) == "on":
            k += 1
        return p.is_stop(k) or p.is_comma(k) or self._moved_on(p, k)

    def _told(self, p: Passage, at: int, after: int) -> tuple[Phrase | None, int]:
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

    # -- contents ----------------------------------------------------------------------------------------------------

    def _content_start(self, p: Passage, at: int) -> int:
        """Past "on Thursday", "in a statement", "in an interview with X" after the verb, up to the words said."""
        k = at
        while k < len(p):
            text = p.text(k)
            if text in self._words["time"] or (text.isdigit() and p.text(k - 1) in self._words["time"]):
                k += 1
            elif text == "on" and p.text(k + 1) in self._words["time"]:
                k += 2
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

    def _after(self, p: Passage, at: int) -> Span | None:
        k = at
        while k < len(p) and (p.is_comma(k) or p.text(k) in (":", ".", "-", "--")):
            k += 1
        return p.span(k, len(p)) if k < len(p) else None

    def _before(self, p: Passage, at: int) -> Span | None:
        last = at
        while last > 0 and (p.is_comma(last - 1) or p.text(last - 1) in ("-", "--")):
            last -= 1
        return p.span(0, last) if last > 0 else None

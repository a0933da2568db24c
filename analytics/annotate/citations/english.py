"""English attribution: verbs of saying on either side of what is said, "according to" and "quoted X as saying"."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.cues import EnglishCues
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase, Statement
from analytics.annotate.spans import Mention, Span

_NOUN_PHRASE: Final = 9  # tokens, read backwards from the verb
_AFTER: Final = 12  # tokens of a source after the verb or after "according to"
_LEAD: Final = 3  # words before a source that may be said themselves
_PLURALS: Final = {"they": "p", "he": "m", "she": "f"}
Found = tuple[Statement, int]


class EnglishGrammar:
    """Finds the statements of an English sentence, in one pass from left to right."""

    def __init__(self, cues: EnglishCues) -> None:
        self._cues = cues
        self._words = cues.words

    def statements(self, p: Passage) -> list[Statement]:
        """Statements in the order of their cues."""
        found: list[Statement] = []
        at = 0
        while at < len(p):
            result = None if p.in_quote(at) or p.mention_at[at] is not None else self._statement(p, at)
            if result is None:
                at += 1
            else:
                found.append(result[0])
                at = max(at + 1, result[1])
        return found

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
        end = self._phrase_after(p, after)
        if end == after or p.text(end - 1) in self._words["not_sources"]:
            return None
        content = self._before(p, at) if at > _LEAD else self._after(p, end)
        return Statement(p.span(at, after), content, Phrase(after, end)), end

    def _quoted(self, p: Passage, at: int) -> Found | None:
        """"X quoted Y as saying ...", "Y was quoted as saying ... by X"."""
        saying = next((k for k in range(at + 1, min(len(p), at + 16)) if self._cues.phrases["as_saying"].match(p.tokens, k)), None)  # noqa: E501
        if saying is None:
            return None
        content = self._after(p, saying + 2)
        subject, first = self._subject_before(p, at)
        if saying == at + 1:
            return Statement(p.span(at, saying + 2), content, subject), saying + 2
        via = subject if isinstance(subject, Phrase) else Phrase(first, at) if subject is not None else None
        return Statement(p.span(saying, saying + 2), content, Phrase(at + 1, saying), via), saying + 2

    # -- verbs -------------------------------------------------------------------------------------------------------

    def _verb(self, p: Passage, at: int, after: int, needs: str, kind: str) -> Found | None:
        clause = p.text(after) == "that" or (p.text(after) == ":" and after + 1 < len(p))
        quote = p.opens_quote(after, 1) is not None or p.opens_quote(after + 1, 1) is not None
        if kind == "participle":
            return self._participle(p, at, after) if clause or quote else None
        if self._passive(p, at) or (kind == "noun" and not clause):
            return None
        inverted = self._inverted(p, at, after)
        if inverted is not None:
            return inverted
        subject, first = self._subject_before(p, at)
        if subject is None and not self._pronoun(p, first, at):
            return None
        return self._with_subject(p, at, after, needs, subject, first)

    def _with_subject(
        self, p: Passage, at: int, after: int, needs: str, subject: Phrase | Mention | None, first: int
    ) -> Found | None:
        via, start = self._told(p, at, after)
        start = self._content_start(p, start)
        gender = _PLURALS.get(p.text(first), "")
        cue = p.span(at, after)
        if self._speech_precedes(p, first, start):
            return Statement(cue, self._before(p, first), subject, via, gender), start
        content = self._after(p, start)
        if content is None or (needs == "clause" and len(p) - start < 2):
            return None
        return Statement(cue, content, subject, via, gender), start

    def _speech_precedes(self, p: Passage, first: int, start: int) -> bool:
        """Whether what is said stands before its source, not after the verb."""
        if first < _LEAD or p.text(start) == "that" or p.opens_quote(start) is not None or p.text(start) == ":":
            return False
        lead = [k for k in range(first) if p.tokens[k].word]
        if len(lead) < _LEAD or p.text(lead[0]) in ("in", "on", "but") and len(lead) < 5:
            return False
        closing = p.text(first - 1) in (",", '"') or (p.is_comma(first - 1) and p.text(first - 2) == '"')
        ends = p.is_stop(start) or start >= len(p) or p.is_comma(start)
        dashed = p.text(first - 1) in ("-", "--", ":") or p.text(first - 1) in ("and", "but", "while", "as")
        return not dashed and (ends or closing and p.text(first - 2) == '"' or self._moved_on(p, start))

    def _moved_on(self, p: Passage, start: int) -> bool:
        """Whether the words after "said on Saturday" are a mere addition, not a clause of their own."""
        return p.text(start - 1) in self._words["time"] and p.text(start) in ("part", "after", "as", "when", "citing", "in", "the")

    def _participle(self, p: Passage, at: int, after: int) -> Found | None:
        content = self._after(p, after)
        known = [m for m in p.mentions_in(0, at)]
        return Statement(p.span(at, after), content, None, None, "", known[0] if known else None, True), after

    def _passive(self, p: Passage, at: int) -> bool:
        before = at - 1
        while p.text(before) in ("also", "widely", "reportedly", "previously", "first"):
            before -= 1
        return p.text(before) in self._words["passive"]

    def _inverted(self, p: Passage, at: int, after: int) -> Found | None:
        """""... ," said X": after a quotation, a comma or the words themselves."""
        if p.text(at) not in ("said", "says", "added", "wrote", "explained", "asked", "reported", "warned", "noted"):
            return None
        begins = p.text(after) in self._words["determiners"] or p.mention_at[after] is not None if after < len(p) else False
        capital = after < len(p) and p.whole[p.tokens[after].start].isupper()
        quoted = p.text(at - 1) in (",", '"') and p.text(after) not in self._words["circumstance"]
        person = p.mention_at[after] is not None if after < len(p) else False
        if at < _LEAD or not (quoted and (begins or capital) or (person and self._no_subject(p, at))):
            return None
        end = self._phrase_after(p, after)
        if p.text(after) in self._words["pronouns"] or end == after:
            return None
        return Statement(p.span(at, after), self._before(p, at), Phrase(after, end)), end

    def _no_subject(self, p: Passage, at: int) -> bool:
        return p.mention_at[at - 1] is None and self._subject_before(p, at)[0] is None

    # -- sources -----------------------------------------------------------------------------------------------------

    def _pronoun(self, p: Passage, first: int, at: int) -> bool:
        return first < at and p.text(first) in self._words["pronouns"]

    def _subject_before(self, p: Passage, at: int) -> tuple[Phrase | Mention | None, int]:
        """The noun phrase that ends before the verb and where it begins; None for a pronoun or for none."""
        last = at
        while last > 0 and (p.text(last - 1) in self._words["auxiliaries"] or p.text(last - 1) in self._words["time"]):
            last -= 1
        if last > 1 and p.is_comma(last - 1):
            return self._apposed(p, last - 1)
        if last == 0 or not (p.tokens[last - 1].word or p.text(last - 1) in ')"'):
            return None, at
        if p.text(last - 1) in ("who", "which"):
            near = p.mentions_in(max(0, last - 8), last - 1)
            return (near[-1], last - 1) if near else (None, at)
        if p.text(last - 1) in self._words["pronouns"]:
            return None, last - 1
        first = self._phrase_start(p, last)
        return (Phrase(first, last), first) if self._credible(p, first, last) else (None, at)

    def _apposed(self, p: Passage, comma: int) -> tuple[Phrase | Mention | None, int]:
        """"Rami Abdel Rahman, director of the group, said"."""
        earlier = next((k for k in range(comma - 1, max(-1, comma - 14), -1) if p.is_comma(k)), None)
        if earlier is None or earlier == 0:
            return None, comma + 1
        first = self._phrase_start(p, earlier)
        capital = p.whole[p.tokens[first].start].isupper()
        if first < earlier and (self._credible(p, first, earlier) and (capital or p.text(first) in self._words["determiners"])):
            return Phrase(first, earlier), first
        return None, comma + 1

    def _phrase_start(self, p: Passage, last: int) -> int:
        """Where the noun phrase that ends before ``last`` begins."""
        first = last
        while first > max(0, last - _NOUN_PHRASE):
            text, mention = p.text(first - 1), p.mention_at[first - 1]
            if mention is not None:
                while first > 0 and p.mention_at[first - 1] is mention:
                    first -= 1
                if first > 0 and self._clause_ends(p, first):
                    break
                continue
            if not p.tokens[first - 1].word and text not in '()"':
                break
            if text in self._words["determiners"]:
                first -= 1
                break
            if text in self._words["before_noun_phrase"] or text in self._cues.verbs:
                if text not in self._words["inside_noun_phrase"] or not self._continues(p, first, last):
                    break
            first -= 1
        return first

    def _clause_ends(self, p: Passage, first: int) -> bool:
        """Whether the words before a name are lower-case words that do not belong to it."""
        text = p.text(first - 1)
        if text in self._words["determiners"] or text in self._words["roles"] or text in self._words["voices"]:
            return False
        return p.whole[p.tokens[first - 1].start].islower() and "-" not in text

    def _continues(self, p: Passage, first: int, last: int) -> bool:
        """Whether a preposition joins two parts of one noun phrase: "head of the group", "officers in the army"."""
        before = p.text(first - 2)
        return first >= 2 and (before in self._words["roles"] or before in self._words["voices"])

    def _credible(self, p: Passage, first: int, last: int) -> bool:
        """Whether a noun phrase can be a source: it names an actor, a role or a body, or is capitalised."""
        if first >= last:
            return False
        texts = [token.text for token in p.tokens[first:last]]
        if p.mentions_in(first, last):
            return True
        if any(text in self._words[kind] for text in texts for kind in ("roles", "voices", "source_nouns", "headline_sources")):
            return True
        return p.whole[p.tokens[last - 1].start].isupper()

    def _phrase_after(self, p: Passage, at: int) -> int:
        """Where the noun phrase that begins at ``at`` ends."""
        k = at
        while k < min(len(p), at + _AFTER):
            mention, text = p.mention_at[k], p.text(k)
            if mention is not None:
                while k < len(p) and p.mention_at[k] is mention:
                    k += 1
                continue
            if text in self._words["time"] or p.is_stop(k) or text in ('"', ":", "-", "--", "that", "who", "which"):
                break
            if p.is_comma(k) or (text in self._words["before_noun_phrase"] and text not in ("of", "for", "in", "from")):
                break
            if k > at and text in self._words["determiners"] and p.text(k - 1) not in ("of", "for", "in", "from", "to"):
                break
            k += 1
        return k

    def _told(self, p: Passage, at: int, after: int) -> tuple[Phrase | None, int]:
        """The outlet in "told Reuters", "told the AFP news agency", "said in a statement to CNN"."""
        if p.text(at) not in ("told", "tells", "informed"):
            return None, after
        mention = p.mention_at[p.skip(after, self._words["determiners"])] if after < len(p) - 1 else None
        if mention is not None:
            first = k = p.skip(after, self._words["determiners"])
            while k < len(p) and p.mention_at[k] is mention:
                k += 1
            return Phrase(first, k), p.skip(k, ("news", "agency", "newspaper", "tv", "television", "channel"))
        length = self._cues.agencies.match(p.tokens, after)
        if length:
            return Phrase(after, after + length), after + length
        return None, p.skip(after, ("reporters", "journalists", "a", "news", "conference", "the", "him", "her", "them", "me", "us"))

    # -- contents ----------------------------------------------------------------------------------------------------

    def _content_start(self, p: Passage, at: int) -> int:
        """Past "on Thursday", "in a statement", "in an interview with X" after the verb, up to the words said."""
        k = at
        while k < len(p):
            text = p.text(k)
            if text in self._words["time"] or text.isdigit():
                k += 1
            elif text == "on" and p.text(k + 1) in self._words["time"]:
                k += 2
            elif text in ("in", "at", "by", "during", "via", "through") and p.text(k + 1) in ("a", "an", "its", "his", "her", "telephone", "their"):  # noqa: E501
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

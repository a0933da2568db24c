"""English attribution: verbs of saying on either side of what is said, "according to" and "quoted X as saying"."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.cues import EnglishCues
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase, Statement
from analytics.annotate.spans import Mention, Span

_NOUN_PHRASE: Final = 13  # tokens, read backwards from the verb
_AFTER: Final = 12  # tokens of a source after the verb or after "according to"
_LEAD: Final = 3  # words before a source that may be said themselves
_SHORT_QUOTE: Final = 30  # characters; a quotation inside a name
_INVERTED: Final = frozenset("said says added wrote explained asked reported warned noted announced".split())
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
        precedes = sum(token.word for token in p.tokens[:at]) > _LEAD
        content = self._before(p, at) if precedes else self._after(p, end)
        return Statement(p.span(at, after), content, Phrase(after, end)), end

    def _quoted(self, p: Passage, at: int) -> Found | None:
        """"X quoted Y as saying ...", "Y was quoted as saying ... by X"."""
        phrase = self._cues.phrases["as_saying"]
        saying = next((k for k in range(at + 1, min(len(p), at + 16)) if phrase.match(p.tokens, k)), None)
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
            goes_on = p.text(at) in ("saying", "adding") and p.text(after) in self._words["pronouns"] | {"the", "there"}
            return self._participle(p, at, after) if clause or quote or goes_on else None
        if self._passive(p, at) or (kind == "noun" and not clause):
            return None
        inverted = self._inverted(p, at, after)
        if inverted is not None:
            return inverted
        subject, first = self._subject_before(p, at)
        if subject is None and p.text(at - 1) in ("and", "but") and kind == "verb" and needs != "strict":
            return self._coordinated(p, at, after)
        if subject is None and not self._pronoun(p, first, at):
            return None
        return self._with_subject(p, at, after, needs, subject, first)

    def _coordinated(self, p: Passage, at: int, after: int) -> Found | None:
        """"X denied it and said that ...": the subject is that of the sentence."""
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
        if p.text(first - 1) in ("-", "--", ":", "and", "but", "while", "as"):
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
        end = self._phrase_after(p, after)
        named = p.mention_at[after] is not None or p.text(after) in self._words["determiners"]
        named = named or p.whole[p.tokens[after].start].isupper()
        if end == after or not named or not self._credible(p, after, end):
            return None
        quoted = p.text(at - 1) == '"' or (p.is_comma(at - 1) and p.text(after) not in self._words["circumstance"])
        if not quoted and not (self._ends(p, end) and self._source_like(p, after, end)):
            return None
        return Statement(p.span(at, after), self._before(p, at), Phrase(after, end)), end

    def _ends(self, p: Passage, end: int) -> bool:
        """Whether nothing but a date, an apposition or an addition follows."""
        k = end
        while p.text(k) in self._words["time"] or p.text(k) == "on":
            k += 1
        return p.is_stop(k) or p.is_comma(k) or self._moved_on(p, k)

    def _source_like(self, p: Passage, first: int, last: int) -> bool:
        """Whether a phrase names an actor or a noun of sources, not only a capitalised word."""
        kinds = ("roles", "voices", "source_nouns", "headline_sources")
        listed = any(p.text(k) in self._words[kind] for k in range(first, last) for kind in kinds)
        return listed or bool(p.mentions_in(first, last))

    # -- sources -----------------------------------------------------------------------------------------------------

    def _pronoun(self, p: Passage, first: int, at: int) -> bool:
        return first < at and p.text(first) in self._words["pronouns"]

    def _subject_before(self, p: Passage, at: int) -> tuple[Phrase | Mention | None, int]:
        """The noun phrase that ends before the verb and where it begins; None for a pronoun or for none."""
        last = at
        while last > 0 and (p.text(last - 1) in self._words["auxiliaries"] or p.text(last - 1) in self._words["time"]):
            last -= 1
        last = self._before_parenthesis(p, last)
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

    @staticmethod
    def _before_parenthesis(p: Passage, last: int) -> int:
        """Where a name ends, before "(R-S.C.)" and the like."""
        if p.text(last - 1) != ")":
            return last
        opening = next((k for k in range(last - 2, max(0, last - 9), -1) if p.text(k) == "("), 0)
        return opening or last

    def _apposed(self, p: Passage, comma: int) -> tuple[Phrase | Mention | None, int]:
        """"Rami Abdel Rahman, director of the group, said"."""
        earlier = next((k for k in range(comma - 1, max(-1, comma - 24), -1) if p.is_comma(k)), None)
        if earlier is None or earlier == 0:
            return None, comma + 1
        first = self._phrase_start(p, earlier)
        if first >= earlier or not self._credible(p, first, earlier):
            return None, comma + 1
        if p.whole[p.tokens[first].start].isupper() or p.text(first) in self._words["determiners"]:
            return Phrase(first, earlier), first
        return None, comma + 1

    def _phrase_start(self, p: Passage, last: int) -> int:
        """Where the noun phrase that ends before ``last`` begins."""
        determiner = self._determiner(p, last)
        if determiner is not None:
            return determiner
        first = last
        while first > max(0, last - _NOUN_PHRASE) and self._belongs(p, first - 1, last):
            first -= 1
        return first

    def _determiner(self, p: Passage, last: int) -> int | None:
        """The article that opens the phrase, where its noun is a common one ("the bodies of a rebel group said")."""
        proper = p.whole[p.tokens[last - 1].start].isupper() or not p.tokens[last - 1].word
        for k in range(last - 1, max(-1, last - 1 - _NOUN_PHRASE), -1):
            if p.text(k) in self._words["determiners"]:
                placed = k > 1 and p.text(k - 1) in self._words["inside_noun_phrase"] and self._role_at(p, k - 2)
                return self._phrase_start(p, k - 1) if placed else k
            if not self._belongs(p, k, last) and (proper or not self._common(p, k)):
                return None
        return None

    def _role_at(self, p: Passage, k: int) -> bool:
        return p.text(k) in self._words["roles"] or p.text(k) in self._words["voices"]

    def _common(self, p: Passage, k: int) -> bool:
        """Whether a lower-case word may stand between an article and its noun."""
        text = p.text(k)
        return p.tokens[k].word and text not in self._words["before_noun_phrase"] and text not in self._cues.verbs

    def _belongs(self, p: Passage, k: int, last: int) -> bool:
        """Whether the word at ``k`` can be part of a noun phrase that ends before ``last``."""
        text = p.text(k)
        if p.mention_at[k] is not None:
            return True
        if text in self._words["before_noun_phrase"]:
            return text in self._words["inside_noun_phrase"] and self._joins(p, k, last)
        if not p.tokens[k].word:
            quote = p.quotes.at(p.tokens[k].start) if text == '"' else None
            return text in "()" or (quote is not None and quote.end - quote.start < _SHORT_QUOTE)
        if p.whole[p.tokens[k].start].isupper() or "-" in text:
            return text not in self._words["time"]
        return any(text in self._words[kind] for kind in ("modifiers", "roles", "voices", "source_nouns"))

    def _joins(self, p: Passage, k: int, last: int) -> bool:
        """Whether a preposition joins two parts of one name or role: "Ministry of Defence", "head of the group"."""
        if self._role_at(p, k - 1):
            return True
        capitals = all(0 <= n < last and p.whole[p.tokens[n].start].isupper() for n in (k - 1, k + 1))
        return capitals and p.text(k) in ("of", "for", "and")

    def _credible(self, p: Passage, first: int, last: int) -> bool:
        """Whether a noun phrase can be a source: it names an actor, a role or a body, or is capitalised."""
        if first >= last:
            return False
        if self._source_like(p, first, last):
            return True
        words = [k for k in range(first, last) if p.tokens[k].word]
        if not words or p.text(words[-1]) in self._words["determiners"] | self._words["pronouns"]:
            return False
        return p.whole[p.tokens[words[-1]].start].isupper()

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
        return None, p.skip(after, _HEARERS)

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

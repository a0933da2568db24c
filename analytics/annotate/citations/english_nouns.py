"""English noun phrases: where the source before or after a verb begins and ends."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.cues import EnglishCues
from analytics.annotate.citations.english_heads import head_before, place_at_end
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.statements import Phrase
from analytics.annotate.sentences import TITLES
from analytics.annotate.spans import Mention

_NOUN_PHRASE: Final = 13  # tokens, read backwards from the verb
_AFTER: Final = 12  # tokens of a source after the verb or after "according to"
_APPOSITION: Final = 24  # tokens between the commas around it
_CLAUSE: Final = 10  # tokens of a subject that is a clause of its own
_SHORT_WORD: Final = 4  # characters; a plural without an article is longer ("officials", "doctors")
_CLAUSE_STARTS: Final = frozenset(
    ("and", "but", "while", "that", "as", "because", "although", '"', ":", "-", "--", "(", "what", "how", "when")
)
_NAME: Final = 5  # words of a person's name
_COUNTED: Final = frozenset(
    "people persons civilians children others soldiers fighters militants rebels members".split()
)
_PARTICLES: Final = frozenset("al el bin ibn abu de van der von".split())
_INSIDE: Final = frozenset(("of", "for", "at", "from", "and", "in"))  # the words for a source
_CLOSING: Final = frozenset(("-", "--", ")", '"', "on", "in", "at", "during", "who"))
_NO_SUBJECT: Final = frozenset("the a an its his her their my our your local other".split())
_NAMED: Final = frozenset(("named", "called"))  # "a witness named Ahmad"
_INFORMED: Final = frozenset(("familiar", "close", "briefed", "involved", "in"))  # "people familiar with the matter"
_SHORT_QUOTE: Final = 30  # characters; a quotation inside a name


class EnglishNouns:
    """Noun phrases of a sentence under the English word lists."""

    def __init__(self, cues: EnglishCues) -> None:
        self._cues = cues
        self._words = cues.words

    def pronoun(self, p: Passage, first: int, at: int) -> bool:
        """Whether a pronoun stands at ``first``, before the verb at ``at``."""
        return first < at and p.text(first) in self._words["pronouns"]

    def before_be(self, p: Passage, at: int) -> int | None:
        """Where the words before "is", "has been" and the like end, for a participle or adjective at ``at``."""
        k = at - 1
        while k > 0 and (p.text(k) in self._words["auxiliaries"] or p.text(k) in ("very", "so", "more", "too", "not")):
            k -= 1
        if p.text(k) not in self._words["be"] or p.text(k - 1) in ("to", "will", "would", "could", "may", "might"):
            return None
        return k + 1 if p.text(k) in self._words["pronouns"] or p.text(k) in self._words["speakers"] else k

    def subject_before(self, p: Passage, at: int) -> tuple[Phrase | Mention | None, int]:
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
        if p.text(last - 1) in self._words["speakers"]:
            return Phrase(last - 1, last), last - 1
        first = self.phrase_start(p, last)
        preposition = place_at_end(p, first, last)
        if preposition is not None:  # "activists in rural Idlib said"
            head = head_before(p, preposition, last, self.phrase_start)
            return head, at if head is None else head.first
        if self.credible(p, first, last):
            return Phrase(first, last), first
        clause = self.clause_subject(p, last)
        return (Phrase(clause, last), clause) if clause is not None else (None, at)

    def clause_subject(self, p: Passage, last: int) -> int | None:
        """Where a clause begins that is all subject up to ``last``: "The company said", "Experts on trade said"."""
        first = last
        while first > 0 and last - first < _CLAUSE:
            text = p.text(first - 1)
            if p.is_comma(first - 1) or text in _CLAUSE_STARTS or p.is_stop(first - 1):
                break
            if text in self._words["passive"] or text in self._words["auxiliaries"] or text in self._words["pronouns"]:
                return None
            if first < last and text in self._cues.verbs and self._cues.verbs[text][0].kind in ("past", "third"):
                return None
            first -= 1
        else:
            if first > 0:
                return None
        if first >= last or not p.tokens[first].word or (last - first == 1 and p.text(first) in _NO_SUBJECT):
            return None
        opens = p.text(first) in self._words["determiners"]
        one = last - first == 1 and len(p.text(first)) > _SHORT_WORD
        plural = (first == 0 or one) and (p.text(first).endswith("s") or p.text(last - 1).endswith("s"))
        plural = plural and p.text(first) not in self._words["before_noun_phrase"]
        plural = plural or (p.text(first) in self._words["roles"] and p.text(first + 1) in _INFORMED)
        return first if (opens or plural) and p.text(last - 1) not in self._words["time"] else None

    @staticmethod
    def _before_parenthesis(p: Passage, last: int) -> int:
        """Where a name ends, before "(R-S.C.)" and the like."""
        if p.text(last - 1) != ")":
            return last
        opening = next((k for k in range(last - 2, max(0, last - 9), -1) if p.text(k) == "("), 0)
        return opening or last

    def _apposed(self, p: Passage, comma: int) -> tuple[Phrase | Mention | None, int]:
        """As in "Rami Abdel Rahman, director of the group, said"."""
        earlier = next((k for k in range(comma - 1, max(-1, comma - _APPOSITION), -1) if p.is_comma(k)), None)
        if earlier is None or earlier == 0:
            return None, comma + 1
        first = self.phrase_start(p, earlier)
        if first < earlier and self._names_role(p, first, earlier, comma):
            return Phrase(earlier + 1, comma), first
        if first >= earlier or not self.credible(p, first, earlier):
            return None, comma + 1
        if p.whole[p.tokens[first].start].isupper() or p.text(first) in self._words["determiners"]:
            return Phrase(first, earlier), first
        return None, comma + 1

    @staticmethod
    def _names_role(p: Passage, first: int, earlier: int, comma: int) -> bool:
        """Whether a name stands between the commas after a role: "The commander, Mazloum Abdi,"."""
        if p.whole[p.tokens[earlier - 1].start].isupper() or not 2 <= comma - earlier - 1 <= _NAME:
            return False
        opens = first == 0 or p.text(first - 1) in _CLAUSE_STARTS or p.is_comma(first - 1)
        return opens and all(p.tokens[k].word and _capital(p, k) for k in range(earlier + 1, comma))

    def has_apposed_subject(self, p: Passage, at: int) -> bool:
        """Whether a subject with its apposition, and no clause of its own, ends before ``at``: "The envoy, X, said"."""
        subject, first = self.subject_before(p, at) if p.is_comma(at - 1) else (None, at)
        if not isinstance(subject, Phrase):
            return False
        if subject.last == at - 1:  # the name between the commas is the subject
            return first < subject.first
        opens = first == 0 or p.text(first - 1) in _CLAUSE_STARTS or p.is_comma(first - 1)
        return opens and not any(self._predicates(p, k) for k in range(subject.last + 1, at - 1))

    def _predicates(self, p: Passage, k: int) -> bool:
        """Whether the word is a verb of a clause, as far as the lists tell."""
        readings = self._cues.verbs.get(p.text(k))
        return p.text(k) in self._words["be"] or bool(readings and readings[0].kind in ("past", "third"))

    @staticmethod
    def abbreviates(p: Passage, k: int) -> bool:
        """Whether the full stop at ``k`` belongs to a title before a name: "Gen. X", "Lt. Col. X"."""
        if p.text(k) != "." or p.text(k - 1) not in TITLES or k + 1 >= len(p):
            return False
        return p.whole[p.tokens[k + 1].start].isupper() and p.whole[p.tokens[k - 1].start].isupper()

    def phrase_start(self, p: Passage, last: int) -> int:
        """Where the noun phrase that ends before ``last`` begins."""
        determiner = self._determiner(p, last)
        if determiner is not None:
            return determiner
        first = last
        while first > max(0, last - _NOUN_PHRASE) and self._belongs(p, first - 1, last):
            counted = first < last and p.text(first - 1) in _COUNTED
            if counted and p.text(first) not in self._words["inside_noun_phrase"]:
                break  # "killed 13 people Syrian state television said"
            first -= 1
        return first

    def _determiner(self, p: Passage, last: int) -> int | None:
        """The article that opens the phrase, where its noun is a common one ("the bodies of a rebel group said")."""
        proper = p.whole[p.tokens[last - 1].start].isupper() or not p.tokens[last - 1].word
        for k in range(last - 1, max(-1, last - 1 - _NOUN_PHRASE), -1):
            if p.text(k) in self._words["determiners"]:
                placed = k > 1 and p.text(k - 1) in self._words["inside_noun_phrase"] and self._role_at(p, k - 2)
                placed = placed or (p.text(k - 1) == "of" and p.text(k - 4) == '"' and self._belongs(p, k - 2, k))
                if placed:
                    return self.phrase_start(p, k - 1)
                return k - 1 if k > 0 and p.text(k - 1) in self._words["determiners"] else k  # "a local doctor"
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
        if text in _NAMED and self._role_at(p, k - 1) and k + 1 < last:
            return True
        if p.whole[p.tokens[k].start].isupper() or "-" in text:
            return text not in self._words["time"]
        return any(text in self._words[kind] for kind in ("modifiers", "roles", "voices", "source_nouns"))

    def _joins(self, p: Passage, k: int, last: int) -> bool:
        """Whether a preposition joins two parts of one name or role: "Ministry of Defence", "head of the group"."""
        if self._role_at(p, k - 1):
            return True
        capitals = all(0 <= n < last and p.whole[p.tokens[n].start].isupper() for n in (k - 1, k + 1))
        if capitals and p.text(k) == "in":  # "Government of National Accord in Libya"
            run = next((n for n in range(k - 1, max(-1, k - _NOUN_PHRASE), -1) if not self._in_name(p, n)), -1)
            return self.source_like(p, run + 1, k)
        return capitals and p.text(k) in ("of", "for", "and")

    @staticmethod
    def _in_name(p: Passage, k: int) -> bool:
        return p.mention_at[k] is not None or p.whole[p.tokens[k].start].isupper() or p.text(k) == "of"

    def credible(self, p: Passage, first: int, last: int) -> bool:
        """Whether a noun phrase can be a source: it names an actor, a role or a body, or is capitalised."""
        if first >= last:
            return False
        if self.source_like(p, first, last):
            return True
        words = [k for k in range(first, last) if p.tokens[k].word]
        if not words or p.text(words[-1]) in self._words["determiners"] | self._words["pronouns"]:
            return False
        return p.whole[p.tokens[words[-1]].start].isupper()

    def phrase_after(self, p: Passage, at: int) -> int:
        """Where the noun phrase that begins at ``at`` ends."""
        k = at
        while k < min(len(p), at + _AFTER):
            mention, text = p.mention_at[k], p.text(k)
            if mention is not None:
                while k < len(p) and p.mention_at[k] is mention:
                    k += 1
                continue
            if self.abbreviates(p, k):
                k += 1
                continue
            if text in self._words["time"] or p.is_stop(k) or text in ('"', ":", "-", "--", "that", "who", "which"):
                break
            if text == "and" and k > at:
                return self._joined_end(p, k)
            if p.is_comma(k) or (text in self._words["before_noun_phrase"] and text not in ("of", "for", "in", "from")):
                break
            joined = p.text(k - 1) in ("of", "for", "in", "from", "to") or p.text(k - 1) in self._words["determiners"]
            if k > at and text in self._words["determiners"] and not joined:
                break
            k += 1
        return k

    def _joined_end(self, p: Passage, k: int) -> int:
        """Where a source ends that "and" at ``k`` joins to another; ``k`` where a clause may follow instead."""
        end = self.name_end(p, k + 1)
        closed = p.is_stop(end) or p.is_comma(end) or p.text(end) in self._words["time"] | _CLOSING
        return end if end > k + 1 and closed and self.credible(p, k + 1, end) else k

    def name_end(self, p: Passage, after: int) -> int:
        """Where the words for a source end: names, nouns of sources, and what joins them; never a verb."""
        k = p.skip(after, self._words["determiners"])
        article = k > after
        head = last = k
        while k < len(p):
            if self._of_name(p, k):
                k += 1
                last = k
            elif p.text(k) in _INSIDE and last == k and last > head:
                k = p.skip(k + 1, self._words["determiners"])
            elif article and last == head and p.tokens[k].word and not self._predicates(p, k):
                k += 1  # "a retired army officer"
            else:
                break
        return last if last > head else after

    def _of_name(self, p: Passage, k: int) -> bool:
        text = p.text(k)
        if p.mention_at[k] is not None or self.abbreviates(p, k):
            return True
        if not p.tokens[k].word or text in self._words["time"] or text in self._words["before_noun_phrase"]:
            return False
        listed = ("roles", "voices", "source_nouns", "modifiers", "headline_sources")
        return p.whole[p.tokens[k].start].isupper() or any(text in self._words[kind] for kind in listed)

    def source_like(self, p: Passage, first: int, last: int) -> bool:
        """Whether a phrase names an actor or a noun of sources, not only a capitalised word."""
        kinds = ("roles", "voices", "source_nouns", "headline_sources")
        listed = any(p.text(k) in self._words[kind] for k in range(first, last) for kind in kinds)
        return listed or bool(p.mentions_in(first, last))


def _capital(p: Passage, k: int) -> bool:
    """Whether the word is printed as a part of a name is: with a capital, or as a particle."""
    return p.whole[p.tokens[k].start].isupper() or p.text(k).startswith(("al-", "el-")) or p.text(k) in _PARTICLES

"""Arabic noun phrases: where the subject of a verb ends, and where what it says begins."""

from __future__ import annotations

import re
from typing import Final

from analytics.annotate.actors.common_words import common_words
from analytics.annotate.citations.arabic_shapes import is_adverb, is_verb_form
from analytics.annotate.citations.cues import ArabicCues, Verb
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.source_kinds import QUANTITIES, source_kinds
from analytics.annotate.spans import Mention

_REACH: Final = 34  # tokens between a verb and its clause; appositions and dates in between are rarely longer
_NOUN_PHRASE: Final = 16  # tokens
_PREPOSITION_REACH: Final = {"clause": 24, "object": 10, "addressing": 18, "blaming": 10, "carrying": 24}  # tokens
_APPOSITION: Final = 9  # tokens
_COMPLEMENT: Final = re.compile("[بف]?ان(?:ه|ها|هم|هما|هن|نا|ني|ك|كم|ال.+)?")
_NO_COMPLEMENT_AFTER: Final = frozenset(("بعد", "قبل", "منذ", "رغم", "دون", "غير", "الا", "حتي", "بمجرد", "بيد"))
# Nouns of action by their shape: افتعال، انفعال، استفعال، تفعيل، إفعال; and a noun with a possessive pronoun.
_ACTION: Final = re.compile("(?:ا.ت.ا.|ان..ا.|است..ا.|ت..ي.|استي..ا.|ت.ا..)(?:ه|ها|هم|هما)?")
_IFAL: Final = re.compile("إ[^ا]?.ا.[ةه]?")  # إفعال, told from plurals by its printed hamza
_POSSESSED: Final = re.compile("(?:ه|ها|هم|هما)$")
_NAMES_LIKE_ACTIONS: Final = frozenset(("اعلام", "اسلام", "تركيا", "ايران", "انصار", "توفيق", "تقارير", "مصادر"))
# adjectives that belong to the title before them ("المديرة العامة"), though they look like a second noun
_TITLE_ADJECTIVES: Final = frozenset(
    "العام العامه الاعلي العليا الاول الاولي السابق السابقه المساعد المساعده الموقت".split()
)
_SAME: Final = frozenset("نفسه نفسها نفسهم ذاته ذاتها انفسهم".split())  # nothing follows in the noun phrase
_DEMONSTRATIVES: Final = frozenset("هذا هذه هولاء تلك ذلك".split())
_AFTER_VERB: Final = frozenset("له لها لهم ايضا فيه فيها عنه عنها به بها عليه عليها اليه اليها".split())


class ArabicNouns:
    """Noun phrases of a sentence under the Arabic word lists."""

    def __init__(self, cues: ArabicCues) -> None:
        self._cues = cues
        self._words = cues.words

    def complement(self, p: Passage, at: int, verb: Verb) -> int | None:
        """Where the clause, quotation or preposition that opens what is said stands, from ``at`` on."""
        for k in range(at, min(len(p), at + _REACH)):
            text = p.text(k)
            if text == ":":
                return k + 1 if k + 1 < len(p) else None
            if self.is_complementiser(p, k) or (
                k - at <= _PREPOSITION_REACH[verb.kind] and (text in verb.prepositions or self._attached(p, k, verb))
            ):
                return k
            if (p.opens_quote(k) and p.mention_at[k] is None) or p.opens_unpaired(k):
                return k
            if p.is_stop(k) or (k > at and self._other_verb(p, k)):
                return None
        return None

    def is_complementiser(self, p: Passage, k: int) -> bool:
        """Whether the word at ``k`` opens a reported clause."""
        return bool(_COMPLEMENT.fullmatch(p.text(k))) and p.text(k - 1) not in _NO_COMPLEMENT_AFTER

    def _attached(self, p: Passage, k: int, verb: Verb) -> bool:
        """Whether the word at ``k`` begins with the verb's preposition ب, and is no name that begins with it."""
        text, mention = p.text(k), p.mention_at[k]
        if "ل" in verb.prepositions and verb.act == "thought" and text.startswith("ل") and len(text) > 3:
            return mention is None and text not in self._words["media"]
        if "ب" not in verb.prepositions or not text.startswith("ب") or len(text) < 3:
            return False
        if text == "باسم" or text in self._words["circumstance"]:
            return False
        return mention is None or mention.start > p.tokens[k].start

    def _other_verb(self, p: Passage, k: int) -> bool:
        found = self._cues.verbs.get(p.text(k))
        if found is None or p.text(k) in self._cues.transparent or p.mention_at[k] is not None:
            return False
        if found[1].tense == "participle":
            return p.is_comma(k - 1)
        return p.text(k - 1) not in self._words["relative"] | self._words["negation"]

    def noun_phrase(
        self, p: Passage, at: int, limit: int, *, before_object: bool = False, one_name: bool = False
    ) -> int:
        """Where the noun phrase that begins at ``at`` ends, at most ``limit``; ``at`` itself where there is none.

        ``before_object``: a noun of action ends it; ``one_name``: the end of the first name does.
        """
        k, stop = at, min(limit, at + _NOUN_PHRASE, len(p))
        while k < stop:
            mention = p.mention_at[k]
            if k > at and (self.to_outlet(p, k) or (one_name and self._second_name(p, k))):
                break
            if mention is not None:
                k = self._past(p, mention, k, stop)
            elif p.is_comma(k):
                after = self._apposition(p, k, limit, before_object=before_object)
                if k == at or after is None:
                    break
                k = after
            elif p.text(k) == "(":
                k = self._closing(p, k, stop)
            elif self._ends(p, k, at, before_object=before_object):
                break
            else:
                k += 1
        if k - 1 > at and p.opens_quote(k - 1, 1) is not None:
            k -= 1
        return max(at, min(k, limit))

    @staticmethod
    def _past(p: Passage, mention: Mention, k: int, stop: int) -> int:
        """The first token from ``k`` on that the mention does not cover, at most ``stop``."""
        while k < stop and p.mention_at[k] is mention:
            k += 1
        return k

    @staticmethod
    def _second_name(p: Passage, k: int) -> bool:
        """Whether another noun begins at ``k`` after a name: the one addressed ("طالب سالم الأهالي ب...")."""
        text = p.text(k)
        if p.tokens[k].word and p.mention_at[k - 1] is not None:
            return True
        before = p.text(k - 1)
        if text.startswith("ال") and not before.startswith("ال") and before.endswith(("ي", "يه")):
            return True  # "مسؤول أمني الهجوم": an indefinite noun with its adjective ends before a definite one
        definite = text.startswith("ال") and before.startswith("ال") and p.mention_at[k] is None
        return definite and text not in _TITLE_ADJECTIVES and not text.endswith(("ي", "يه", "ون", "ين"))

    def _ends(self, p: Passage, k: int, at: int, *, before_object: bool) -> bool:
        text = p.text(k)
        if text in self._words["circumstance"]:
            return not (k > at and text in ("في", "من", "لدي") and self._takes_place(p, at, k))
        if k > at and (self._other_verb(p, k) or self.is_verb(p, k) or p.text(k - 1) in _SAME):
            return True
        if k > at and text.startswith("ب") and self._depends(p, k):
            return True
        if p.is_stop(k) or text == ":" or text in self._words["time"] or text in self._words["relative"]:
            return True
        if text in self._cues.transparent or text in _AFTER_VERB or text in ("ان", "فان", "بان") or p.opens_quote(k):
            return True
        if self.is_outlet(p, k) or (k > at and text in self._words["clause_openers"]):
            return True
        return before_object and k > at and self.is_action(p, k)

    def _takes_place(self, p: Passage, at: int, k: int) -> bool:
        """Whether an indefinite role takes the place that follows it ("مسؤول في الشرطة"), or a quantity its noun."""
        if p.text(k) == "من" and k == at + 1 and p.text(at) in QUANTITIES:
            return True
        if p.text(at).removeprefix("ال") not in self._words["roles"] and p.text(at) not in self._words["voices"]:
            return False
        if not p.text(at).startswith("ال") and k - at <= 3:
            return True
        comma = next((c for c in range(k + 1, k + 5) if p.is_comma(c)), None)  # "نائبة رئيس المعهد في واشنطن، فلانة،"
        return comma is not None and p.text(comma + 1) not in self._words["time"] | self._words["circumstance"]

    def is_outlet(self, p: Passage, k: int) -> bool:
        """Whether the word at ``k`` is "to the agency", "to the channel"."""
        return p.text(k) in self._words["media"] and p.text(k).startswith("ل")

    def to_outlet(self, p: Passage, k: int) -> bool:
        """Whether the word at ``k`` names an outlet with the preposition "to" attached ("لرويترز", "لقناة الجزيرة")."""
        if k >= len(p) or not p.text(k).startswith("ل"):
            return False
        mention = p.mention_at[k]
        known = mention is not None and mention.start > p.tokens[k].start and mention.start in p.media
        return known or self.is_outlet(p, k)

    def is_action(self, p: Passage, k: int) -> bool:
        """Whether the word at ``k`` looks like a noun of action that begins an object ("وصول", "تسليم", "قتلهم")."""
        text = p.text(k)
        if k >= len(p) or p.mention_at[k] is not None or text.startswith("ال"):
            return False
        if text in _NAMES_LIKE_ACTIONS:
            return False
        printed = p.whole[p.tokens[k].start : p.tokens[k].end]
        if text in self._words["object_nouns"] or _ACTION.fullmatch(text) or _IFAL.fullmatch(printed):
            return True
        return len(text) > 4 and printed.endswith(("ته", "ها", "هم", "هما", "ات"))

    def is_verb(self, p: Passage, k: int) -> bool:
        """Whether the word at ``k`` is a verb or particle that no noun phrase holds ("فقد", "تم", "أفلحت")."""
        if k >= len(p) or p.mention_at[k] is not None or not p.tokens[k].word:
            return False
        text = p.text(k)
        if text in self._words["verbs_and_particles"]:
            return True
        return is_verb_form(text) and not source_kinds().given_name(text)

    def _depends(self, p: Passage, k: int) -> bool:
        """Whether a preposition is printed attached to the word at ``k`` ("بالعبرية", "لبنود", "بتأثر")."""
        text, kinds = p.text(k), source_kinds()
        if p.mention_at[k] is not None or text[:1] not in "بلك" or kinds.is_head(text) or kinds.given_name(text):
            return False
        if text.startswith(("بال", "كال", "لل")) and len(text) > 5:
            return True
        plain = common_words()
        return text[0] in "بل" and len(text) > 4 and text[1:] in plain and text not in plain

    def is_subject(self, p: Passage, k: int) -> bool:
        """Whether a noun phrase that begins at ``k`` may be a source: no verb, adverb or noun of action."""
        if k >= len(p) or p.mention_at[k] is not None:
            return k < len(p)
        text, kinds = p.text(k), source_kinds()
        if text == '"':
            return self.is_subject(p, k + 1)
        if kinds.is_head(text) or kinds.given_name(text):
            return True
        if text in self._words["no_subjects"] or self.is_verb(p, k) or self._depends(p, k):
            return False
        printed = p.whole[p.tokens[k].start : p.tokens[k].end]
        if text in _DEMONSTRATIVES:
            return k + 1 < len(p) and p.tokens[k + 1].word and self.is_subject(p, k + 1)
        action = (
            bool(_POSSESSED.sub("", text) in self._words["object_nouns"])
            or _ACTION.fullmatch(text)
            or _IFAL.fullmatch(printed)
        )
        return text == "عدد" or not (is_adverb(printed) or (action and text not in _NAMES_LIKE_ACTIONS))

    def _apposition(self, p: Passage, comma: int, limit: int, *, before_object: bool) -> int | None:
        """The end of an apposition after a comma ("وزير الدفاع، فلان الفلاني،"); None where there is none."""
        first = comma + 1
        end = first
        while end < limit and not p.is_comma(end) and not p.is_stop(end) and p.text(end) != ":":
            end += 1
        text = p.text(first)
        if self.to_outlet(p, first):
            return None
        if not first < end <= first + _APPOSITION or (end == len(p) and limit == len(p)):
            return None
        mention = p.mention_at[first]
        if mention is not None and mention.start == p.tokens[first].start:
            return end
        if limit == len(p) or text in self._words["time"] | self._words["circumstance"] | self._words["relative"]:
            return None
        if text.startswith(("و", "ف")) or (before_object and self.is_action(p, first)) or text in self._cues.verbs:
            return None
        return end

    @staticmethod
    def _closing(p: Passage, opening: int, stop: int) -> int:
        for k in range(opening + 1, min(stop, opening + 10)):
            if p.text(k) == ")":
                return k + 1
        return opening + 1

    def adverbials(self, p: Passage, at: int, limit: int) -> int:
        """The first token from ``at`` on that is no date, no "to him", no comma between them."""
        k = at
        while k < limit and (p.text(k) in self._words["time"] or p.text(k) in _AFTER_VERB or p.text(k) == "من"):
            if p.text(k) == "من" and p.text(k + 1) not in ("جهته", "جهتها", "جانبه", "جانبها", "ناحيته", "ناحيتها"):
                break
            k += 2 if p.text(k) == "من" else 1
            if p.is_comma(k) and (p.text(k + 1) in self._words["time"] or k + 1 >= limit):
                k += 1
        return k

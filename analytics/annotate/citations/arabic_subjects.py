"""Subjects of Arabic verbs of saying that stand before their verb, and the outlets a statement went through."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.arabic_nouns import ArabicNouns
from analytics.annotate.citations.cues import ArabicCues
from analytics.annotate.citations.forms import Form
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.source_kinds import source_kinds
from analytics.annotate.citations.statements import Phrase
from analytics.annotate.spans import Mention

_SUBJECT: Final = 14  # tokens of a subject before its verb
_SEGMENT: Final = 60  # tokens looked through for the beginning of a clause: a text of one verb repeated stays linear
_OPENS_SUBJECT: Final = frozenset(("كان", "وكان", "كانت", "وكانت", "اما", "واما"))
_BETWEEN: Final = frozenset("قد وقد لقد حينها هناك كان كانت كانوا بدوره بدورها".split())  # a subject and its verb
_PRONOUNS: Final = frozenset(
    "ما مما بما فيما هو هي هم وهو وهي وهم فهو هما انه انها وانه وانها لكنه ولكنه لكنها ولكنها لكنهم ولكنهم".split()
)
_TALKS: Final = frozenset(("تصريح", "تصريحات", "حديث", "مقابله", "لقاء", "حوار", "اتصال", "تصريحاته", "حديثه"))


def _conjoined(text: str) -> bool:
    """Whether a conjunction is printed attached to the word, which is no noun like "وزير"."""
    kinds = source_kinds()
    return text[:1] in "وف" and text not in kinds.heads and text not in kinds.given


class ArabicSubjects:
    """Subjects and outlets of a verb under the Arabic word lists."""

    def __init__(self, cues: ArabicCues) -> None:
        self._cues = cues
        self._words = cues.words
        self._nouns = ArabicNouns(cues)

    def _segment(self, p: Passage, at: int) -> int:
        """Where the words before the verb begin, after the last mark or opener."""
        first = at
        while first > max(0, at - _SEGMENT) and not (
            p.is_comma(first - 1) or p.is_stop(first - 1) or p.text(first - 1) in ":)"
        ):
            first -= 1
            if p.text(first) in self._words["before_subject"] and first < at - 1:
                return first + 1
        first = p.skip(first, self._words["openers"])
        while first < at and p.text(first)[:1].isdigit():  # the number of a paragraph
            first += 1
        return first

    def stands_before(self, p: Passage, at: int, form: Form, first: int, complement: int | None) -> bool:
        """Whether the subject stands before the verb at ``at``; ``first`` is the first full token after the verb."""
        if complement is not None and self._nothing_between(p, first, complement):
            return True
        if self._circumstantial(p, first):
            return True
        if p.text(at + 1) in ("فيه", "فيها") and (
            self._accusative(p, at) or p.is_comma(at - 1)
        ):  # "أصدرت بيانا أعلنت فيه"
            return True
        if p.text(at - 1) in self._words["relative"] and first == at + 1:
            return p.mention_at[first] is None if first < len(p) else True
        if p.text(first) in self._words["circumstance"] | {"ل"} or self._nouns.to_outlet(p, first):
            return True
        return self._after_kana(p, at, first) or self._noun_first(p, at, form, first)

    def _after_kana(self, p: Passage, at: int, first: int) -> bool:
        """Whether "كان" or "أما" has put the subject before the verb ("وكان الأمير أعلن ...")."""
        opened = next((k for k in range(at) if p.text(k) in _OPENS_SUBJECT), None)
        if opened is None or not opened + 1 < at <= opened + _SUBJECT + 6 or self._verb_between(p, opened, at):
            return False
        after_comma = first + 1 if p.is_comma(first) else first
        return not p.is_comma(at - 1) or p.is_comma(first) or self._nouns.is_action(p, after_comma)

    def _noun_first(self, p: Passage, at: int, form: Form, first: int) -> bool:
        """Whether the clause begins with its subject, as headlines do ("موسكو تتهم المعارضة")."""
        segment = self._segment(p, at)
        if segment >= at or form.clitic or p.text(segment) in self._words["circumstance"]:
            return False
        if p.text(segment) in self._words["time"] or _conjoined(p.text(segment)):
            return False
        at_start = segment == 0 or p.text(segment - 1) in self._words["before_subject"] or p.text(segment - 1) == ":"
        head = p.mention_at[segment]
        known = head is not None and head is p.mention_at[at - 1]
        after = p.mention_at[first] if first < len(p) else None
        return at_start and (known or self._nouns.is_action(p, first) or after is None)

    @staticmethod
    def _circumstantial(p: Passage, first: int) -> bool:
        """Whether a participle follows the verb and no subject ("وأضاف ملوحا بيده: ...")."""
        text = p.text(first)
        shaped = text.startswith("م") and text.endswith("ا") and len(text) > 4 and not text.endswith(("ها", "يا", "نا"))
        return shaped and p.mention_at[first] is None

    def _nothing_between(self, p: Passage, first: int, complement: int) -> bool:
        k = first
        while k < complement and (p.is_comma(k) or p.text(k) in self._words["time"] or p.text(k) in (":", '"')):
            k += 1
        return k >= complement or p.text(k) in self._cues.transparent

    def _verb_between(self, p: Passage, first: int, last: int) -> bool:
        return any(p.text(k) in self._cues.verbs and p.mention_at[k] is None for k in range(first + 1, last))

    def before(self, p: Passage, at: int, form: Form) -> tuple[Phrase | Mention | None, tuple[Mention, ...]]:
        """The subject before the verb at ``at``, and the actors to choose from where its words do not tell."""
        known = p.mentions_in(0, at)
        last = at
        while last > 0 and p.text(last - 1) in _BETWEEN:
            last -= 1
        topic = form.clitic and any(p.text(k) in ("اما", "واما") for k in range(max(0, at - _SUBJECT), at))
        if (form.clitic and not topic) or last == 0 or p.text(last - 1) in _PRONOUNS:
            return None, ()
        if p.text(last - 1) in self._words["relative"]:
            near = p.mentions_in(max(0, last - 9), last - 1)
            opens = self._segment(p, last - 1)
            return (near[-1] if near else Phrase(opens, last - 1) if opens < last - 1 else None), ()
        if p.text(last - 1) in self._words["before_subject"]:
            return None, tuple(known)
        last = self._before_circumstances(p, last)
        first = self._whole_subject(p, last)
        if first is None or self._is_clause(p, first, last):
            adjacent = p.mention_at[last - 1] if last else None
            if adjacent is not None:
                return adjacent, ()
            return None, tuple(known)
        return Phrase(first, last), ()

    def _before_circumstances(self, p: Passage, last: int) -> int:
        """Where the subject ends, before "، من جانبهم،" and the like."""
        while last > 1 and p.is_comma(last - 1):
            first = self._segment(p, last - 1)
            if first >= last - 1 or p.text(first) not in self._words["circumstance"] or not p.is_comma(first - 1):
                break
            last = first
        return last

    def _whole_subject(self, p: Passage, last: int) -> int | None:
        """Where a subject that ends before ``last`` begins: appositions between commas belong to it."""
        first = self._segment(p, last - 1 if p.is_comma(last - 1) else last)
        while first > 0 and p.is_comma(first - 1) and p.is_comma(last - 1):
            earlier = self._segment(p, first - 1)
            if earlier >= first - 1 or last - earlier > _SUBJECT + 4:
                break
            first = earlier
        return first if first < last and last - first <= _SUBJECT + 4 else None

    def _is_clause(self, p: Passage, first: int, last: int) -> bool:
        """Whether the words before the verb are a clause with a verb of their own ("نشر التنظيم صورا قال إنها")."""
        text = p.text(first)
        if p.mention_at[first] is not None:
            return False
        if text in self._words["circumstance"] or text in self._words["time"]:
            return True
        return (
            self._accusative(p, last)
            or (text[:1] == "و" and _conjoined(text))
            or p.text(first - 1) in ("كما", "حيث", "فيما", "بينما")
        )

    @staticmethod
    def _accusative(p: Passage, last: int) -> bool:
        """Whether the word before ``last`` is an indefinite object ("صورا", "بيانا")."""
        text = p.text(last - 1)
        plain = text.endswith("ا") and not text.endswith(("ها", "هما", "نا", "يا")) and not text.startswith("ال")
        return plain and len(text) > 3 and p.mention_at[last - 1] is None

    def outlet(self, p: Passage, at: int, limit: int) -> Phrase | None:
        """The outlet a statement was made to: "قال فلان لوكالة ...", "في تصريح لشبكة ...، قال ..."."""
        for k in range(at + 1, min(limit, len(p))):
            found = self._outlet_at(p, k, limit)
            if found is not None:
                return found
        talk = next((k for k in range(max(0, at - 14), at) if p.text(k) in _TALKS), None)
        if talk is None:
            return None
        for k in range(talk + 1, min(talk + 4, at)):
            found = self._outlet_at(p, k, at)
            if found is not None:
                return found
            if p.text(k) in ("مع", "الي") and k + 1 < at and p.mention_at[k + 1] is not None:
                return Phrase(k + 1, self._nouns.noun_phrase(p, k + 1, at))
        return None

    def _outlet_at(self, p: Passage, k: int, limit: int) -> Phrase | None:
        text, mention = p.text(k), p.mention_at[k]
        attached = mention is not None and mention.start > p.tokens[k].start and text.startswith("ل")
        apart = text == "ل" and k + 1 < limit
        if not (self._nouns.to_outlet(p, k) or attached or apart):
            return None
        end = k + 1
        while end < limit and not p.is_comma(end) and end - k < 7 and p.text(end) not in self._words["circumstance"]:
            if p.text(end) in self._words["time"]:
                break
            end += 1
        return Phrase(k + 1 if apart else k, end)

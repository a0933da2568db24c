"""Arabic attribution: verbs of saying, "بحسب" phrases, documents and nouns of saying, as statements of one sentence."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.arabic_contents import SETTING, ArabicContents
from analytics.annotate.citations.arabic_nouns import ArabicNouns
from analytics.annotate.citations.arabic_refusals import PLAIN, ArabicRefusals
from analytics.annotate.citations.arabic_subjects import ArabicSubjects
from analytics.annotate.citations.cues import ArabicCues, Verb
from analytics.annotate.citations.forms import Form
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.source_kinds import source_kinds
from analytics.annotate.citations.statements import Phrase, Statement, scan
from analytics.annotate.spans import Mention, Span

MIN_SPOKEN: Final = 3  # words of a quotation before its verb
_OBJECT_REACH: Final = 9  # tokens between a subject and the object of its verb, with a circumstance between
_PARTICIPLE_REACH: Final = 14  # tokens from a participle to its clause
Found = tuple[Statement, int]  # a statement and the token to go on from


class ArabicGrammar:
    """Finds the statements of an Arabic sentence, in one pass from left to right."""

    def __init__(self, cues: ArabicCues) -> None:
        self._cues = cues
        self._words = cues.words
        self._contents = ArabicContents(cues)
        self._nouns = ArabicNouns(cues)
        self._refusals = ArabicRefusals(cues, self._nouns)
        self._subjects = ArabicSubjects(cues)

    def statements(self, p: Passage) -> list[Statement]:
        """Statements in the order of their cues."""
        starts = self._cues.starts
        places = [at for at, token in enumerate(p.tokens) if token.text in starts]
        return scan(places, lambda at: self._statement(p, at))

    def _statement(self, p: Passage, at: int) -> Found | None:
        if p.in_quote(at):
            return None
        phrases = self._cues.phrases
        for name, read in (("in_document", self._document), ("before_verb", self._said_after),
                           ("before_source", self._according)):  # fmt: skip
            length = phrases[name].match(p.tokens, at)
            result = read(p, at, at + length) if length else None
            if result is not None:
                return result
        verb = self._cues.verbs.get(p.text(at))
        if verb is not None and p.mention_at[at] is None:
            return self._verb(p, at, *verb)
        bare = p.text(at).removeprefix("و").removeprefix("ب")
        found = self._noun(p, at) if bare in self._cues.nominal["nouns"] else None
        return found if found is not None else self._noun_of_clause(p, at, bare)

    # -- cues that are phrases ---------------------------------------------------------------------------------------

    def _document(self, p: Passage, at: int, after: int) -> Found | None:
        end = self._nouns.noun_phrase(p, after, len(p))
        complement = self._nouns.complement(p, end, PLAIN)
        if end == after or complement is None:
            return None
        content = self._contents.after(p, complement)
        return Statement(p.span(at, at + 1), content, Phrase(after, end)), complement

    def _said_after(self, p: Passage, at: int, after: int) -> Found | None:
        """As in "بحسب ما أعلنت الوزارة", "كما أوضح المتحدث"."""
        entry = self._cues.verbs.get(p.text(after))
        if entry is None:
            return None
        also = at == 0 or self._nouns.complement(p, after + 1, PLAIN) is not None
        if also and p.text(at) in ("كما", "مثلما", "وكما"):  # "كما ذكرت الوكالة أن": "also", with its own clause
            return None
        verb, form = entry
        first = self._nouns.adverbials(p, after + 1, len(p))
        end = self._nouns.noun_phrase(p, first, len(p))
        source, via = Phrase(first, end) if end > first else None, None
        if verb.kind == "carrying" and p.text(end) == "عن":
            last = self._nouns.noun_phrase(p, end + 1, len(p))
            source, via, end = Phrase(end + 1, max(last, end + 2)), source, last
        content = self._contents.around(p, at, end)
        return Statement(p.span(at, after + 1), content, source, via, form.gender), end

    def _according(self, p: Passage, at: int, after: int) -> Found | None:
        if p.text(after) in self._cues_own():
            content = self._contents.around(p, at, after + 1)
            return Statement(p.span(at, after + 1), content, same_sentence=True, echo=True), after + 1
        if p.text(after).removeprefix("ل") in self._words["not_sources"] or p.is_stop(after):
            return None
        if p.text(after) == "ما" or not self._nouns.is_subject(p, after):
            return None
        if p.text(at).startswith("فحسب") and at and p.tokens[at - 1].word:  # "ليس لسبب إنساني فحسب": only
            return None
        end = self._nouns.noun_phrase(p, after, len(p), before_object=p.mention_at[after] is not None)
        if end == after:
            return None
        source: Phrase | Mention = Phrase(after, end)
        if p.text(end) in self._words["relative"]:  # "بحسب الحصيلة التي قدمتها الوزارة"
            near = p.mentions_in(end, end + 5)
            source = near[0] if near else source
        clause = next((k for k in range(end, min(len(p), end + 12)) if self._nouns.is_complementiser(p, k)), None)
        inserted = clause is not None and any(p.text(k) in self._cues.verbs for k in range(at))
        if inserted and clause is not None:
            content = self._contents.after(p, clause)
        elif self._in_mid_clause(p, at, end):
            content = self._contents.after(p, end)
        else:
            content = self._contents.around(p, at, end)
        return Statement(p.span(at, after), content, source, echo=True), end

    @staticmethod
    def _in_mid_clause(p: Passage, at: int, end: int) -> bool:
        """Whether the clause goes on after the source ("..., ليرتفع بذلك وفقا للوزارة عدد القتلى")."""
        if at == 0 or p.is_comma(at - 1) or end >= len(p) or not p.tokens[end].word:
            return False
        return any(p.is_comma(k) for k in range(max(0, at - 4), at)) and not p.text(end).startswith("و")

    def _cues_own(self) -> frozenset[str]:
        return self._words["own_words"]

    # -- nouns and verbs of saying -----------------------------------------------------------------------------------

    def _noun(self, p: Passage, at: int) -> Found | None:
        """As in "إعلان بغداد انتهاء ...": a noun of saying right before an actor."""
        following = p.mention_at[at + 1] if at + 1 < len(p) else None
        if p.text(at + 1).startswith(("مسووليته", "مسووليتها")):
            claimed = p.span(at + 1, len(p))
            return Statement(p.span(at, at + 1), claimed, subjects=tuple(p.mentions_in(0, at))), at + 2
        known = following is not None and following.start == p.tokens[at + 1].start
        if not known and p.text(at + 1) not in self._words["headline_sources"]:
            return None
        end = self._nouns.noun_phrase(p, at + 1, len(p), before_object=True)
        content = self._contents.after(p, self._contents.start(p, end))
        if content is None or end + 1 >= len(p):
            return None
        return Statement(p.span(at, at + 1), content, Phrase(at + 1, end)), end

    def _noun_of_clause(self, p: Passage, at: int, bare: str) -> Found | None:
        """As in "تصريحات الوزير بأن ...": a noun of saying or thinking, its owner, and a clause."""
        thought = bare in self._cues.nominal["thought"]
        if p.mention_at[at] is not None or not (thought or bare in self._cues.nominal["before_clause"]):
            return None
        end = self._nouns.noun_phrase(p, at + 1, len(p))
        opens = end < len(p) and self._nouns.is_complementiser(p, end)
        if end == at + 1 or not opens or not self._speaks(p, at + 1):
            return None
        content = self._contents.after(p, end)
        return Statement(p.span(at, at + 1), content, Phrase(at + 1, end), act="thought" if thought else "said"), end

    def _speaks(self, p: Passage, at: int) -> bool:
        """Whether the word at ``at`` is an actor, a role or a body."""
        if p.text(at).startswith("ال"):
            return True
        text = p.text(at)
        listed = text in self._words["roles"] or text in self._words["voices"] or text in source_kinds().heads
        return p.mention_at[at] is not None or listed

    def _verb(self, p: Passage, at: int, verb: Verb, form: Form) -> Found | None:
        if form.object and p.text(at - 1) in self._words["relative"] and verb.kind in ("clause", "object", "blaming"):
            return self._relative(p, at, verb, form)
        reported = verb.act == "thought" and p.text(at - 1) in self._words["relative"]  # "الذين يعتقد أنهم ..."
        if reported or self._refusals.ruled_out(p, at, form):
            return None
        if form.tense == "participle":
            return self._participle(p, at, verb, form)
        complement = self._nouns.complement(p, at + 1, verb)
        if p.text(at) in self._cues.strict and (complement is None or p.text(at + 1) not in self._words["roles"]):
            return None
        if verb.kind == "carrying":
            return self._carried(p, at, complement, form)
        if verb.kind == "blaming" and complement is None:
            return None
        if verb.kind == "clause" and complement is None:
            return self._after_quote(p, at, form)
        return self._finite(p, at, verb, form, complement)

    def _relative(self, p: Passage, at: int, verb: Verb, form: Form) -> Found | None:
        """As in "الحصيلة التي أعلنتها الوزارة": what is said is the noun before the relative."""
        end = self._nouns.noun_phrase(p, at + 1, len(p))
        first = last = at - 2 if p.is_comma(at - 2) else at - 1
        while first > 0 and not (p.is_comma(first - 1) or p.is_stop(first - 1)) and at - first < SETTING:
            first -= 1
        if end == at + 1 or first >= last or form.tense != "past" or not self._speaks(p, at + 1):
            return None
        content: Span | None = p.span(first, last)
        if verb.kind == "blaming":  # "التي وصفتها السلطات بالدعاية"
            complement = self._nouns.complement(p, at + 1, verb)
            content = self._contents.after(p, complement) if complement is not None else None
        if content is None:
            return None
        return Statement(p.span(at, at + 1), content, Phrase(at + 1, end), None, form.gender), end

    def _after_quote(self, p: Passage, at: int, form: Form) -> Found | None:
        """As in "«...»، قال القائد": what is said is the quotation before the verb."""
        last = at
        while last > 0 and p.is_comma(last - 1):
            last -= 1
        quote = p.quotes.at(p.tokens[last - 1].start) if last > 0 and p.text(last - 1) == '"' else None
        if quote is None or len(p.whole[quote.start : quote.end].split()) < MIN_SPOKEN:
            return None
        first = self._nouns.adverbials(p, at + 1, len(p))
        end = self._nouns.noun_phrase(p, first, len(p))
        source = Phrase(first, end) if end > first else None
        return Statement(p.span(at, at + 1), quote, source, self._subjects.outlet(p, at, end), form.gender), end

    def _finite(self, p: Passage, at: int, verb: Verb, form: Form, complement: int | None) -> Found | None:
        limit = len(p) if complement is None else complement
        first = self._nouns.adverbials(p, at + 1, limit)
        end = first
        preverbal = self._subjects.stands_before(p, at, form, first, complement)
        if not preverbal and self._nouns.is_subject(p, first):
            addressing = verb.kind in ("addressing", "blaming")
            end = self._nouns.noun_phrase(p, first, limit, before_object=verb.kind == "object", one_name=addressing)
        if verb.kind == "blaming":
            only = form.clitic and end == limit and len(set(p.mention_at[first:end])) == 1 and p.mention_at[first]
            end, limit = (first if only else end), len(p)  # "وحملت دمشق المسؤولية": the one name is whom it blames
        if end < limit and (end > first or verb.kind == "blaming") and verb.kind in ("addressing", "blaming"):
            complement = None  # whom it addresses belongs to what is said
        found = self._object_at(p, end, limit) if end < limit and verb.kind == "object" else None
        if found is not None:
            complement = None  # an object stands before any later clause
        start = complement if complement is not None else found or self._contents.start(p, end)
        if verb.act == "thought" and (
            p.text(start) in self._words["unsaid"] or self._nothing_wanted(p, complement, found)
        ):
            return None
        content = self._contents.after(p, start)
        if content is None or (complement is None and len(p) - start < 2):
            return None
        via = self._subjects.outlet(p, at, complement if complement is not None else end)
        cue = p.span(at, at + 1)
        if end > first:
            return Statement(cue, content, Phrase(first, end), via, form.gender, act=verb.act), start
        source, subjects = self._subjects.before(p, at, form)
        return Statement(cue, content, source, via, form.gender, subjects, act=verb.act), start

    def _object_at(self, p: Passage, end: int, limit: int) -> int | None:
        """Where an object without a clause begins: right after the subject, or after "في بيان" and the like."""
        k = self._contents.start(p, end)
        if k < len(p) and self._nouns.is_action(p, k):
            return k
        if p.text(k) not in ("في", "عبر", "خلال"):
            return None
        near = range(k + 2, min(limit, k + _OBJECT_REACH))
        return next((n for n in near if self._nouns.is_action(p, n) and self._free(p, n)), None)

    def _free(self, p: Passage, k: int) -> bool:
        """Whether the noun at ``k`` depends on no preposition."""
        return p.text(k - 1) not in self._words["circumstance"] and not p.text(k).startswith(("ل", "ب"))

    @staticmethod
    def _nothing_wanted(p: Passage, complement: int | None, found: int | None) -> bool:
        """Whether neither a clause nor a noun of action says what is wanted."""
        return complement is None and found is None

    def _participle(self, p: Passage, at: int, verb: Verb, form: Form) -> Found | None:
        complement = self._nouns.complement(p, at + 1, verb)
        near = complement is not None and complement - at <= _PARTICIPLE_REACH
        begins = p.is_comma(at - 1) or p.text(at - 1) in ('"', ")", "-") or form.clitic
        if not (near if begins else complement == at + 1):
            if not begins or verb.kind not in ("object", "addressing") or p.is_comma(at + 1) or p.is_stop(at + 1):
                return None
        start = complement if near and complement is not None and verb.kind != "addressing" else at + 1
        content = self._contents.after(p, start)
        if content is None:
            return None
        subjects = tuple(p.mentions_in(0, at))
        return Statement(p.span(at, at + 1), content, None, None, form.gender, subjects, True, verb.act), start

    def _carried(self, p: Passage, at: int, complement: int | None, form: Form) -> Found | None:
        """As in "نقلت الوكالة عن مسؤول قوله إن ...": the second noun phrase is the source, the first the outlet."""
        end = self._nouns.noun_phrase(p, self._nouns.adverbials(p, at + 1, len(p)), len(p))
        if p.text(end) != "عن":
            end = next((k for k in range(at + 1, min(len(p), at + 14)) if p.text(k) == "عن"), -1)
        if end < 0 or complement is None:
            return None
        via = Phrase(at + 1, end) if end > at + 1 else None
        last = self._nouns.noun_phrase(p, end + 1, len(p))
        while p.text(last) == "عن" and self._nouns.noun_phrase(p, last + 1, len(p)) > last + 1:  # "نقلت X عن Y عن Z"
            end, last = last, self._nouns.noun_phrase(p, last + 1, len(p))
        opened = next((k for k in range(last, min(len(p), last + 24)) if self._opens_words(p, k)), None)
        if last == end + 1 or opened is None:
            return None
        content = self._contents.after(p, opened)
        if via is None:
            source, _ = self._subjects.before(p, at, form)
            via = source if isinstance(source, Phrase) else None
        return Statement(p.span(at, at + 1), content, Phrase(end + 1, last), via, form.gender), opened

    def _opens_words(self, p: Passage, k: int) -> bool:
        opens = p.text(k) in self._cues.transparent or p.text(k) == ":"
        return opens or self._nouns.is_complementiser(p, k) or p.opens_quote(k) is not None

"""Where an Arabic form of a verb of saying attributes nothing: denied, asked, a noun, a thing or nobody as subject."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.arabic_nouns import ArabicNouns
from analytics.annotate.citations.cues import ArabicCues, Verb
from analytics.annotate.citations.forms import Form
from analytics.annotate.citations.passage import Passage

PLAIN: Final = Verb("clause")
"""A verb that takes a clause only."""
_RETURNING: Final = frozenset("بها به بهم عنها عنه اليها اليه عليها عليه".split())  # to the noun before a relative


class ArabicRefusals:
    """Tells the forms that are no cue under the Arabic word lists."""

    def __init__(self, cues: ArabicCues, nouns: ArabicNouns) -> None:
        self._words = cues.words
        self._nouns = nouns

    def ruled_out(self, p: Passage, at: int, form: Form) -> bool:
        """Whether the form of a cue at ``at`` says nothing here: denied, asked, a noun, or without a speaker."""
        before = p.text(at - 1)
        if before in self._words["negation"] or before in self._words["conditions"] or p.text(at) in ("يذكر", "ويذكر"):
            return True
        if not form.clitic and {before, p.text(at - 2)} & self._words["before_verbal_noun"]:
            return form.tense == "past"
        if self._no_speech(p, at, form):
            return True
        if form.object and before not in ("ما", "مما", "بما", "فيما", "الذي", "التي", "كما"):
            near = self._nouns.complement(p, at + 1, PLAIN)
            return near is None or near - at > 8 or not self._nouns.is_complementiser(p, near)
        return form.tense == "present" and before in self._words["before_subjunctive"]

    def _no_speech(self, p: Passage, at: int, form: Form) -> bool:
        """Whether the word is a noun here, or has a thing or nobody as its subject."""
        before, after = p.text(at - 1), p.text(at + 1)
        if form.tense == "participle":
            return before[:1].isdigit()  # "75 متهما"
        if p.text(at) == "طالب" and before in ("وهو", "هو", "كل", "اي"):
            return True
        if form.tense == "present" and before in ("هذا", "وهذا", "هذه", "وهذه", "ذلك", "وذلك", "مما"):
            return True
        if before in self._words["relative"] and after in _RETURNING:  # "المساعدات التي تعهد بها شركاء"
            return True
        if p.text(at) in self._words["impersonal"] and self._nouns.is_complementiser(p, at + 1):
            return after.endswith(("ها", "ه", "هم")) or at == 0 or form.clitic
        return False

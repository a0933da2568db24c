"""Where words of the lexicon stand in a text, and what each says of a target."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analytics.annotate.citations.tokens import COMMAS, STOPS, Token
from analytics.annotate.tone.engine import Span
from analytics.annotate.tone.lexicon_words import Entry, Lexicon

_MARKS: Final = COMMAS | STOPS | frozenset(':()"[]') | {"--"}
_REACH: Final = 3  # tokens over which a negation or an intensifier is felt
_NEGATED: Final = -0.5
_STRONGER: Final = 1.4
_WEAKER: Final = 0.6
_BESIDE: Final = 2  # tokens between a word and the target it describes
_SUBJECT: Final = 1  # tokens between an Arabic verb and the last name of its subject
_FADES: Final = 8.0  # tokens at which a word in the clause of the target counts half
_PARTICIPLES: Final = ("ed", "en", "wn", "ught", "lt", "ung", "ost", "eft", "eld", "ade", "hot", "id")

DOER, OBJECT, BESIDE, CLAUSE, NEXT, FAR = "doer", "object", "beside", "clause", "next", "far"
RELATIONS: Final = (DOER, OBJECT, BESIDE, CLAUSE, NEXT, FAR)
"""What a target is to a word: it does what the word says, has it done to it, is described by it, or stands in its
clause, in the clause next to that or further off."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the lexicon in a text: first and last token, entry, and how far negation and the like change it."""

    first: int
    last: int
    entry: Entry
    factor: float
    is_verb: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What a word says: its relation to the target and its value, negative or positive, strength with it."""

    hit: Hit
    relation: str
    value: float


class MarkedText:
    """A text with the lexicon's words found in it.

    Parameters
    ----------
    tokens : sequence of Token
    lexicon : Lexicon
    """

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self._lexicon = lexicon
        self._starts = [token.start for token in tokens]
        self._ends = [token.end for token in tokens]
        self._clauses = self._numbered()
        self.hits = self._found()

    def told_of_all(self) -> list[Told]:
        """What the words say of the text; what comes after a "but" counts more than what stands before it."""
        turn = max((at for at, token in enumerate(self.tokens) if token.text in self._lexicon.turns), default=-1)
        return [
            Told(hit, CLAUSE if hit.first > turn else FAR, hit.entry.whole * hit.factor)
            for hit in self.hits
            if hit.entry.whole
        ]

    def told_of(self, span: Span) -> list[Told]:
        """What the words say of a target; its own words say nothing."""
        first, last = bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1]) - 1
        found = []
        for hit in self.hits:
            if hit.first <= last and hit.last >= first:
                continue
            relation, value = self._relation(hit, first, last, span)
            if value:
                found.append(Told(hit, relation, value * hit.factor))
        return found

    def _numbered(self) -> list[int]:
        """The clause of each token."""
        clauses, clause = [], 0
        breaks = self._lexicon.breaks | self._lexicon.speech | self._lexicon.turns
        for token in self.tokens:
            clause += token.text in _MARKS or token.text in breaks
            clauses.append(clause)
        return clauses

    def _found(self) -> list[Hit]:
        hits, at = [], 0
        while at < len(self.tokens):
            found = self._lexicon.found(self.tokens, at)
            if found is None:
                at += 1
                continue
            entry, size, is_verb = found
            hits.append(Hit(at, at + size - 1, entry, self._factor(at), is_verb))
            at += size
        return hits

    def _factor(self, at: int) -> float:
        factor = 1.0
        for before in range(max(0, at - _REACH), at):
            word = self.tokens[before].text
            if self._clauses[before] != self._clauses[at]:
                continue
            if word in self._lexicon.negations:
                factor *= _NEGATED
            elif word in self._lexicon.intensifiers:
                factor *= _STRONGER
            elif word in self._lexicon.softeners:
                factor *= _WEAKER
        return factor

    def _relation(self, hit: Hit, first: int, last: int, span: Span) -> tuple[str, float]:
        """What the word is to the target, and its value there."""
        is_before = hit.last < first
        edge, near = (hit.last, first) if is_before else (hit.first, last)
        breaks = abs(self._clauses[edge] - self._clauses[min(near, len(self._clauses) - 1)])
        entry = hit.entry
        between = self.tokens[hit.last + 1 : first] if is_before else self.tokens[last + 1 : hit.first]
        if breaks and not (len(between) == 1 and not is_before and self._is_passive(hit)):
            return (NEXT if breaks == 1 else FAR), float(entry.near)
        fading = 1 / (1 + len(between) / _FADES)
        if entry.doer is None or entry.object is None:
            return (BESIDE if len(between) <= _BESIDE else CLAUSE), entry.near * fading
        role = self._role(hit, is_before, [token.text for token in between], span, first)
        if role is None:
            return CLAUSE, entry.near * fading / 2
        return role, fading * (entry.doer if role == DOER else entry.object)

    def _role(self, hit: Hit, is_before: bool, between: Sequence[str], span: Span, first: int) -> str | None:
        if self._lexicon.language == "ar":
            has_particle = first < len(self.tokens) and self.tokens[first].start < span[0]
            particle = self.tokens[first].text[0] if has_particle else ""
            return self._arabic_role(hit, is_before, between, particle)
        return self._english_role(hit, is_before, between)

    def _english_role(self, hit: Hit, is_before: bool, between: Sequence[str]) -> str | None:
        lexicon = self._lexicon
        if is_before:
            if any(word in lexicon.agents for word in between[-_REACH:]):
                return DOER
            return None if self._is_passive(hit) else OBJECT
        return OBJECT if self._is_passive(hit) else DOER

    def _is_passive(self, hit: Hit) -> bool:
        """Whether an English deed is done to its subject: "was accused", "accused of"."""
        if (
            self._lexicon.language != "en"
            or hit.entry.doer is None
            or not self.tokens[hit.first].text.endswith(_PARTICIPLES)
        ):
            return False
        before = [token.text for token in self.tokens[max(0, hit.first - _REACH) : hit.first]]
        after = self.tokens[hit.last + 1].text if hit.last + 1 < len(self.tokens) else ""
        return any(word in self._lexicon.passives for word in before) or after in ("by", "of")

    def _arabic_role(self, hit: Hit, is_before: bool, between: Sequence[str], particle: str) -> str | None:
        lexicon = self._lexicon
        if not is_before:
            before = [token.text for token in self.tokens[max(0, hit.first - _REACH) : hit.first]]
            if any(word in lexicon.passives for word in before):
                return OBJECT
            is_own = any({word, word.removeprefix("و")} & lexicon.commits for word in before)
            return DOER if hit.is_verb or (is_own and hit.entry.owned == DOER) else None
        if between and between[-1] in lexicon.agents:
            return DOER
        if particle in ("ب", "ل") or any(word in lexicon.receivers for word in between[-2:]):
            return OBJECT
        if hit.is_verb:
            takes_bi = hit.entry.owned == OBJECT and any(word.removeprefix("و").startswith("ب") for word in between[1:])
            return DOER if len(between) <= _SUBJECT and not takes_bi else OBJECT
        return hit.entry.owned if len(between) <= 1 else None

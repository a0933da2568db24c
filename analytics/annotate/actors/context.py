"""Whether a state or a capital named in a text acts there, or is only a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold

_FILE: Final = Path(__file__).parent / "context.toml"
_REACH: Final = 48  # characters: two or three words on either side
_WORD: Final = re.compile(r"[^\W_]+")
_NEXT: Final = re.compile(r"[ \"'«»()\-]*([^\W_]+)")
_CLAUSE_END: Final = re.compile(r"[.!?؟;؛:،,\n]")
# Arabic verbs by their affixes: a past in the feminine ("أعلنت"), a present ("تعلن"); states are mostly feminine.
_PAST: Final = re.compile(r"[وف]?(?!.*ات(?:ه|ها|هم)?$)[^\W\d_]{2,6}ت(?:ه|ها|هم)?$")
_PRESENT: Final = re.compile(r"[وف]?س?[تي](?!.*[اه]ت?$)[^\W\d_]{2,5}$")
_PROCLITICS: Final = frozenset("وفبلك")
_DEFINITE: Final = re.compile("[وفبك]{0,2}ال|[وف]?لل")
_VERBAL_NOUN: Final = re.compile(r"ت..ي.$|ت.ا..$|.*[اه]ت$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words on either side of a name, folded: what clings to it, two words before, one after."""

    clitic: str
    before: str
    before_that: str
    after: str
    owns: bool  # an English possessive: "Turkey's"
    opens_line: bool
    dots_follow: bool  # the place line of a headline: "تركيا.. هجوم"


@dataclass(frozen=True, slots=True)
class ActingContext:
    """Decides from the words around it whether the name of a state or capital is used as an actor."""

    words: Mapping[str, Mapping[str, frozenset[str]]]
    theatre: frozenset[str]

    @classmethod
    def load(cls) -> ActingContext:
        """The word lists shipped with Marsad.

        Raises
        ------
        RegistryError
            If their file cannot be read.
        """
        content = read_toml(_FILE)
        words = {
            language: {name: frozenset(fold(text).split()) for name, text in content[language].items()}
            for language in ("ar", "en")
        }
        return cls(words, frozenset(content["theatre"]))

    def acts(self, text: str, start: int, end: int, *, arabic: bool, adjective: bool, likely: bool) -> bool:
        """Whether the name at ``start`` to ``end`` of a folded text acts; ``likely`` when the context is silent.

        ``adjective`` says that the name is also the state's adjective, as "السعودية" is.
        """
        around = surroundings(text, start, end)
        if adjective and arabic and not self._can_be_noun(around):
            return False
        decided = self._arabic(around) if arabic else self._english(around)
        return likely if decided is None else decided

    def announces(self, text: str, start: int, end: int, *, outlet: bool) -> bool:
        """Whether the words around a name that is also a word show that an outlet, or else a group, is meant."""
        around = surroundings(text, start, end)
        before = {around.before, *(around.before[size:] for size in (1, 2) if around.before[:1] in _PROCLITICS)}
        if outlet and around.opens_line and text.startswith(":", end):
            return True
        return not before.isdisjoint(self.words["ar"]["media_before" if outlet else "group_before"])

    def _can_be_noun(self, around: Surroundings) -> bool:
        """Whether no definite noun stands before, which the word could qualify: "الصادرات السعودية"."""
        return bool(around.clitic) or not _DEFINITE.match(around.before) or around.before in self.words["ar"]["nouns"]

    def _arabic(self, around: Surroundings) -> bool | None:
        words = self.words["ar"]
        clitic = around.clitic[-1:]
        before = {around.before, *(around.before[size:] for size in (1, 2) if around.before[:1] in _PROCLITICS)}
        if "حدود" in around.before + around.before_that or clitic == "ب":
            return False
        if not before.isdisjoint(words["place_before"]):
            return False
        if clitic in {"ل", "ك"}:
            return True
        if around.after in words["not_actor_after"] or (around.opens_line and around.dots_follow):
            return False
        if not clitic and not before.isdisjoint(words["actor_before"] | words["verbs_before"]):
            return True
        if not clitic and (_PAST.match(around.before) or _is_present(around.before)) and self._is_verb(before):
            return True
        if around.after in words["actor_after"]:
            return True
        if _is_present(around.after) and around.after not in words["not_verbs_after"]:
            return True
        return None

    def _is_verb(self, before: set[str]) -> bool:
        return before.isdisjoint(self.words["ar"]["not_verbs_before"])

    def _english(self, around: Surroundings) -> bool | None:
        words = self.words["en"]
        if around.before in words["place_before"] or {"border", "borders"} & {around.before_that}:
            return False
        if around.owns:
            return True if around.after in words["owned_actor"] else None
        if around.after in words["not_actor_after"]:
            return False
        if around.after in words["actor_after"]:
            return True
        if around.after.endswith("ed") and around.after not in words["not_verbs_after"]:
            return True
        if around.before in words["actor_before"]:
            return True
        return None


def _is_present(word: str) -> bool:
    return bool(_PRESENT.match(word)) and not _VERBAL_NOUN.match(word)


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """The words around ``start`` to ``end`` of a folded text, none of them beyond a mark that ends a clause."""
    left = text[max(0, start - _REACH) : start]
    clause = _CLAUSE_END.split(left)[-1]
    stuck = re.search(r"[^\W_]*$", clause)
    clitic = stuck[0] if stuck else ""
    words = _WORD.findall(clause[: len(clause) - len(clitic)])[-2:]
    owns = text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum()
    following = _NEXT.match(text, end + owns, end + owns + _REACH)
    return Surroundings(
        clitic=clitic,
        before=words[-1] if words else "",
        before_that=words[-2] if len(words) > 1 else "",
        after=following[1] if following else "",
        owns=owns,
        opens_line=not clitic and left.rstrip(" ")[-1:] in {"", "\n"},
        dots_follow=text.startswith("..", end),
    )

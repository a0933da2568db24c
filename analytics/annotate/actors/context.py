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
FREE: Final = frozenset(
    "الذي التي الذين اللذين الي اليه اليها الا الان اليوم الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد".split()
)
"""Definite words after an Arabic noun that do not qualify it."""
_REACH: Final = 48  # characters: two or three words on either side
_WORD: Final = re.compile(r"[^\W_]+")
_NEXT: Final = re.compile(r"[ \"'«»()\-]*([^\W_]+)")
_CLAUSE_END: Final = re.compile(r"[.!?؟;؛:،,\n]")
# Arabic verbs by their affixes: a past in the feminine ("أعلنت"), a present ("تعلن"); states are mostly feminine.
_PAST: Final = re.compile(r"[وف]?(?!.*ات(?:ه|ها|هم)?$)[^\W\d_]{2,6}ت(?:ه|ها|هم)?$")
_PRESENT: Final = re.compile(r"[وف]?س?[تي](?!.*[اه]ت?$)[^\W\d_]{2,5}$")
_PROCLITICS: Final = frozenset("وفبلك")
_DEFINITE: Final = re.compile("[وفبك]{0,2}ال|[وف]?لل")
_RELATIVE: Final = frozenset("الذي التي الذين اللذين اللتين ما كما".split())
_SUFFIXED: Final = re.compile(r"[تي][^\W\d_]{2,5}(?:ه|ها|هم|هما)$")  # "الذي تعارضه الرياض"
# "جنديا تركيا": after an indefinite noun in the accusative it is the adjective, written like the country.
_ACCUSATIVE: Final = re.compile(
    r"(?!(?:ايضا|اما|بينما|فيما|حينما|عندما|سابقا|ربما|طالما|حاليا|عسكريا|سياسيا|ماليا|رسميا|دوليا|ميدانيا)$)[^\W\d_]{3,}ا$"
)
_DATELINE_BEFORE: Final = re.compile(r"(?:^|\n) ?[^\n،,.:]{2,25}[،,] ?$")
_DATELINE_AFTER: Final = re.compile(r"(?: \w+){0,2} ?\([^()\n]{2,25}\)")
_CLOCK: Final = re.compile(r" \d{1,2}:\d\d")
_PERFECT_PASSIVE: Final = re.compile(r" ha(?:s|ve|d) been (\w+)")
_SIDES: Final = frozenset("north south east west outskirts suburb suburbs area areas most rest".split())
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
    clause: str  # what of the clause stands before


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

    def acts(
        self, text: str, start: int, end: int, *, arabic: bool, adjective: bool, capital: bool, likely: bool
    ) -> bool:
        """Whether the name at ``start`` to ``end`` of a folded text acts; ``likely`` when the context is silent.

        ``adjective`` says that the name is also the state's adjective, as "السعودية" is, ``capital`` that it is a city.
        """
        around = surroundings(text, start, end)
        if self._is_struck(around, arabic=arabic, capital=capital):
            return False
        if (adjective and arabic and not self._can_be_noun(around)) or _is_dateline(text, start, end):
            return False
        decided = self._arabic(around, text[start:end]) if arabic else self._english(around, text[end : end + _REACH])
        return likely if decided is None else decided

    def announces(self, text: str, start: int, end: int, *, outlet: bool) -> bool:
        """Whether the words around a name that is also a word show that an outlet, or else a group, is meant."""
        around = surroundings(text, start, end)
        before = {around.before, *(around.before[size:] for size in (1, 2) if around.before[:1] in _PROCLITICS)}
        if outlet and around.opens_line and text.startswith(":", end):
            return True
        if not outlet and around.after in self.words["ar"]["group_after"]:
            return True
        return not before.isdisjoint(self.words["ar"]["media_before" if outlet else "group_before"])

    def _is_struck(self, around: Surroundings, *, arabic: bool, capital: bool) -> bool:
        """Whether it is where an earthquake, an explosion or a bomb strikes: "a blast rocked Baghdad"."""
        words = self.words["ar" if arabic else "en"]
        if around.clitic:
            return False
        if around.before in words["shaken"]:
            return True
        if around.before in words["struck"] and not words["strikers"].isdisjoint(_WORD.findall(around.clause)):
            return True
        return arabic and capital and around.before in words["bombed"]

    def _can_be_noun(self, around: Surroundings) -> bool:
        """Whether no definite noun stands before, which the word could qualify: "الصادرات السعودية"."""
        return bool(around.clitic) or not _DEFINITE.match(around.before) or around.before in self.words["ar"]["nouns"]

    def _arabic(self, around: Surroundings, name: str) -> bool | None:
        words = self.words["ar"]
        before = {around.before, *(around.before[size:] for size in (1, 2) if around.before[:1] in _PROCLITICS)}
        by_preposition = self._by_preposition(around, name, before)
        if by_preposition is not None:
            return by_preposition
        if around.before_that in _RELATIVE and _SUFFIXED.match(around.before):
            return True
        if around.after in words["not_actor_after"] or (around.opens_line and around.dots_follow):
            return False
        if not around.clitic and self._is_subject(around, before):
            return True
        present = _is_present(around.after) and around.after not in words["not_verbs_after"]
        return True if present or around.after in words["actor_after"] else None

    def _by_preposition(self, around: Surroundings, name: str, before: set[str]) -> bool | None:
        """What the preposition or the noun before an Arabic name tells, if anything."""
        words, clitic = self.words["ar"], around.clitic[-1:]
        if "حدود" in around.before + around.before_that or clitic == "ب":
            return False
        if around.before in {"من", "الي"}:
            return self._is_party(around)
        if not before.isdisjoint(words["place_before"]) or (around.before == "مع" and "حدود" in around.clause):
            return False
        if clitic in {"ل", "ك"}:
            if name.endswith("يين"):
                return False  # "للسوريين" are people
            noun = around.before_that.replace("لل", "ال", 1) if around.before.startswith("ال") else around.before
            return clitic == "ك" or (noun not in words["to_place"] and before.isdisjoint(words["to_place"]))
        adjective = name.endswith("يا") and not clitic and _ACCUSATIVE.match(around.before)
        return False if adjective else None

    def _is_subject(self, around: Surroundings, before: set[str]) -> bool:
        """Whether a verb, or a word that actors follow, stands before."""
        words = self.words["ar"]
        if not before.isdisjoint(words["actor_before"]) or not before.isdisjoint(words["verbs_before"]):
            return True
        verb = _PAST.match(around.before) or _is_present(around.before)
        return bool(verb) and before.isdisjoint(words["not_verbs_before"])

    def _is_party(self, around: Surroundings) -> bool:
        """Whether "from" or "to" before the name is not of a place: "بدعم من إيران", "نسبت إلى إسرائيل"."""
        words = self.words["ar"]
        if around.before == "من":
            return around.before_that in words["from_actor"]
        return not words["to_actor"].isdisjoint(_WORD.findall(around.clause))

    def _english(self, around: Surroundings, following: str) -> bool | None:
        words = self.words["en"]
        if around.before in words["place_before"] or {"border", "borders"} & {around.before_that}:
            return False
        if (around.before == "of" and around.before_that in _SIDES) or self._is_country(following):
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

    def _is_country(self, following: str) -> bool:
        """Whether the words after an English name are of a country: "has been torn", or the hour in its time zone."""
        passive = _PERFECT_PASSIVE.match(following)
        return bool(_CLOCK.match(following)) or (passive is not None and passive[1] in self.words["en"]["befallen"])


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Whether it is the country of a place line: "Atlanta, United States (CNN)"."""
    before = _DATELINE_BEFORE.search(text[max(0, start - _REACH) : start])
    return before is not None and _DATELINE_AFTER.match(text, end) is not None


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
        clause=clause,
    )

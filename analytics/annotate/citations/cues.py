"""The cue lists, read from ``cues_ar.toml`` and ``cues_en.toml`` into look-up tables."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.annotate.citations.english_forms import english_forms
from analytics.annotate.citations.forms import Form, verb_forms
from analytics.annotate.citations.tokens import Token
from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying: its class in the list, and the prepositions that open what is said."""

    kind: str
    prepositions: frozenset[str] = frozenset()
    act: str = "said"


@dataclass(frozen=True, slots=True)
class Phrases:
    """A set of phrases, found token by token; the longest wins."""

    by_first: Mapping[str, Sequence[tuple[str, ...]]]

    @classmethod
    def of(cls, phrases: Iterable[str], conjunctions: str = "") -> Phrases:
        """The phrases, folded and grouped by their first word, also with each conjunction attached to it."""
        grouped: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            first, *rest = fold(phrase).split()
            for attached in ("", *conjunctions):
                grouped.setdefault(attached + first, []).append((attached + first, *rest))
        return cls({first: sorted(group, key=len, reverse=True) for first, group in grouped.items()})

    def match(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens from ``at`` on are a phrase: 0 for none.

        The last word of a phrase may be a preposition of one letter, which is printed attached ("وفقا ل").
        """
        for words in self.by_first.get(tokens[at].text, ()) if at < len(tokens) else ():
            *whole_words, last = words
            found = [token.text for token in tokens[at : at + len(words)]]
            if len(found) < len(words) or found[:-1] != whole_words:
                continue
            if found[-1] == last:
                return len(words)
            if len(last) == 1 and found[-1].startswith(last):
                return len(words) - 1
        return 0


@dataclass(frozen=True, slots=True)
class ArabicCues:
    """The Arabic lists, folded."""

    verbs: Mapping[str, tuple[Verb, Form]]
    strict: frozenset[str]
    transparent: frozenset[str]
    phrases: Mapping[str, Phrases]
    nominal: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    agencies: Phrases
    starts: frozenset[str]  # every word that may begin a cue


@dataclass(frozen=True, slots=True)
class EnglishVerb:
    """One reading of an English form: what must follow, whether it says or thinks, and the kind of form."""

    needs: str
    act: str
    kind: str  # "base" | "third" | "past" | "participle" | "noun"


@dataclass(frozen=True, slots=True)
class EnglishCues:
    """The English lists."""

    verbs: Mapping[str, Sequence[EnglishVerb]]
    particles: Phrases  # the verbs of several words
    starts: frozenset[str]  # every word that may begin a cue
    phrases: Mapping[str, Phrases]
    words: Mapping[str, frozenset[str]]
    agencies: Phrases


def _read(name: str) -> dict[str, Any]:
    return read_toml(Path(__file__).parent / name)


def _words(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(map(fold, listed)) for name, listed in table.items()}


@functools.cache
def arabic_cues() -> ArabicCues:
    """The Arabic cue lists."""
    data = _read("cues_ar.toml")
    lists = data["verbs"]
    verbs = _arabic_verbs(lists)
    phrases = {name: Phrases.of(listed, "وف") for name, listed in data["phrases"].items()}
    nominal = _words(data["nominal"])
    nouns = frozenset().union(*nominal.values())
    attached = frozenset(prefix + noun for noun in nouns for prefix in ("", "و", "ب", "وب", "ل"))
    return ArabicCues(
        verbs=verbs,
        strict=frozenset(map(fold, lists["strict"])),
        transparent=frozenset(map(fold, lists["transparent"])),
        phrases=phrases,
        nominal=nominal,
        words=_words(data["words"]),
        agencies=Phrases.of(data["agencies"]["names"]),
        starts=attached.union(verbs, *(phrase.by_first for phrase in phrases.values())),
    )


def _arabic_verbs(lists: Mapping[str, Any]) -> dict[str, tuple[Verb, Form]]:
    never = set(map(fold, lists["never"]))
    verbs: dict[str, tuple[Verb, Form]] = {}
    kinds = {"thought": ("clause", "thought"), "wanted": ("object", "thought")}
    for name in ("clause", "object", "addressing", "blaming", "carrying", "thought", "wanted"):
        kind, act = kinds.get(name, (name, "said"))
        for line in lists[name]:
            stems, _, prepositions = line.partition(":")
            past, present, participle = fold(stems).split()
            verb = Verb(kind, frozenset(fold(prepositions).split()), act)
            forms = list(verb_forms(past, present, participle))
            further = lists["further"].get(stems.split()[0], ())
            forms += [Form(fold(more), "past", "p", False, False) for more in further]
            for form in forms:
                if form.text not in never:
                    verbs.setdefault(form.text, (verb, form))
    return verbs


@functools.cache
def english_cues() -> EnglishCues:
    """The English cue lists."""
    data = _read("cues_en.toml")
    verbs = _english_verbs(data["verb"], frozenset(data["forms"]["also_nouns"]), frozenset(data["forms"]["never"]))
    words = _words(data["words"])
    for table in ("participles", "adjectives", "nouns", "documents"):
        words |= {f"{table}.{name}": listed for name, listed in _words(data[table]).items()}
    phrases = {name: Phrases.of(listed) for name, listed in data["phrases"].items()}
    first = frozenset(form.split()[0] for form in verbs).union(*(phrase.by_first for phrase in phrases.values()))
    nouns = words["nouns.said"] | words["nouns.thought"] | words["nouns.that_nouns"]
    return EnglishCues(
        verbs=verbs,
        particles=Phrases.of(form for form in verbs if " " in form),
        starts=first | nouns | words["adjectives.thought"],
        phrases=phrases,
        words=words,
        agencies=Phrases.of(data["agencies"]["names"]),
    )


def _english_verbs(
    groups: Iterable[Mapping[str, Any]], also_nouns: frozenset[str], never: frozenset[str]
) -> dict[str, list[EnglishVerb]]:
    verbs: dict[str, list[EnglishVerb]] = {}
    for group in groups:
        for entry in group["verbs"]:
            for form, kind in english_forms(entry):
                if form not in never:
                    readings = verbs.setdefault(form, [])
                    verb = EnglishVerb(group["needs"], group["act"], "noun" if form in also_nouns else kind)
                    if verb not in readings:
                        readings.append(verb)
    return verbs

"""The words of the lexicon engine: read from TOML, found in a text in all their forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from analytics.annotate.citations.tokens import Token
from analytics.annotate.toml_rows import read_toml
from analytics.errors import ModelError
from analytics.topics.stems import SHORTEST_STEM, english_stem, light_stem
from corpus.text.normalise import fold

LANGUAGES: Final = ("ar", "en")
_MODIFIERS: Final = (
    "negations",
    "intensifiers",
    "softeners",
    "turns",
    "breaks",
    "speech",
    "passives",
    "agents",
    "receivers",
    "commits",
)
_STRONGEST: Final = 3
_VERB: Final = "v:"
_STEM: Final = "n:"
_AS_LISTED: Final = "="
"""Before keys of Arabic: a word just as it is listed (قصف), a form of a verb (أدان), a stem (إدانة), in that order."""
_PROCLITICS: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")
_VERB_PROCLITICS: Final = ("", "و", "ف", "ل", "ول", "فل", "س", "وس", "فس")
_ARTICLES: Final = ("وال", "فال", "بال", "كال", "وبال", "فبال", "ال")
_PRONOUNS: Final = ("", "ه", "ها", "هم", "هما", "نا")
_PAST: Final = ("", "ت", "ا", "تا", "ن")
_PRESENT: Final = ("", "ان", "ون", "ين")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word's values, -3 to 3: of the text, of a target near it, of who does it, of whom it is done to.

    ``doer`` and ``object`` are None where nobody does it.

    ``owned`` says what the noun right behind an Arabic one is: "doer" (هجوم داعش) or "object" (اتهام داعش).
    """

    group: str
    whole: int
    near: int
    doer: int | None
    object: int | None
    owned: str = "doer"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language.

    Attributes
    ----------
    phrases : mapping of str to list of (rest, Entry)
        By the key of the first word: the keys of the words that follow it and what they stand for, longest first.
    negations, intensifiers, softeners : frozenset of str
        Folded words that change the value of those after them.
    turns, breaks, speech : frozenset of str
        Folded words that begin another thought, another clause, what somebody says.
    passives, agents, receivers, commits : frozenset of str
        Folded words that show who does what: before a deed that is done to the subject, before who does it, before whom
        it is done to, and verbs that make the noun after them the subject's deed.
    """

    language: str
    phrases: Mapping[str, list[tuple[tuple[str, ...], Entry]]]
    negations: frozenset[str]
    intensifiers: frozenset[str]
    softeners: frozenset[str]
    turns: frozenset[str]
    breaks: frozenset[str]
    speech: frozenset[str]
    passives: frozenset[str]
    agents: frozenset[str]
    receivers: frozenset[str]
    commits: frozenset[str]

    def found(self, tokens: Sequence[Token], at: int) -> tuple[Entry, int, bool] | None:
        """The longest entry that begins at a token, of how many tokens it is, and whether it is an Arabic verb."""
        for key in self.keys(tokens[at].text):
            for rest, entry in self.phrases.get(key, ()):
                if len(rest) <= len(tokens) - at - 1 and all(
                    word in self.keys(tokens[at + 1 + number].text) for number, word in enumerate(rest)
                ):
                    return entry, 1 + len(rest), key.startswith(_VERB)
        return None

    def keys(self, word: str) -> tuple[str, ...]:
        """What a folded word may be listed under, likeliest first."""
        return _arabic_keys(word) if self.language == "ar" else _english_keys(word)


@cache
def read_lexicon(language: str) -> Lexicon:
    """The words of a language, ``"ar"`` or ``"en"``.

    Raises
    ------
    RegistryError, ModelError
        If the file is missing or not well formed.
    """
    path = Path(__file__).with_name(f"lexicon_{language}.toml")
    content = read_toml(path)
    making = _Making(language)
    for row in content.get("group", []):
        making.add(path.name, row)
    modifiers = [frozenset(map(fold, content.get(name, "").split())) for name in _MODIFIERS]
    for listed in making.phrases.values():
        listed.sort(key=lambda pair: -len(pair[0]))  # stable: of equal lengths the first listed counts
    return Lexicon(language, making.phrases, *modifiers)


@dataclass(slots=True)
class _Making:
    language: str
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)

    def add(self, file: str, row: Mapping[str, Any]) -> None:
        """Add the words of a group."""
        entry = _entry(file, row)
        for written in row.get("words", "").split():
            first, *rest = written.split("_")
            keys = tuple(self._key(word) for word in rest)
            self._add((self._key(first), *keys), entry)
            if self.language == "ar":
                self._add((_AS_LISTED + fold(first), *keys), entry)
        for written in row.get("verbs", "").split():
            past, _, rest = written.partition("_")
            keys = tuple(self._key(word) for word in rest.split("_")) if rest else ()
            for form in verb_forms(past):
                self._add((_VERB + form, *keys), entry)

    def _add(self, keys: tuple[str, ...], entry: Entry) -> None:
        listed = self.phrases.setdefault(keys[0], [])
        if all(rest != keys[1:] for rest, _ in listed):
            listed.append((keys[1:], entry))

    def _key(self, word: str) -> str:
        if self.language == "ar":
            return _STEM + light_stem(fold(word))
        return f"={fold(word[1:])}" if word.startswith("=") else english_stem(fold(word))


def _entry(file: str, row: Mapping[str, Any]) -> Entry:
    values = [row.get(name) for name in ("whole", "near", "doer", "object")]
    if not all(value is None or (type(value) is int and abs(value) <= _STRONGEST) for value in values):
        raise ModelError(f"{file}: group {row.get('name')!r} has values {values}; allowed are whole numbers -3 to 3.")
    whole, near, doer, receiver = values
    if whole is None or (doer is None) != (receiver is None):
        raise ModelError(f"{file}: group {row.get('name')!r}: give whole, and both doer and object or none of them.")
    return Entry(
        str(row.get("name")), whole, whole if near is None else near, doer, receiver, str(row.get("of", "doer"))
    )


def verb_forms(written: str) -> set[str]:
    """Folded forms of an Arabic verb given as ``past`` or ``past/present``: persons, moods, attached pronouns.

    The present of a verb that begins with ا is made by putting ي in its place, ا before the last letter becoming ي
    (أباد, يبيد); of others by putting ي before it. A verb that does otherwise is listed with its present.
    """
    past, _, present = written.partition("/")
    present = fold(present)
    stem = fold(past)
    weak = past.endswith("ى")
    forms = {stem[:-1] + "ا" + pronoun for pronoun in _PRONOUNS[1:]} if weak else set()
    for ending in _PAST:
        base = stem[:-1] if weak and ending else stem
        forms |= {base + ending + pronoun for pronoun in _PRONOUNS}
    plural = stem[:-1] if weak else stem
    forms |= {plural + "وا", *(plural + "و" + pronoun for pronoun in _PRONOUNS[1:])}
    rest = present[1:] if present else _present_of(stem)
    for person in "يتن":
        for ending in _PRESENT:
            base = rest[:-1] if ending in ("ون", "ين") and rest.endswith("ي") else rest
            forms |= {person + base + ending + pronoun for pronoun in _PRONOUNS}
        forms.add(f"{person}{rest.removesuffix('ي')}وا")
    return forms


def _present_of(past: str) -> str:
    rest = past[1:] if past.startswith("ا") and len(past) > SHORTEST_STEM else past
    if rest != past and rest[-2:-1] == "ا":
        return rest[:-2] + "ي" + rest[-1]
    return rest


@lru_cache(maxsize=1 << 16)
def _english_keys(word: str) -> tuple[str, ...]:
    return (f"={word}", english_stem(word)) if word[0].isalnum() else (word, f"={word}")


@lru_cache(maxsize=1 << 16)
def _arabic_keys(word: str) -> tuple[str, ...]:
    keys = [_AS_LISTED + word, _VERB + word]
    for particle in _VERB_PROCLITICS[1:]:
        if word.startswith(particle) and len(word) - len(particle) >= SHORTEST_STEM:
            keys.append(_VERB + word[len(particle) :])
    keys.append(_STEM + light_stem(word))
    for particle in (*_ARTICLES, "لل", "ولل", "فلل"):
        if word.startswith(particle) and len(word) - len(particle) >= SHORTEST_STEM - 1:
            keys.append(_STEM + light_stem(word[len(particle) :]))
    for particle in _PROCLITICS[1:]:
        if word.startswith(particle) and len(word) - len(particle) >= SHORTEST_STEM:
            keys.append(_STEM + light_stem(word[len(particle) :]))
    return tuple(dict.fromkeys(keys))

"""What a cited source is and how specific: known actors by type, others by their noun and what stands with it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analytics.annotate.actors.common_words import common_words
from analytics.annotate.citations.tokens import COMMAS, Token
from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold

NAMED_KINDS: Final = {"person": "person", "media": "medium"}
"""Class of a known actor by its type; every other type is an organisation."""
_CONJUNCTIONS: Final = ("و", "ف")  # printed attached
_ARABIC_PREFIXES: Final = ("", "و", "ف", "ب", "ل", "ك")
_NISBA: Final = ("ي", "يه", "ين", "ون", "يون", "يين")  # endings of adjectives and sound plurals
_LONGEST_NAME: Final = 6  # words; a longer phrase without a known noun is no name
QUANTITIES: Final = frozenset("احد احدي بعض عدد عده العديد عديد معظم غالبيه كل جميع".split())
"""Folded words of quantity before the noun of a source ("عدد من القادة")."""
_NAMED_BODIES: Final = frozenset("group agency organization organisation charity ngo watchdog".split())
_PARTICLES: Final = frozenset("al el bin ibn abu de van der von".split())
Kind = tuple[str, str]  # of analytics.schema.SOURCE_CLASSES and SOURCE_DETAILS


@dataclass(frozen=True, slots=True)
class SourceKinds:
    """Nouns that tell the class of a source, folded."""

    heads: Mapping[str, str]
    passed: frozenset[str]
    bodies: frozenset[str]
    prepositions: frozenset[str]
    pronouns: frozenset[str]
    quantifiers: frozenset[str]
    listed: frozenset[str]
    given: frozenset[str]
    doubtful: frozenset[str]  # given names that are also words

    def of_words(self, whole: str, tokens: Sequence[Token], *, body: bool, country: bool) -> Kind:
        """Class and detail of a source by its words.

        Parameters
        ----------
        whole : str
            The text the tokens point into.
        tokens : sequence of Token
            The words of the source.
        body, country : bool
            Whether an actor named inside them is an organisation, or a state.
        """
        words, apposed = _parts(tokens)
        texts = [token.text for token in words]
        if not words or (len(words) == 1 and self._bare(texts[0]) in self.pronouns | self.quantifiers):
            return "other", "none"
        arabic = not texts[0].isascii()
        if arabic and self._is_name([token.text for token in apposed]):
            return "person", "named"
        at = self._arabic_head(texts) if arabic else self._english_head(texts)
        names = self._arabic_name(texts, at) if arabic else _capitals(whole, words)
        if at is None:
            return self._without_head(texts, names, whole[words[0].start : words[-1].end], country=country)
        kind = self.heads[self._bare(texts[at])]
        rest = [text for k, text in enumerate(texts) if k != at]
        if kind in ("medium", "organisation", "document"):
            return self._thing(kind, rest, named=self._own_name(texts, at, names, arabic=arabic), body=body)
        person = names[at + 1 :] if arabic else self._person_beside(texts, names, at)
        if arabic:
            person = person if self._evidence([t for t, n in zip(texts[at + 1 :], person, strict=True) if n]) else []
        if not arabic and any(
            text in _NAMED_BODIES and named for text, named in zip(texts, [*names[1:], False], strict=True)
        ):
            return ("organisation", "named") if texts[0] == "the" else (kind, "body")
        if (any(person) and not body) or sum(person) > 1:
            return "person", "named"
        return ("other" if kind == "person" else kind), self._detail(rest, body=body)

    def _detail(self, rest: Sequence[str], *, body: bool) -> str:
        """How specific an unnamed source is, by the words beside its noun."""
        if body or any(self._bare(text) in self.bodies for text in rest):
            return "body"
        telling = [t for t in rest if t not in self.passed and self._bare(t) not in self.passed | self.prepositions]
        return "field" if telling else "none"

    def _thing(self, kind: str, rest: Sequence[str], *, named: bool, body: bool) -> Kind:
        if kind == "document":
            return kind, "body" if body or any(self._bare(text) in self.bodies for text in rest) else "none"
        if named:
            return kind, "named"
        return kind, self._detail(rest, body=body)

    def _without_head(self, texts: Sequence[str], names: Sequence[bool], printed: str, *, country: bool) -> Kind:
        if country and len(texts) <= 2:
            return "organisation", "named"
        if not texts[0].isascii():
            return ("person", "named") if self._is_person(texts) else ("other", "none")
        capitals = [text for text, named in zip(texts, names, strict=True) if named and text not in self.passed]
        if not capitals or (len(texts) > 1 and capitals == [texts[0]]):
            return "other", "none"
        if texts[0] == "the" or _is_acronym(printed):
            return "organisation", "named"
        return ("person", "named") if any(text in self.given for text in capitals) else ("other", "none")

    def _is_person(self, texts: Sequence[str]) -> bool:
        """Whether Arabic words without a known noun are a person's name: a given name is among the first two."""
        if len(texts) > _LONGEST_NAME or any(text in self.prepositions for text in texts):
            return False
        if texts[0] == "الله":
            return False
        if len(texts) > 1 and not texts[1].startswith("ال") and texts[1] in common_words():
            return False  # "نجم كرة القدم"
        certain = texts[0] in self.given and texts[0] not in self.doubtful
        return certain or (len(texts) > 1 and any(self.given_name(text) for text in texts[:2]))

    def _evidence(self, names: Sequence[str]) -> bool:
        """Whether Arabic words after a title are a name: a given name, or words the news knows from nothing else."""
        if any(text in self.given for text in names):
            return True
        plain = common_words()
        strange = [text for text in names if text not in plain and not text.startswith("ل")]
        return len(strange) == len(names) > 0 or len(strange) > 1

    def is_head(self, text: str) -> bool:
        """Whether a word is a noun of sources, bodies or people, with or without what is printed attached to it."""
        bare = self._bare(text)
        return bare in self.heads or bare in self.bodies or bare in QUANTITIES

    def given_name(self, text: str) -> bool:
        """Whether a folded word is a given name."""
        return text in self.given or (text[:1] == "و" and text[1:] in self.given)

    def _bare(self, text: str) -> str:
        """The word without the Arabic letters printed attached to it, where a listed word is left."""
        if text.isascii():
            return text.removesuffix("'s")
        return next((bare for bare in _unattached(text) if bare in self.listed), text)

    def _arabic_head(self, texts: Sequence[str]) -> int | None:
        for k, text in enumerate(texts[:5]):
            bare = self._bare(text)
            if bare in self.heads and not (k and texts[k - 1] in self.prepositions - {"من"}):
                return k
            if bare not in self.passed:
                return None
        return None

    def _english_head(self, texts: Sequence[str]) -> int | None:
        stop = next((k for k, t in enumerate(texts) if k and t in self.prepositions and t != "of"), len(texts))
        first = next(
            (k for k, t in enumerate(texts[:stop]) if k and t == "of" and texts[k - 1] not in self.passed), stop
        )
        heads = [k for k in range(first) if texts[k].removesuffix("'s") in self.heads]
        return heads[-1] if heads else next((k for k in range(first, stop) if texts[k] in self.heads), None)

    def _arabic_name(self, texts: Sequence[str], at: int | None) -> list[bool]:
        """For each word whether it may belong to a person's name: it follows a full title and is no adjective."""
        names = [False] * len(texts)
        if at is None:
            return names
        full = texts[at].startswith("ال")
        for k in range(at + 1, len(texts)):
            text, before = texts[k], texts[k - 1]
            if text in self.prepositions or before in self.prepositions or text.startswith(("لل", "بال")):
                break
            definite = text.startswith("ال")
            if names[k - 1]:
                names[k] = True
            elif not definite and full and self._bare(text) not in self.heads and not text.endswith(_NISBA):
                names[k] = True
            full = full or definite
        return names

    def _own_name(self, texts: Sequence[str], at: int, names: Sequence[bool], *, arabic: bool) -> bool:
        """Whether a body or a medium has a name of its own: capitals, or an Arabic word that is no adjective of it."""
        if not arabic:
            return sum(names) > 1 or (names[at] and at > 0 and names[at - 1])
        after = [text for text in texts[at + 1 :] if self._bare(text) not in self.heads]  # "وسائل إعلام محلية"
        if not after or after[0] in self.prepositions or self._bare(after[0]) in self.passed:
            return False
        return (not after[0].endswith(_NISBA) and not after[0].endswith("ه")) or len(after) > 1

    def _person_beside(self, texts: Sequence[str], names: Sequence[bool], at: int) -> list[bool]:
        """For each word after the noun whether it may be of a person's name: "Colonel John Thomas"."""
        found = []
        for text, named in zip(texts[at + 1 :], names[at + 1 :], strict=True):
            if text in self.prepositions:
                break
            found.append(named and text not in self.listed)
        return found

    def _is_name(self, texts: Sequence[str]) -> bool:
        """Whether an Arabic apposition is a person's name: "وزير الدفاع، فلان الفلاني"."""
        if not 2 <= len(texts) <= _LONGEST_NAME or texts[0].startswith("ال"):
            return False
        if not self._evidence(texts):
            return False
        return not any(self._bare(text) in self.listed for text in texts)


def _parts(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The words before the first comma, and those between it and the next."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in COMMAS and parts[-1]:
            parts.append([])
        elif token.word:
            parts[-1].append(token)
    return parts[0], parts[1] if len(parts) > 1 else []


def _is_acronym(printed: str) -> bool:
    return printed.isupper() and printed.isalpha() and 1 < len(printed) < 7


def _capitals(whole: str, words: Sequence[Token]) -> list[bool]:
    return [whole[word.start].isupper() or word.text in _PARTICLES for word in words]


def _unattached(text: str) -> list[str]:
    """The word, and the word without conjunctions, prepositions and the article."""
    forms = []
    for prefix in _ARABIC_PREFIXES:
        if text.startswith(prefix):
            rest = text[len(prefix) :]
            forms.append(rest)
            forms.append(rest.removeprefix("ال"))
            if prefix == "ل" and rest.startswith("ل"):  # "للوزارة"
                forms.append(rest[1:])
    return [form for form in forms if len(form) > 1]


@functools.cache
def source_kinds() -> SourceKinds:
    """The lists of ``source_kinds.toml``.

    Raises
    ------
    RegistryError
        If the file is missing or is not TOML in UTF-8.
    """
    data = read_toml(Path(__file__).parent / "source_kinds.toml")
    heads = {fold(word): kind for kind, words in data["heads"].items() for word in words}
    lists = {
        name: frozenset(map(fold, data[name]["words"]))
        for name in ("passed", "bodies", "prepositions", "pronouns", "quantifiers")
    }
    return SourceKinds(heads, **lists, listed=frozenset(heads).union(*lists.values()), **_given_names())


def _given_names() -> dict[str, frozenset[str]]:
    """Given names of both scripts, as discovery lists them."""
    names = read_toml(Path(__file__).parents[1] / "actors" / "given_names.toml")
    folded = {part: frozenset(fold(words).split()) for part, words in names.items()}
    return {"given": frozenset().union(*folded.values()), "doubtful": folded["words"]}


@functools.cache
def pronoun_keys() -> frozenset[str]:
    """The keys (:attr:`analytics.annotate.spans.Source.key`) of sources that are a pronoun alone: it tells nobody."""
    words = source_kinds().pronouns
    joined = {f"{conjunction}{word}" for word in words if not word.isascii() for conjunction in _CONJUNCTIONS}
    return frozenset(f"~{word}" for word in words | joined)

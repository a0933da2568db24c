"""The words of numbers: their values, their qualifiers, and the kinds of things they count, read from TOML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Generic, Self, TypeVar

from analytics.annotate.toml_rows import read_rows, read_toml
from corpus.text.normalise import fold

T = TypeVar("T")
_HERE: Final = Path(__file__).parent
_CLITICS: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل")
_LEADING: Final = ("وبال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال", "وب", "ول", "فب", "و", "ف", "ب", "ل", "ك")
_OWNERS: Final = ("ها", "ه", "هم")
_LATIN_END: Final = "\u0600"
_SHORTEST: Final = 2  # letters a word keeps when a clitic is taken off it


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word that is a number or a part of one, and what its Arabic clitics say."""

    role: str
    value: float
    joined: bool = False  # with و, which adds it to the number before it
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of thing that is counted; ``event`` is what befell those it names, where the noun says it."""

    key: str
    is_people: bool = False
    is_place: bool = False
    event: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What befell the counted, and whether its words speak of a number from behind it or right before it only."""

    key: str
    of: str  # "people" | "things" | "places"
    only_after: bool = False
    only_near: bool = False


@lru_cache(maxsize=1 << 16)
def bare_forms(word: str) -> tuple[str, ...]:
    """The folded word, and what is left of it without each Arabic clitic it may begin with."""
    if not "\u0621" <= word[:1] <= "\u064a":
        return (word,)
    cut = [word[len(lead) :] for lead in _LEADING if word.startswith(lead) and len(word) - len(lead) >= _SHORTEST]
    return (word, *cut)


class Phrases(Generic[T]):
    """Phrases of folded words with what each means, to be looked up from either end."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in rows:
            words = tuple(fold(phrase).split())
            self._by_first.setdefault(words[0], []).append((words, meaning))
            self._by_last.setdefault(words[-1], []).append((words, meaning))
        for index in (self._by_first, self._by_last):
            for found in index.values():
                found.sort(key=lambda row: -len(row[0]))

    def starting(
        self, words: Sequence[str], at: int, wanted: Callable[[T], bool] | None = None
    ) -> tuple[int, T] | None:
        """The longest phrase that starts at a word, of those wanted: how many words it has, and its meaning."""
        word = words[at]
        for form in bare_forms(word) if word > _LATIN_END else (word,):
            for phrase, meaning in self._by_first.get(form, ()):
                is_here = len(phrase) == 1 or _alike(phrase[1:], words[at + 1 : at + len(phrase)])
                if is_here and (wanted is None or wanted(meaning)):
                    return len(phrase), meaning
        return None

    def ending(self, words: Sequence[str], at: int, wanted: Callable[[T], bool] | None = None) -> tuple[int, T] | None:
        """The longest phrase that ends with a word, of those wanted: how many words it has, and its meaning."""
        word = words[at]
        for form in bare_forms(word) if word > _LATIN_END else (word,):
            for phrase, meaning in self._by_last.get(form, ()):
                if self._ends_at(phrase, words, at) and (wanted is None or wanted(meaning)):
                    return len(phrase), meaning
        return None

    @staticmethod
    def _ends_at(phrase: tuple[str, ...], words: Sequence[str], at: int) -> bool:
        size = len(phrase)
        if size == 1:
            return True
        is_begun = size <= at + 1 and phrase[0] in bare_forms(words[at - size + 1])
        return is_begun and _alike(phrase[1:], words[at - size + 2 : at + 1])


def _alike(phrase: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words are those of a phrase, with or without the article."""
    if len(phrase) != len(words):
        return False
    return all(a == b or b in ("ال" + a, "و" + a) for a, b in zip(phrase, words, strict=True))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that is known about the words around numbers."""

    numbers: Mapping[str, NumberWord]
    duals: Mapping[str, Group]
    before: Phrases[str]
    after: Phrases[str]
    groups: Phrases[Group]
    events: Phrases[Event]
    refused: Mapping[str, frozenset[str]]
    ends: Mapping[str, frozenset[str]]
    stops: frozenset[str]
    starts: frozenset[str]
    triggers: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """The lexicon of Marsad.

        Raises
        ------
        RegistryError
            If a file is missing or not well formed.
        """
        words = read_toml(_HERE / "words.toml")
        groups = [(row, _group(row)) for row in read_rows(_HERE / "kinds.toml", "group")]
        numbers = {**_arabic_numbers(words["values"]["ar"]), **_english_numbers(words["values"]["en"])}
        duals = {form: group for row, group in groups for form in _duals(row)}
        return cls(
            numbers=numbers,
            duals=duals,
            before=Phrases(_qualifiers(words["before"])),
            after=Phrases(_qualifiers(words["after"])),
            groups=Phrases((form, group) for row, group in groups for form in _forms(row)),
            events=Phrases(_event_rows(read_rows(_HERE / "kinds.toml", "event"))),
            refused={name: frozenset(map(fold, found)) for name, found in words["refused"].items()},
            stops=frozenset(fold(word) for name in ("ar", "en") for word in words["ends"][name]),
            ends={name: frozenset(map(fold, found)) for name, found in words["ends"].items()},
            starts=frozenset(numbers) | frozenset(duals),
            triggers=frozenset(duals) | {word for word, number in numbers.items() if not _is_weak(word, number)},
        )


def _group(row: Mapping[str, Any]) -> Group:
    return Group(row["key"], bool(row.get("people")), bool(row.get("place")), row.get("event", ""))


def _is_weak(word: str, number: NumberWord) -> bool:
    """Whether a word is never a figure by itself: أحد and واحد only begin other numbers."""
    return number.role in ("before_ten", "half") or (number.value == 1 and number.role == "unit" and word > "\u0600")


def _qualifiers(table: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    for bounds in table.values():
        for bound, phrases in bounds.items():
            yield from ((phrase, bound) for phrase in phrases)


def _event_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Event]]:
    for row in rows:
        for phrase in (*row["en"], *row["ar"]):
            yield phrase, Event(row["key"], row["of"])
        for phrase in row.get("after", ()):
            yield phrase, Event(row["key"], row["of"], only_after=True)
        for phrase in row.get("near", ()):
            yield phrase, Event(row["key"], row["of"], only_near=True)


def _english_numbers(table: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, NumberWord]:
    found = {
        word: NumberWord(role, float(value))
        for role, values in table.items()
        for value, words in values.items()
        for word in words
    }
    tens = [(word, n) for word, n in found.items() if n.role == "tens"]
    units = [(word, n) for word, n in found.items() if n.role == "unit"]
    for ten, ten_n in tens:
        found |= {f"{ten}-{unit}": NumberWord("teen", ten_n.value + n.value) for unit, n in units}
    return found


def _arabic_numbers(table: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, NumberWord]:
    found: dict[str, NumberWord] = {}
    for role, values in table.items():
        for value, words in values.items():
            for word in words:
                for clitic in _CLITICS:
                    number = NumberWord(role, float(value), clitic[:1] == "و", clitic.endswith(("ال", "لل")))
                    found.setdefault(clitic + fold(word), number)
    del found["لست"]  # "I am not", hardly ever "for six"
    return found


def _forms(row: Mapping[str, Any]) -> Iterator[str]:
    for noun in row.get("en", ()):
        yield noun
        yield _english_plural(noun)
        if " " in noun:
            yield noun.replace(" ", "-")
            yield _english_plural(noun).replace(" ", "-")
    yield from row.get("plural", ())
    for noun in map(fold, row.get("ar_plural", ())):
        yield noun
        if row.get("people") and " " not in noun:
            yield from (noun + owner for owner in _OWNERS)
    yield from row.get("as_is", ())
    for noun in row.get("ar", ()):
        yield from _arabic_forms(fold(noun), is_person=bool(row.get("people")))


def _english_plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def _arabic_forms(noun: str, *, is_person: bool) -> Iterator[str]:
    """Singular, accusative, dual and sound plurals of a folded noun; of two words the first is declined."""
    head, _, rest = noun.partition(" ")
    rest = f" {rest}" if rest else ""
    yield noun
    if head.endswith("ه"):
        yield from (head[:-1] + ending + rest for ending in ("ات", "تان", "تين", "تي"))
    else:
        yield from (head + ending + rest for ending in ("ا", "ان", "ين", "ون", "ي", "و"))
        if is_person and not rest:  # مواطنيها, but مدنية is an adjective
            yield from (head + "ي" + owner for owner in _OWNERS if owner != "ه" or head[-1] != "ي")
        if not is_person:  # مقاتلات are aircraft, مقاتلون fighters
            yield head + "ات" + rest


def _duals(row: Mapping[str, Any]) -> Iterator[str]:
    """Indefinite duals with their clitics. ين is one only where the plural is another word, as of جندي and جنود."""
    broken, undual = ({fold(noun) for noun in row.get(name, ())} for name in ("broken", "no_dual"))
    for noun in map(fold, row.get("ar", ())):
        if " " in noun:
            continue
        endings = ["تان", "تين"] if noun.endswith("ه") else ["ان"] if noun not in undual else []
        endings += ["ين"] if noun in broken else []
        stem = noun[:-1] if noun.endswith("ه") else noun
        yield from (lead + stem + ending for ending in endings for lead in ("", "و", "ف", "ب", "ل", "وب", "ول"))

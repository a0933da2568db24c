"""Names that are one term however many words they have, those of actors and places, and names that are no term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from analytics.topics.stems import SHORTEST_STEM, english_stem, fold_word, light_stem, without_article

NAME_JOINER: Final = "+"  # between the stems of a name inside a term's key
WORD: Final = {
    "ar": re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5\u0670]+"),
    "en": re.compile(r"(?:[A-Z]\.){2,}|[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*"),
}
"""A word in the letters of each language."""
_GAP: Final = frozenset(" \u00a0_-'’.\n")  # what may stand between two words of a name
_WIDEST_GAP: Final = 2
_PARTICLES: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_FOR_THE: Final = re.compile(r"([وف]?)لل(?=..)")
SPELT_OUT: Final = re.compile(r"[^\W\d_]+(?:[\W]{1,2}[^\W\d_]+)*\W?")  # "Division 25" is no name without the number
_POSSESSIVE: Final = re.compile(r"['’][sS]?$")
_SURE_ACRONYMS: Final = frozenset({"US", "USA", "UN", "UK", "EU", "UAE"})  # short ones with no other meaning in news
_SHORT: Final = SHORTEST_STEM  # letters of an acronym, or of an Arabic word without ال, that may mean something else
_SURE_STEM: Final = 5  # letters of a stem that make it one name's: المدير is no Madira, المالية not the city of Male
_GOVERNMENT: Final = "الحكومة "
_OUTLET: Final = "media"  # the type of actors whose names say who wrote, not what about


class Named(Protocol):
    """What has an Arabic and an English name and other spellings of both: an actor or a place."""

    @property
    def name_ar(self) -> str:
        """Arabic name."""

    @property
    def name_en(self) -> str:
        """English name."""

    @property
    def aliases_ar(self) -> tuple[str, ...]:
        """Its other spellings in Arabic."""

    @property
    def aliases_en(self) -> tuple[str, ...]:
        """Its other spellings in English."""


class NamedActor(Named, Protocol):
    """An actor, with its type."""

    @property
    def type(self) -> str:
        """Its type, such as ``"media"``."""


def term_names(actors: Iterable[NamedActor], places: Iterable[Named] = ()) -> tuple[tuple[str, ...], ...]:
    """The Arabic name, the English name, and the other spellings of actors and places; not of media.

    A place whose Arabic name is one word is only a pair of names: it helps to translate labels but is found nowhere, as
    the word is often another one as well (السفيرة is a town and an ambassador). One with a short stem is left out.
    """
    named = [_spellings(actor) for actor in actors if actor.type != _OUTLET]
    sites = [
        (place.name_ar, place.name_en, *(filter(_is_phrase, _aliases(place)) if _is_phrase(place.name_ar) else ()))
        for place in places
        if _is_phrase(place.name_ar) or len(light_stem(fold_word(place.name_ar))) >= _SURE_STEM
    ]
    return (*named, *sites)


def is_pair(names: Sequence[str]) -> bool:
    """Whether names are only a translation, and no term: two names, the Arabic one of one word."""
    return len(names) == 2 and not _is_phrase(names[0])


def _spellings(actor: NamedActor) -> tuple[str, ...]:
    """The names of an actor; a state that is named by its government is shown by the name of the country."""
    names = (actor.name_ar, actor.name_en, *_aliases(actor))
    if not actor.name_ar.startswith(_GOVERNMENT):
        return names
    arabic = next((name for name in actor.aliases_ar if not _is_phrase(name)), actor.name_ar)
    english = next((name for name in actor.aliases_en if not _is_phrase(name)), actor.name_en)
    return (arabic, english, *names)


def outlet_names(actors: Iterable[NamedActor]) -> tuple[str, ...]:
    """Every spelling of the names of media, which say who wrote an article and not what about."""
    return tuple(
        name for actor in actors if actor.type == _OUTLET for name in (actor.name_ar, actor.name_en, *_aliases(actor))
    )


def _aliases(named: Named) -> tuple[str, ...]:
    return (*named.aliases_ar, *named.aliases_en)


def _is_phrase(name: str) -> bool:
    return " " in name


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name.

    Attributes
    ----------
    words : tuple of str
        Its words, folded and without a possessive.
    key : str or None
        The stems of the name, joined by ``NAME_JOINER``; None for a name that is no term.
    capitals : str
        How a single word must be written; empty where case says nothing.
    is_short : bool
        Whether it is so short an alias that only a text that has a fuller name as well means it: NFL is a league, too.
    """

    words: tuple[str, ...]
    key: str | None
    capitals: str = ""
    is_short: bool = False


_Longer = dict[str, list[Spelling]]  # names of several words by their second word


@dataclass(frozen=True, slots=True)
class Start:
    """Names of several words that may begin at a word, by second word, and the particle written on the first."""

    longer: _Longer
    particle: str = ""


class NameIndex:
    """Finds names in the words of a text in one language.

    Parameters
    ----------
    language : {"ar", "en"}
        Of the text; only spellings in its letters are looked for.
    terms : iterable of tuple of str
        Arabic name, English name and other spellings of each actor or place. Of two with one spelling the first counts.
    dropped : iterable of str
        Names that are no term, such as those of publishers; they count before all others.

    Attributes
    ----------
    own : dict of str to str
        The name that is shown for a key, where it is written in the texts.
    """

    def __init__(self, language: str, terms: Iterable[tuple[str, ...]] = (), dropped: Iterable[str] = ()) -> None:
        self._language = language
        self._single: dict[str, list[Spelling]] = {}
        self._longer: dict[str, _Longer] = {}
        self._bares: dict[str, str] = {}
        self._shorts: set[str] = set()
        self._most = 0  # words of the longest name
        self.own: dict[str, str] = {}
        known: dict[tuple[tuple[str, ...], str], Spelling] = {}
        for name in dropped:
            self._know(known, name, None)
        for names in terms:
            own = names[0] if language == "ar" else names[1]
            key = NAME_JOINER.join(self._stem(word) for word in self._words(own))
            if key and not is_pair(names):
                self.own.setdefault(key, own)
                self._know(known, own, key)
                for name in names[2:]:
                    self._know(known, name, key, is_short=self._is_short(name, own))
        for spelling in sorted(known.values(), key=lambda spelling: (-len(spelling.words), spelling.words)):
            if len(spelling.words) == 1:
                self._shorts |= {spelling.words[0]} if spelling.is_short else set()
                self._single.setdefault(spelling.words[0], []).append(spelling)
            else:
                by_second = self._longer.setdefault(spelling.words[0], {})
                by_second.setdefault(spelling.words[1], []).append(spelling)
                self._most = max(self._most, len(spelling.words))

    def single(self, folded: str, written: str, *, short: bool = False) -> Spelling | None:
        """The name that one word is, given folded and as written, both without particles; short ones if asked for."""
        for name in self._single.get(folded, ()):
            if (short or not name.is_short) and (not name.capitals or name.capitals == written.replace(".", "")):
                return name
        return None

    def may_be_short(self, written: str) -> bool:
        """Whether a word as written, with particles, ends in a short name."""
        bare = self._bare(written)
        return any(bare[-size:] in self._shorts for size in range(1, _SHORT + 3))

    def starts(self, written: str) -> list[Start]:
        """The names of several words that may begin with a word as written, without a particle first."""
        folded = self._bare(written)
        forms = [("", folded)]
        if self._language == "ar":
            forms += [(particle, folded[len(particle) :]) for particle in _PARTICLES if folded.startswith(particle)]
            match = _FOR_THE.match(folded)
            forms += [(match[0], "ال" + folded[match.end() :])] if match else []
        return [Start(self._longer[first], particle) for particle, first in forms if first in self._longer]

    def longest(
        self, starts: Sequence[Start], written: Sequence[str], gaps: Sequence[str], at: int
    ) -> tuple[Spelling, str] | None:
        """The longest name among those that may begin at a word and does, and the particle on it.

        ``gaps`` is what stands before each of the written words, and after the last.
        """
        if at + 1 == len(written):
            return None
        second = self._bare(written[at + 1])
        found: tuple[Spelling, str] | None = None
        run: tuple[str, ...] = ()
        for start in starts:
            for spelling in start.longer.get(second, ()):
                run = run or self._run(written, gaps, at)
                rest = spelling.words[1:]
                if rest == run[: len(rest)]:  # the longest are first
                    if found is None or len(spelling.words) > len(found[0].words):
                        found = spelling, start.particle
                    break
        return found

    def _run(self, written: Sequence[str], gaps: Sequence[str], at: int) -> tuple[str, ...]:
        """The words after one that may belong to its name: as many as the longest name has, nothing else between."""
        words = []
        for word, gap in zip(written[at + 1 : at + self._most], gaps[at + 1 :], strict=False):
            if len(gap) > _WIDEST_GAP or not _GAP.issuperset(gap):
                break
            words.append(self._bare(word))
        return tuple(words) or ("",)

    def _is_short(self, name: str, own: str) -> bool:
        """Whether an alias is so short that it may mean something else."""
        plain = name.replace(".", "")
        if self._language == "en":
            return plain.isupper() and len(plain) <= _SHORT and plain not in _SURE_ACRONYMS and name != own
        return not _is_phrase(name) and name != own and len(without_article(fold_word(name))) <= _SHORT

    def _know(
        self, known: dict[tuple[tuple[str, ...], str], Spelling], name: str, key: str | None, *, is_short: bool = False
    ) -> None:
        if not SPELT_OUT.fullmatch(name):
            return
        if ("\u0620" <= next(filter(str.isalpha, name), "a") <= "\u06d5") != (self._language == "ar"):
            return
        words = self._words(name)
        letters = name.replace(".", "")
        capitals = letters if len(words) == 1 and key and letters.isupper() and len(letters) <= SHORTEST_STEM else ""
        if words:
            known.setdefault((words, capitals), Spelling(words, key, capitals, is_short))

    def _words(self, name: str) -> tuple[str, ...]:
        return tuple(self._bare(word) for word in WORD[self._language].findall(name))

    def _bare(self, word: str) -> str:
        bare = self._bares.get(word)
        if bare is None:
            plain = word if self._language == "ar" else _POSSESSIVE.sub("", word).replace(".", "")
            bare = self._bares[word] = fold_word(plain)
        return bare

    def _stem(self, word: str) -> str:
        return light_stem(word) if self._language == "ar" else english_stem(word)

"""The words topics are described with: counted by stem, shown as they are most often written.

Arabic words are folded, freed of attached particles (و ف ب ل ك and their forms with ال) and reduced by the suffixes of
the light stemmer of Larkey, Ballesteros and Connell 2007 ("Light stemming for Arabic information retrieval", light10);
English words by Snowball (Porter 2001). What a reader sees is the commonest real form, never a stem.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Protocol

import Stemmer
import stopwordsiso

from analytics.annotate.spans import Span
from analytics.topics.stems import SHORTEST_STEM, english_stem, fold_word, light_stem, without_article
from corpus.text.normalise import fold, is_mark

LANGUAGES: Final = ("ar", "en")  # the languages in which topics have words

_ARABIC_LETTER: Final = "\u0620-\u065f\u066e-\u06d3\u06d5\u0670"
_WORD: Final = {
    "ar": re.compile(rf"[{_ARABIC_LETTER}]+"),
    "en": re.compile(r"(?:[A-Z]\.){2,}|[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*"),
}
_INSIDE_PHRASE: Final = frozenset({" ", "_", "\u00a0"})  # what may stand between two words of one phrase
_CLITICS: Final = ("و", "ف", "ب", "ل", "ك")
# Which of them are taken off a bare noun, and how common the rest must be beside the whole word, by length of the rest:
# nouns seldom follow ف and ك (فعالية and كامل would become عالية and امل), and ل hides many a noun (لنصرة).
_TAKEN_OFF: Final = {"و": (1.0, 1.0), "ب": (1.0, 1.0), "ل": (1.0, 0.2)}
_WITH_ARTICLE: Final = re.compile(r"(?:و|ف)?(?:ب|ك)?(?=ال..)|(?:و|ف)?لل(?=..)")
# Nouns that begin with و or ل themselves; before any other word of five letters or more it is "and" or "for".
_OWN_FIRST: Final = {
    "و": re.compile(
        "و(?:زار|زير|زرا|كال|كيل|لاي|ثاي|ثيق|اشنط|ساي|سيل|حد|جود|جه|قود|قع|قوع|قف|قوف|اقع|اسع|احد|احه|اف|الد|الي|اج|ارد|ارس|"
        "اصل|اضح|فا|فد|فود|فر|فق|ساط|سط|لاد|صول|صل|صف|عود|عد|عي|داع|باء|هم|هاب|طن|رق|رش|رد|رث|ضع|ضو|ظ|قت|قي|قا|ليد|ليم|لي|"
        "يل|يس|يك)"
    ),
    "ل": re.compile(
        "ل(?:ا|ب[نيو]|ج[انو]|قاء|قاح|قب|قط|قم|و|غ|يب|ير|يل|ين|يف|يت|يز|يو|ند|حظ|حوم|حم|حي|حا|عب|عن|طف|طم|كم|كز|م|س|ه|ف|ذ|ص|ق)"
    ),
}
_PAST_VERB: Final = re.compile(r".{2,}[^اويةه]ت$")  # قتلت; nouns end in ات, or are written with ال as well
_SURELY_ARTICLE: Final = 6  # so long a word after وال or بال begins with the article; shorter ones may be والد or بالغ
_ACRONYMS: Final = {
    "us": "US",
    "u.s": "US",
    "un": "UN",
    "u.n": "UN",
    "u.k": "UK",
    "uk": "UK",
    "eu": "EU",
    "u.a.e": "UAE",
}
_SUBJECTS: Final = frozenset({"state", "states", "fire", "قوه", "زياره", "لقاء", "للامم"})  # stop words elsewhere


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its stem, the form a reader may be shown, and whether it continues the word before."""

    stem: str
    shown: str
    follows: bool


_Pair = tuple[Word, Word] | None  # a word that starts a phrase and one that continues it; nothing for a stop word


def _pair(stem: str, shown: str, *, cut: bool = False) -> _Pair:
    """The two words; a particle in front (``cut``) means that the word never continues the one before."""
    return Word(stem, shown, follows=False), Word(stem, shown, follows=not cut)


class Analyser(Protocol):
    """Turns a text of one language into words that can be counted."""

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text that say what it is about, in order."""
        ...


class ArabicAnalyser:
    """Arabic words by light stem, shown without attached particles and with ال where it is written.

    Parameters
    ----------
    texts : iterable of str
        The texts to be analysed: a particle is taken off a word when the rest is, in these texts, the commoner word.
    drop : iterable of str
        Names that are never words of a topic, such as those of publishers.
    """

    def __init__(self, texts: Iterable[str], drop: Iterable[str] = ()) -> None:
        self._forms = Counter(fold_word(word) for text in texts for word in _WORD["ar"].findall(text))
        self._stop = stop_words("ar")
        self._drop = _phrases(drop, "ar")
        self._known: dict[str, _Pair] = {}

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text that say what it is about, in order."""
        yield from _joined(text, "ar", self._drop, self._word)

    def _word(self, written: str) -> _Pair:
        if written not in self._known:
            self._known[written] = self._analyse(written)
        return self._known[written]

    def _analyse(self, written: str) -> _Pair:
        folded = fold_word(written)
        bare, clitic = self._without_clitics(folded)
        stem = light_stem(bare)
        if self._is_verb(bare) or {folded, bare, without_article(bare)} & self._stop or len(without_article(bare)) < 2:
            return None
        plain = "".join(letter for letter in written if not is_mark(letter))
        article = "ال" if clitic.endswith("لل") else ""
        return _pair(stem, article + plain[len(clitic) :], cut=bool(clitic))

    def _is_verb(self, bare: str) -> bool:
        return bool(_PAST_VERB.match(bare)) and not bare.startswith("ال") and not self._forms["ال" + bare]

    def _without_clitics(self, word: str) -> tuple[str, str]:
        """The word without its particles, and the particles."""
        match = _WITH_ARTICLE.match(word)
        if match and match[0]:
            rest = word[match.end() :]
            bare = "ال" + rest if match[0].endswith("لل") else rest
            commoner = max(self._forms[bare], self._forms[without_article(bare)]) >= self._forms[word]
            if commoner or len(bare) >= _SURELY_ARTICLE:
                return bare, match[0]
        rest = word
        for particle, own in _OWN_FIRST.items():
            if rest.startswith(particle) and len(rest) > SHORTEST_STEM + 1 and not own.match(rest):
                rest = rest[1:]
        while len(rest) > SHORTEST_STEM and rest[0] in _TAKEN_OFF:
            share = _TAKEN_OFF[rest[0]][len(rest) > SHORTEST_STEM + 1]
            if self._forms[rest[1:]] <= share * self._forms[rest]:
                break
            rest = rest[1:]
        return rest, word[: len(word) - len(rest)]


class EnglishAnalyser:
    """English words by Snowball stem, shown as written.

    Parameters
    ----------
    drop : iterable of str
        Names that are never words of a topic, such as those of publishers.
    """

    def __init__(self, drop: Iterable[str] = ()) -> None:
        self._stop = stop_words("en")
        self._drop = _phrases(drop, "en")
        self._stemmer = Stemmer.Stemmer("english")
        self._known: dict[str, _Pair] = {}

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text that say what it is about, in order."""
        yield from _joined(text, "en", self._drop, self._word)

    def _word(self, written: str) -> _Pair:
        if written not in self._known:
            self._known[written] = self._analyse(written)
        return self._known[written]

    def _analyse(self, written: str) -> _Pair:
        shown = re.sub(r"['’][sS]?$", "", written).rstrip(".")
        folded = fold(shown)
        if shown.isupper() and folded in _ACRONYMS:
            return _pair(_ACRONYMS[folded].lower(), _ACRONYMS[folded])
        if folded in self._stop or folded.split("'")[0] in self._stop or len(folded) < 2:
            return None
        return _pair(self._stemmer.stemWord(folded), shown)


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded words of a language that name no subject: the general ones and those of the newsroom."""
    own = (Path(__file__).parent / f"stop_words_{language}.txt").read_text(encoding="utf-8")
    listed = {word for line in own.splitlines() if not line.startswith("#") for word in line.split()}
    return frozenset(map(fold, (listed | stopwordsiso.stopwords(language)))) - _SUBJECTS


@cache
def weak_stems(language: str) -> frozenset[str]:
    """Stems of words that are terms only inside a phrase."""
    listed = (Path(__file__).parent / "weak_words.txt").read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in listed if not line.startswith("#"))
    return frozenset(stem_key(words, language))


def term_spans(text: str, terms: Sequence[str]) -> list[Span]:
    """Where the words of a topic's terms stand in a text, in any inflected form, in order and without overlap."""
    found: list[Span] = []
    for language in LANGUAGES:
        keys = {stem_key(term, language) for term in terms}
        wanted = sorted(filter(None, keys), key=lambda stems: (-len(stems), stems))
        words = [(m.start(), m.end(), _possible_stems(m[0], language)) for m in _WORD[language].finditer(text)]
        at = 0
        while at < len(words):
            size = next((len(stems) for stems in wanted if _stands_at(stems, words, at)), 0)
            if size:
                found.append(Span(words[at][0], words[at + size - 1][1]))
            at += max(size, 1)
    return sorted(found, key=lambda span: span.start)


def _stands_at(stems: tuple[str, ...], words: Sequence[tuple[int, int, frozenset[str]]], at: int) -> bool:
    here = words[at : at + len(stems)]
    return len(here) == len(stems) and all(stem in word[2] for stem, word in zip(stems, here, strict=True))


def stem_key(phrase: str, language: str) -> tuple[str, ...]:
    """The stems of a phrase written without attached particles, to compare it with terms."""
    return tuple(_bare_stem(word, language) for word in _WORD[language].findall(phrase))


def _bare_stem(word: str, language: str) -> str:
    return light_stem(fold(word)) if language == "ar" else english_stem(fold(word))


def _possible_stems(word: str, language: str) -> frozenset[str]:
    """The stems a written word may have: in Arabic, with and without its first letters as particles."""
    if language == "en":
        return frozenset({english_stem(fold(word))})
    folded = fold(word)
    rests = {folded}
    if folded.startswith(("لل", "ولل", "فلل")):
        rests.add("ال" + folded[folded.index("لل") + 2 :])
    for _ in range(2):
        rests |= {rest[1:] for rest in rests if len(rest) > SHORTEST_STEM and rest[0] in _CLITICS}
    return frozenset(map(light_stem, rests))


def _joined(
    text: str,
    language: str,
    drop: dict[str, list[tuple[str, ...]]],
    analyse: Callable[[str], _Pair],
) -> Iterator[Word]:
    """Analysed words of a text; one follows the word before if only a space stands between them."""
    matches = list(_WORD[language].finditer(text))
    skip, end, follows = 0, -1, False
    for position, match in enumerate(matches):
        adjacent = follows and match.start() - end == 1 and text[end] in _INSIDE_PHRASE
        end, follows = match.end(), False
        if position < skip:
            continue
        skip = position + _dropped(matches, position, drop)
        analysed = analyse(match[0]) if skip == position else None
        if analysed is not None:
            follows = True
            yield analysed[adjacent]


def _phrases(names: Iterable[str], language: str) -> dict[str, list[tuple[str, ...]]]:
    """The names as folded words, by first word, longest first."""
    split = {tuple(map(fold, _WORD[language].findall(name))) for name in names}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(filter(None, split), key=lambda words: (-len(words), words)):
        phrases.setdefault(words[0], []).append(words)
    return phrases


def _dropped(matches: Sequence[re.Match[str]], at: int, drop: dict[str, list[tuple[str, ...]]]) -> int:
    """How many words from ``at`` on are a name to be dropped."""
    if not drop:
        return 0
    for words in drop.get(fold_word(matches[at][0]), ()):
        if tuple(fold_word(match[0]) for match in matches[at : at + len(words)]) == words:
            return len(words)
    return 0

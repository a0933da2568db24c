"""The words topics are described with: counted by stem, shown as they are most often written.

Arabic words are folded, freed of attached particles (و ف ب ل ك and their forms with ال) and reduced by the suffixes of
the light stemmer of Larkey, Ballesteros and Connell 2007 ("Light stemming for Arabic information retrieval", light10);
English words by Snowball (Porter 2001). What a reader sees is the commonest real form, never a stem.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import stopwordsiso

from analytics.topics.known_names import NAME_JOINER, WORD, NameIndex, Spelling, Start
from analytics.topics.stems import SHORTEST_STEM, english_stem, fold_word, light_stem, without_article, without_marks
from corpus.text.normalise import fold

LANGUAGES: Final = ("ar", "en")  # the languages in which topics have words

_INSIDE_PHRASE: Final = frozenset({" ", "_", "\u00a0"})  # what may stand between two words of one phrase
# Addresses and what was left of a page's markup; "نت" and "com" would else be words.
_MARKUP: Final = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}\.\S+|\b[\w-]{1,64}\.(?:com|net|org|info|tv)\b|<[^<>]{1,400}>|&lt;.{1,400}?&gt;|&\w{2,6};"
)
_BETWEEN: Final = " | "  # ends a phrase
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
_PLURAL_VERB: Final = re.compile(r".{3,}وا$")  # تلقوا; nouns of the accusative, such as عضوا, have العضو beside them
# Imperfect verbs are written with ي and with ت (تسيطر, يسيطر), and never with ال; these are names with such a twin.
_IMPERFECT: Final = ("ي", "ت")
_NO_VERBS: Final = frozenset({"تدمر", "تونس", "يونس", "تعز", "يوسف", "ترامب", "تركي", "تايوان", "يمني"})
_COMMON: Final = 0.1  # share of a noun's uses that have the article, from which on it is no proper name
_SURELY_ARTICLE: Final = 6  # so long a word after وال or بال begins with the article; shorter ones may be والد or بالغ
_ACRONYMS: Final = frozenset({"US", "UN", "UK", "EU", "UAE"})  # no pronoun where they are in capitals
_SUBJECTS: Final = frozenset({"state", "states", "fire", "قوه", "زياره", "لقاء", "للامم"})  # stop words elsewhere


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its stem, the form a reader may be shown, and whether it continues the word before.

    In Arabic it may have the article (``definite``), or be a noun without it that others write with it (``common``): a
    common noun after a definite one begins another phrase, as in مجلس الوزراء وزير الخارجية.
    """

    stem: str
    shown: str
    follows: bool
    definite: bool = False
    common: bool = False


_Pair = tuple[Word, Word] | None  # a word that starts a phrase and one that continues it; nothing for a stop word


class Analyser(ABC):
    """Turns a text of one language into words that can be counted.

    Parameters
    ----------
    language : {"ar", "en"}
        The language of the texts.
    names : NameIndex
        Names that are one word however many words they have, and names that are none.
    """

    def __init__(self, language: str, names: NameIndex) -> None:
        self._pattern = re.compile(f"({WORD[language].pattern})")  # splits a text into gaps and words
        self._stop = stop_words(language)
        self._names = names
        self._known: dict[str, tuple[_Pair, list[Start]]] = {}
        self._pairs: dict[tuple[str, str, bool], _Pair] = {}
        self._short: dict[str, tuple[_Pair, str]] = {}  # what a short name is where the text names it in full, its key

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text that say what it is about, in order; equal words are one object.

        A short name of an actor, such as NFL, is its name only where the text has a fuller one as well.
        """
        pieces = self._pattern.split(_MARKUP.sub(_BETWEEN, text))
        found = list(self._found(pieces, frozenset()))
        doubtful = self._short.keys() & set(pieces[1::2])
        if doubtful:
            stems = {word.stem for word in found}
            sure = frozenset(written for written in doubtful if self._short[written][1] in stems)
            found = list(self._found(pieces, sure)) if sure else found
        return iter(found)

    def _found(self, pieces: Sequence[str], sure: frozenset[str]) -> Iterator[Word]:
        """The words of a text given as gaps and words in turn; the short names of ``sure`` are names."""
        gaps, written = pieces[::2], pieces[1::2]
        position, follows, before = 0, False, Word("", "", follows=False)
        while position < len(written):
            adjacent = follows and gaps[position] in _INSIDE_PHRASE
            pair, starts = self._known.get(written[position]) or self._learn(written[position])
            if written[position] in sure:
                pair = self._short[written[position]][0]
            size = 1
            name = self._names.longest(starts, written, gaps, position) if starts else None
            if name is not None:
                size = len(name[0].words)
                pair = self._name(*name, written[position : position + size])
            position += size
            follows = pair is not None
            if pair is not None:
                word = pair[adjacent and not (before.definite and pair[1].common)]
                before = word
                yield word

    def _learn(self, written: str) -> tuple[_Pair, list[Start]]:
        self._known[written] = self._analyse(written), self._names.starts(written)
        if self._names.may_be_short(written):
            name = self._analyse(written, short=True)
            if name is not None and name != self._known[written][0]:
                self._short[written] = name, name[0].stem
        return self._known[written]

    def _name(self, spelling: Spelling, particle: str, written: Sequence[str]) -> _Pair:
        if spelling.key is None:
            return None
        article = "ال" if particle.endswith("لل") else ""
        shown = " ".join([article + self._shown(written[0])[len(particle) :], *map(self._shown, written[1:])])
        return self._pair(spelling.key, shown, cut=bool(particle))

    def _pair(self, stem: str, shown: str, *, cut: bool = False, common: bool = False) -> _Pair:
        """The two words; a particle in front (``cut``) means that the word never continues the one before."""
        is_name = NAME_JOINER in stem  # which begins a phrase or is alone: no "American Donald Trump"
        definite = shown.startswith("ال") and not is_name
        ways = [Word(stem, shown, follows, definite, common) for follows in (False, not cut and not is_name)]
        return self._pairs.setdefault((stem, shown, cut), (ways[0], ways[1]))

    @abstractmethod
    def _analyse(self, written: str, *, short: bool = False) -> _Pair:
        """What a word as written counts as; with ``short``, where a short name is one."""

    @abstractmethod
    def _shown(self, written: str) -> str:
        """A word as a reader is shown it."""


class ArabicAnalyser(Analyser):
    """Arabic words by light stem, shown without attached particles and with ال where it is written.

    Parameters
    ----------
    forms : mapping of str to int
        How often each word is written, as :func:`word_forms` counts it: a particle is taken off a word when the rest
        is the commoner word.
    names : NameIndex, optional
        Names that are one word, and names that are none.
    """

    def __init__(self, forms: Mapping[str, int], names: NameIndex | None = None) -> None:
        super().__init__("ar", names or NameIndex("ar"))
        self._forms = Counter(forms)

    def _analyse(self, written: str, *, short: bool = False) -> _Pair:
        folded = fold_word(written)
        bare, clitic = self._without_clitics(folded)
        article = "ال" if clitic.endswith("لل") else ""
        shown = article + self._shown(written)[len(clitic) :]
        name = self._names.single(bare, bare, short=short) or self._names.single(folded, folded, short=short)
        if name is not None and not {folded, bare} & self._stop:
            return self._pair(name.key, shown, cut=bool(clitic)) if name.key else None
        plain = without_article(bare)
        accusative = plain[:-1] if len(plain) > SHORTEST_STEM and plain.endswith("ا") else plain
        if self._is_verb(bare) or {folded, bare, plain, accusative} & self._stop or len(plain) < 2:
            return None
        common = shown[:2] != "ال" and self._forms["ال" + bare] > _COMMON * self._forms[bare]
        return self._pair(light_stem(bare), shown, cut=bool(clitic), common=common)

    def _shown(self, written: str) -> str:
        return without_marks(written)

    def _is_verb(self, bare: str) -> bool:
        if bare.startswith("ال") or self._forms["ال" + bare]:
            return False
        if bare[:1] in _IMPERFECT and len(bare) > SHORTEST_STEM and bare not in _NO_VERBS:
            twin = _IMPERFECT[bare[0] == _IMPERFECT[0]] + bare[1:]
            if self._forms[bare] and self._forms[twin]:
                return True
        return bool(_PAST_VERB.match(bare)) or (bool(_PLURAL_VERB.match(bare)) and not self._forms["ال" + bare[:-1]])

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


class EnglishAnalyser(Analyser):
    """English words by Snowball stem, shown as written.

    Parameters
    ----------
    names : NameIndex, optional
        Names that are one word, and names that are none.
    """

    def __init__(self, names: NameIndex | None = None) -> None:
        super().__init__("en", names or NameIndex("en"))

    def _analyse(self, written: str, *, short: bool = False) -> _Pair:
        shown = self._shown(written)
        folded = fold(shown)
        name = self._names.single(folded, shown, short=short)
        if name is None and folded[-1:] == "s" and shown[0].isupper():
            name = self._names.single(
                folded[:-1], shown, short=short
            )  # the apostrophe of "Assad's" is lost in many a file
        if name is not None and (name.capitals or folded not in self._stop):
            return self._pair(name.key, shown) if name.key else None
        if shown in _ACRONYMS:
            return self._pair(folded, shown)
        if folded in self._stop or folded.split("'")[0] in self._stop or len(folded) < 2:
            return None
        return self._pair(english_stem(folded), shown)

    def _shown(self, written: str) -> str:
        shown = re.sub(r"['’][sS]?$", "", written)
        return shown.replace(".", "") if shown.isupper() else shown


def word_forms(texts: Iterable[str]) -> dict[str, int]:
    """How often each Arabic word, folded, is written in texts; those written once are left out."""
    written: Counter[str] = Counter()
    for text in texts:
        written.update(WORD["ar"].findall(text))
    counted: Counter[str] = Counter()
    for word, n in written.items():
        counted[fold_word(word)] += n
    return {form: n for form, n in sorted(counted.items()) if n > 1}


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


def stem_key(phrase: str, language: str) -> tuple[str, ...]:
    """The stems of a phrase written without attached particles, to compare it with terms."""
    return tuple(_bare_stem(word, language) for word in WORD[language].findall(phrase))


def _bare_stem(word: str, language: str) -> str:
    return light_stem(fold(word)) if language == "ar" else english_stem(fold(word))

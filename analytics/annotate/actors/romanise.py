"""A proposed English name for an Arabic one and an Arabic name for a Latin one.

Each part is written as the registry's own people most often write it; other parts by the rules of the press: "al-", no
marks for long vowels, short vowels guessed.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from analytics.annotate.actors.actor import Actor
from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold

_CONSONANTS: Final = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "گ": "g", "پ": "p", "چ": "ch", "ڤ": "v", "ژ": "zh",
}  # fmt: skip
_VOWELS: Final = {"ا": "a", "و": "ou", "ي": "i", "ع": "a", "ء": ""}
_LATIN_PAIRS: Final = {
    "kh": "خ", "sh": "ش", "th": "ث", "gh": "غ", "dh": "ذ", "ch": "تش", "ph": "ف", "ck": "ك", "ou": "و", "oo": "و",
    "ee": "ي", "ei": "ي", "ai": "اي", "au": "او", "tz": "تز", "zh": "ج",
}  # fmt: skip
_LATIN_LETTERS: Final = {
    "a": "ا", "b": "ب", "c": "ك", "d": "د", "e": "ي", "f": "ف", "g": "غ", "h": "ه", "i": "ي", "j": "ج", "k": "ك",
    "l": "ل", "m": "م", "n": "ن", "o": "و", "p": "ب", "q": "ق", "r": "ر", "s": "س", "t": "ت", "u": "و", "v": "ف",
    "w": "و", "x": "كس", "y": "ي", "z": "ز",
}  # fmt: skip
_VOWEL_LETTERS: Final = frozenset("aeiou")
_FIRST_VOWELS: Final = {"a": "أ", "e": "إ", "i": "إي", "o": "أو", "u": "أو"}
_SERVANT: Final = "عبد"
_NAMES: Final = Path(__file__).parent / "given_names.toml"
_DIGRAPHS: Final = {"kh": "x", "sh": "$", "th": "t", "gh": "g", "dh": "z", "ck": "k", "ph": "f"}
_ALIKE: Final = {"q": "k", "c": "k", "j": "g", "v": "f", "p": "b"}
_OFFICES: Final = frozenset({"king", "prince", "president", "sheikh", "emir", "pope", "queen", "general", "sultan"})
_FAR: Final = 4  # letters: "Muhsan" for "Mohsen" is 2, a name with the same consonants by chance is more
_PARTICLES: Final = {"بن": "bin", "ابن": "ibn", "ابو": "Abu", "ابي": "Abi", "ام": "Umm", "ال": "Al", "عبد": "Abdul"}


class Romaniser:
    """Proposes names in the other script, from a table learnt from people named in both."""

    def __init__(self, people: Iterable[Actor]) -> None:
        english: defaultdict[str, Counter[str]] = defaultdict(Counter)
        arabic: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for person in people:
            for there, here, folded in _aligned(person.name_ar, person.name_en):
                english[_folded(there)][here] += 1
                arabic[folded][there] += 1
        self._english = {part: _most_frequent(spellings) for part, spellings in english.items()}
        self._arabic = {part: _most_frequent(spellings) for part, spellings in arabic.items()}

    def proposed_name(self, name: str) -> tuple[str, bool]:
        """The name in the other script, and whether each of its parts is known from the registry.

        ``name`` is a candidate's key or its surface; empty where it has no letters.
        """
        return self.english(name) if _is_arabic(name) else self.arabic(name)

    def english(self, name: str) -> tuple[str, bool]:
        """The English name of an Arabic one, and whether all parts are known."""
        parts = _arabic_parts(name.removeprefix("~"))
        foreign = bool(parts) and fold(parts[0]) in _foreign_given()
        return _in_parts(parts, self._english, _foreign if foreign else _romanised)

    def arabic(self, name: str) -> tuple[str, bool]:
        """The Arabic name of a Latin one, and whether all parts are known."""
        return _in_parts(_latin_parts(name.removeprefix("~")), self._arabic, _arabicised)


def edit_distance(one: str, other: str) -> int:
    """Letters to insert, drop or change between two words (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted))
    return row[-1]


def _is_arabic(text: str) -> bool:
    return any("\u0621" <= letter <= "\u06d3" for letter in text)


def _most_frequent(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _arabic_parts(name: str) -> list[str]:
    """Words of an Arabic name, "servant of" with the word after it one part."""
    parts: list[str] = []
    for word in name.replace("_", " ").replace('"', "").split():
        if parts and fold(parts[-1]) == _SERVANT:
            parts[-1] = f"{_SERVANT} {word}"
        else:
            parts.append(word)
    return parts


def _latin_parts(name: str) -> list[str]:
    return name.replace("_", " ").replace('"', "").split()


@functools.cache
def _folded(part: str) -> str:
    return fold(part)


@functools.cache
def _aligned(arabic: str, english: str) -> tuple[tuple[str, str, str], ...]:
    """Parts of one name in both scripts, where there are as many of them: Arabic, English, folded English."""
    there = _latin_parts(english)
    for parts in (_arabic_parts(arabic), arabic.split()):
        if len(parts) == len(there):
            folded = [fold(part) for part in there]
            # "King Abdullah" must not make "King" of a surname
            return tuple(row for row in zip(parts, there, folded, strict=True) if row[2] not in _OFFICES)
    return ()


def _in_parts(parts: Iterable[str], table: dict[str, str], by_rule: Callable[[str], str]) -> tuple[str, bool]:
    written: list[str] = []
    certain = True
    for number, part in enumerate(map(fold, parts)):
        known = table.get(part)
        certain = certain and known is not None
        alike = "" if number or known or not _is_arabic(part) else _given_like(_romanised(part))
        written.append(known or _by_part(part, table) or alike or by_rule(part))
    name = " ".join(word for word in written if word)
    return name[:1].upper() + name[1:] if not name.startswith("al-") else f"A{name[1:]}", certain and bool(name)


def _by_part(part: str, table: dict[str, str]) -> str:
    """A part known with or without its article, or with another word after "servant of"."""
    if part.startswith(f"{_SERVANT} "):
        rest = table.get(part[len(_SERVANT) + 1 :])
        return f"{table.get(_SERVANT, 'Abdul')} {rest.removeprefix('al-')}" if rest else ""
    if part.startswith("ال") and part[2:] in table:
        return f"al-{table[part[2:]]}"
    if f"ال{part}" in table and table[f"ال{part}"].startswith("al-"):
        return table[f"ال{part}"][3:]
    if part.startswith(("al-", "el-")) and part[3:] in table:
        return f"ال{table[part[3:]]}"
    return ""


def _romanised(part: str) -> str:
    """An Arabic part by rule."""
    if part in _PARTICLES:
        return _PARTICLES[part]
    if part.startswith(f"{_SERVANT} "):
        return f"Abdul {_romanised(part[len(_SERVANT) + 1 :]).removeprefix('al-')}"
    if part.startswith("ال") and len(part) > 4:
        return f"al-{_romanised(part[2:])}"
    return _with_vowels([_sound(part, place) for place in range(len(part))]).capitalize()


def _foreign(part: str) -> str:
    """A part of a Western name in Arabic letters, which writes most vowels."""
    if part in _PARTICLES:
        return _PARTICLES[part]
    if part.startswith("ال") or part.startswith(_SERVANT):
        return _romanised(part)
    spelt = part.replace("تش", "چ")
    sounds = [_sound(spelt, place) for place in range(len(spelt))]
    return "".join(sounds).replace("ou", "o").replace("gh", "g").capitalize()


def _given_like(spelt: str) -> str:
    """The given name of the press that has the same consonants; empty where none is near."""
    alike = _given_by_skeleton().get(_skeleton(spelt), ()) if spelt else ()
    distance, name = min(((edit_distance(fold(spelt), fold(name)), name) for name in alike), default=(_FAR, ""))
    return name if distance < _FAR else ""


@functools.cache
def _foreign_given() -> frozenset[str]:
    """Western given names in Arabic letters."""
    names = read_toml(_NAMES)
    return frozenset(fold(names["foreign"]).split()) - set(fold(f"{names['arabic']} {names['words']}").split())


@functools.cache
def _given_by_skeleton() -> dict[str, tuple[str, ...]]:
    """Given names in the spelling of the press by their consonants."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in read_toml(_NAMES)["latin"].split():
        found[_skeleton(name)].append(name.capitalize())
    return {key: tuple(names) for key, names in found.items()}


def _skeleton(name: str) -> str:
    """The consonants of a Latin name, those that Arabic letters may stand for alike made one: Mohsen, Muhsin."""
    text = fold(name)
    for pair, sign in _DIGRAPHS.items():
        text = text.replace(pair, sign)
    kept = text[:1].replace("e", "a").replace("o", "a").replace("u", "a").replace("i", "a")
    for letter in text[1:]:
        letter = _ALIKE.get(letter, letter)
        if letter not in "aeiouyw" and letter != kept[-1:]:
            kept += letter
    return kept.removesuffix("h") if len(kept) > 2 else kept


def _sound(part: str, place: int) -> str:
    """The Latin letters of one Arabic letter, from those beside it; a vowel is marked as such by its letters."""
    letter, first, last = part[place], place == 0, place == len(part) - 1
    beside_vowel = part[place + 1 : place + 2] == "ا" or (place > 0 and part[place - 1] == "ا")
    if letter == "و":
        return "w" if first or beside_vowel else "ou"
    if letter == "ي":
        return "y" if first or (beside_vowel and not last) else "i"
    if letter == "ه" and last and not first:
        return "a"  # the key of a name no longer tells "ة" from "ه"
    if letter == "ع":
        return "a"
    return _CONSONANTS.get(letter) or ("a" if letter in _VOWELS else "")


def _with_vowels(sounds: list[str]) -> str:
    """The sounds with a short vowel after every other consonant that no vowel follows: "dndl" becomes "dandal"."""
    written, closed = "", True  # closed: what stands before ends in a consonant without a vowel
    kept = [sound for sound in sounds if sound]
    for place, sound in enumerate(kept):
        written += sound
        follows = kept[place + 1][:1] if place + 1 < len(kept) else ""
        if sound[:1] in _VOWEL_LETTERS:
            closed = False
        elif follows and follows not in _VOWEL_LETTERS and (closed or place + 2 == len(kept)):
            if place + 2 == len(kept) and not closed and place and kept[place - 1][:1] not in _VOWEL_LETTERS:
                closed = True
                continue  # "fahd"
            written += "e" if place and kept[place - 1][:1] == "a" else "a"
            closed = False
        else:
            closed = follows not in _VOWEL_LETTERS
    return written


def _arabicised(part: str) -> str:
    """A Latin part by rule."""
    if part.startswith(("al-", "el-")):
        return f"ال{_arabicised(part[3:])}"
    written, place = "", 0
    while place < len(part):
        pair = part[place : place + 2]
        if pair in _LATIN_PAIRS:
            written, place = written + _LATIN_PAIRS[pair], place + 2
            continue
        letter = part[place]
        if place == 0 and letter in _VOWEL_LETTERS:
            written += _FIRST_VOWELS[letter]
        elif not (letter == "e" and place == len(part) - 1) and letter != part[place - 1 : place]:
            written += _LATIN_LETTERS.get(letter, "")
        place += 1
    return written

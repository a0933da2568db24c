"""Numbers in digits and words, of Arabic and English, as amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from analytics.annotate.numbers.lexicon import Group, Lexicon, NumberWord
from analytics.annotate.numbers.line import Line

MOST_DIGITS: Final = 15
"""Digits a number may have: a float holds that many, and no news counts further."""
MOST_WORDS: Final = 16
"""Words a number may have: "nine hundred and ninety-nine thousand nine hundred and ninety-nine" has nine."""
_PLAIN: Final = re.compile(r"0|[1-9]\d*")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:([.,'٬،])\d{3})(?:\1\d{3})*(?:[.,٫،]\d{1,2})?")
_DECIMAL: Final = re.compile(r"\d{1,15}[.,٫،]\d{1,4}")
_SUFFIXES: Final = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_CURRENCY: Final = frozenset(("$", "€", "£"))
_CONSTRUCT: Final = frozenset(("الفا", "مليونا", "مليارا"))
"""Two thousand before its noun ("ألفا شخص"), a thousand behind a number ("30 ألفا")."""
_SCALES: Final = frozenset(("scale", "plural_scale", "hundred", "dozen"))
_SMALL: Final = frozenset(("unit", "teen", "tens", "ten", "before_ten"))
_DEFINITE: Final = frozenset(("the", "these", "those", "both", "ال"))
_OF_HUNDRED: Final = frozenset(("بالمئه", "بالمائه", "بالميه"))
"""Percent, right behind a number; elsewhere "by the hundred"."""
_SEVERAL: Final = frozenset(("several", "few", "many", "بضع", "بضعه", "عده"))


@dataclass(slots=True)
class Amount:
    """A number: its first and last token, and how it is written."""

    first: int
    last: int
    value: float
    is_digits: bool = False
    is_vague: bool = False
    is_definite: bool = False
    is_scaled: bool = False
    dual: Group | None = None
    high: float | None = field(default=None)


def read_amounts(line: Line, lexicon: Lexicon) -> list[Amount]:
    """The amounts of a sentence in order; what is in digits but no readable number has a value below 0."""
    starts = lexicon.starts
    found: list[Amount] = []
    free = 0
    for at in [at for at, word in enumerate(line.words) if word in starts or word[0].isdecimal()]:
        if at < free or (line.words[at] in _OF_HUNDRED and at and _counts(line, lexicon, at - 1)):
            continue
        amount = _amount(line, lexicon, at)
        if amount is not None:
            found.append(_in_brackets(line, lexicon, amount))
            free = found[-1].last + 1
    return found


def _counts(line: Line, lexicon: Lexicon, at: int) -> bool:
    """Whether a token is a number, or ends one: واحدا بالمئة."""
    word = line.words[at]
    return word[0].isdecimal() or word in lexicon.starts or word.removesuffix("ا") in lexicon.starts


def _in_brackets(line: Line, lexicon: Lexicon, amount: Amount) -> Amount:
    """The amount with the brackets around it, where what it counts stands behind them: "(3202) عائلة"."""
    first, behind = amount.first - 1, amount.last + 2
    if line.word(first) != "(" or line.word(behind - 1) != ")" or behind >= len(line.words):
        return amount
    if amount.is_digits and lexicon.groups.starting(line.words, behind) is not None:
        amount.first, amount.last = first, behind - 1
    return amount


def _amount(line: Line, lexicon: Lexicon, at: int) -> Amount | None:
    word = line.words[at]
    if word[0].isdecimal():
        return _in_digits(line, lexicon, at)
    number = lexicon.numbers.get(word)
    if number is not None:
        return _Words(line, lexicon, at).read()
    group = lexicon.duals.get(word)
    return None if group is None else Amount(at, at, 2.0, dual=group)


def value_of(digits: str) -> float:
    """The value of a number in digits with its separators, -1 where it is none."""
    if len(digits) > MOST_DIGITS + 5:
        return -1
    if _PLAIN.fullmatch(digits):
        return float(digits) if len(digits) <= MOST_DIGITS else -1
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        whole = digits.replace(grouped[1], "")
        return float(re.sub("[,٫،]", ".", whole))
    return float(re.sub("[,٫،]", ".", digits)) if _DECIMAL.fullmatch(digits) else -1


def _in_digits(line: Line, lexicon: Lexicon, at: int, *, is_rest: bool = False) -> Amount:
    value, last = value_of(line.words[at]), at
    if 1 <= value <= 999 and line.words[at].isdecimal():
        value, last = _spaced(line, at, value)
    amount = Amount(at, last, value, is_digits=True)
    if value < 0:
        return amount
    following = line.word(last + 1)
    scale = lexicon.numbers.get(following)
    if scale is not None and scale.role in _SCALES and not scale.joined and not scale.definite:
        digits = line.words[at]
        exact = float(re.sub("[,،]", ".", digits)) if re.fullmatch(r"\d{1,3}[.,،]\d{3}", digits) else value
        amount.value, amount.last, amount.is_scaled = exact * scale.value, last + 1, True
        if not is_rest:
            _remainder(line, lexicon, amount, scale.value)
    elif following in _SUFFIXES and line.glued(last + 1):
        amount.value, amount.last, amount.is_scaled = value * _SUFFIXES[following], last + 1, True
        is_money = line.word(at - 1) in _CURRENCY or len(following) > 1
        is_named = last + 2 < len(line.words) and lexicon.groups.starting(line.words, last + 2) is not None
        if not is_money and not is_named:
            amount.value = -1  # "a 10m wide crater", "a 5k run"
    return amount


def _spaced(line: Line, at: int, value: float) -> tuple[float, int]:
    """A number whose thousands are set apart by spaces."""
    last = at
    while (
        len(line.word(last + 1)) == 3
        and line.words[last + 1].isdecimal()
        and line.spans[last + 1][0] == line.spans[last][1] + 1
        and value < 1e12
    ):
        value, last = value * 1000 + float(line.words[last + 1]), last + 1
    return value, last


def _remainder(line: Line, lexicon: Lexicon, amount: Amount, scale: float) -> None:
    """What is added to a scaled number: "3 ملايين و200 ألف", "مليون ونصف"."""
    at = amount.last + 1
    word = lexicon.numbers.get(line.word(at))
    if word is not None and word.role == "half" and word.joined:
        amount.value, amount.last = amount.value + word.value * scale, at
        named = lexicon.numbers.get(line.word(at + 1))
        if named is not None and named.role == "scale" and named.value == scale and not named.joined:
            amount.last = at + 1  # "ثلاثة ملايين ونصف المليون"
    elif line.word(at) == "و" and line.word(at + 1)[:1].isdecimal():
        rest = _in_digits(line, lexicon, at + 1, is_rest=True)
        if 0 < rest.value < scale and (rest.is_scaled or scale == 1e3):
            amount.value, amount.last = amount.value + rest.value, rest.last


class _Words:
    """Reads one number in words, word by word."""

    def __init__(self, line: Line, lexicon: Lexicon, at: int) -> None:
        self._line, self._numbers, self._first = line, lexicon.numbers, at
        self._lexicon = lexicon
        self._total, self._current, self._scale = 0.0, 0.0, 0.0
        self._role = ""

    def read(self) -> Amount | None:
        """The amount, None where the words are none."""
        line, first = self._line, self._first
        word = self._numbers[line.words[first]]
        if word.role in ("vague", "plural_scale"):
            return self._vague(word)
        if word.role == "half":
            return self._half(word)
        if word.role == "before_ten":
            following = self._numbers.get(line.word(first + 1))
            if following is None or (following.role != "ten" and not (following.role == "tens" and following.joined)):
                return None
        last = self._run()
        if last == first and self._is_construct():
            self._total *= 2
        before = line.word(first - 1)
        amount = Amount(
            first,
            last,
            self._total + self._current,
            is_scaled=self._total > 0,
            is_definite=word.definite or before in _DEFINITE,
            is_vague=before in _SEVERAL and self._role in _SCALES,
        )
        if self._scale:
            _remainder(line, self._lexicon, amount, self._scale)
        return amount

    def _is_construct(self) -> bool:
        """Whether the number is a dual before its noun, which loses its ن: "ألفا مقاتل"."""
        following = self._line.word(self._first + 1)
        bare = self._line.words[self._first].removeprefix("و")
        return bare in _CONSTRUCT and following[:1] > "\u0620" and following[0] != "و" and following != "من"

    def _run(self) -> int:
        at, last = self._first, self._first
        while at < self._first + MOST_WORDS:
            step = 1 if self._line.word(at) == "and" and self._role in ("hundred", "scale") else 0
            if self._is_half(at):
                last, at = at + 2, at + 3
                continue
            word = self._numbers.get(self._line.word(at + step))
            if word is None or (word.definite and at > self._first):
                return last
            if not self._takes(word, joined=word.joined or step > 0, first=at == self._first):
                return last
            self._role = word.role
            last = at + step
            at = last + 1
        return last

    def _is_half(self, at: int) -> bool:
        """Whether "and a half" stands here before a scale: one and a half million."""
        words = self._line.words[at : at + 4]
        if words[:3] != ["and", "a", "half"] or len(words) < 4:
            return False
        scale = self._numbers.get(words[3])
        if scale is None or scale.role != "scale" or not self._current:
            return False
        self._current += 0.5
        return True

    def _takes(self, word: NumberWord, *, joined: bool, first: bool) -> bool:
        """Whether the word goes on the number; if so it is added."""
        if word.role in _SMALL:
            return self._takes_small(word, joined=joined, first=first)
        if word.role in ("hundred", "dozen"):
            if self._current and self._role in _SMALL and not joined:
                self._current *= word.value
            elif first or (joined and self._total and not self._current):
                self._current += word.value
            else:
                return False
            return True
        if word.role in ("hundreds", "double"):
            if not first and not (joined and self._total > word.value and not self._current):
                return False
            if word.role == "double":
                self._total += word.value
                self._scale = word.value / 2
            else:
                self._current += word.value
            return True
        return self._takes_scale(word, joined=joined, first=first)

    def _takes_small(self, word: NumberWord, *, joined: bool, first: bool) -> bool:
        is_arabic_ten = word.role == "ten" and self._role in ("unit", "before_ten") and not joined
        is_arabic_tens = word.role == "tens" and self._role in ("unit", "before_ten") and joined
        is_english = word.role == "unit" and self._role == "tens" and not joined and word.value < 10
        is_rest = joined and self._role in ("hundred", "hundreds", "scale", "plural_scale", "double")
        is_rest |= self._role in ("hundred", "scale") and not joined and self._is_latin(word)
        if not (first or is_arabic_ten or is_arabic_tens or is_english or is_rest):
            return False
        self._current += word.value
        return True

    def _is_latin(self, word: NumberWord) -> bool:
        return self._line.words[self._first][0] < "\u0600" and word.role in ("unit", "teen", "tens")

    def _takes_scale(self, word: NumberWord, *, joined: bool, first: bool) -> bool:
        if word.role not in ("scale", "plural_scale"):
            return False
        if first or (joined and self._total > word.value and not self._current):
            self._total += word.value
        elif self._current and not joined:
            self._total += self._current * word.value
            self._current = 0.0
        else:
            return False
        self._scale = word.value
        return True

    def _vague(self, word: NumberWord) -> Amount:
        """Dozens, hundreds of thousands: no less than one of the unit they name."""
        line, value, last = self._line, word.value, self._first
        at = last + 2 if line.word(last + 1) == "of" else last + 1
        scale = self._numbers.get(line.word(at))
        if scale is not None and scale.value > value and scale.role in ("plural_scale", "vague", "scale"):
            value, last = value * scale.value, at
        return Amount(self._first, last, value, is_vague=True)

    def _half(self, word: NumberWord) -> Amount | None:
        """Half a million, نصف مليون."""
        line, at = self._line, self._first + 1
        while line.word(at) in ("a", "an", "of"):
            at += 1
        scale = self._numbers.get(line.word(at))
        if scale is None or scale.role != "scale" or scale.joined:
            return None
        return Amount(self._first, at, word.value * scale.value, is_scaled=True)

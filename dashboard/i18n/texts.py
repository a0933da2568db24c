"""Texts of one language, read from ``ar.toml`` or ``en.toml``; plurals by the rules of the Unicode CLDR (Babel)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from typing import Any, Final

from babel import Locale

from analytics.figures import numbers
from analytics.figures.dates import day_name, period_name
from analytics.figures.theme import isolate
from dashboard.errors import TextError

LANGUAGES: Final = ("ar", "en")


@dataclass(frozen=True)
class Texts:
    """The words of one language.

    ``texts("page.actors")`` is a text, ``texts("hover.share", share="12%")`` one with values in it, and
    ``texts.count("articles", 3)`` a number with its noun. Values that are words are isolated, so that a Latin name does
    not turn an Arabic sentence around.

    ``unit`` is what is counted. Where it is not articles, a text of the section of its name stands before the text
    itself: ``stories.chart.volume`` before ``chart.volume``. What means articles whatever is counted has one text.
    """

    language: str
    entries: Mapping[str, str]
    unit: str = "articles"

    def counting(self, unit: str) -> Texts:
        """The same words for another unit."""
        return self if unit == self.unit else replace(self, unit=unit)

    def __call__(self, key: str, /, **values: Any) -> str:
        """The text of a key with its values filled in.

        Raises
        ------
        TextError
            If the language has no such text.
        """
        entry = self._entry(key)
        if entry is None:
            raise TextError(f"{self.language}.toml has no text {key!r}; add it to both languages.")
        shown = {name: isolate(value) if isinstance(value, str) else value for name, value in values.items()}
        return entry.format_map(shown)

    def count(self, noun: str, n: int) -> str:
        """A number with its noun in the right form, such as "3 articles" or "3 مقالات"."""
        forms = Locale.parse(self.language).plural_form
        own = f"{self.unit}.count.{noun}"
        key = own if f"{own}.other" in self.entries else f"count.{noun}"
        entry = self.entries.get(f"{key}.{forms(n)}") or self(f"{key}.other")
        return entry.format(n=self.number(n))

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return self._entry(key) is not None

    def _entry(self, key: str) -> str | None:
        return self.entries.get(f"{self.unit}.{key}", self.entries.get(key))

    def number(self, value: float) -> str:
        """A whole number with thousands apart."""
        return f"{value:,.0f}"

    def percent(self, share: float) -> str:
        """A share as per cent, as the reports write it; a dash where it is not known."""
        return numbers.percent(share)

    def score(self, value: float | None) -> str:
        """A tone, -1 to 1, with its sign; a dash where it is not known."""
        if value is None or value != value:
            return numbers.DASH
        return f"\u2066{numbers.signed(value)}\u2069"

    def interval(self, low: float, high: float) -> str:
        """The two ends of an interval of tone; nothing where it is not known."""
        if low != low or high != high:
            return ""
        return f"\u2066{numbers.signed(low)} … {numbers.signed(high)}\u2069"

    def decimal(self, value: float | None) -> str:
        """A number with two decimals; a dash where it is not known."""
        return numbers.DASH if value is None or value != value else f"\u2066{value:.2f}\u2069"

    def day(self, day: date) -> str:
        """A day in words."""
        return day_name(day, self.language)

    def period(self, start: date, end: date) -> str:
        """A period in words."""
        return period_name(start, end, self.language)

    def listed(self, parts: list[str]) -> str:
        """Parts in one line, with the language's comma."""
        return self("list.comma").join(parts)


def load_texts(language: str) -> Texts:
    """The texts of a language.

    Raises
    ------
    TextError
        If there is no such language or its file is not well formed.
    """
    if language not in LANGUAGES:
        raise TextError(f"language is {language!r}; allowed: {', '.join(LANGUAGES)}.")
    source = resources.files("dashboard.i18n").joinpath(f"{language}.toml")
    try:
        tree = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise TextError(f"{language}.toml cannot be read: {error}. Correct it and start again.") from error
    return Texts(language, dict(_flat(tree)))


def _flat(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in tree.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", str(value)))
    return found

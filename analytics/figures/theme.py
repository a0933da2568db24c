"""One visual system for dashboard, reports and notebooks: colours, fonts, and which colour a thing has."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

PALETTE: Final = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#8C6D00",
    "#56B4E9",
    "#7A5195",
    "#B23A48",
    "#4C8C4A",
    "#E69F00",
)
"""Okabe and Ito (2008), "Color Universal Design", ordered by contrast on white, with four more of like lightness."""
TONE_COLOURS: Final[Mapping[str, str]] = {"negative": "#B2431E", "neutral": "#8A94A0", "positive": "#1F7A5C"}
ACCENTS: Final = (
    "#E8F4F9", "#D2E6EF", "#A5CCDE", "#86C3DE", "#5FB6DA", "#3387AC", "#1B7399", "#0B5A7A", "#084963", "#05384D",
)  # fmt: skip
"""Ten shades of the accent, light to dark, as Mantine takes them."""
DARKS: Final = (
    "#E8EDF2", "#C3CFDA", "#9FB0C0", "#6C8093", "#3A4C5C", "#2C3B49", "#1D2934", "#16202A", "#10181F", "#0B1117",
)  # fmt: skip
"""Ten shades of the dark scheme, light to dark, as Mantine takes them."""
FONT: Final = "IBM Plex Sans Arabic, IBM Plex Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Surface:
    """Colours of one colour scheme."""

    background: str
    text: str
    muted: str
    grid: str
    gap: str
    accent: str


SURFACES: Final[Mapping[str, Surface]] = {
    "light": Surface("#FFFFFF", "#1B2733", "#5B6B7B", "#E3E8ED", "#EEF1F4", "#0B5A7A"),
    "dark": Surface("#16202A", "#E8EDF2", "#9FB0C0", "#2C3B49", "#22303D", "#5FB6DA"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a figure is dressed: the language of its words (``"ar"`` or ``"en"``) and its colour scheme."""

    language: str = "en"
    scheme: str = "light"

    @property
    def surface(self) -> Surface:
        """The colours of the scheme."""
        return SURFACES[self.scheme]

    @property
    def is_rtl(self) -> bool:
        """Whether the words run from right to left."""
        return self.language == "ar"


def colours_of(keys: Sequence[Hashable]) -> dict[Hashable, str]:
    """The colour of each key by its place in the run's own order, so that it is the same on every page.

    Parameters
    ----------
    keys : sequence
        All topics, actors or publishers of the run in their canonical order; not a selection of them.
    """
    return {key: PALETTE[place % len(PALETTE)] for place, key in enumerate(keys)}


def isolate(text: str) -> str:
    """Text that keeps its own direction inside a line of the other (U+2068, U+2069; Unicode Annex 9)."""
    return f"\u2068{text}\u2069"

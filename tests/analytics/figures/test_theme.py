from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from analytics.figures.theme import ACCENTS, DARKS, PALETTE, SURFACES, TONE_COLOURS, colours_of, isolate

FIGURES = Path(__file__).resolve().parents[3] / "analytics" / "figures"


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SURFACES)
def test_words_are_readable_in_both_schemes(scheme: str) -> None:
    surface = SURFACES[scheme]
    assert contrast(surface.text, surface.background) >= 7
    assert contrast(surface.muted, surface.background) >= 4.5
    assert contrast(surface.accent, surface.background) >= 4.5


def test_lines_are_told_from_the_background_in_both_schemes() -> None:
    for surface in SURFACES.values():
        weak = [colour for colour in PALETTE[:6] if contrast(colour, surface.background) < 2.2]
        assert weak == []
        assert all(contrast(colour, surface.background) >= 2.5 for colour in TONE_COLOURS.values())


def test_shades_go_from_light_to_dark() -> None:
    for shades in (ACCENTS, DARKS):
        assert len(shades) == 10
        assert all(luminance(a) > luminance(b) for a, b in pairwise(shades))


def test_a_key_keeps_its_colour_and_a_name_its_direction() -> None:
    colours = colours_of(list(range(12)))
    assert colours[0] == colours[10] == PALETTE[0]
    assert isolate("SDF") == "\u2068SDF\u2069"


def test_colours_stand_in_the_theme_alone() -> None:
    found = {
        path.name: re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
        for path in FIGURES.glob("*.py")
        if path.name != "theme.py"
    }
    assert {name: colours for name, colours in found.items() if colours} == {}

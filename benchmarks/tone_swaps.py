"""Measures whether the tone follows the name: ``python benchmarks/tone_swaps.py [--tone CHOICE] [--language ar|en]``.

Prints Markdown tables: label flips of counterfactual sentences (``analytics/annotate/tone/swaps``) by language and
group of names, and which names are treated more harshly than others in the same sentences.
"""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from analytics.annotate.tone.engines import DEFAULT, load_engine
from analytics.annotate.tone.swaps import LANGUAGES, flip_rates, name_shifts, score_swaps, swap_cases
from analytics.annotate.tone.swaps.measures import Share
from analytics.errors import AnalyticsError
from analytics.schema import TONE_LABELS


def shown(share: Share) -> str:
    """A share and its interval in percent."""
    return f"{share.figure:.1%} ({share.low:.1%}-{share.high:.1%})"


def print_flips(scored: pd.DataFrame) -> None:
    """Print one line for each language and group."""
    print("| language | group | sentences | cases | flips | sentences with a flip | pairs | opposite pairs | right |")
    print("|---|---|---|---|---|---|---|---|---|")
    for rates in flip_rates(scored):
        shares = (rates.flips, rates.touched, rates.pairs, rates.opposites, rates.right)
        cells = " | ".join(map(shown, shares))
        print(f"| {rates.language} | {rates.group} | {rates.n_sentences} | {rates.n_cases:,} | {cells} |")


def print_names(scored: pd.DataFrame) -> None:
    """Print one line for each name, the harshest treated first in each group."""
    print("| language | group | name | sentences | score against the others | flips |")
    print("|---|---|---|---|---|---|")
    for row in name_shifts(scored).itertuples(index=False):
        shift = f"{row.shift:+.3f} ({row.low:+.3f} to {row.high:+.3f})"
        print(f"| {row.language} | {row.group} | {row.name} | {row.n} | {shift} | {row.flips:.1%} |")


def print_expected(scored: pd.DataFrame) -> None:
    """Print how many cases of each expected label get which label."""
    print("| language | expected | negative | neutral | positive |")
    print("|---|---|---|---|---|")
    for language, spoken in scored.groupby("language", sort=True):
        for expected in TONE_LABELS:
            labels = spoken.loc[spoken["expected"] == expected, "label"]
            shares = " | ".join(f"{(labels == label).mean():.1%}" for label in TONE_LABELS)
            print(f"| {language} | {expected} | {shares} |")


def main() -> None:
    """Print every figure of one engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tone", default=DEFAULT, metavar="CHOICE", help="model, lexicon or hub:NAME")
    parser.add_argument("--language", choices=LANGUAGES, help="one language alone")
    given = parser.parse_args()
    try:
        engine = load_engine(given.tone)
    except AnalyticsError as error:
        sys.exit(str(error))
    cases = [case for one in LANGUAGES if given.language in (None, one) for case in swap_cases(one)]
    scored = score_swaps(engine, cases)
    print(f"Engine {engine.name}.\n")
    for table in (print_flips, print_expected, print_names):
        table(scored)
        print()


if __name__ == "__main__":
    main()

"""Counterfactual sentences: one event told of many actors, to see whether a name alone moves the tone."""

from analytics.annotate.tone.swaps.cases import GROUPS, LANGUAGES, SwapCase, swap_cases
from analytics.annotate.tone.swaps.measures import FlipRates, flip_rates, name_shifts, score_swaps

__all__ = ["GROUPS", "LANGUAGES", "FlipRates", "SwapCase", "flip_rates", "name_shifts", "score_swaps", "swap_cases"]

"""The accuracy card: how right each step is, per language, measured on labelled data, with intervals."""

from analytics.evaluation.card import Card, load_card
from analytics.evaluation.schema import STEPS, Bin, CardRow
from analytics.evaluation.words import word

__all__ = ["STEPS", "Bin", "Card", "CardRow", "load_card", "word"]

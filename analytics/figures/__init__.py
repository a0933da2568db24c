"""Figures: a frame in, a Plotly figure out."""

from analytics.figures.bars import bars_figure, tone_dots_figure
from analytics.figures.bursts import bursts_figure, panels_figure
from analytics.figures.maps import article_map_figure, theme_tree_figure
from analytics.figures.networks import company_figure, network_figure
from analytics.figures.reliability import reliability_figure
from analytics.figures.theme import Style
from analytics.figures.tones import publisher_tone_figure, tone_band_figure, tone_changes_figure
from analytics.figures.topic_words import ranks_figure, words_figure
from analytics.figures.trends import series_figure, tone_figure, volume_figure

__all__ = [
    "Style",
    "article_map_figure",
    "bars_figure",
    "bursts_figure",
    "company_figure",
    "network_figure",
    "panels_figure",
    "publisher_tone_figure",
    "ranks_figure",
    "reliability_figure",
    "series_figure",
    "theme_tree_figure",
    "tone_band_figure",
    "tone_changes_figure",
    "tone_dots_figure",
    "tone_figure",
    "volume_figure",
    "words_figure",
]

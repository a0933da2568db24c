"""Figures: a frame in, a Plotly figure out."""

from analytics.figures.bars import bars_figure, tone_dots_figure
from analytics.figures.networks import company_figure, network_figure
from analytics.figures.theme import Style
from analytics.figures.trends import series_figure, tone_figure, volume_figure

__all__ = [
    "Style",
    "bars_figure",
    "company_figure",
    "network_figure",
    "series_figure",
    "tone_dots_figure",
    "tone_figure",
    "volume_figure",
]

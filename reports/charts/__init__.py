"""The charts of a report, as SVG texts with a title, a note and words for who cannot see them."""

from reports.charts.bars import actor_bars
from reports.charts.canvas import Chart
from reports.charts.time import tone_chart, topics_chart, volume_chart

__all__ = ["Chart", "actor_bars", "tone_chart", "topics_chart", "volume_chart"]

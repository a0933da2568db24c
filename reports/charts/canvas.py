"""Paper for charts: fonts, colours and sizes of print, and a figure as an SVG text."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any, Final

from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.dates import MonthLocator, YearLocator
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, Locator, MaxNLocator

from analytics.figures.dates import SHORT_MONTHS
from analytics.figures.theme import SURFACES
from reports.errors import TemplateError
from reports.wording import Wording

FONT_PACKAGES: Final = ("fontpkg_ibm_plex_sans_arabic", "fontpkg_ibm_plex_sans")
FAMILIES: Final = ("IBM Plex Sans Arabic", "IBM Plex Sans")
PAPER: Final = SURFACES["light"]
WIDTH: Final = 6.7  # inches: the text width of A4 with 2 cm margins, so that nothing is scaled
SIZE: Final = 8.5  # points, one step below the text of the page


_FEW_DAYS: Final = 62  # up to here periods are days (analytics.study.scope.frequency_for)
_EPOCH: Final = date(1970, 1, 1)  # Matplotlib's dates are days since then


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawn chart: what it says, what it stands on, the same in words, and its SVG."""

    title: str
    svg: str
    alt: str
    notes: tuple[str, ...] = ()


def font_folders() -> list[str]:
    """Folders of the packaged fonts.

    Raises
    ------
    TemplateError
        If a font package is not installed.
    """
    try:
        return [str(resources.files(package).joinpath("files")) for package in FONT_PACKAGES]
    except ModuleNotFoundError as error:
        raise TemplateError(f"The font package {error.name!r} is missing; install requirements.lock.") from error


@functools.cache
def _register_fonts() -> None:
    for folder in font_folders():
        for path in sorted(Path(folder).glob("*.ttf")):
            font_manager.fontManager.addfont(path)


@contextmanager
def printing() -> Iterator[None]:
    """Matplotlib set up for print within the block; nothing outside changes.

    Glyphs are drawn as paths, shaped here, and ids are salted, so that equal charts are equal bytes.
    """
    _register_fonts()
    settings: Any = {
        "font.family": list(FAMILIES),
        "font.size": SIZE,
        "svg.fonttype": "path",
        "svg.hashsalt": "marsad",
        "text.color": PAPER.text,
        "axes.edgecolor": PAPER.muted,
        "axes.labelcolor": PAPER.muted,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": PAPER.grid,
        "grid.linewidth": 0.6,
        "xtick.color": PAPER.muted,
        "ytick.color": PAPER.muted,
        "axes.unicode_minus": True,
        "text.parse_math": False,  # a "$" in a name is a "$"
    }
    with rc_context(settings):
        yield


def new_figure(height: float) -> Figure:
    """An empty figure as wide as the page's text, ``height`` inches high."""
    return Figure(figsize=(WIDTH, height), layout="constrained", facecolor="none")


def to_svg(figure: Figure) -> str:
    """The figure as an SVG text; equal figures give equal texts."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": "Marsad"}, facecolor="none")
    return out.getvalue()


def empty_svg(message: str) -> str:
    """A designed nothing: the message in an empty frame."""
    figure = new_figure(0.7)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.text(0.5, 0.5, message, ha="center", va="center", color=PAPER.muted, fontsize=SIZE + 1)
    return to_svg(figure)


def date_axis(axes: Axes, first: date, last: date, words: Wording, ticks: int = 6) -> None:
    """Dates below the axes in the language: years for long periods, else months or days over their year."""
    days, years = (last - first).days + 1, last.year - first.year
    locator: Locator
    if years > 3:  # a year's name stands under its middle
        locator = YearLocator(-(-(years + 1) // ticks), month=7, day=2)  # type: ignore[no-untyped-call]
    elif days > _FEW_DAYS:
        months = 12 * years + last.month - first.month + 1
        step = next(step for step in (1, 2, 3, 4, 6, 12) if step * ticks >= months or step == 12)
        locator = MonthLocator(range(1, 13, step))  # type: ignore[no-untyped-call]
    else:  # and a day's under its noon
        begin = (first - _EPOCH).days
        locator = FixedLocator([begin + 0.5 + day for day in range(0, days, -(-days // ticks))])

    def label(value: float, _place: int | None = None) -> str:
        at = _EPOCH + timedelta(days=int(value))
        if years > 3:
            return str(at.year)
        name = SHORT_MONTHS[words.language][at.month - 1]
        return f"{name}\n{at.year}" if days > _FEW_DAYS else f"{at.day} {name}\n{at.year}"

    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(FuncFormatter(label))


def shade_gaps(axes: Axes, gaps: Sequence[tuple[date, date]]) -> None:
    """Grey bands over the periods in which nothing was collected; both ends inclusive."""
    for start, end in gaps:
        axes.axvspan((start - _EPOCH).days, (end - _EPOCH).days + 1, color=PAPER.gap, linewidth=0, zorder=0)


def sided(axes: Axes, words: Wording) -> None:
    """Values on the side where the language's lines begin."""
    if words.direction == "rtl":
        axes.yaxis.tick_right()
        axes.spines["right"].set_visible(True)
        axes.spines["left"].set_visible(False)


def few_ticks(axes: Axes, count: int = 5, *, integer: bool = False) -> None:
    """At most ``count`` steps on the axis of values."""
    axes.yaxis.set_major_locator(MaxNLocator(count, integer=integer))

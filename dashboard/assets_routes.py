"""Files served beside the pages: fonts from the installed packages, numbers as CSV."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Final

import flask

from analytics.export import frame_to_csv
from dashboard.context import Context
from dashboard.frames import FRAMES

FONTS: Final[Mapping[str, tuple[str, str]]] = {
    "plex-arabic-400.ttf": ("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Regular.ttf"),
    "plex-arabic-600.ttf": ("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-SemiBold.ttf"),
    "plex-sans.ttf": ("fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf"),
}
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
MAX_NAME: Final = 120


def add_fonts(server: flask.Flask) -> None:
    """Serve the fonts of :data:`FONTS` at ``/fonts/<name>``."""

    @server.get("/fonts/<name>")
    def font(name: str) -> flask.Response:
        if name not in FONTS:
            flask.abort(404)
        package, file = FONTS[name]
        data = resources.files(package).joinpath("files", file).read_bytes()
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return flask.Response(data, mimetype="font/ttf", headers=headers)


def add_csv(server: flask.Flask, context_of: Callable[[str, str], Context]) -> None:
    """Serve the numbers of :data:`dashboard.frames.FRAMES` at ``/data/<name>.csv``, for the selection of the query."""

    @server.get("/data/<name>.csv")
    def data(name: str) -> flask.Response:
        if name not in FRAMES:
            flask.abort(404)
        context = context_of("/", flask.request.query_string.decode("ascii", "replace"))
        text = csv_text(context, name)
        headers = {"Content-Disposition": f'attachment; filename="{csv_name(context, name)}"'}
        return flask.Response(text, mimetype="text/csv", headers=headers)


def csv_text(context: Context, name: str) -> str:
    """The numbers of a chart as CSV, with what they count; the byte-order mark tells Excel that it is UTF-8."""
    frame = FRAMES[name](context.study, context.view)
    return "\ufeff" + frame_to_csv(frame.assign(unit=frame.attrs["unit"]))


def csv_name(context: Context, name: str) -> str:
    """A file name that says what the numbers are, of which run, and of which selection.

    A selection too long for a file name, or not in Latin letters, is given as a digest of its query.
    """
    query = context.filters.to_query()
    selection = _UNSAFE.sub("_", query.replace("=", "-").replace("&", "_")) or "all"
    if "%" in query or len(selection) > MAX_NAME:
        selection = "query-" + hashlib.sha256(query.encode()).hexdigest()[:10]
    return f"marsad_{name}_{context.study.result_id}_{selection}{_sample_mark(context)}.csv"


def _sample_mark(context: Context) -> str:
    """What the name says where the numbers rest on sample texts, wholly or in part."""
    scope = context.study.scope(context.filters)
    return "" if not scope.n_sample else "_sample" if scope.n_sample == scope.n else "_with-sample"

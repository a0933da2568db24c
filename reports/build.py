"""Build a report: compose its words and charts, set them with Typst, write the file in one step."""

from __future__ import annotations

import json
import os
from importlib import resources
from pathlib import Path
from typing import Any, Final

import typst

from analytics.study import EVERYTHING, Filters, Study
from reports.charts.canvas import font_folders
from reports.document import compose
from reports.errors import OutputError, TemplateError

STANDARD: Final = "ua-1"  # PDF/UA-1: tagged, with a language, a title and words for every figure


def build_report(study: Study, out: Path, *, language: str, filters: Filters = EVERYTHING) -> Path:
    """The report of a selection as a PDF file; the file is whole or not there.

    Parameters
    ----------
    study : Study
        An analysed workspace.
    out : Path
        File to write; its folder must exist.
    language : {"ar", "en"}
        Language of everything Marsad says; names and terms stay as they are.
    filters : Filters
        The selection; an empty one gives a short report that says so.

    Raises
    ------
    OutputError
        If the file cannot be written.
    TemplateError
        If the template cannot be set.
    ValueError
        If the language is another.
    """
    _check_writable(out)
    pdf = set_pages(compose(study, filters, language))
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.write_bytes(pdf)
        draft.replace(out)
    except OSError as error:
        raise _unwritable(out, error.strerror) from error
    finally:
        draft.unlink(missing_ok=True)
    return out


def set_pages(content: dict[str, Any]) -> bytes:
    """The PDF of what :func:`~reports.document.compose` gives.

    Raises
    ------
    TemplateError
        If the template cannot be set.
    """
    # The values travel as one JSON input, which Typst reads as data: no word of an article can become markup.
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=font_folders())
    source = resources.files("reports").joinpath("template/report.typ").read_bytes()
    inputs = {"content": json.dumps(content, ensure_ascii=False, sort_keys=True)}
    try:
        made = typst.Compiler(source, font_paths=fonts, sys_inputs=inputs).compile(
            source, format="pdf", pdf_standards=[STANDARD], timestamp=0
        )
    except typst.TypstError as error:
        raise TemplateError(
            f"Typst could not set the report: {error}. Please report this with the run's id."
        ) from error
    return made if isinstance(made, bytes) else b"".join(bytes(part) for part in made or ())


def _check_writable(out: Path) -> None:
    """Fail before the work, not after it."""
    if out.is_dir():
        raise OutputError(f"{str(out)!r} is a folder; name a file in it, such as {str(out / 'report.pdf')!r}.")
    if not out.parent.is_dir():
        raise OutputError(f"{str(out.parent)!r} is no folder; make it first or choose another place.")
    if not os.access(out.parent, os.W_OK):
        raise _unwritable(out, "its folder is read-only")


def _unwritable(out: Path, why: str | None) -> OutputError:
    return OutputError(f"{str(out)!r} cannot be written ({why or 'unknown reason'}); choose another place.")

"""Errors of the reports package.

ReportError            anything a user can act on; the command line prints it as one line and exits 1
├── OutputError        the file cannot be written
└── TemplateError      the template or a font is damaged
"""

from __future__ import annotations


class ReportError(Exception):
    """Anything in the reports package that a user can act on."""


class OutputError(ReportError):
    """The file cannot be written."""


class TemplateError(ReportError):
    """The template or a font is damaged."""

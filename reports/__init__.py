"""PDF reports: findings, charts, a Typst template."""

from reports.build import build_report
from reports.errors import OutputError, ReportError, TemplateError
from reports.findings import Finding, find

__all__ = ["Finding", "OutputError", "ReportError", "TemplateError", "build_report", "find"]

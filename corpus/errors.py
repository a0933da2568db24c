"""Errors of the corpus package.

CorpusError            anything a user can act on; the command line prints it as one line and exits 1
├── SchemaError        a row or table does not fit its definition
├── WorkspaceError     a workspace is missing, unreadable, locked or read-only
│   └── BusyError      another program is writing it
└── ReaderError        a file cannot be read in any known format
"""

from __future__ import annotations


class CorpusError(Exception):
    """Anything in the corpus package that a user can act on."""


class SchemaError(CorpusError):
    """A row or a table does not fit its definition."""


class WorkspaceError(CorpusError):
    """A workspace is missing, unreadable, locked or read-only."""


class BusyError(WorkspaceError):
    """Another program is writing the workspace."""


class ReaderError(CorpusError):
    """A file cannot be read in any known format."""

"""What was published: read, clean, date, de-duplicate, store."""

from corpus.accounts import Intake
from corpus.intake import add_paths, add_sample
from corpus.workspace import Workspace

__all__ = ["Intake", "Workspace", "add_paths", "add_sample"]

"""What was published: read, clean, date, de-duplicate, store."""

from corpus.intake import Intake, add_paths, add_sample
from corpus.workspace import Workspace

__all__ = ["Intake", "Workspace", "add_paths", "add_sample"]

"""Readers: a file in, records and problems out, by what the file holds and not by what it is called."""

from corpus.readers.formats import Reading, read_file
from corpus.readers.records import Markup, Problem, Record

__all__ = ["Markup", "Problem", "Reading", "Record", "read_file"]

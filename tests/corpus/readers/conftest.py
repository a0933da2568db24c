import datetime as dt

import pytest

from corpus.publishers import Publisher, Publishers
from corpus.readers import PLAIN, read_file


@pytest.fixture
def publishers():
    """Two publishers written for the tests."""
    return Publishers(
        [
            Publisher("river", "النهر", "River News", domains=("river.example",)),
            Publisher("hill", "التل", "Hill Agency", domains=("hill.example",)),
        ]
    )


@pytest.fixture
def read(tmp_path, publishers):
    """Writes bytes or text to a file of a name and reads it: the reading and its items."""

    def reading_of(name, content, layout=PLAIN):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        reading = read_file(path, dt.date(2026, 1, 1), layout)
        return reading, list(reading.items(publishers))

    return reading_of

"""Lines that one publisher repeats at the edges of its articles: known by their number, not by their words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from corpus.text.chrome import Cleaned, joined
from corpus.text.lines import Line, folded_lines
from corpus.text.normalise import fold

HEAD: Final = 4
TAIL: Final = 8
"""Lines at the beginning and the end of a text, among which a template line is looked for."""
LONGEST: Final = 250
"""Characters of the longest line that is looked at."""
TEMPLATE_ARTICLES: Final = 8
"""Stories of one publisher in which a line must stand to be of its template.

The number is absolute, so the lines found only grow with the corpus, in whatever order it is added. On 9,931 articles
of 34 sources every line removed at 4, 5, 6 and 8 was a desk's line or a by-line; twice the least of these leaves room
for headlines that a larger corpus repeats.
"""

_AT_ONCE: Final = 16
_WORDS: Final = re.compile(r"[^\W\d_]{2,}")
_NUMBERS: Final = re.compile(r"\d+")
_NOTE_MARK: Final = re.compile(r"^\s*(?:\*|//|©|@|#|[|•■▪>])")
_STOP: Final = re.compile(r"[.!؟?:؛;،,…][\"'”»)\]]*$")


def line_keys(text: str) -> tuple[int, ...]:
    """The keys of the lines at the edges of a text that may be of its publisher's template, each once, ascending.

    Parameters
    ----------
    text : str
        The cleaned text of an article.

    Notes
    -----
    No sentence gets a key, long or short: agencies repeat whole sentences of background from report to report, and
    they are the report's own. A line that begins with a mark of a note ("* ...") may end as a sentence.
    """
    edges = _Edges.of(text.split("\n"))
    return tuple(sorted({_key(line) for _, line in (*edges.head, *edges.tail) if _may_repeat(line)}))


def template_keys(counts: Mapping[int, int]) -> frozenset[int]:
    """The keys that are of a publisher's template, of the number of its stories in which each key was met."""
    return frozenset(key for key, count in counts.items() if count >= TEMPLATE_ARTICLES)


def without_templates(text: str, keys: frozenset[int], title: str = "") -> Cleaned:
    """The text without the template lines before its first sentence and after its last one, and those lines.

    Parameters
    ----------
    text : str
        The cleaned text of an article.
    keys : frozenset of int
        The template of its publisher.
    title : str, optional
        Its headline; a line that repeats it stays.
    """
    if not keys or not text:
        return Cleaned(text)
    raw = text.split("\n")
    headline = fold(title).strip()
    edges = _Edges.of(raw)
    gone = {at for at, line in edges.outside() if _may_repeat(line) and line.plain != headline and _key(line) in keys}
    return joined(raw, gone) if len(gone) < edges.n_lines else Cleaned(text)


def own_lines(text: str) -> str:
    """The text without any line at its edges that :func:`without_templates` might take out, whatever is known by then.

    Parameters
    ----------
    text : str
        The cleaned text of an article. Where all its lines might go, as of a list of names, it is given back whole.

    Notes
    -----
    Each line is looked at once or twice, however many there are: taking out lines of the first four or the last eight
    lets later ones become such, so both ends are walked inwards until that many lines that stay have been passed.
    """
    raw = text.split("\n")
    full = [position for position, line in enumerate(raw) if line.strip()]
    gone = set(_outer(raw, full, HEAD))
    gone.update(_outer(raw, [position for position in reversed(full) if position not in gone], TAIL))
    return joined(raw, gone).text if gone and len(gone) < len(full) else text


@dataclass(frozen=True, slots=True)
class _Edges:
    """The first and last lines of a text that hold anything, each with its position; a long line is an own one."""

    head: tuple[tuple[int, Line], ...]
    tail: tuple[tuple[int, Line], ...]
    n_lines: int

    @classmethod
    def of(cls, raw: Sequence[str]) -> _Edges:
        full = [position for position, line in enumerate(raw) if line.strip()]
        near = full if len(full) <= HEAD + TAIL else [*full[:HEAD], *full[-TAIL:]]
        lines = list(_placed(raw, near))
        return cls(tuple(lines[:HEAD]), tuple(lines[-TAIL:]), len(full))

    def outside(self) -> Iterator[tuple[int, Line]]:
        """The lines before the first sentence, and those after the last one."""
        yield from takewhile(_is_outside, self.head)
        yield from takewhile(_is_outside, reversed(self.tail))


def _placed(raw: Sequence[str], positions: Sequence[int]) -> Iterator[tuple[int, Line]]:
    """The lines at these positions with their positions; a long line is an empty one."""
    shown = [raw[position].strip() if len(raw[position]) <= LONGEST else "" for position in positions]
    return zip(positions, folded_lines(shown), strict=True)


def _outer(raw: Sequence[str], positions: Sequence[int], most: int) -> Iterator[int]:
    """The positions, walked inwards, of lines that may be of a template, until an own line or ``most`` that stay."""
    for start in range(0, len(positions), _AT_ONCE):
        for placed in _placed(raw, positions[start : start + _AT_ONCE]):
            if most == 0 or not _is_outside(placed):
                return
            if _may_repeat(placed[1]):
                yield placed[0]
            else:
                most -= 1


def _is_outside(placed: tuple[int, Line]) -> bool:
    return _may_repeat(placed[1]) or not _is_own(placed[1])


def _is_own(line: Line) -> bool:
    return not line.text or line.is_prose or _STOP.search(line.text) is not None


def _may_repeat(line: Line) -> bool:
    """Whether a line could be of a template: short, with words, no date or count, and no sentence."""
    if not line.text or line.is_prose or (_STOP.search(line.text) and not _NOTE_MARK.match(line.text)):
        return False
    words = len(_WORDS.findall(line.plain))
    return words > 0 and words >= len(_NUMBERS.findall(line.plain))


def _key(line: Line) -> int:
    """63 bits of the digest of a folded line: they fit a signed column of any store."""
    plain = " ".join(line.plain.split())
    digest = hashlib.blake2b(plain.encode("utf-8", "backslashreplace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1

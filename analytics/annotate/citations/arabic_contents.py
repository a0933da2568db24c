"""Where what is said stands in an Arabic sentence: after the verb or, with a cue behind it, before."""

from __future__ import annotations

from typing import Final

from analytics.annotate.citations.cues import ArabicCues
from analytics.annotate.citations.passage import Passage
from analytics.annotate.spans import Span

SETTING: Final = 14  # tokens before the comma that ends a setting


class ArabicContents:
    """Finds what is said around a cue under the Arabic word lists."""

    def __init__(self, cues: ArabicCues) -> None:
        self._words = cues.words
        self._passed_over = cues.transparent | {".", ")", ":"}

    def after(self, p: Passage, first: int) -> Span | None:
        """The words from ``first`` to the end of the sentence, without the marks and verbs of saying before them."""
        while p.is_comma(first) or p.text(first) in self._passed_over:
            first += 1
        return p.span(first, len(p)) if first < len(p) else None

    def before(self, p: Passage, last: int) -> Span | None:
        """The words of the sentence before ``last``, without a setting at its beginning."""
        while last > 0 and (p.is_comma(last - 1) or p.text(last - 1) == "("):
            last -= 1
        if last <= 1:
            return None
        return p.span(self._after_setting(p, last), last)

    def _after_setting(self, p: Passage, last: int) -> int:
        """Past a setting before the first comma ("وخلال العمليات، ...", "ومع ذلك، ...")."""
        if p.text(0).removeprefix("و") not in self._words["circumstance"]:
            return 0
        comma = next((k for k in range(1, min(last, SETTING)) if p.is_comma(k)), None)
        return comma + 1 if comma is not None and last - comma > 3 else 0

    def around(self, p: Passage, cue: int, after: int) -> Span | None:
        """What is said, for a cue that stands behind it or, at the beginning of a sentence, before it."""
        before = self.before(p, cue)
        return before if before is not None else self.after(p, after)

    def start(self, p: Passage, end: int) -> int:
        """Past commas, dates and circumstances between commas ("في تصريحات إعلامية،")."""
        k = end
        while p.is_comma(k) or p.text(k) in self._words["time"] or p.text(k) in self._words["circumstance"]:
            if p.is_comma(k) or p.text(k) in self._words["time"]:
                k += 1
                continue
            comma = next((c for c in range(k, min(len(p), k + 14)) if p.is_comma(c)), None)
            if comma is None:
                break
            k = comma + 1
        return k

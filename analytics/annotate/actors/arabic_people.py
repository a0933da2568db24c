"""Names of people in Arabic letters, by given names, titles, offices, appositions and citations.

Arabic has no capitals: a name begins at a given name, a kunya, or a word that is not a common one where an office or a
citation lets a name be expected; it goes on until a common word, a mark or a known actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from analytics.annotate.actors.arabic_extent import JOINTS, PROCLITICS, ArabicExtent
from analytics.annotate.actors.name_tokens import ACTOR, Found, Tokens
from analytics.annotate.actors.name_words import KUNYAS, PARTICLES, ArabicWords

_REACH: Final = 9  # words from an office to the name: "رئيس لجنة الأمن والدفاع في مجلس النواب العراقي"
_AFTER_COMMA: Final = 3  # "قائد سينتكوم، الفريق أول فلان"
_LONGEST_APPOSITION: Final = 6
_SENTENCE_MARKS: Final = frozenset(".!?؟…\n؛:;)")
_QUOTES: Final = str.maketrans(dict.fromkeys('"“”«»„‟', ""))
_VERBS: Final = ("طالب", "شهد", "رفض", "فضل")  # given names that "and" makes "demanded", "saw"
_TANWIN: Final = frozenset("\u064b\u064c\u064d")
_PLURALS: Final = ("ون", "ين")
_OPENERS: Final = (*sorted(KUNYAS), "عبد")


class ArabicPeople:
    """Finds people's names in Arabic letters."""

    def __init__(self, words: ArabicWords) -> None:
        self._words = words
        heads = dict.fromkeys((*words.given, *words.doubtful, *_OPENERS), 0)
        heads |= dict.fromkeys((f"و{word}" for word in words.doubtful if f"و{word}" not in heads), 1)
        for clitic in PROCLITICS:
            for word in (*words.given, *_OPENERS):
                if word in _OPENERS or clitic + word not in words.common:
                    heads.setdefault(clitic + word, 1)
        self._heads = {head: lead for head, lead in heads.items() if head[0] not in "وف" or head[1:] not in _VERBS}
        offices = words.titles | words.roles
        self._joined_offices = frozenset(f"و{word}" for word in offices)
        prefixed = {f"ل{word}" for word in offices} | {f"لل{word[2:]}" for word in offices if word.startswith("ال")}
        self._offices = offices | self._joined_offices | prefixed
        self._sure = words.sure_titles | {f"و{word}" for word in words.sure_titles}
        self._extent = ArabicExtent(words, self._offices)
        self._peoples = frozenset(word for word in words.peoples if word.startswith("ال"))
        self._anchors = frozenset(self._heads) | self._offices | self._peoples

    def find(self, tokens: Tokens, cited: Iterable[tuple[int, int]]) -> list[Found]:
        """People, in the order of their kinds of evidence; ``cited`` are the words of sources without an actor."""
        anchors = [place for place, text in enumerate(tokens.texts) if text in self._anchors]
        titled: dict[int, int] = {}
        found: list[Found] = []
        for place in anchors:
            if tokens.texts[place] in self._peoples:
                found += self._of_people(tokens, place)
            elif tokens.texts[place] in self._offices:
                start = self._after_office(tokens, place)
                if start is not None:
                    titled.setdefault(start, place)
                found += self._before_office(tokens, place)
        for start, place in titled.items():
            found += self._titled(tokens, start, place)
        blocked = 0
        for place in anchors:
            if place < blocked or place in titled or tokens.texts[place] not in self._heads:
                continue
            if self._is_thing(tokens, place):
                blocked = self._extent.end(tokens, place)
            else:
                found += self._given(tokens, place)
        for first, last in cited:
            found += self._cited(tokens, first, last)
        return [*found, *(other for name in found for other in self._joined(tokens, name.last))]

    def _given(self, tokens: Tokens, place: int) -> Iterator[Found]:
        """The name that begins at a given name, if two parts of it are there."""
        text, lead = tokens.texts[place], self._heads[tokens.texts[place]]
        if tokens.known[place] or tokens.is_ala(place):
            return
        last = self._extent.end(tokens, place)
        if self._extent.n_parts(tokens, place, last) < 2:
            return
        if text[lead:] not in self._words.doubtful or self._is_kept(tokens, place, last):
            yield Found(place, last, "person", "given_name", lead)

    def _joined(self, tokens: Tokens, place: int) -> Iterator[Found]:
        """The name that "and" joins to the one that ends here: "فلان وعطال خالد زار"."""
        place = self._extent.after_gloss(tokens, place)
        if place >= len(tokens) or tokens.gap(place - 1) not in {" ", "، ", ") "} or tokens.known[place]:
            return
        text = tokens.texts[place]
        if text[0] == "و" and text not in self._heads and self._extent.is_strange(text[1:]):
            last = self._extent.end(tokens, place)
            if self._extent.n_parts(tokens, place, last) > 1:
                yield Found(place, last, "person", "given_name", 1)

    def _of_people(self, tokens: Tokens, place: int) -> Iterator[Found]:
        """The name right after a man's or woman's nationality: "اللاعب الهولندي فلان الفلاني"."""
        start = place + 1
        if start >= len(tokens) or tokens.gap(place) != " " or tokens.known[start]:
            return
        if self._extent.is_strange(tokens.texts[start]):
            last = self._extent.end(tokens, start)
            before = tokens.texts[place - 1] if place and tokens.gap(place - 1) == " " else ""
            trade = before.startswith("ال") and before not in self._words.not_trades | self._words.definite_heads
            if trade and self._extent.n_parts(tokens, start, last) > 1:
                yield Found(start, last, "person", "title", title=" ".join(tokens.written(place - 1, start).split()))

    def _titled(self, tokens: Tokens, start: int, office: int) -> Iterator[Found]:
        """The name that begins some way after an office; right after a title one part of it is enough."""
        last, text = self._extent.end(tokens, start), tokens.texts[start]
        if self._extent.n_parts(tokens, start, last) < 2:
            last = self._with_plain_surname(tokens, start, last)
            sure = text in self._words.given or text in _OPENERS
            sure = sure or (text not in self._heads and not text.startswith("ال"))
            if last < len(tokens) and tokens.known[last] == ACTOR and tokens.gap(last - 1) == " ":
                return  # a part of a longer name
            if not sure or start > office + 1 or tokens.texts[office] not in self._sure:
                return
            if text in _OPENERS and last == start + 1:
                return
        joined = int(tokens.texts[office] in self._joined_offices)
        title = " ".join(tokens.written(office, start, joined).translate(_QUOTES).split()).strip(" ،,")
        yield Found(start, last, "person", "title", self._heads.get(text, 0), title=title)

    def _with_plain_surname(self, tokens: Tokens, start: int, last: int) -> int:
        """One past the surname that is also a word, after a title and one given name: "الداعية سعد العتيق"."""
        if last >= len(tokens) or tokens.gap(last - 1) not in JOINTS or tokens.known[last]:
            return last
        text = tokens.texts[last]
        is_noun = text.startswith("ال") and len(text) > 4 and not text.endswith(("ي", "يه", "ون", "ين", "ات"))
        if not is_noun or text in self._offices or text in self._words.plain:
            return last
        return last + 1 if tokens.texts[start] in self._words.given else last

    def _after_office(self, tokens: Tokens, office: int) -> int | None:
        """Where the name after an office begins: at a given name or a run of words that are not common."""
        limit = min(office + _REACH, len(tokens))
        for place in range(office + 1, len(tokens)):
            text, gap = tokens.texts[place], tokens.gap(place - 1)
            if "،" in gap or "," in gap:
                limit = min(limit, place + _AFTER_COMMA)
                if tokens.known[place] == ACTOR:
                    return None
            if place >= limit or not _SENTENCE_MARKS.isdisjoint(gap) or self._ends_search(text):
                return None
            if tokens.known[place] or tokens.is_ala(place):
                continue
            near = place == office + 1
            if near and self._is_attribute(tokens, place):
                continue
            if text in self._heads or self._extent.is_strange(text):
                enough = self._extent.n_parts(tokens, place, self._extent.end(tokens, place)) > 1
                if enough and self._heads.get(text):
                    return None  # "and", "to" another
                if enough or (near and text not in self._words.doubtful):
                    return place
        return None

    def _is_attribute(self, tokens: Tokens, place: int) -> bool:
        """Whether a word is an adjective between the title and the given name: "الباحث الفلكي سلمان"."""
        text, after = tokens.texts[place], tokens.texts[place + 1] if place + 1 < len(tokens) else ""
        return text.startswith("ال") and text.endswith("ي") and after in self._words.given

    def _ends_search(self, text: str) -> bool:
        """Whether no name of the office before is after this word: a verb, a clause, another office."""
        return text in self._words.stops or text in self._joined_offices

    def _before_office(self, tokens: Tokens, office: int) -> Iterator[Found]:
        """A name that the office is in apposition to: "روزان زوير، رئيسة البلدية"."""
        if tokens.gap(office - 1).strip() not in {"،", ","} or tokens.texts[office][0] in "ول":
            return
        first = office
        while first > 0 and office - first < 4 and not tokens.known[first - 1]:
            if first < office and tokens.gap(first - 1) not in JOINTS:
                break
            if not self._extent.is_strange(tokens.texts[first - 1]) and tokens.texts[first - 1] not in self._heads:
                break
            first -= 1
        if office - first < 2 or self._extent.end(tokens, first) != office:
            return
        last = office + 1
        while last < min(office + _LONGEST_APPOSITION, len(tokens)) and tokens.gap(last - 1) == " ":
            last += 1
        title = " ".join(tokens.written(office, last).split())
        yield Found(first, office, "person", "apposition", self._heads.get(tokens.texts[first], 0), title=title)

    def _cited(self, tokens: Tokens, first: int, last: int) -> Iterator[Found]:
        """The name in the words of a source: a run of words that are not common."""
        place = first
        while place < last:
            if not tokens.known[place] and self._extent.is_strange(tokens.texts[place]):
                end = min(self._extent.end(tokens, place), last)
                alone = last - first == 1 and not self._is_glued(tokens.texts[place])
                if (end - place > 1 or alone) and not any(_is_word(tokens, at) for at in range(place, end)):
                    yield Found(place, end, "person", "citation")
                    return
                place = end
            place += 1

    def _is_glued(self, text: str) -> bool:
        """Whether a single word is a noun with its article, or two words run together."""
        common = self._words.common
        return (
            text.startswith("ال")
            or text.endswith("ه")
            or any(text[:size] in common for size in range(4, len(text) - 2))
        )

    def _is_thing(self, tokens: Tokens, place: int) -> bool:
        """Whether the name is that of a street, a mosque, a brigade."""
        before = tokens.texts[place - 1] if place else ""
        if tokens.gap(place - 1) not in {" ", ' "', "_"} or self._heads[tokens.texts[place]]:
            return False
        if before == "طريق" and tokens.texts[place - 2] == "عن":
            return False  # "by way of", not "road"
        return before in self._words.not_people or before[1:] in self._words.not_people

    def _is_kept(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether a given name that is also a word has good company: a known name part, a surname's form."""
        second, words = tokens.texts[first + 1], self._words
        sure = second in words.given or second in PARTICLES or second in words.parts
        return sure or last - first > 2 or (second.startswith("ال") and second.endswith("ي"))


def _is_word(tokens: Tokens, place: int) -> bool:
    """Whether a word is inflected like a noun or verb and no name is: with tanwin, "to the", a plural."""
    text = tokens.texts[place]
    if text.startswith("لل") or (text[0] in "مي" and text.endswith(_PLURALS) and len(text) > 5):
        return True
    return not _TANWIN.isdisjoint(tokens.written(place, place + 1))

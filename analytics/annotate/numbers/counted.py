"""What a number counts: the noun behind it, or the one before it that announces it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from analytics.annotate.numbers.amounts import Amount
from analytics.annotate.numbers.lexicon import Group, Lexicon, bare_forms
from analytics.annotate.numbers.line import Line
from analytics.topics.stems import english_stem, light_stem

_REACH: Final = 6
"""Words between an English number and the noun it counts: "25 Kurdish YPG fighters" has two."""
_DETERMINERS: Final = frozenset(("the", "these", "those", "its", "their", "his", "our", "her", "all"))
_PRONOUNS: Final = frozenset(("them", "whom", "us", "منهم", "منها", "منهن", "منهما"))
_ADJECTIVES: Final = ("ي", "يا", "يه", "يين", "يون", "يات", "يان", "يتين", "ين", "ون", "ات")
_PEOPLE_AR: Final = ("يا", "يين", "يون", "ين", "ون", "يه", "ي")
_PEOPLE_EN: Final = ("ers", "ors", "ists", "ans", "ians", "men", "ese", "ants")
_LINKS: Final = frozenset(("من", "of"))
_MARKS: Final = frozenset('"')
_LOOK_BACK: Final = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """The tokens of what is counted, its kind where it is known, and its key word."""

    first: int
    last: int
    group: Group | None = None
    head: str = ""
    is_others: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no noun stands there: the number speaks of those counted before."""
        return self.group is None and not self.head


def counted(line: Line, lexicon: Lexicon, amount: Amount, stop: int) -> Counted:
    """What an amount counts, as tokens before ``stop``; empty where no noun follows."""
    at = amount.last + 1
    if amount.dual is not None:
        return Counted(amount.first, _complement(line, lexicon, at, stop), amount.dual)
    start = at
    if line.word(at) in _LINKS and at < stop:
        at += 1
        while line.word(at) in _DETERMINERS or (line.word(at) == "is" and at == start + 1):
            at += 1  # "14 of IS military vehicles": folded, the group is the verb
    if line.word(at) in _PRONOUNS and at < stop and (line.words[at] != "us" or at > start):
        return Counted(start, at, is_others=True)
    others = lexicon.ends["others"]
    begun = at
    while at < stop and (line.words[at] in others or line.words[at] in _MARKS):
        at += 1
    is_others = at > begun and line.words[at - 1] in others
    if _is_arabic(line.word(at)):
        found = _arabic(line, lexicon, at, stop, is_part=start < begun)
    else:
        found = _english(line, lexicon, at, stop)
    if found is None:
        return Counted(start, at - 1 if is_others else amount.last, is_others=is_others)
    return Counted(start, found.last, found.group, found.head, is_others)


def _is_arabic(word: str) -> bool:
    return "\u0621" <= word[:1] <= "\u064a"


def _arabic(line: Line, lexicon: Lexicon, at: int, stop: int, *, is_part: bool) -> Counted | None:
    """In Arabic the first word behind a number is the one counted."""
    if at >= stop:
        return None
    word = line.words[at]
    if word[0] == "و" and lexicon.events.starting([word[1:]], 0) is not None:
        return None  # "مقتل 8 وإصابة 15"
    size, group = lexicon.groups.starting(line.words, at) or (0, None)
    if group is not None and word[0] == "و" and bare_forms(word)[0] != word:
        group = None
    if group is not None:
        return Counted(at, _complement(line, lexicon, at + size, stop), group, word)
    is_noun = len(word) > 1 and word not in lexicon.ends["ar"] and not word.endswith("وا")
    is_noun = is_noun and (is_part or word[0] != "و")
    if not is_noun or line.glued(at) or lexicon.events.starting(line.words, at) is not None:
        return None
    return Counted(at, _complement(line, lexicon, at + 1, stop), None, word)


def _complement(line: Line, lexicon: Lexicon, at: int, stop: int) -> int:
    """The last token of the adjectives that follow an Arabic noun, two at most."""
    end = at
    while end < min(stop, at + 2):
        word = line.words[end]
        is_listed = word in lexicon.ends["others"] or word in lexicon.ends["adjectives"]
        is_adjective = is_listed or (
            _is_arabic(word) and len(word) > 3 and word.endswith(_ADJECTIVES) and word[0] != "و"
        )
        if not is_adjective or word in lexicon.ends["ar"] or word in lexicon.starts:
            break
        if lexicon.events.starting(line.words, end) is not None:
            break
        end += 1
    return end - 1


def _english(line: Line, lexicon: Lexicon, at: int, stop: int) -> Counted | None:
    """In English the last known noun of the run of words behind a number is the one counted."""
    end, group, head = at, None, 0
    while end < min(stop, at + _REACH):
        word = line.words[end]
        if word == "is" and line.word(end + 1) and lexicon.groups.starting(line.words, end + 1) is not None:
            end += 1  # folded, the group is the verb: "3 senior IS leaders"
            continue
        if not (word[0].isalpha() or word in _MARKS or word in "%$€£٪") or word in lexicon.ends["en"]:
            break
        size, found = lexicon.groups.starting(line.words, end) or (0, None)
        if found is not None and found.event and group is not None and group.is_people and not group.event:
            break  # "50 rebels dead": what befell them stands behind who they are
        if found is not None:
            group, end = found, end + size
            head = end - 1
            continue
        if group is not None or lexicon.events.starting(line.words, end) is not None:
            break
        end += 1
    if group is not None:
        return Counted(at, head, group, line.words[head])
    run = [place for place in range(at, end) if line.words[place][0].isalpha()]
    if not run:
        return None
    plural = next(
        (p for p in run if line.words[p].endswith("s") and line.words[p][-2:] not in ("ss", "us", "'s")), None
    )
    last = run[0] if plural is None else plural
    return Counted(at, last, None, line.words[last])


def announced(line: Line, lexicon: Lexicon, first: int, floor: int) -> tuple[int, int, Group] | None:
    """The noun before a bare number that says what it counts: "عدد القتلى إلى 18", "the number of wounded to 40"."""
    words = lexicon.ends["whose_number"]
    for at in range(first - 1, max(floor, first - _LOOK_BACK) - 1, -1):
        if line.words[at] in words or any(form in words for form in bare_forms(line.words[at])):
            if line.word(at - 1) == "death":
                return at - 1, at, Group("killed", True, False, "killed")
            return _whose(line, lexicon, at + 1, first)
    return None


def _whose(line: Line, lexicon: Lexicon, at: int, stop: int) -> tuple[int, int, Group] | None:
    """The noun whose number it is: in Arabic the word behind "number", in English one behind "number of"."""
    while at < stop and (line.words[at] in _DETERMINERS or line.words[at] in _LINKS):
        at += 1
    for place in range(at, min(at + (1 if _is_arabic(line.word(at)) else 3), stop)):
        size, group = lexicon.groups.starting(line.words, place) or (0, None)
        if group is not None:
            return place, place + size - 1, group
    return None


def seems_people(head: str) -> bool:
    """Whether a noun of no known kind looks like one of people: صوماليا, ناشطين, "smugglers", "belgians"."""
    return head.endswith(_PEOPLE_AR if _is_arabic(head) else _PEOPLE_EN)


def key_word(head: str) -> str:
    """The stem by which a thing that is no known kind is grouped, behind "~"."""
    if _is_arabic(head):
        return f"~{light_stem(head)}"
    return f"~{english_stem(head)}"

import re
from collections.abc import Mapping

import pytest

from reports.wording import wording

PLACE = re.compile(r"\{(\w+)\}")


def flat(found: Mapping[str, object], before: str = "") -> dict[str, object]:
    out: dict[str, object] = {}
    for key, value in found.items():
        out |= flat(value, f"{before}{key}.") if isinstance(value, Mapping) else {before + key: value}
    return out


def test_both_languages_say_the_same_things() -> None:
    arabic, english = (flat(wording(language).texts) for language in ("ar", "en"))
    own = {key for key in arabic if key.startswith("nouns.")}
    assert set(arabic) - own == {key for key in english if not key.startswith("nouns.")}
    assert set(wording("ar").table("nouns.article")) >= {"zero", "one", "two", "few", "many", "other"}


def test_both_languages_fill_the_same_places() -> None:
    arabic, english = (flat(wording(language).texts) for language in ("ar", "en"))
    differing = {
        key
        for key in arabic.keys() & english.keys()
        if not key.startswith("nouns.")
        and set(PLACE.findall(str(arabic[key]))) != set(PLACE.findall(str(english[key])))
    }
    assert differing == set()


def test_a_value_is_never_read_as_a_pattern() -> None:
    assert wording("en")("selection.q", values="{n} {0.__class__}") == "words: {n} {0.__class__}"


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(ValueError, match="language is 'fr'; allowed: ar, en"):
        wording("fr")
    with pytest.raises(KeyError):
        wording("en")("scope.colour")
    with pytest.raises(KeyError):
        wording("en")("direction.deeper")

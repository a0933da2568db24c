"""Which tone engine a choice names."""

from __future__ import annotations

from typing import Final

from analytics.annotate.tone.engine import ToneEngine
from analytics.annotate.tone.hub_files import DIGEST
from analytics.errors import ModelError

MODEL: Final = "model"
LEXICON: Final = "lexicon"
HUB: Final = "hub:"
"""Before the name of a hub model or of a folder with one."""
DEFAULT: Final = MODEL
_ALLOWED: Final = f"{MODEL}, {LEXICON}, or {HUB}NAME with the name or folder of a text-classification model"


def check_choice(choice: str) -> str:
    """The choice, if it may name an engine; whether a hub model is there is known when it is loaded.

    Raises
    ------
    ModelError
        If it names none.
    """
    if choice in (MODEL, LEXICON) or (choice.startswith(HUB) and choice[len(HUB) :].strip()):
        return choice
    raise ModelError(f"Tone engine {choice[:80]!r} is not known; allowed: {_ALLOWED}.")


def load_engine(choice: str = DEFAULT, threads: int = 1) -> ToneEngine:
    """The engine that a choice names: ``"model"``, ``"lexicon"`` or ``"hub:NAME"``.

    Parameters
    ----------
    choice : str
    threads : int
        Texts scored at once, where the engine can; the scores do not depend on it.

    Raises
    ------
    ModelError
        If the choice names no engine, or its files are missing or damaged.
    """
    check_choice(choice)
    # each engine imports what only it needs
    if choice == LEXICON:
        from analytics.annotate.tone.lexicon import LexiconEngine

        return LexiconEngine.load()
    if choice.startswith(HUB):
        from analytics.annotate.tone.hub import HubEngine

        return HubEngine.load(choice[len(HUB) :].strip(), threads)
    from analytics.annotate.tone.transformer import ToneTransformer

    return ToneTransformer.load(threads)


def engine_name(choice: str) -> str:
    """Engine and version that a choice names, without loading the engine: what a run says it was made with.

    Raises
    ------
    ModelError
        As :func:`load_engine`.
    """
    check_choice(choice)
    if choice == LEXICON:
        from analytics.annotate.tone.lexicon import NAME

        return NAME
    if choice.startswith(HUB):
        from analytics.annotate.tone.hub import hub_name

        return hub_name(choice[len(HUB) :].strip())
    from analytics.annotate.tone.transformer import packaged_name

    return packaged_name()


def shown_choice(choice: str, made_with: str) -> str:
    """A choice as pages, reports and the accuracy card name it.

    A folder is its last part and a digest of its files, since its path may say more of a machine than its readers need.

    Parameters
    ----------
    choice : str
    made_with : str
        Engine and version, as :func:`engine_name` gave them for the choice.
    """
    named = made_with.partition(" (")[0]
    return named if choice.startswith(HUB) and f" {DIGEST}" in named else choice


def make_ready(choice: str, *, may_download: bool = False) -> None:
    """Have the files of an engine on this machine: those of a hub model are downloaded only if that is allowed.

    Raises
    ------
    ModelError
        If the choice names no engine, or its files are not there and must not or cannot be downloaded.
    """
    check_choice(choice)
    if choice.startswith(HUB):
        from analytics.annotate.tone.hub import fetch

        fetch(choice[len(HUB) :].strip(), may_download=may_download)

"""Articles of updates that fit no topic well, until a topic is proposed."""

from __future__ import annotations

import json
import shutil

import pytest

from analytics.analyse import analyse
from analytics.run import current_run
from analytics.topic_schema import (
    ASSIGNMENTS,
    DRIFT,
    PROPOSALS,
    TOPIC_MODEL,
    TOPICS,
)
from corpus import Workspace
from tests.analytics.daily import add, lines, rows

CROPS = [
    ("القمح", "wheat"), ("الشعير", "barley"), ("الذرة", "maize"), ("العدس", "lentils"), ("القطن", "cotton"),
    ("الزيتون", "olives"), ("الحمص", "chickpeas"), ("الأرز", "rice"), ("السمسم", "sesame"), ("الفول", "beans"),
    ("البطاطا", "potatoes"), ("العنب", "grapes"),
]  # fmt: skip


def harvests(language: str) -> list[str]:
    """Articles of a subject that the sample knows nothing of, each about a crop of its own."""
    told = []
    for n, (ar, en) in enumerate(CROPS):
        if language == "ar":
            title = f"ارتفاع إنتاج {ar} هذا الموسم"
            text = (
                f"قالت وزارة الزراعة إن إنتاج {ar} ارتفع إلى {n + 4} آلاف طن. وأضافت أن أمطار الربيع نفعت محصول {ar}."
            )
            text += f" ويباع {ar} في الأسواق بسعر أقل من العام الماضي، بحسب مزارعين. وتشتري الصوامع {ar} من الفلاحين."
        else:
            title = f"Harvest of {en} rises this season"
            text = f"The ministry of agriculture said the {en} harvest rose to {n + 4} thousand tons after spring rain."
            text += f" Farmers sell {en} for less than a year ago. Silos buy {en} from growers across the plain."
        told.append(json.dumps({"title": title, "text": text, "source": "reuters", "id": f"{language}{n}"}))
    return told


def ask_more_of_articles(workspace: Workspace, strength: float) -> None:
    """Let every topic of the current run ask this strength: of so few articles no topic can tell what fits it."""
    run = current_run(workspace)
    model = workspace.read(TOPIC_MODEL, under=run.under).to_pylist()
    shutil.rmtree(workspace.path(TOPIC_MODEL, run.under))
    rows = [{**row, "value": strength} if row["part"] == "threshold" else row for row in model]
    workspace.append(TOPIC_MODEL, rows, under=run.under)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_articles_that_fit_no_topic_gather_until_a_topic_is_proposed(base: Workspace, language: str) -> None:
    texts = harvests(language)
    ask_more_of_articles(base, 0.3)
    add(base, texts[:4])
    first = analyse(base, update=True, processes=1)
    assert first.manifest["counts"]["proposals"] == 0  # too few yet
    add(base, texts[4:])
    second = analyse(base, update=True, processes=1)
    found = base.read(PROPOSALS, under=second.under).to_pylist()
    assert len(found) == 1
    unfit = {key for key, row in rows(base, second, ASSIGNMENTS).items() if row["basis"] == "unfit"}
    assert len(unfit) >= len(texts) and len(found[0]["articles"]) >= 10 and set(found[0]["articles"]) <= unfit
    assert found[0]["label_ar"] and found[0]["label_en"] and found[0][f"terms_{language}"]
    assert found[0]["nearest_topic_id"] in rows(base, second, TOPICS, "topic_id")
    add(base, lines(language, 40, 42))
    third = analyse(base, update=True, processes=1)
    again = base.read(PROPOSALS, under=third.under).to_pylist()
    assert [row["proposal_id"] for row in again] == [found[0]["proposal_id"]]
    drift = rows(base, third, DRIFT, "topic_id")
    assert drift[-1]["n_added"] == len(texts) + 2
    assert drift[-1]["has_drifted"] and -1 in third.manifest["topics"]["drifted"]

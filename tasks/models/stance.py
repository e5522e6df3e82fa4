"""Who stands for or against whom and what: the rows of the table `stances`.

For each body sentence of an English article that could carry a stance, each question of
`stance_candidates` is put to the model. A row is kept where favour and against together reach
`KEPT`, or where one of them is decided; pairs that are plainly neutral are not written.
"""

from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd

from tasks import schemas
from tasks.models.stance_candidates import Question, cue, questions
from tasks.models.stance_model import LABELS, Judged, Model, live
from tasks.models.stance_reading import Sentence, read
from tasks.models.stance_rules import NEUTRAL
from tasks.models.stance_scenes import Scene, scenes
from tasks.watchlist import Watchlist

KEPT = 0.5
COLUMNS = [name for name in schemas.TABLES["stances"].names if name not in ("day", "stage_version")]
Asked = tuple[Scene, Question]


def judge(
    articles: pd.DataFrame,
    segments: pd.DataFrame,
    quotes: pd.DataFrame,
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
    pronouns: pd.DataFrame,
    watchlist: Watchlist,
    model: Model | None = None,
) -> pd.DataFrame:
    """Rows of the table `stances` (without day and stage_version), in the order of the segments.

    articles: article_id, language. segments, quotes, mentions, actors, pronouns: as in `tasks.schemas`.
    model: the champion if None.
    """
    english = set(articles.loc[articles["language"] == "en", "article_id"])
    body = segments[(segments["role"] == "body") & segments["article_id"].isin(english)]
    if body.empty:
        return pd.DataFrame(columns=COLUMNS)
    model = model or live()
    found = scenes(body, quotes, mentions, pronouns, watchlist, model.carry)
    asked, sentences, of = _asked(found)
    if not asked:
        return pd.DataFrame(columns=COLUMNS)
    author = np.array([question.kind == "author" for _, question in asked])
    judged = model.judge(sentences, [question.row for _, question in asked], of, author)
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    rows = [_row(*asked[n], judged, n, names) for n in _kept(asked, judged)]
    table = pd.DataFrame(_numbered(rows)).assign(model_id=model.model_id)
    return table.reindex(columns=COLUMNS)


def _asked(found: list[Scene]) -> tuple[list[Asked], list[Sentence], np.ndarray]:
    """All questions with their scenes, their sentences, and each question's sentence number."""
    asked: list[Asked] = []
    kept: list[Sentence] = []
    of: list[int] = []
    for scene, sentence in zip(found, read([scene.text for scene in found]), strict=True):
        some = questions(sentence, scene.names, scene.targets, scene.voices)
        if some:
            asked += [(scene, question) for question in some]
            of += [len(kept)] * len(some)
            kept.append(sentence)
    return asked, kept, np.array(of, dtype=np.int64)


def _kept(asked: list[Asked], judged: Judged) -> list[int]:
    """The numbers of the rows to write: one for each sentence, holder and target, the surest."""
    polar = judged.chances[:, 0] + judged.chances[:, 1]
    undecided = ~judged.decided & (polar >= KEPT)
    wanted = np.flatnonzero(undecided | (judged.decided & (judged.labels != NEUTRAL)))
    best: dict[tuple[str, str | None, str], int] = {}
    for number in sorted(wanted.tolist(), key=lambda n: (-polar[n], n)):
        scene, question = asked[number]
        holder, target = question.holder, question.target
        who = None if holder is None else holder.actor or holder.name
        best.setdefault((scene.segment, who, target.actor or target.name.lower()), number)
    return sorted(best.values())


def _row(
    scene: Scene, question: Question, judged: Judged, number: int, names: dict[str, str]
) -> dict[str, Any]:
    """One row of the table but its ids."""
    holder, target, start = question.holder, question.target, scene.start
    here = holder is not None and holder.end > holder.start
    p_favour, p_against, p_neutral = judged.chances[number].tolist()
    return {
        "article_id": scene.article, "segment_id": scene.segment,
        "holder": names.get(holder.actor or "", holder.name) if holder else None,
        "holder_id": holder.actor if holder else None, "holder_kind": question.kind,
        "holder_start": holder.start + start if holder and here else None,
        "holder_end": holder.end + start if holder and here else None,
        "target": names.get(target.actor or "", target.name), "target_id": target.actor,
        "target_start": target.start + start, "target_end": target.end + start,
        "label": LABELS[judged.labels[number]], "decided": bool(judged.decided[number]),
        "p_favour": p_favour, "p_against": p_against, "p_neutral": p_neutral,
        "voice": "reported" if question.reported else "author", "cue": cue(question),
        "char_start": start, "char_end": start + len(scene.text), "evidence": scene.text,
    }  # fmt: skip


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with `stance_id`: the segment, :s, the row's place in it."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        segment = row["segment_id"]
        row["stance_id"] = f"{segment}:s{counts[segment]}"
        counts[segment] += 1
    return rows

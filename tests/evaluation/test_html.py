"""The page reader meets its bar on pages nobody tuned it for."""

import pandas as pd

from tasks.evaluation.html import predict, scores


def test_pages_reach_the_bar(shared):
    folder = shared / "eval" / "html"
    rows = pd.read_json(folder / "article_extraction.dev.jsonl.gz", lines=True, dtype=False)
    assert scores(predict(rows, folder))["f1"] >= 0.97

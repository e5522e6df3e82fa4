"""What is measured of a model stands by its card: figures, intervals, curves that can be looked at."""

import json
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from tasks.models.contest import scored
from tasks.models.drawing import pictures
from tasks.models.measured import certainty, draw, figures
from tasks.models.registry import Bundle
from tasks.models.topics import live


@pytest.fixture
def predicted():
    """Two hundred stance rows by a model that is as right as it is sure."""
    generator = np.random.default_rng(5)
    sure = generator.uniform(0.4, 1, 200)
    right = generator.random(200) < sure
    return pd.DataFrame(
        {
            "label": np.where(right, "favour", "against"),
            "truth": np.where(right, "favour", "against"),
            "predicted": "favour",
            "p_favour": sure,
            "p_against": (1 - sure) * 0.6,
            "p_neutral": (1 - sure) * 0.4,
            "decided": sure > 0.8,
        }
    )


def test_certainty_is_the_told_labels_chance(predicted):
    confidence, right = certainty("stance", predicted)
    assert (confidence == predicted["p_favour"]).all()
    assert (right == (predicted["label"] == "favour")).all()


def test_every_score_lies_in_its_interval_and_curves_end_at_all_rows(predicted):
    found = figures("stance", predicted)
    for name, (low, high) in found["intervals"].items():
        # Resampled rows repeat, which makes a calibration look worse than it is.
        assert name == "ece" or low <= found["scores"][name] <= high
    assert found["coverage"][-1] == [1.0, found["scores"]["accuracy"]]
    assert sum(share for _, _, share in found["reliability"]) == pytest.approx(1)
    assert found["coverage"][5][1] > found["coverage"][-1][1]


def test_chance_explains_the_error_of_a_calibrated_model_and_not_of_a_boastful_one(predicted):
    _, low, high = figures("stance", predicted)["ece_by_chance"]
    assert low <= figures("stance", predicted)["scores"]["ece"] <= high
    boasting = figures("stance", predicted.assign(p_favour=0.99))
    assert boasting["scores"]["ece"] > boasting["ece_by_chance"][2]


def test_the_page_and_the_picture_are_made_of_stored_figures(tmp_path, predicted):
    card = {"task": "stance", "version": "v", "known_failures": ["irony"], "settings": {}}
    (tmp_path / "card.json").write_text(json.dumps(card))
    stored = {"weights_sha256": "0", "files": {"our.dev": figures("stance", predicted)}}
    (tmp_path / "measured.json").write_text(json.dumps(stored))
    draw(tmp_path)
    page, picture = ((tmp_path / name).read_text() for name in ("card.md", "curves.svg"))
    assert "![reliability and coverage](curves.svg)" in page
    assert "| our.dev | 200 | accuracy |" in page
    assert "- irony" in page
    draw(tmp_path)
    assert (tmp_path / "curves.svg").read_text() == picture


def test_a_picture_is_sound_xml_and_stays_within_its_frame():
    picture = pictures([("<dev> & more", [(0, 0, 0.5), (1, 1, 0.5)], [(0.05, 1), (1, 0.5)])])
    root = ElementTree.fromstring(picture)
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    for circle in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 < float(circle.attrib["cx"]) < wide
        assert 0 < float(circle.attrib["cy"]) < high
    assert "script" not in picture


def test_a_taxonomy_of_ones_own_is_not_scored_by_the_dev_files():
    assert scored(live().bundle)
    mine = Bundle("topics", "v", "f", {}, {"classes": [{"short": "docks"}]})
    assert not scored(mine)
    assert not scored(Bundle("vectors", "v", "f", {}))

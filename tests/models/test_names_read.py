"""Labels without texts: put back on their texts, corrections over what they correct."""

import gzip
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tasks.config import LABELS
from tasks.models import names_read
from tasks.models.registry import load
from tasks.text.tags import FEATURES, tagger_of

HEAD = "set,id,start,end,type\n"


def test_a_correction_takes_the_place_of_what_it_overlaps(tmp_path: Path) -> None:
    """Wider borders replace, `none` removes, the rest of the set stays."""
    file = tmp_path / "labels.csv"
    file.write_text(HEAD + "gum,a,0,8,LOC\ngum,a,14,19,none\n")
    rows = pd.DataFrame(
        {
            "id": ["a"],
            "text": ["New Tarn saw Mayor Holm in Orre"],
            "entities": [[(4, 8, "LOC"), (13, 23, "PER"), (27, 31, "LOC")]],
        }
    )
    found = names_read.gum(rows, file)
    assert found.names == [[(0, 8, "LOC"), (27, 31, "LOC")]]


def test_sentences_of_a_treebank_are_laid_end_to_end(tmp_path: Path) -> None:
    """Offsets of a sentence become offsets of its document; documents without labels are left out."""
    treebank, file = tmp_path / "t.conllu.gz", tmp_path / "labels.csv"
    lines = ["# newdoc id = d", "# sent_id = d-1", "# text = It rained.", "# sent_id = d-2"]
    lines += ["# text = Oda left.", "# newdoc id = e", "# sent_id = e-1", "# text = Nobody."]
    treebank.write_bytes(gzip.compress("\n".join(lines).encode()))
    file.write_text(HEAD + "ewt,d-2,0,3,PER\n")
    found = names_read.ewt(treebank, file)
    (text,), ((start, end, kind),) = found.texts, found.names[0]
    assert (text[start:end], kind, len(found.texts)) == ("Oda", "PER", 1)


def test_only_what_was_read_is_taken_from_an_article(tmp_path: Path) -> None:
    """A stretch, its names counted from its beginning, and what nobody was sure of apart."""
    corpus, file = tmp_path / "c.parquet", tmp_path / "labels.csv"
    pq.write_table(pa.table({"id": ["a"], "text": ["Skipped. Oda met Milo. Skipped."]}), corpus)
    file.write_text(HEAD + "c,a,9,22,read\nc,a,9,12,PER\nc,a,17,21,unsure\n")
    found = names_read.corpus(corpus, file)
    assert found == (["Oda met Milo."], [[(0, 3, "PER")]], [[(8, 12, "unsure")]])
    bundle = load("names", FEATURES)
    sample = found.sample(tagger_of(bundle.arrays, bundle.settings))
    words = [sample.read.forms.words[one] for one in sample.read.ids[sample.places].tolist()]
    assert words == ["Oda"]


def test_the_label_files_hold_labels_and_no_texts() -> None:
    """Known types, spans that are not empty, five columns."""
    for file in sorted(LABELS.glob("names_*.csv")):
        rows = pd.read_csv(file)
        assert list(rows.columns) == ["set", "id", "start", "end", "type"]
        assert (rows["end"] > rows["start"]).all()
        assert set(rows["type"]) <= {"PER", "ORG", "LOC", "none", "unsure", "read"}

"""Plain texts read as a night reads them, without a night: for training and for measuring speed."""

import hashlib
from collections.abc import Sequence

import pandas as pd

from tasks.articles.clean import clean
from tasks.articles.segment import Segmented, segment


def records(texts: Sequence[str]) -> pd.DataFrame:
    """The texts as rows of the table `raw`, with record ids r0, r1 …; what `clean` reads."""
    content = [text.encode("utf-8", "replace") for text in texts]
    return pd.DataFrame(
        {
            "record_id": [f"r{number}" for number in range(len(texts))],
            "origin_file": "plain",
            "origin_member": None,
            "origin_number": range(len(texts)),
            "media_type": "text/plain",
            "content": content,
            "sha256": [hashlib.sha256(part).hexdigest() for part in content],
            "reason": None,
        }
    )


def read_plain(texts: Sequence[str]) -> tuple[pd.DataFrame, Segmented]:
    """Articles (columns of `clean`) and what `segment` finds in them.

    >>> articles, read = read_plain(["The mayor of Varn spoke on Monday. She praised the crew."])
    >>> len(articles), len(read.segments)
    (1, 2)
    """
    cleaned = clean(records(texts))
    return cleaned.articles, segment(cleaned.articles, cleaned.lines)

"""Exports of Nexis, LexisNexis and Factiva: recognised, cut into documents, counted.

How each service lays its documents out is in `tasks/ingest/nexis.py` and `tasks/ingest/factiva.py`.
"""

from tasks.errors import UnreadableError
from tasks.ingest import factiva, nexis
from tasks.ingest.export_lines import MAX_DOCUMENTS, Export, marked_lines, unmarked


def documents(text: str) -> Export | None:
    """The documents of an export; None where the text is no export.

    UnreadableError where the export declares another number of documents than it holds.
    """
    bold, text = marked_lines(text), unmarked(text)
    export = nexis.lexis(text) or nexis.nexis(text) or factiva.factiva(text, bold)
    if export is None:
        if declared := nexis.cover(text):
            raise UnreadableError(f"the export declares {declared} documents and holds 0")
        return None
    if len(export.rows) > MAX_DOCUMENTS:
        raise UnreadableError(f"the export holds more than {MAX_DOCUMENTS} documents")
    if export.declared not in (None, len(export.rows)):
        part = " and a part of one more" if export.rest else ""
        raise UnreadableError(
            f"the export declares {export.declared} documents and holds {len(export.rows)}{part}"
        )
    return export

"""Word documents and rich text to lines of text: what Nexis, Factiva and colleagues send."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from tasks.errors import UnreadableError
from tasks.ingest.allowance import BOMB_FLOOR, BOMB_RATIO
from tasks.ingest.export_lines import MARK
from tasks.ingest.streams import foreign

# Bold set on or off in rich text, whatever other words of control follow; not an escaped backslash.
BOLD = re.compile(r"(?<!\\)\\b(?: |(?=\\))")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_text(content: bytes) -> str:
    """A .docx file's paragraphs, one a line, a table's row a line with tabs between its cells.

    UnreadableError where it is damaged or a bomb.
    """
    with foreign("the Word file"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > max(BOMB_FLOOR, BOMB_RATIO * len(content)):
            raise UnreadableError(
                f"the Word file unpacks to over {BOMB_RATIO} times its size: a bomb"
            )
        import docx

        return "\n".join(_lines(docx.Document(io.BytesIO(content)).element.body))


def _lines(element: Any) -> Iterator[str]:
    """The lines of a block of WordprocessingML: of its paragraphs and, row by row, its tables."""
    if element.tag == f"{WORD}p":
        yield element.text
    elif element.tag == f"{WORD}tr":
        cells = (child for child in element.iterchildren(f"{WORD}tc"))
        yield "\t".join("\n".join(_lines(cell)) for cell in cells)
    else:
        for child in element.iterchildren():
            yield from _lines(child)


def rtf_text(content: bytes) -> str:
    """A rich-text file's text, MARK where bold begins; UnreadableError where it is damaged."""
    from striprtf.striprtf import rtf_to_text

    convert: Callable[..., str] = rtf_to_text
    with foreign("the rich-text file"):
        # RTF is 7-bit with escapes of its own; stray bytes are cp1252, as Word writes them.
        marked = BOLD.sub(rf"\g<0>{MARK}", content.decode("cp1252", "replace"))
        return str(convert(marked, errors="replace"))

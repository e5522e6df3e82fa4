"""Word documents and rich text to lines of text: what Nexis, Factiva and colleagues send."""

import io
import zipfile
from collections.abc import Callable

from tasks.errors import UnreadableError
from tasks.ingest.streams import foreign

MAX_UNPACKED = 64_000_000


def docx_text(content: bytes) -> str:
    """A .docx file's paragraphs, one a line; UnreadableError where it is damaged or a bomb."""
    with foreign("the Word file"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > MAX_UNPACKED and size > 100 * len(content):
            raise UnreadableError("the Word file unpacks to over 100 times its size: a bomb")
        import docx

        return "\n".join(part.text for part in docx.Document(io.BytesIO(content)).paragraphs)


def rtf_text(content: bytes) -> str:
    """A rich-text file's text; UnreadableError where it is damaged."""
    from striprtf.striprtf import rtf_to_text

    convert: Callable[..., str] = rtf_to_text
    with foreign("the rich-text file"):
        # RTF is 7-bit with escapes of its own; stray bytes are cp1252, as Word writes them.
        return str(convert(content.decode("cp1252", "replace"), errors="replace"))

"""Bytes to text: which encoding, and how that was found."""

import codecs
import re
from typing import NamedTuple

from tasks.errors import UnreadableError

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGICS = (
    (b"%PDF-", "a PDF"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"), (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"), (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"), (b"SQLite format 3", "a SQLite file"), (b"RIFF", "sound or video"),
    (b"\x1f\x8b", "a gzip stream"), (b"PK\x03\x04", "a zip archive"), (b"PAR1", "a Parquet file"),
)  # fmt: skip
SAMPLE = 1 << 16
STRAY = re.compile("[\udc80-\udcff]")
CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"


class Decoded(NamedTuple):
    """Text with its encoding and how that was found: bom, utf-8, declared or guessed."""

    text: str
    encoding: str
    found: str


def decode(content: bytes, declared: str | None = None) -> Decoded:
    r"""Text from bytes; UnreadableError where they are no text.

    UTF-8 that holds comes before what the input declares: a wrong declaration is common, and
    other text that passes as UTF-8 by chance is not. Single bytes of cp1252 inside UTF-8, as
    pasted by old editors, are read as such.

    >>> decode(b"caf\xc3\xa9s, cr\xc3\xa8me, \x93").text
    'cafés, crème, “'
    >>> decode(b"caf\xe9").encoding
    'cp1252'
    """
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return Decoded(content.decode(encoding, "replace"), encoding, "bom")
    refuse_binary(content)
    if wide := _utf16(content):
        return Decoded(content.decode(wide, "replace"), wide, "guessed")
    try:
        return Decoded(content.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _declared(content, declared)) is not None:
        return Decoded(text, declared.lower(), "declared")
    return _guessed(content)


def encoding_of(head: bytes, declared: str | None = None) -> str:
    """The encoding to read a stream with, from its head, whose end may cut a character in two.

    UTF-8 with stray bytes is called UTF-8: its reader sees to the strays (`mended`).

    >>> encoding_of("Ruß".encode()[:-1])
    'utf-8'
    """
    name = decoded_head(head, declared).encoding
    return "utf-8" if name == "utf-8+cp1252" else name


def decoded_head(head: bytes, declared: str | None = None) -> Decoded:
    """As `decode`, of a stream's first bytes, whose end may cut a character in two."""
    try:
        whole = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return decode(head, declared)
    # What passes as UTF-8 may still begin with a mark, or be binary.
    return decode(whole.encode(), declared)


def wide_of(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark or its pattern, None for what has one byte a Latin letter.

    >>> wide_of("Rain fell.".encode("utf-16-be"))
    'utf-16-be'
    """
    marked = next((name for bom, name in BOMS if head.startswith(bom)), "")
    return marked if marked in ("utf-16", "utf-32") else None if marked else _utf16(head)


def narrow(head: bytes) -> bytes:
    """A head in UTF-8 without its mark, where it is wide or marked; else as it is.

    >>> narrow("{}".encode("utf-16"))
    b'{}'
    """
    if name := wide_of(head):
        head = codecs.getincrementaldecoder(name)("replace").decode(head).encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def refuse_binary(content: bytes) -> None:
    """UnreadableError where the bytes are a known binary format or mostly no characters."""
    for magic, what in MAGICS:
        if content.startswith(magic):
            raise UnreadableError(f"it is {what}, not text")
    sample = content[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if controls > 0.02 * len(sample) and not _utf16(content):
        raise UnreadableError("it is binary, not text")


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a NUL in every second byte."""
    sample = content[: SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if len(sample) < 8 or max(even, odd) < 0.4 * half or min(even, odd) > 0.05 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def mended(text: str) -> str:
    r"""Text decoded with `surrogateescape`, its stray bytes read as cp1252.

    >>> mended(b"\x93fine\x94".decode("utf-8", "surrogateescape"))
    '“fine”'
    """
    return STRAY.sub(_cp1252, text) if STRAY.search(text) else text


def _cp1252(match: re.Match[str]) -> str:
    return bytes([ord(match.group()) - 0xDC00]).decode("cp1252", "replace")


def _declared(content: bytes, encoding: str) -> str | None:
    try:
        # Pages that declare Latin-1 are written in cp1252: the WHATWG encoding standard says so.
        same = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}
        return content.decode(same.get(encoding.lower(), encoding))
    except (LookupError, UnicodeDecodeError):
        return None


def _guessed(content: bytes) -> Decoded:
    mixed = content.decode("utf-8", "surrogateescape")
    stray = len(STRAY.findall(mixed))
    if sum(character > "\x7f" for character in mixed) > 2 * stray:
        return Decoded(mended(mixed), "utf-8+cp1252", "guessed")
    sample = content[:SAMPLE]
    # Western text has few letters beyond ASCII; statistics err on so few.
    if sum(byte > 0x7F for byte in sample) < max(8, 0.12 * len(sample)):
        return Decoded(content.decode("cp1252", "replace"), "cp1252", "guessed")
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_exclusion=["utf_16", "utf_16_be", "utf_16_le", "utf_7"]).best()
    encoding = best.encoding if best else "cp1252"
    return Decoded(content.decode(encoding, "replace"), encoding, "guessed")

"""Damage that encodings and copy-paste do to text, undone: str → str, in the order of `STEPS`.

Each step is cheap where it sees nothing to do; the costly one (mojibake) is ftfy's, on the lines
that show it and on no others. Words, quotes and layout stay as they are.
"""

import html
import re
import unicodedata

from ftfy import fix_encoding

_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
_NEWLINES = re.compile("(?<!\r)\r++\n|[\r\u0085\u2028\u2029\v\f]")  # \r\r\n: written as text twice
# A tab and a newline are layout; zero-width joiners spell words in Persian and Hindi: both stay.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u2060\ufeff\ufff9-\ufffb]")
# UTF-8 read as a one-byte code page: a lead byte's letter, then what stands on 0x80-0xBF there.
_MOJIBAKE = re.compile(
    "[ÂÃÄÅÎÏÐÑØÙâãäåæçèéï][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|[\u0080-\u0084\u0086-\u009f]|â€"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
# What any of the steps acts on, looked for among the characters that are not plain ASCII.
_SUSPECT = re.compile(
    f"[\ud800-\udfff\r&]|{_NEWLINES.pattern}|{_INVISIBLE.pattern}|{_MOJIBAKE.pattern}"
)
_PLAIN = bytes(set(range(32, 127)) - {ord("&")} | {ord("\n"), ord("\t")})
_AMPERSANDS = re.compile(r"&(?:amp;|#0{0,4}38;|#[xX]0{0,4}26;)+", re.IGNORECASE)


def repair(text: str) -> str:
    """`text` as it was meant: readable, composed (NFC), with `\\n` between lines.

    Repairing twice changes nothing more, and plain text stays as it is.

    >>> repair("CafÃ© talks\\r\\nend\\x00 in Lyo\\u0301n")
    'Café talks\\nend in Lyón'
    """
    if not _SUSPECT.search(_odd(text)) and unicodedata.is_normalized("NFC", text):
        return text
    for step in STEPS:
        text = step(text)
    return text


def _odd(text: str) -> str:
    """The characters of `text` less plain ASCII: a few, found at the speed of a byte table."""
    kept = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return kept.decode("utf-8", "surrogatepass")


def join_surrogates(text: str) -> str:
    """Surrogate pairs become their character, lone surrogates U+FFFD.

    >>> join_surrogates("\\ud83d\\ude00 \\udc9d")
    '😀 �'
    """
    if text.isascii():
        return text
    return _SURROGATES.sub(
        lambda found: found[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace"), text
    )


def plain_newlines(text: str) -> str:
    """Every kind of line end becomes `\\n`."""
    return _NEWLINES.sub("\n", text)


def fix_mojibake(text: str) -> str:
    """Lines of UTF-8 that were read as another encoding, read again; the others untouched.

    >>> fix_mojibake("Itâ€™s late.\\nÂ£5 for a rosÃ©.\\nSÃO PAULO")
    'It’s late.\\n£5 for a rosé.\\nSÃO PAULO'
    """
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(_reread(line) if _MOJIBAKE.search(line) else line for line in lines)


def _reread(line: str) -> str:
    # A wrong reading may have hidden a line end (U+0085).
    return plain_newlines(fix_encoding(line))


def unescape_entities(text: str) -> str:
    """Character references that a page left in plain text; text with tags is left alone.

    >>> unescape_entities("Pitt &amp;amp; Co&#8217;s &bogus; <b>&lt;</b>")
    'Pitt &amp;amp; Co&#8217;s &bogus; <b>&lt;</b>'
    >>> unescape_entities("Pitt &amp;amp; Co&#8217;s &bogus;")
    'Pitt & Co’s &bogus;'
    """
    if "&" not in text or ("<" in text and re.search(r"</\w+>", text)):
        return text
    return _ENTITY.sub(lambda found: html.unescape(found[0]), _AMPERSANDS.sub("&", text))


def drop_invisible(text: str) -> str:
    """Control characters, soft hyphens and zero-width spaces go; tabs and newlines stay."""
    return _INVISIBLE.sub("", text)


def compose(text: str) -> str:
    """Letters and their accents composed (Unicode NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


STEPS = (
    join_surrogates,
    plain_newlines,
    fix_mojibake,
    unescape_entities,
    drop_invisible,
    compose,
)

"""How articles and records are named: hashes, so the same input has the same name everywhere."""

import hashlib


def article_id(sha256: str) -> str:
    """The article's id from the hex sha256 of its record's bytes.

    >>> article_id("ab" * 32)
    'a271a413bd339c570'
    """
    return "a" + hashlib.sha256(sha256.encode("ascii")).hexdigest()[:16]


def record_id(file: str, member: str | None, number: int, sha256: str) -> str:
    r"""The record's id from where it was found and the hex sha256 of its bytes.

    A file name holds no NUL, so the parts cannot run into one another.

    >>> record_id("inbox/a.txt", None, 0, "ab" * 32)
    'r41f6f81220a21b7b'
    """
    key = "\0".join((file, member or "", str(number), sha256))
    return "r" + hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16]

"""Bylines: who wrote a piece, as printed above or below it, and the agency they name."""

import re
from functools import cache

from tasks import lexicons
from tasks.text import agencies

_BY = re.compile(
    r"\s*+[(~—–*•-]*+\s*+(?:(?:(?:written|story|posted|words|text|interview|explainer|analysis|review|report|"
    r"opinion|comment|column|essay|profile|sketch|dispatch) )?by|par|von|por)\b:?\s++(?P<names>\S.*+)\s*+$",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    # The first such word alone: behind a later one stands no other "by".
    r"(?>.*?(?:reporting|writing|compiled|reported|written)\b).*?\bby\s+(?P<names>[^;()]+)",
    re.IGNORECASE | re.DOTALL,
)
_FOOT = re.compile(
    r"[(\[](?:(?:additional |with )?(?:reporting|writing|editing|compiled|translated)\b[^()\[\]]{0,40}?\bby\b|"
    r"with (?:reporting|files|additional)\b)[^()\[\]]{3,300}[)\]]\.?$",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(
    r"(?:\||\( ?@|•|·|\bfor\s+the\b|\d{1,2}:\d{2}|\bupdated\b|\bpublished\b).*",
    re.IGNORECASE | re.DOTALL,
)

_NAMES = re.compile(r"(?:(?:and )?[A-Z][\w.'’-]*+(?:(?:, ?| )(?:de |von |van |al-|bin )?|$)){1,12}")
# A person, the place they write from, and the post they hold: "Ada Berg in Osterna, Norway".
_ONE = r"[A-ZÀ-Þ][\w'’-]+(?: (?:de|van|von|der|al-)| [A-ZÀ-Þ]\.)*(?: [A-ZÀ-Þ][\w'’-]+)"
_SITE = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}(?:, [A-ZÀ-Þ][\w'’-]+)?"
_PLACED = re.compile(rf"(?P<one>{_ONE}{{1,2}}) (?:in|at) {_SITE}(?:,? and |, |$)")
_POSTED = re.compile(
    rf"(?P<one>{_ONE}{{1,2}}?)(?:,| [-–—|])? (?P<post>(?!(?:is|was|who|has|writes)\b)(?:[\w&’'-]+ ){{0,5}}?[\w-]+)$"
)
_DESK = re.compile(
    r"(?i:staff|special|foreign|our own|our) (?i:reporter|writer|correspondent)s?$|(?i:staff and )?Agencies$|"
    r"(?:(?!The )[A-Z][\w'’&.-]*\s){1,4}(?i:news service|newsroom|news desk|web desk|staff(?: (?:reporter|writer|correspondent)s?)?)$"
)
_MARKS = " \t\xa0\n,;()~—–-•*"
_PERSON = 4  # words of a person's name at most
_LONGEST = 120  # characters; what is longer is prose


def names_in(line: str) -> str | None:
    """Who a byline names as the piece's writers, as printed, without "By" and what follows.

    None for a note of who helped ("… contributed to this report", "With files from …") or a life
    in one line.

    >>> names_in("By MARTA HOLM ( @mholm )")
    'MARTA HOLM'
    >>> names_in("(Reporting by Ada Berg; Editing by Tom Lund)")
    'Ada Berg'
    >>> names_in("Ada Berg contributed to this report.") is None
    True
    """
    line = agencies.without_help(line)
    found = _BY.match(line) or _REPORTING.match(line)
    names = _AFTER_NAMES.sub("", found["names"] if found else line).strip(_MARKS)
    named = found or _NAMES.fullmatch(names) or signed_by(names)
    return names if names and named and len(names) < _LONGEST else None


def is_person(line: str) -> bool:
    """Whether a line is one person's name and nothing else, known by the given name.

    >>> is_person("Anna Holm"), is_person("ANNA VAN HOLM"), is_person("WORLD BRIEFS")
    (True, True, False)
    """
    words = line.split()
    if not 2 <= len(words) <= _PERSON or not _NAMES.fullmatch(line) or "," in line:
        return False
    given = lexicons.column("given_names", "name")
    return words[0] in given or (words[0].isupper() and words[0].title() in given)


def is_given(word: str) -> bool:
    """Whether a word is a given name of any list, the broad ones too.

    >>> is_given("Sujata"), is_given("Harbour")
    (True, False)
    """
    word = word.title() if word.isupper() else word
    return word in lexicons.column("given_names", "name") or word in lexicons.of_kind(
        "known_names", "given", "name"
    )


def signed_by(line: str) -> list[str]:
    """The people that a line names with the post they hold or the place they write from, or a desk.

    >>> signed_by("Ada Berg in Osterna and Tom Lund in Varn, Ohio"), signed_by("Ada Berg, arts editor")
    (['Ada Berg', 'Tom Lund'], ['Ada Berg'])
    >>> signed_by("HARBOUR GAZETTE STAFF"), signed_by("Dam bursts in Osterna")
    (['HARBOUR GAZETTE STAFF'], [])
    """
    if not line[:1].isupper() or len(line) > _LONGEST:
        return []
    people, at = [], 0
    while at < len(line) and (found := _PLACED.match(line, at)):
        people.append(found["one"])
        at = found.end()
    if people and at == len(line):
        return people
    posted = _POSTED.match(line)
    if posted and posted["post"].split()[-1].lower() in posts():
        return [posted["one"]]
    return [line] if _DESK.match(line) else []


@cache
def posts() -> frozenset[str]:
    """Words, in small letters, that end what a writer is: "arts editor"."""
    return frozenset(
        row["line"]
        for row in lexicons.rows("role_heads")
        if (row["where"], row["kind"]) == ("end", "post")
    )


def foot_of(line: str) -> int:
    """Where a note of reporters and editors begins at the end of a paragraph; -1 if none does.

    >>> "It rained. (Reporting by Ada Berg)"[foot_of("It rained. (Reporting by Ada Berg)"):]
    '(Reporting by Ada Berg)'
    """
    line = line.rstrip()
    found = _FOOT.search(line) if line.endswith((")", "]", ").", "].")) else None
    return found.start() if found else -1


def agency_in(line: str) -> str | None:
    """The news agency that a byline names, or None; outlets are not agencies.

    >>> agency_in("Marta Holm, The Associated Press")
    'Associated Press'
    >>> agency_in("The Associated Press contributed to this report.") is None
    True
    """
    return (
        agencies.helper_of(line)
        if agencies.helped(line)
        else agencies.named_in(agencies.without_help(line))
    )

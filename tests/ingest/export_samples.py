"""Exports in the layouts that the services write, of our own stories, and how they are altered."""

from tests.ingest.samples import SECOND, STORY

LONE = f"""
                               1 of 1 DOCUMENT

                                 Harbour Post

                              March 2, 2026 Monday
                              Late Edition - Final

Ferry aground off Low Island; Forty passengers are
brought ashore

BYLINE: By ANN BELL

SECTION: Section A; Column 1; Coast Desk; The Long Crossing;
Pg. 1

LENGTH: 44 words

DATELINE: LOW ISLAND

{STORY[:85]}
{STORY[86:]}

Correction: a subhead of the story's own, not a field

{SECOND}

URL: https://post.example/ferry

SUBJECT: FERRIES (90%); ISLANDS (71%)

LOAD-DATE: March 3, 2026

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: The ferry at dusk on Sunday, seen from
the mole. (PHOTOGRAPH BY JO DUNN)

PUBLICATION-TYPE: Newspaper


                       Copyright 2026 Harbour Post Company
                              All Rights Reserved
"""

CODES = [
    ("SE", "Coast"), ("HD", "Ferry aground"), ("BY", "By Ann Bell"), ("WC", "44 words"),
    ("PD", "2 March 2026"), ("ET", "09:15"), ("SN", "Harbour Post"), ("SC", "HARPO"), ("PG", "A1"),
    ("VOL", "12"), ("LA", "English"), ("CY", "Copyright 2026 Harbour Post"), ("LP", STORY),
    ("TD", f"{SECOND}\nIN the harbour, all is calm again."), ("CO", "lowisl : Low Island Ferries"),
    ("NS", "gtrans : Transport"), ("PUB", "Harbour Press"), ("AN", "Document HARPO00020260302ea320001p"),
]  # fmt: skip
BODY = f"{STORY}\n{SECOND}\nIN the harbour, all is calm again."


def coded(between: str) -> str:
    """CODES as text, each code and its field with `between` between them."""
    return "\n".join(f"{code}{between}{value}" for code, value in CODES) + "\n"


def coded_table() -> str:
    """CODES as the table of an HTML page, a story's paragraphs as such."""
    rows = [
        f'<tr><td class="index"><b>{code}</b></td><td><p>{"</p><p>".join(value.split(chr(10)))}</p></td></tr>'
        for code, value in CODES
    ]
    return f"<html><body><table>{''.join(rows)}</table></body></html>"


def rtf_table() -> bytes:
    """CODES as a table of a rich-text file."""
    rows = [
        rf"\trowd\cellx900\cellx9000\pard\intbl {{\b {code}}}\cell {value}\cell\row"
        for code, value in CODES
    ]
    return ("{\\rtf1\\ansi " + "\n".join(rows).replace("IN the", "\\par IN the") + "}").encode()


def plain(*heads: str, number: str = "HARPO00020260302ea320001p") -> str:
    """A Factiva document without codes, with these lines above its length."""
    facts = ["44 words", "2 March 2026", "09:15", "Harbour Post", "HARPO", "English"]
    lines = [*heads, *facts, "(c) 2026 Harbour Post.", STORY, SECOND, f"Document {number}", ""]
    return "\n".join(lines)


def page(*heads: str) -> str:
    """`plain` as Factiva's HTML, where the last head with a # before it is the headline."""
    head = "".join(
        f'<div id="hd"><span class="enHeadline">{line[1:]}</span></div>'
        if line.startswith("#")
        else f"<div>{line}</div>"
        for line in heads
    )
    rest = "".join(f"<p>{line}</p>" for line in plain().split("\n"))
    return f'<html><body><div class="article enArticle">{head}{rest}</div></body></html>'


def uni(title: str, before: str = "", end: str = "End of Document\n") -> str:
    """A Nexis Uni document."""
    return f"""{before}{title}
Harbour Post
March 2, 2026 Monday
Late Edition - Final
Copyright 2026 Harbour Post All Rights Reserved
Section: NEWS
Length: 44 words
Byline: Ann Bell
Body

{STORY}

Correction: a subhead of the story's own, not a field

{SECOND}

Classification

Language: ENGLISH
Subject: FERRIES (90%)
Load-Date: March 3, 2026
{end}"""

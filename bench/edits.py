"""What outlets do to a wire story, and texts that look like copies and are none.

Each edit takes a story's paragraphs, a source of chance, and paragraphs of another story that
serve as the outlet's own; it gives the copy's paragraphs.
"""

import random
import re
from collections.abc import Callable, Iterator

Paragraphs = list[str]
Edit = Callable[[Paragraphs, random.Random, Paragraphs], Paragraphs]

HOUSE_STYLE = (
    (r"\bU\.S\.", "US"), (r"\bU\.N\.", "UN"), (r"\bpercent\b", "per cent"), (r"(\d) ?%", r"\1 percent"),
    (r"\bSept?\.", "September"), (r"\bDec\.", "December"), (r"\bJan\.", "January"), (r"\bNov\.", "November"),
    (r"\bM(?:r|s|rs)\. ", ""), (r"\bDr\. ", "Doctor "), (r"\bSen\. ", "Senator "), (r"\bGov\. ", "Governor "),
    (r"\b([Cc]ol|[Ff]av|[Hh]on|[Ll]ab)or\b", r"\1our"), (r"ization\b", "isation"), (r"\bdefense\b", "defence"),
    (r"\bcenter\b", "centre"), (r"\bPresident (?:Barack|Donald|George) ", "President "), (r"[“”]", '"'),
    (r"[‘’]", "'"), (r" ?— ?| – |--", " - "), (r"\btoday\b", "on Tuesday"), (r"\breporters\b", "journalists"),
)  # fmt: skip
DATELINES = (
    "LONDON (Reuters) - ", "WASHINGTON (AP) — ", "NEW YORK, Jan 4 (Bloomberg) -- ", "PARIS: ",
    "By our foreign desk\n\nGENEVA — ",
)  # fmt: skip
CREDITS = (
    "Copyright The Daily Courier. All rights reserved.",
    "The Associated Press contributed to this report.",
    "Follow us on Twitter for the latest news.",
    "(Reporting by Jane Doe; Editing by John Roe)",
    "This story has been updated.",
    "Get the best of our newsroom in your inbox every morning: sign up here.",
)


def cut(text: Paragraphs, chance: random.Random, _own: Paragraphs) -> Paragraphs:
    """Cut from the end: the first 25 to 80 % of the paragraphs, at least 3."""
    return text[: max(3, round(len(text) * chance.uniform(0.25, 0.8)))]


def trimmed(text: Paragraphs, chance: random.Random, _own: Paragraphs) -> Paragraphs:
    """One paragraph in ten gone, and one sentence in eight."""
    kept = [paragraph for paragraph in text if chance.random() > 0.1] or text
    return [
        " ".join(part for part in re.split(r"(?<=[.!?]) ", whole) if chance.random() > 0.125)
        or whole
        for whole in kept
    ]


def house_style(text: Paragraphs, _chance: random.Random, _own: Paragraphs) -> Paragraphs:
    """Spellings, titles, abbreviations, quotes and dashes by another style book."""
    joined = "\n".join(text)
    for pattern, other in HOUSE_STYLE:
        joined = re.sub(pattern, other, joined)
    return joined.split("\n")


def merged(text: Paragraphs, _chance: random.Random, _own: Paragraphs) -> Paragraphs:
    """Paragraphs run together two by two."""
    return [" ".join(text[place : place + 2]) for place in range(0, len(text), 2)]


def mixed(text: Paragraphs, chance: random.Random, own: Paragraphs) -> Paragraphs:
    """Own paragraphs set among the wire's: a quarter as many, to as many again."""
    result = list(text)
    for paragraph in own[: max(1, round(len(text) * chance.uniform(0.25, 1.0)))]:
        result.insert(chance.randrange(len(result) + 1), paragraph)
    return result


def dateline(text: Paragraphs, chance: random.Random, _own: Paragraphs) -> Paragraphs:
    """Another dateline before the first paragraph, the old one gone."""
    first = re.sub(r"^[A-Z][A-Z .,]{3,40}(?:\([A-Za-z ]+\))? ?[-—–:]+ ?", "", text[0])
    return [chance.choice(DATELINES) + first, *text[1:]]


def credited(text: Paragraphs, chance: random.Random, _own: Paragraphs) -> Paragraphs:
    """Two credit or service lines below, one between."""
    place = chance.randrange(1, len(text)) if len(text) > 1 else 1
    return [*text[:place], chance.choice(CREDITS), *text[place:], *chance.sample(CREDITS, 2)]


def headed(text: Paragraphs, _chance: random.Random, own: Paragraphs) -> Paragraphs:
    """A headline and a deck of the outlet's own on top."""
    return [" ".join(own[0].split()[:9]), " ".join(own[-1].split()[:16]), *text]


def untouched(text: Paragraphs, _chance: random.Random, _own: Paragraphs) -> Paragraphs:
    """The very text."""
    return list(text)


# In the order in which a desk does them.
EDITS: tuple[Edit, ...] = (
    cut,
    trimmed,
    house_style,
    merged,
    mixed,
    dateline,
    credited,
    headed,
    untouched,
)


def copies(
    text: Paragraphs, chance: random.Random, others: list[Paragraphs]
) -> Iterator[tuple[str, Paragraphs]]:
    """One to five copies of a story, each by one to three edits: what was done, and the copy."""
    for _ in range(chance.randint(1, 5)):
        chosen = [
            EDITS[place] for place in sorted(chance.sample(range(len(EDITS)), chance.randint(1, 3)))
        ]
        result = text
        for edit in chosen:
            result = edit(result, chance, chance.choice(others))
        yield "+".join(edit.__name__ for edit in chosen), result


FRAME = (
    "Welcome to the weekly notebook of the Daily Courier, in which our correspondents gather what the week left on their desks: the small votes, the long meetings, the remarks that fell between two speeches. As always, letters are welcome, and as always the shortest have the best chance of being printed here.",
    "The notebook appears every Friday morning in print and on our pages online. It is written by the staff of the politics desk and edited in the evening by whoever stays longest. To receive it by post, write to the notebook, the Daily Courier, Harbour Street, or call the subscriptions desk between nine and five on working days.",
    "The opinions in this column are those of its writers alone and are not shared by the publisher, who has been asked, and who has said so in writing more than once over the thirty years in which the column has appeared in this place.",
)  # fmt: skip
MARKET = (
    "Stocks closed little changed on Wall Street as investors weighed corporate earnings and the outlook for interest rates.",
    "The Dow Jones industrial average moved # points, or #.# percent, to close at ##,###. The Standard & Poor's 500 index moved # points, or #.# percent, to #,###. The Nasdaq composite moved ## points, or #.# percent, to #,###.",
    "Benchmark crude oil moved ## cents to settle at $##.## a barrel in New York. Brent crude, used to price international oils, moved ## cents to close at $##.## a barrel in London.",
    "In other energy trading, wholesale gasoline moved # cents to $#.## a gallon, heating oil moved # cents to $#.## a gallon and natural gas moved # cents to $#.## per 1,000 cubic feet.",
    "Bond prices were steady. The yield on the 10-year Treasury note moved to #.## percent from #.## percent late the day before.",
    "The price of gold moved $# to $#,### an ounce, silver moved ## cents to $##.## an ounce and copper moved # cents to $#.## a pound.",
    "The dollar was at ###.## yen from ###.## yen. The euro was at $#.#### from $#.####.",
    "Overseas, the FTSE 100 index of leading British shares moved #.# percent, the German DAX #.# percent and the CAC 40 in France #.# percent. In Asia, Japan's benchmark Nikkei 225 moved #.# percent and Hong Kong's Hang Seng index #.# percent.",
)  # fmt: skip


def column(body: Paragraphs, chance: random.Random) -> Paragraphs:
    """A weekly column: a few paragraphs in the frame that every week has."""
    return [FRAME[0], *body[: chance.randint(4, 8)], *FRAME[1:]]


def market(chance: random.Random) -> Paragraphs:
    """A day's market report: the sentences of every day, its own numbers."""
    return [re.sub("#", lambda _: chance.choice("123456789"), sentence) for sentence in MARKET]


def renumbered(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """The same words with every number another."""

    def other(match: re.Match[str]) -> str:
        return "".join(chance.choice("123456789") for _ in match.group())

    return [re.sub(r"\d+", other, paragraph) for paragraph in text]

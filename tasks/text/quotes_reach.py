"""How far content may reach: past which semicolon, "and" or apposition no end is offered.

Bounds that hold whatever the choice of `quotes_limits` would be.
"""

import numpy as np

from tasks.text.function_words import words
from tasks.text.quotes_open import Ground, Open, text_code, word_codes
from tasks.text.quotes_signs import Places
from tasks.text.tags import TAGS

_FINITE = ("VBD", "VBZ", "AUX")
_INNER = ("DET", "ADJ", "NOUN", "NAME", "NUM")
_IS_FINITE, _IS_ADVERB, _IS_INNER, _IS_SINGLE = (
    np.array([False, *(tag in some for tag in TAGS)])
    for some in (_FINITE, ("ADV",), _INNER, ("VBD", "VBZ"))
)
_PREP, _NAME, _NOUN = (TAGS.index(tag) + 1 for tag in ("PREP", "NAME", "NOUN"))
_SUBJECTS = tuple(sorted(words("subject_pronoun")))
_VERBAL = tuple(
    pronoun + mark + verb
    for pronoun in (*_SUBJECTS, "that", "there", "who", "what")
    for mark in ("'", "’")
    for verb in ("s", "re", "m", "ll", "d", "ve")
)
_CLAUSES, _ONLY_CLAUSES = (
    np.array([text_code(frames) for frames in some], np.uint32)
    for some in (("c", "co", "cq", "ci"), ("c", "cq"))
)
_OPENING = tuple(sorted(words("clause_opening")))
_OWN, _COMMA, _SEMICOLON, _BRACKET = (text_code(word) for word in ("own", ",", ";", "("))
_PHRASE = 5  # tokens of "in a short statement" between "and" and its verb


def within(ground: Ground, open_: Open, owner: Places, at: Places, begin: Places) -> np.ndarray:
    """Whether content of its owner that starts at `begin` may end before the token `at`.

    `begin` is that of each choice. A bound is itself an end, if it is among the choices.
    """
    verbs = _verbs(ground)
    bound = np.full(len(open_.head), len(ground.word), np.intp)
    bare = verbs[at] == verbs[begin]
    clause = np.isin(open_.frames[owner], _ONLY_CLAUSES)
    clause |= np.isin(ground.word[begin], word_codes(_OPENING))
    ends = _new_verb(ground, np.flatnonzero(bare & ~clause), at)
    for over in (_new_clause(ground, open_, owner, at), ends):
        np.minimum.at(bound, owner[over], at[over])
    return (at <= bound[owner]) & ~(bare & _unfinished(ground, open_, owner, at))


def _verbs(ground: Ground) -> Places:
    """How many finite verbs stand before each token, those of "they're" and "who's" too."""
    held = _IS_FINITE[ground.tag] | np.isin(ground.word, word_codes(_VERBAL))
    return np.cumsum(held, dtype=np.intp) - held


def _new_clause(ground: Ground, open_: Open, owner: Places, at: Places) -> Places:
    """Choices at a semicolon before a clause without "and": "Lee said the weir held; Brandt left"."""
    rows = np.flatnonzero((ground.word[at] == _SEMICOLON) & (ground.marked[at] == 0))
    place = at[rows]
    after = np.minimum(place + 1, len(ground.word) - 1)
    close = np.minimum(open_.stop[owner[rows]], ground.breaks[after])
    clause = ground.finite[np.maximum(close, place)] > ground.finite[place]
    # "; Moscow denies it": in a headline the tagger takes the verb for a noun.
    behind = ground.tag[np.minimum(after + 1, len(ground.word) - 1)]
    clause |= (ground.tag[after] == _NAME) & (behind == _NOUN)
    return rows[clause & ~np.isin(ground.word[after], word_codes(("and", "or", "that")))]


def _new_verb(ground: Ground, bare: Places, at: Places) -> Places:
    """Those of the choices `bare` that are an "and" with a finite verb: "Lee vowed to go and has left"."""
    joins = np.isin(ground.word[at[bare]], word_codes(("and", "but")))
    bracketed = ground.word[at[bare] - 1] == _BRACKET  # "two (but forgotten) men"
    rows = bare[joins & ~bracketed & (ground.marked[at[bare]] == 0)]
    place, last = at[rows] + 1, len(ground.word) - 1
    for _ in range(2):
        place = np.minimum(place + _IS_ADVERB[ground.tag[np.minimum(place, last)]], last)
    spoken = np.isin(ground.word[place], word_codes(_SUBJECTS))
    after = np.minimum(place + 1, last)
    after = np.minimum(after + _IS_ADVERB[ground.tag[after]], last)
    found = _IS_FINITE[ground.tag[place]] | (spoken & _IS_FINITE[ground.tag[after]])
    led = ground.tag[place] == _PREP
    for _ in range(_PHRASE):
        place = np.minimum(place + 1, last)
        found |= led & _IS_SINGLE[ground.tag[place]] & _IS_INNER[ground.tag[place - 1]]
        led = led & _IS_INNER[ground.tag[place]]
    return rows[found]


def _unfinished(ground: Ground, open_: Open, owner: Places, at: Places) -> np.ndarray:
    """ "Lee argued the league, which has two clubs, is dead": at the first comma no verb is said."""
    last = len(ground.word) - 1
    clause = np.isin(open_.frames[owner], _CLAUSES) & (open_.subject[owner] == _OWN)
    close = ground.breaks[np.minimum(at + 1, last)]
    set_off = (ground.word[at] == _COMMA) & (ground.word[close] == _COMMA)
    verb = _IS_FINITE[ground.tag[np.minimum(close + 1, last)]]
    return clause & set_off & verb & (close < open_.stop[owner])

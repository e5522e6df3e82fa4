"""What a field says that holds a dateline or a place and nothing else."""

import re
from typing import NamedTuple

from tasks.text.bylines import agency_in

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d"
# A date, an agency or a mark ends the place.
_BEHIND = re.compile(rf"\s*[(/|—–]|\s+-+\s|(?:^|,?\s+){_MONTH}|(?:^|[,\s])\d", re.IGNORECASE)
_LONGEST = 100  # characters; what is longer is no place
_FIELD = 400  # characters of a field; what stands behind them is no dateline's


class Stated(NamedTuple):
    """Place and agency, where the field names them."""

    place: str | None = None
    agency: str | None = None


def stated(field: str) -> Stated:
    """Place and agency of a dateline that stands by itself; whatever the place, it is believed.

    >>> stated("Ostervik, 19 nov. 2031 (AFP)")
    Stated(place='Ostervik', agency='Agence France-Presse')
    >>> stated("LINDHAVEN, Nov 19 (Reuters) -").place
    'LINDHAVEN'
    """
    line = " ".join(field.split())[:_FIELD]
    end = _BEHIND.search(line)
    place = line[: end.start() if end else None].strip(" ,:;.-")
    known = any(map(str.isalpha, place)) and len(place) <= _LONGEST and not agency_in(place)
    return Stated(place if known else None, agency_in(line))

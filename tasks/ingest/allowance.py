"""How much an archive may unpack to, with everything nested in it."""

from tasks.errors import UnreadableError

# Text compresses 3 to 10 times, markup and repeated records up to about 50; a bomb 1,000 times.
BOMB_RATIO = 200
BOMB_FLOOR = 64_000_000
# A small archive may hold a few bombs, each cut short at the floor, and still be read to its end.
FLOORS = 10
MAX_MEMBERS = 100_000


class BombError(UnreadableError):
    """A stream unpacks to more than any text would; what it gave is not worth keeping."""


class Allowance:
    """Bytes and members that one outermost file may still give, however its archives are nested.

    Every reading counts: a member's head is read to tell its format, and what fails is read again
    to keep its bytes. That is at most three times, well inside the ratio.

    >>> allowance = Allowance(1000)
    >>> allowance.draw(600_000_000), allowance.draw(600_000_000)
    (True, False)
    """

    def __init__(self, packed: int | None) -> None:
        self._bytes = max(FLOORS * BOMB_FLOOR, BOMB_RATIO * (packed or 0))
        self._members = MAX_MEMBERS

    def draw(self, size: int) -> bool:
        """Take `size` bytes; False where there are not so many left."""
        self._bytes -= size
        return self._bytes >= 0

    def count_member(self) -> None:
        """Take one member; UnreadableError where there is none left."""
        self._members -= 1
        if self._members < 0:
            raise UnreadableError(f"its archives hold more than {MAX_MEMBERS} members")

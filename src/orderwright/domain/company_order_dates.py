"""The days by which buyers search their orders."""

import re
from datetime import UTC, datetime, timedelta

from orderwright.domain.dates import parse_date

DAY_MS = 24 * 60 * 60 * 1000
DEFAULT_DAYS = 30
YEAR_MS = 365 * DAY_MS
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_DAY_ALONE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_day(text: str, offset_seconds: int) -> tuple[int, int]:
    """The first and the last instant of `01/31/2025`, as the store's clock on the wall has it.

    A moment in ISO 8601 or RFC 2822 is both. Raises ValueError.
    """
    american = _AMERICAN.fullmatch(text.strip())
    if american is not None:
        month, day, year = map(int, american.groups())
        midnight = datetime(year, month, day, tzinfo=UTC)
        first = (midnight - _EPOCH) // timedelta(milliseconds=1) - offset_seconds * 1000
        return first, first + DAY_MS - 1
    moment = parse_date(text)
    if _DAY_ALONE.fullmatch(text.strip()):
        first = moment - offset_seconds * 1000
        return first, first + DAY_MS - 1
    return moment, moment

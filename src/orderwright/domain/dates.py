"""Instants are integers, milliseconds since 1970 UTC; here they meet their written forms."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The sign of an offset may have become a space: an unescaped plus in a query.
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s*(Z|z|[+-]\d{2}:?\d{2}| \d{2}:\d{2})?)?",
    re.ASCII,
)
_LONGEST = 64
EARLIEST = -62135596800000
LATEST = 253402300799999


@lru_cache(maxsize=1024)
def _rfc2822_of_second(second: int) -> str:
    moment = _EPOCH + timedelta(seconds=second)
    return (
        f"{_DAYS[moment.weekday()]}, {moment.day:02d} {_MONTHS[moment.month - 1]} {moment.year:04d}"
        f" {moment.hour:02d}:{moment.minute:02d}:{moment.second:02d} +0000"
    )


def print_rfc2822(instant: int | None) -> str:
    """`Thu, 18 Jun 2026 14:23:09 +0000`, the form of V2; an unset instant is the empty string."""
    return "" if instant is None else _rfc2822_of_second(instant // 1000)


def print_iso(instant: int) -> str:
    """`2026-06-18T14:23:09+00:00`, the form of V3."""
    return (_EPOCH + timedelta(seconds=instant // 1000)).isoformat()


def print_iso_z(instant: int) -> str:
    """`2026-06-18T14:23:09Z`, the form of the V3 catalogue and customers."""
    return print_iso(instant).replace("+00:00", "Z")


def print_iso_ms(instant: int) -> str:
    """`2026-06-18T14:23:09.123Z`, an instant whole."""
    return f"{print_iso(instant).removesuffix('+00:00')}.{instant % 1000:03d}Z"


def parse_date(text: str) -> int:
    """An instant from RFC 2822 or ISO 8601; without an offset it is UTC. Raises ValueError."""
    text = text.strip()
    if not text or len(text) > _LONGEST or not text.isascii():
        raise ValueError(text[:_LONGEST])
    match = _ISO.fullmatch(text)
    moment = _from_iso(match) if match else _from_rfc2822(text)
    delta = moment - _EPOCH
    instant = (delta.days * 86_400 + delta.seconds) * 1000 + delta.microseconds // 1000
    if not EARLIEST <= instant <= LATEST:
        raise ValueError(text)
    return instant


def _from_iso(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    zone: timezone = UTC
    if offset and offset not in "Zz":
        sign = -1 if offset[0] == "-" else 1
        hours, minutes = int(offset[1:3]), int(offset[-2:])
        zone = timezone(sign * timedelta(hours=hours, minutes=minutes))
    return datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
        int((fraction or "0").ljust(6, "0")[:6]), tzinfo=zone,
    )  # fmt: skip


def _from_rfc2822(text: str) -> datetime:
    parts = parsedate_tz(text)
    if parts is None or not re.search(r"\d{1,2}:\d{2}", text):
        raise ValueError(text)
    year, month, day, hour, minute, second = parts[:6]
    moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    return moment - timedelta(seconds=parts[9] or 0)

"""How much a run may ask for, and when: the daily page budget and the night pause. Pure but for its count."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsarchive.errors import ConfigError

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_HOURS = re.compile(r"^(\d\d):(\d\d)-(\d\d):(\d\d)$")


class Allowance:
    """Args:
    pages_per_day: Most requests on one day of Vietnam's; 0 = no limit.
    night_pause: "22:00-05:00", Vietnam's clock; "" = none.
    used: Requests that earlier runs made on the day of `now`.
    Raises:
        ConfigError: the pause cannot be read.
    """

    def __init__(self, *, pages_per_day: int, night_pause: str, used: int, now: datetime) -> None:
        self._most = pages_per_day
        self._pause = read_hours(night_pause)
        self._day = now.astimezone(VIETNAM).date()
        self._used = used

    def spend(self, now: datetime) -> None:
        """One request is made."""
        self._turn(now)
        self._used += 1

    def is_spent(self, now: datetime) -> bool:
        """Whether the day's budget is used up."""
        self._turn(now)
        return bool(self._most) and self._used >= self._most

    def paused_until(self, now: datetime) -> datetime | None:
        """The end of the pause that `now` falls into (UTC); None outside of it."""
        if self._pause is None:
            return None
        start, end = self._pause
        here = now.astimezone(VIETNAM)
        clock = here.time()
        inside = start <= clock < end if start < end else clock >= start or clock < end
        if not inside:
            return None
        day = here.date() if clock < end else here.date() + timedelta(days=1)
        return datetime.combine(day, end, VIETNAM).astimezone(UTC)

    def _turn(self, now: datetime) -> None:
        day = now.astimezone(VIETNAM).date()
        if day != self._day:
            self._day, self._used = day, 0


def day_start(now: datetime) -> datetime:
    """The first moment of the day (Vietnam's) that `now` lies in, UTC."""
    here = now.astimezone(VIETNAM)
    return datetime.combine(here.date(), time(), VIETNAM).astimezone(UTC)


def read_hours(text: str) -> tuple[time, time] | None:
    """Start and end of a pause; None where none is asked for.

    Raises:
        ConfigError: not hours of the day.

    >>> read_hours("22:00-05:30")
    (datetime.time(22, 0), datetime.time(5, 30))
    """
    if not text:
        return None
    match = _HOURS.match(text)
    try:
        if match is None:
            raise ValueError(text)
        hour, minute, end_hour, end_minute = map(int, match.groups())
        return time(hour, minute), time(end_hour, end_minute)
    except ValueError:
        raise ConfigError(
            f'night_pause must be hours of the day, like "22:00-05:00" (Vietnam\'s clock), not {text!r}.',
            setting="night_pause",
            value=text,
        ) from None

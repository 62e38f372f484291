"""Days on which Vietnamese newsrooms are quiet: Tết by the lunar calendar, and the public holidays."""

from datetime import date, timedelta

from newsarchive.dates.lunar import to_solar

TET_BEFORE = timedelta(days=3)
"""The quiet begins about the 28th of the last month."""
TET_AFTER = timedelta(days=7)
SOLAR = {(1, 1), (4, 30), (5, 1), (9, 1), (9, 2)}
"""Month and day: New Year, Liberation, Labour, National Day with the day before."""


def is_quiet(day: date) -> bool:
    """Whether little news is to be expected on a day of Vietnam's.

    >>> is_quiet(date(2024, 2, 10)), is_quiet(date(2024, 9, 2)), is_quiet(date(2024, 3, 12))
    (True, True, False)
    """
    if (day.month, day.day) in SOLAR:
        return True
    new_year = to_solar(day.year, 1, 1)
    if new_year is not None and new_year - TET_BEFORE <= day <= new_year + TET_AFTER:
        return True
    return day == to_solar(day.year, 3, 10)  # the Hùng kings

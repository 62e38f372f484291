"""The lunar calendar: Vietnam's own, not China's."""

from datetime import date

import pytest

from newsarchive.dates import lunar


@pytest.mark.parametrize(
    ("year", "new_year"),
    [
        (1968, date(1968, 1, 29)),  # China: 30 January
        (1985, date(1985, 1, 21)),  # China: 20 February
        (2007, date(2007, 2, 17)),  # China: 18 February
        (2024, date(2024, 2, 10)),
        (2030, date(2030, 2, 2)),  # China: 3 February
    ],
)
def test_new_year(year: int, new_year: date) -> None:
    assert lunar.to_solar(year, 1, 1) == new_year
    assert lunar.from_solar(new_year) == (year, 1, 1, False)


def test_leap_month() -> None:
    assert lunar.to_solar(2023, 2, 1, True) == date(2023, 3, 22)
    assert lunar.to_solar(2024, 2, 1, True) is None


def test_there_and_back_over_a_century() -> None:
    for ordinal in range(date(1950, 1, 1).toordinal(), date(2050, 1, 1).toordinal(), 37):
        day = date.fromordinal(ordinal)
        told = lunar.from_solar(day)
        assert told is not None
        assert lunar.to_solar(*told) == day


def test_days_that_do_not_exist() -> None:
    assert lunar.to_solar(2024, 13, 1) is None
    assert lunar.to_solar(2024, 1, 31) is None
    assert lunar.to_solar(1700, 1, 1) is None


def test_sixty_year_cycle() -> None:
    assert 2024 in lunar.years_of(lunar.STEMS.index("giáp"), lunar.BRANCHES.index("thìn"))

"""Breaks are found where they are, and chance is not taken for one."""

import random

from newsarchive.report.change import find_drop, find_shift


def test_a_field_that_vanishes_is_placed_at_its_first_miss() -> None:
    found = find_drop([True] * 60 + [False] * 4)
    assert found is not None
    assert (found.start, found.before, found.after) == (60, 1.0, 0.0)


def test_one_miss_is_no_break() -> None:
    assert find_drop([True] * 60 + [False] * 2) is None
    assert find_drop([True] * 60 + [False] + [True] * 20) is None


def test_a_field_that_is_often_missing_needs_more() -> None:
    often = [index % 3 != 0 for index in range(90)]
    assert find_drop(often + [False] * 4) is None
    assert find_drop(often + [False] * 20) is not None


def test_a_chance_miss_before_the_break_is_not_its_beginning() -> None:
    series = ([True] * 19 + [False]) * 3 + [False] * 8
    unaided, aided = find_drop(series), find_drop(series, likely={20, 40, 60})
    assert unaided is not None
    assert aided is not None
    assert (unaided.start, aided.start) == (59, 60)


def test_a_break_amid_a_run_is_placed_there() -> None:
    found = find_drop([True] * 65 + [False] * 15, likely={60, 70})
    assert found is not None
    assert found.start == 65


def test_little_history_says_nothing() -> None:
    assert find_drop([True] * 20 + [False] * 10) is None


def test_older_readings_are_history_only() -> None:
    assert find_drop([True] * 50 + [False] * 50, first=100) is None


def test_years_of_chance_bring_no_alarm() -> None:
    """Forty fields with all sorts of shares, looked at after every tenth of 400 articles."""
    rng = random.Random(7)
    for share in (0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 1.0) * 6:
        series = [rng.random() < share for _ in range(400)]
        for end in range(40, 401, 10):
            assert find_drop(series[:end]) is None


def test_lengths_that_halve_are_drift() -> None:
    rng = random.Random(8)
    before = [rng.gauss(70, 12) for _ in range(100)]
    found = find_shift(before + [rng.gauss(20, 3) for _ in range(21)])
    assert found is not None
    assert 98 <= found.start <= 101
    assert find_shift(before + [rng.gauss(60, 12) for _ in range(21)]) is None


def test_chance_in_lengths_is_no_drift() -> None:
    rng = random.Random(9)
    for _ in range(40):
        values = [rng.lognormvariate(7, 0.8) for _ in range(300)]
        for end in range(40, 301, 20):
            assert find_shift(values[:end]) is None

"""Floors for the collected cases beside the checkout: what the reader reaches may rise but not fall."""

import csv
import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from newsarchive.dates import lunar

ROOT = Path(__file__).parents[3]
SHARED = ROOT / "../shared/dates"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared/dates is not beside the checkout"),
]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_dates", ROOT / "bench/dates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_dates"] = module
    spec.loader.exec_module(module)
    return module


def pooled(bench: ModuleType, names: tuple[str, ...]) -> tuple[float, float]:
    totals = [0, 0, 0]
    for name in names:
        counts, _ = bench.score(name, bench.ours)
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
    return 100 * totals[0] / sum(totals), 100 * totals[1] / sum(totals)


def test_what_pages_print(bench: ModuleType) -> None:
    right, wrong = pooled(bench, bench.PRINTED)
    assert right >= 99.5
    assert wrong <= 0.2


def test_suites_of_other_readers(bench: ModuleType) -> None:
    right, wrong = pooled(bench, bench.READERS)
    assert right >= 98
    assert wrong == 0


def test_every_case_that_is_not_right_has_its_reason(bench: ModuleType) -> None:
    missed = {
        (c.file, c.row) for name in bench.PRINTED + bench.READERS for c, _ in bench.score(name, bench.ours)[1]
    }
    assert missed == set(bench.DIFFERENT)


def rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_new_year_of_two_centuries() -> None:
    wrong = []
    for row in rows("tet.tsv"):
        leap = [number for number, is_leap, _, _ in lunar.months(int(row["year"])) if is_leap]
        new_year = lunar.to_solar(int(row["year"]), 1, 1)
        if new_year != date.fromisoformat(row["tet_vn"]) or (leap or [0]) != [int(row["leap_month_vn"])]:
            wrong.append(row["year"])
    assert set(wrong) <= {"1916", "1925"}  # marked doubtful in the table itself


def test_lunar_days() -> None:
    for row in rows("lunar_cases.tsv"):
        told = lunar.from_solar(date.fromisoformat(row["solar"]))
        assert told is not None
        assert told[:3] == (int(row["lunar_year"]), int(row["lunar_month"]), int(row["lunar_day"])), row[
            "solar"
        ]
        if row["leap"]:
            assert told[3] == (row["leap"] == "1")


def test_leap_months() -> None:
    for row in rows("lunar_leap_months.tsv"):
        leap = [number for number, is_leap, _, _ in lunar.months(int(row["year"])) if is_leap]
        assert (leap or [0]) == [int(row["leap_month"])], row["year"]

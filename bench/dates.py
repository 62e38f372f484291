"""Scores and speed of the date reader beside dateparser, on the collected cases in a folder `shared` beside the checkout.

    python bench/dates.py [--failures] [--no-peer] [FILE...]

Scoring is strict: a date is the same day, a datetime the same minute, month and year the same, an interval has both
ends, null means that nothing may be found. Only the parts that a source asserts are compared.
"""

import argparse
import csv
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from newsarchive.dates import find, parse
from newsarchive.errors import DateError

SHARED = Path(__file__).parents[1] / "../shared/dates"
PRINTED = (
    "printed_dates",
    "scraper_tests_vi",
    "dateparser_vi",
    "cldr_vi",
    "moment_vi",
    "datefns_vi",
    "carbon_vi",
)
PRINTED += ("arrow_timeago_vi",)
READERS = ("duckling_vi", "chrono_vi", "heideltime_vi", "nemo_vi", "engram_vi")


@dataclass(frozen=True, slots=True)
class Case:
    file: str
    row: int
    text: str
    at: datetime
    expected: str
    kind: str
    search: bool
    prefer: str
    asserted: frozenset[str]


def cases(name: str) -> Iterator[Case]:
    with (SHARED / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        for row, line in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            case = _printed(row, line) if name == "printed_dates" else _suite(name, row, line)
            if case is not None:
                yield case


def _printed(row: int, line: dict[str, str]) -> Case | None:
    """A string from a page. It is read the day after the day it states, as a crawl would."""
    expected = line["iso_expected"]
    if not expected:
        return None
    last = expected.split("/")[-1][:10]
    at = datetime.combine(date.fromisoformat(last) + timedelta(days=1), datetime.min.time())
    return Case(
        "printed_dates",
        row,
        line["string"],
        at,
        expected,
        "printed",
        line["kind"] == "other",
        "past",
        frozenset(),
    )


def _suite(name: str, row: int, line: dict[str, str]) -> Case:
    at = datetime.fromisoformat(line["reference"]).replace(tzinfo=None)
    note = line["note"]
    ahead = "future occurrence" in note or "[forwardDate]" in note or "; future" in note
    asserted = frozenset()
    if "asserted=" in note:
        asserted = frozenset(note.split("asserted=")[1].split(";")[0].split(" ")[0].split(","))
    prefer = "future" if ahead else "past"
    return Case(
        name,
        row,
        line["input"],
        at,
        line["expected"],
        line["kind"],
        line["task"] == "search",
        prefer,
        asserted,
    )


def right(case: Case, iso: str) -> bool:
    """Whether a reading is what the case expects."""
    if case.kind == "printed":
        return iso == case.expected or iso[: len(case.expected)] == case.expected
    if case.kind == "interval":
        return interval(iso) == interval_expected(case.expected)
    if "/" in iso:
        return False
    asserted = case.asserted
    if case.kind == "date" and asserted and "year" not in asserted:
        if asserted == {"weekday"}:
            return (
                len(iso) == 10
                and date.fromisoformat(iso).weekday() == date.fromisoformat(case.expected).weekday()
            )
        if "month" in asserted:
            return iso[4:10] == case.expected[4:10] and len(iso) == 10
    if case.kind == "month" and asserted and "year" not in asserted:
        return iso[4:] == case.expected[4:]
    if case.kind == "datetime":
        return iso[:16] == case.expected[:16]
    return iso[:10] == case.expected if case.kind == "date" else iso == case.expected


def interval(iso: str) -> tuple[str, str] | None:
    if "/" not in iso:
        return None
    first, last = iso.split("/")
    return _days(first)[0], _days(last)[1]


def interval_expected(text: str) -> tuple[str, str]:
    first, last = text.split("..")
    if "T" in last:
        return first, last
    return first, (date.fromisoformat(last) - timedelta(days=1)).isoformat()


def _days(text: str) -> tuple[str, str]:
    if len(text) == 7:
        first = date.fromisoformat(text + "-01")
        return first.isoformat(), (
            (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        ).isoformat()
    return text, text


Reader = Callable[[Case], list[str]]


def ours(case: Case) -> list[str]:
    if case.search:
        return [r.iso for r in find(case.text, at=case.at, prefer=case.prefer)]  # type: ignore[arg-type]
    try:
        return [parse(case.text, at=case.at, prefer=case.prefer).iso]  # type: ignore[arg-type]
    except DateError:
        return []


def peer() -> Reader:
    import dateparser
    from dateparser.search import search_dates

    def read(case: Case) -> list[str]:
        settings = {"RELATIVE_BASE": case.at, "PREFER_DATES_FROM": case.prefer, "RETURN_TIME_AS_PERIOD": True}
        if case.search:
            found = search_dates(case.text, languages=["vi"], settings=settings) or []
            return [_peer_iso(case, moment) for _, moment in found]
        moment = dateparser.parse(case.text, languages=["vi"], settings=settings)
        return [_peer_iso(case, moment)] if moment else []

    return read


def _peer_iso(case: Case, moment: datetime) -> str:
    """dateparser tells no precision: it is given that of the expectation."""
    size = 16 if "T" in case.expected.split("/")[0] else min(len(case.expected.split("..")[0]), 10) or 10
    return moment.replace(tzinfo=None).isoformat()[:size]


def score(name: str, reader: Reader) -> tuple[int, int, int, list[tuple[Case, list[str]]]]:
    """(right, wrong, none, cases that are not right)."""
    counts = [0, 0, 0]
    missed: list[tuple[Case, list[str]]] = []
    for case in cases(name):
        got = reader(case)
        if case.kind == "null":
            verdict = 1 if got else 0
        elif not got:
            verdict = 2
        else:
            verdict = 0 if any(right(case, iso) for iso in got) else 1
        counts[verdict] += 1
        if verdict:
            missed.append((case, got))
    return counts[0], counts[1], counts[2], missed


def rate(reader: Reader, every: list[Case], seconds: float) -> float:
    """Cases read per second, over whole rounds for at least that long."""
    start, rounds = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        for case in every:
            reader(case)
        rounds += 1
    return rounds * len(every) / (time.perf_counter() - start)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", help="names of the tables, all without")
    options.add_argument("--failures", action="store_true", help="print every case that is not right")
    options.add_argument("--no-peer", action="store_true", help="leave dateparser out")
    args = options.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("No folder shared/dates beside the checkout: nothing to score.")
    other = None if args.no_peer else peer()
    print(
        f"{'file':20}{'right':>7}{'wrong':>7}{'none':>7}"
        + (f"{'dateparser right':>20}{'wrong':>7}{'none':>7}" if other else "")
    )
    for title, group in (("what pages print", PRINTED), ("other readers' suites", READERS)):
        totals, peer_totals = [0, 0, 0], [0, 0, 0]
        for name in group:
            if args.files and name not in args.files:
                continue
            *counts, missed = score(name, ours)
            totals = [a + b for a, b in zip(totals, counts, strict=True)]  # type: ignore[arg-type]
            line = f"{name:20}{counts[0]:7}{counts[1]:7}{counts[2]:7}"
            if other:
                *counts, _ = score(name, other)
                peer_totals = [a + b for a, b in zip(peer_totals, counts, strict=True)]  # type: ignore[arg-type]
                line += f"{counts[0]:20}{counts[1]:7}{counts[2]:7}"
            print(line)
            if args.failures:
                for case, got in missed:
                    print(
                        f"    {case.row}: {case.text!r} at {case.at} {case.prefer}: {case.expected or 'nothing'} <> {got}"
                    )
        print(_share(title, totals) + (f"   dateparser{_share('', peer_totals)}" if other else ""))
    every = [case for name in PRINTED for case in cases(name) if not case.search]
    speed = rate(ours, every, 1.0)
    print(f"{speed:,.0f} readings a second ({1e6 / speed:.1f} µs each)")
    if other:
        theirs = rate(other, every, 1.0)
        print(f"dateparser: {theirs:,.0f} a second; ratio {speed / theirs:.0f}")


def _share(title: str, counts: list[int]) -> str:
    total = sum(counts) or 1
    return (
        f"{title:20} {100 * counts[0] / total:.1f} % right, {100 * counts[1] / total:.2f} % wrong of {total}"
    )


if __name__ == "__main__":
    main()

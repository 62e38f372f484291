"""Scores and speed of the date reader beside dateparser, on collected cases in a folder `shared` beside the checkout.

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
from statistics import mean

from newsarchive.dates import fast, find, parse
from newsarchive.dates.reader import forget_texts
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
AHEAD = {("scraper_tests_vi", row) for row in (62, 63, 64)}
"""Announcements of events without a year: their source looks ahead."""
DIFFERENT = {
    (
        "dateparser_vi",
        6,
    ): "a bare number of hours is read as that long ago; nemo_vi reads the same words as a clock: refused",
    ("nemo_vi", 130): "the same words as dateparser_vi row 6, read the other way: refused",
    ("nemo_vi", 131): "as row 130",
    (
        "duckling_vi",
        46,
    ): "the word for evening is put beside three o'clock and read as afternoon; the source is doubtful",
    ("heideltime_vi", 28): "the weekday is another day's; the source lets the date win, we refuse",
    ("heideltime_vi", 30): "as row 28",
    ("heideltime_vi", 32): "as row 28",
}
"""Cases whose source is wrong or two-way, by row of the file (2 is the first after the heading), with the reason."""
ROUNDS = 21
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
    asserted: frozenset[str] = frozenset()
    if "asserted=" in note:
        asserted = frozenset(note.split("asserted=")[1].split(";")[0].split(" ")[0].split(","))
    prefer = "future" if ahead or (name, row) in AHEAD else "past"
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


def score(name: str, reader: Reader) -> tuple[list[int], list[tuple[Case, list[str]]]]:
    """([right, wrong, none], cases that are not right)."""
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
    return counts, missed


def seconds_each(reader: Reader, every: list[Case], *, forget: bool = False) -> float:
    """Processor time a case, over one round."""
    if forget:
        forget_texts()
    start = time.process_time()
    for case in every:
        reader(case)
    return (time.process_time() - start) / len(every)


def main() -> None:
    options = argparse.ArgumentParser(description="Score the date reader beside dateparser.")
    options.add_argument("files", nargs="*", help="names of the tables, all without")
    options.add_argument("--failures", action="store_true", help="print every case that is not right")
    options.add_argument("--no-peer", action="store_true", help="leave dateparser out")
    args = options.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("No folder shared/dates beside the checkout: nothing to score.")
    other = None if args.no_peer else peer()
    print(
        f"{'':20}{'right':>7}{'wrong':>7}{'none':>7}" + ("   dateparser: right, wrong, none" if other else "")
    )
    for title, group in (("what pages print", PRINTED), ("other readers' suites", READERS)):
        scored = [name for name in group if not args.files or name in args.files]
        print_group(title, scored, other, failures=args.failures)
    print_speed(other)


def print_group(title: str, names: list[str], other: Reader | None, *, failures: bool) -> None:
    totals, theirs = [0, 0, 0], [0, 0, 0]
    for name in names:
        counts, missed = score(name, ours)
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        line = f"{name:20}{counts[0]:7}{counts[1]:7}{counts[2]:7}"
        if other:
            peer_counts, _ = score(name, other)
            theirs = [a + b for a, b in zip(theirs, peer_counts, strict=True)]
            line += f"   {peer_counts[0]:6}{peer_counts[1]:6}{peer_counts[2]:6}"
        print(line)
        for case, got in missed if failures else ():
            reason = DIFFERENT.get((case.file, case.row), "")
            wanted = case.expected or "nothing"
            print(
                f"    row {case.row}: {case.text!r} at {case.at} ({case.prefer}): {wanted}, got {got} {reason}"
            )
    print(f"{title}: {share(totals)}" + (f"; dateparser {share(theirs)}" if other else ""))


def share(counts: list[int]) -> str:
    total = sum(counts) or 1
    return f"{100 * counts[0] / total:.1f} % right, {100 * counts[1] / total:.2f} % wrong of {total}"


def print_speed(other: Reader | None) -> None:
    """Every case once a round; "first" forgets between rounds, so that nothing is read from memory.

    The readers take turns, dateparser with a part of the cases each time, so that a busy machine
    slows both alike.
    """
    every = [case for name in (*PRINTED, *READERS) for case in cases(name) if not case.search]
    usual = [case for case in every if fast.read(case.text, case.at, "past") is not None]
    for title, chosen, forget in (
        ("usual printed forms", usual, True),
        ("all cases, first time", every, True),
        ("all cases, again", every, False),
    ):
        mine, theirs = [], []
        for turn in range(ROUNDS):
            mine.append(mean(seconds_each(ours, chosen, forget=forget) for _ in range(5)))
            if other:
                theirs.append(seconds_each(other, chosen[turn::ROUNDS]))
        line = f"{title}: {1 / mean(mine):,.0f} a second, {1e6 * mean(mine):.1f} µs each"
        if other:
            line += f"; {mean(theirs) / mean(mine):.0f} times dateparser's {1 / mean(theirs):,.0f}"
        print(line)


if __name__ == "__main__":
    main()

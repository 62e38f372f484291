"""Fields right on whole pages in layouts that the reader was not written against, per layout and field.

    python -m bench.unseen [--each 20] [--seed 4] [--layout joomla] [--failures] [--page joomla:3]

A page counts as right in "whole body" where every paragraph is there, in order, and nothing else. "leak" counts pages
with foreign text in body or lead, "clock" those whose publication day is the masthead's.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

from bench.unseen_kit import Kit, Unseen
from bench.unseen_layouts import LAYOUTS
from newsarchive.errors import NotAnArticle
from newsarchive.extraction import extract
from tests.sites.compare import differences

TARGETS: dict[str, float] = {
    "title": 0.99, "byline": 0.99, "photos": 0.99, "published": 0.99, "body": 0.97, "absent": 1.0,
}  # fmt: skip
"""Compared fields and the share of pages on which each is to be right; "absent" = no foreign text."""
OTHERS = ("lead",)


def make(layout: str, number: int, seed: int = 4) -> Unseen:
    """One page; the same numbers give the same page."""
    kit = Kit(rng=Random(f"{seed}/{layout}/{number}"), layout=layout, number=number)
    return kit.done(LAYOUTS[layout](kit))


def pages(each: int, *, seed: int = 4, layouts: tuple[str, ...] = ()) -> Iterator[Unseen]:
    """`each` pages of every layout."""
    for layout in layouts or tuple(LAYOUTS):
        for number in range(each):
            yield make(layout, number, seed)


def problems(page: Unseen) -> dict[str, list[str]]:
    """What is wrong on one page by field; "clock" where the masthead's day was taken."""
    try:
        found: dict[str, Any] = extract(
            page.html.encode(), url=page.url, fetched_at=page.fetched_at
        ).to_dict()
    except NotAnArticle as error:
        return {field: [f"refused: {error}"] for field in (*TARGETS, *OTHERS)}
    wrong = {field: differences(field, found, page.expected) for field in (*TARGETS, *OTHERS)}
    day, expected = found["published_day"], page.expected["published"] or ""
    if day == f"{page.fetched_at:%Y-%m-%d}" and day != expected[:10]:
        wrong["clock"] = [f"clock taken: {day}"]
    return {field: lines for field, lines in wrong.items() if lines}


def main() -> None:
    """Print the table, and failures where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--layout", action="append", default=[])
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--page", help="print the mark-up of one page, such as joomla:3")
    options = parser.parse_args()
    if options.page:
        layout, _, number = options.page.partition(":")
        print(make(layout, int(number), options.seed).html)
        return
    counts: dict[str, Counter[str]] = {}
    for page in pages(options.each, seed=options.seed, layouts=tuple(options.layout)):
        tally = counts.setdefault(page.layout, Counter())
        tally["pages"] += 1
        for field, lines in problems(page).items():
            tally[field] += 1
            if options.failures:
                print(f"{page.layout}:{page.number} " + "\n    ".join(lines))
    print_table(counts)


def print_table(counts: dict[str, Counter[str]]) -> None:
    """Pages right per layout and field, then the shares over all."""
    columns = (*TARGETS, *OTHERS, "clock")
    print(f"{'layout':<16}{'pages':>6}" + "".join(f"{name:>11}" for name in columns))
    for layout, tally in counts.items():
        print(
            f"{layout:<16}{tally['pages']:>6}"
            + "".join(f"{tally['pages'] - tally[name]:>11}" for name in columns)
        )
    total = sum(counts.values(), Counter[str]())
    shares = "".join(f"{100 - 100 * total[name] / total['pages']:>10.2f}%" for name in columns)
    print(f"{'all':<16}{total['pages']:>6}{shares}")


if __name__ == "__main__":
    main()

"""Fields right, per field, on fixtures and collected pages: ours beside other extractors, by the same rules.

    python bench/score_pages.py [--peers trafilatura,goose3] [--generic] [--failures]

`--generic` leaves the site definitions out. Peers are asked only for what they offer: title, body, byline, date.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from peers import PEERS, Fields, Page, fields, pages  # noqa: E402

from newsarchive.errors import NotAnArticle  # noqa: E402
from newsarchive.extraction import extract, extract_snapshot  # noqa: E402
from newsarchive.model.snapshot import Snapshot  # noqa: E402
from tests.sites.compare import FIELDS, differences  # noqa: E402

OFFERED = ("title", "body", "byline", "published", "absent")
"""What peers give; the day is enough of a date for them."""


def ours(page: Page) -> Fields:
    """Our fields, with the site's definition where there is one."""
    try:
        return extract(page.html, url=page.url, fetched_at=datetime.fromisoformat(page.fetched_at)).to_dict()
    except NotAnArticle:
        return fields()


def ours_generic(page: Page) -> Fields:
    """Our fields by the reader without selectors."""
    snapshot = Snapshot(url=page.url, fetched_at=datetime.fromisoformat(page.fetched_at), body=page.html)
    try:
        return extract_snapshot(snapshot, site=None, page_class=None).to_dict()
    except NotAnArticle:
        return fields()


def score(run: Callable[[Page], Fields], is_peer: bool, show: bool) -> tuple[Counter[str], Counter[str]]:
    """(right, asked) per field over all pages."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for page in pages():
        expected = dict(page.expected or {})
        if is_peer and expected.get("published"):
            expected["published"] = expected["published"][:10]
        found = run(page)
        if is_peer and found["published_at"]:
            found["published_at"] = found["published_at"][:10]
        for name in FIELDS:
            if name not in expected or (is_peer and name not in OFFERED):
                continue
            asked[name] += 1
            problems = differences(name, found, expected)
            right[name] += not problems
            if problems and show:
                print(f"    {page.folder.name}: {problems[0][:150]}")
    return right, asked


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--generic", action="store_true")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    print(f"{len(pages())} pages; fields right of fields asked")
    own = ours_generic if options.generic else ours
    table = {"newsarchive": score(own, False, options.failures)}
    for name in filter(None, options.peers.split(",")):
        peer = PEERS[name]()
        if peer is not None:
            table[name] = score(peer, True, False)
    print(f"{'field':14}" + "".join(f"{name:>18}" for name in table))
    for field in FIELDS:
        cells = [f"{right[field]}/{asked[field]}" if asked[field] else "-" for right, asked in table.values()]
        print(f"{field:14}" + "".join(f"{cell:>18}" for cell in cells))


if __name__ == "__main__":
    main()

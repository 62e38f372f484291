"""CPU time of extraction, all fields, beside other extractors on the same pages in the same run.

    python bench/extraction.py [--rounds 5] [--peers trafilatura,newspaper4k] [--pages FOLDER]

Pages are the test fixtures and, where it lies beside the checkout, the folder of collected pages. CPU is summed over
the whole set; every round measures all tools, one after the other, and the best round of each counts.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from peers import PEERS, Page, pages  # noqa: E402

from newsarchive.errors import NotAnArticle  # noqa: E402
from newsarchive.model.snapshot import Snapshot  # noqa: E402
from newsarchive.page.reader import read_page  # noqa: E402

Run = Callable[[Page], object]


def generic(page: Page) -> object:
    """The reader without selectors: parse and all fields."""
    try:
        return read_page(_snapshot(page))
    except NotAnArticle:
        return None


def known(page: Page) -> object:
    """The reader with the site's own definition, where there is one."""
    from newsarchive.sites import find_site, page_class_for

    site = find_site(page.url)
    try:
        return read_page(_snapshot(page), page_class=page_class_for(site), site=site)
    except NotAnArticle:
        return None


def _snapshot(page: Page) -> Snapshot:
    return Snapshot(url=page.url, fetched_at=datetime.fromisoformat(page.fetched_at), body=page.html)


def cpu(run: Run, subset: list[Page]) -> float:
    """Seconds of CPU for one pass over the pages."""
    started = time.process_time()
    for page in subset:
        run(page)
    return time.process_time() - started


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--pages", type=Path, help="only pages of this folder")
    options = parser.parse_args()
    subset = [page for page in pages() if options.pages is None or options.pages in page.folder.parents]
    tools: dict[str, Run] = {"newsarchive, generic": generic, "newsarchive, sites": known}
    for name in filter(None, options.peers.split(",")):
        peer = PEERS[name]()
        if peer is None:
            print(f"{name}: not installed (pip install 'newsarchive[bench]')")
        else:
            tools[name] = peer
    best = dict.fromkeys(tools, float("inf"))
    for run in tools.values():
        cpu(run, subset)  # warm: imports, compiled patterns
    for _ in range(options.rounds):
        for name, run in tools.items():
            best[name] = min(best[name], cpu(run, subset))
    size = sum(len(page.html) for page in subset) / len(subset) / 1024
    print(f"{len(subset)} pages of {size:.0f} KB on average, best of {options.rounds} rounds")
    print(f"{'tool':24}{'ms/page':>10}{'generic is':>12}{'sites are':>12}")
    for name, seconds in best.items():
        ratios = [seconds / best[own] for own in ("newsarchive, generic", "newsarchive, sites")]
        print(f"{name:24}{seconds / len(subset) * 1000:10.2f}{ratios[0]:11.1f}x{ratios[1]:11.1f}x")


if __name__ == "__main__":
    main()

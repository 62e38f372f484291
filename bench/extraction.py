"""CPU time of extraction, all fields with dates and checks, beside other extractors on the same pages in the same run.

    python bench/extraction.py [--rounds 5] [--peers trafilatura,newspaper4k] [--pages FOLDER]

Two fixed sets: the articles of the test fixtures, pages as small as can be, and, where it lies beside the checkout, the
folder of collected pages, which are as papers serve them. In every round each tool reads the whole set three times, one
tool after the other, so that what else the machine does falls on all of them; the best pass of each page and tool
counts, and these are summed over the set. What ours remembers of texts from page to page is forgotten before every
pass, because in a crawl no page comes twice.

Ours takes the public way: `newsarchive.extract` from bytes to the finished article, finding the site included.
"generic" is the same without a site. Peers are given decoded text, trafilatura is asked for its metadata.
"""

import argparse
import functools
import gc
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from peers import COLLECTED, PEERS, Page, pages  # noqa: E402

from newsarchive.errors import NotAnArticle  # noqa: E402
from newsarchive.extraction import extract, extract_snapshot  # noqa: E402
from newsarchive.model.snapshot import Snapshot  # noqa: E402
from newsarchive.sites import find_site  # noqa: E402

Run = Callable[[Page], object]
GENERIC, SITES = "newsarchive, generic", "newsarchive, sites"
PASSES = 3
"""How often each tool reads the set before the next one's turn: the first time it finds the processor's caches full of
the code of the one before it."""
_OF_THE_PROGRAM = frozenset({"compiled", "plan_of", "_pattern", "_having_path", "spiders", "_sites_by_host"})
"""Caches keyed by what is written in the program, such as selectors."""
_OF_THE_LANGUAGE = frozenset(
    {"newsarchive.text.syllable", "newsarchive.text.folding", "newsarchive.dates.lunar"}
)
"""Caches of syllables and days, the same on all pages; those of all other rooms are keyed by texts of pages."""


def generic(page: Page) -> object:
    """All fields by the reader without selectors."""
    snapshot = Snapshot(url=page.url, fetched_at=datetime.fromisoformat(page.fetched_at), body=page.html)
    try:
        return extract_snapshot(snapshot, site=None, page_class=None)
    except NotAnArticle:
        return None


def known(page: Page) -> object:
    """All fields with the definition of the page's site, where there is one."""
    try:
        return extract(page.html, url=page.url, fetched_at=datetime.fromisoformat(page.fetched_at))
    except NotAnArticle:
        return None


def forgetters() -> list[Callable[[], None]]:
    """What empties our caches of texts."""
    found: list[Callable[[], None]] = []
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper):
            module, name = getattr(thing, "__module__", None) or "", getattr(thing, "__name__", "")
            if not module.startswith("newsarchive.") or module in _OF_THE_LANGUAGE or name in _OF_THE_PROGRAM:
                continue
            found.append(thing.cache_clear)
    return found


def measure(tools: dict[str, Run], subset: Sequence[Page], rounds: int) -> dict[str, list[float]]:
    """Seconds of CPU per tool and page, the best of all rounds."""
    best = {name: [float("inf")] * len(subset) for name in tools}
    for run in tools.values():  # warm: imports, compiled patterns
        for page in subset:
            run(page)
    forget = forgetters()
    gc.collect()
    gc.freeze()  # nobody pays for walking the modules of all the others
    for _ in range(rounds):
        for name, run in tools.items():
            for _ in range(PASSES):
                for empty in forget:
                    empty()
                gc.collect()
                for position, page in enumerate(subset):
                    started = time.process_time()
                    run(page)
                    best[name][position] = min(best[name][position], time.process_time() - started)
    gc.unfreeze()
    return best


def report(name: str, best: dict[str, list[float]], subset: Sequence[Page], chosen: Sequence[int]) -> None:
    """The table of some of the pages; ratios for sites are over the pages of known sites alone."""
    if not chosen:
        return
    home = [position for position in chosen if find_site(subset[position].url) is not None]
    size = sum(len(subset[position].html) for position in chosen) / len(chosen) / 1024
    print(f"\n{name}: {len(chosen)} of {size:.0f} KB on average, {len(home)} of them of known sites")
    print(f"{'CPU, ms a page':24}{'all':>8}{'generic is':>12}{'known':>8}{'sites are':>12}")
    for tool, seconds in best.items():
        mine, ours = (sum(of[position] for position in chosen) for of in (seconds, best[GENERIC]))
        known_mine, known_ours = (sum(of[position] for position in home) for of in (seconds, best[SITES]))
        print(
            f"{tool:24}{mine / len(chosen) * 1000:8.2f}{mine / ours:11.1f}x"
            f"{known_mine / max(len(home), 1) * 1000:8.2f}{known_mine / (known_ours or 1.0):11.1f}x"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--pages", type=Path, help="only pages of this folder")
    options = parser.parse_args()
    within = options.pages.resolve() if options.pages else None
    subset = [page for page in pages() if within is None or within in page.folder.resolve().parents]
    if not subset:
        parser.error(f"no saved page lies in {options.pages}")
    tools: dict[str, Run] = {GENERIC: generic, SITES: known}
    for name in filter(None, options.peers.split(",")):
        peer = PEERS[name]()
        if peer is None:
            print(f"{name}: not installed (pip install 'newsarchive[bench]')")
        else:
            tools[name] = peer
    best = measure(tools, subset, options.rounds)
    saved = [position for position, page in enumerate(subset) if COLLECTED in page.folder.parents]
    made = [position for position in range(len(subset)) if position not in saved]
    report("saved pages of real sites", best, subset, saved)
    report("fixtures of our own, small pages", best, subset, made)


if __name__ == "__main__":
    main()

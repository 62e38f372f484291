"""Memory over many pages in one process: 20,000 different articles in every layout, read from bytes to the article.

    python bench/memory.py [--pages 20000] [--generic]

Prints the resident memory after a warm-up, on the way and at the end. Flat means: what is remembered from page to page
is bounded, and every tree is let go.
"""

import argparse
import gc
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from newsarchive.errors import NotAnArticle  # noqa: E402
from newsarchive.extraction import extract, extract_snapshot  # noqa: E402
from newsarchive.model.snapshot import Snapshot  # noqa: E402
from newsarchive.sample.compose import LAYOUTS  # noqa: E402
from newsarchive.sample.render import render_article  # noqa: E402
from newsarchive.sample.scale import ScaledShelf  # noqa: E402

NOW = datetime(2026, 7, 1, tzinfo=UTC)
STEPS = 10
"""Lines printed on the way."""
MAX_GROWTH_MIB = 24.0
"""Allowed between the first step and the end: bounded caches fill up, nothing else grows."""


def resident_mib() -> float:
    """Resident memory of this process (Linux)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("no VmRSS in /proc/self/status; this benchmark needs Linux")


def read(shelf: ScaledShelf, position: int, *, is_generic: bool) -> bool:
    """Read one page in the layout of its turn; whether an article came out."""
    article = shelf.at(position)
    page = render_article(article, layout=LAYOUTS[position % len(LAYOUTS)], clock=NOW).encode()
    try:
        if is_generic:
            snapshot = Snapshot(url=article.url, fetched_at=NOW, body=page)
            return bool(extract_snapshot(snapshot, site=None, page_class=None).body)
        return bool(extract(page, url=article.url, fetched_at=NOW).body)
    except NotAnArticle:
        return False


def main() -> int:
    """Print the figures; 1 where memory grew or pages could not be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--generic", action="store_true")
    options = parser.parse_args()
    shelf = ScaledShelf(options.pages)
    step = max(options.pages // STEPS, 1)
    articles, first, last = 0, 0.0, 0.0
    started = time.process_time()
    print(f"{options.pages} pages in {len(LAYOUTS)} layouts; before: {resident_mib():.1f} MiB")
    for position in range(options.pages):
        articles += read(shelf, position, is_generic=options.generic)
        if (position + 1) % step == 0:
            gc.collect()
            last = resident_mib()
            first = first or last
            print(f"{position + 1:7d} pages: {last:7.1f} MiB", flush=True)
    spent = (time.process_time() - started) / options.pages * 1000
    print(f"grown by {last - first:+.1f} MiB from the first step to the end; {articles} articles read;")
    print(f"{spent:.1f} ms CPU a page, making the page included")
    return int(last - first > MAX_GROWTH_MIB or articles < options.pages)


if __name__ == "__main__":
    raise SystemExit(main())

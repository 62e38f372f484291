"""The table of sites in `docs/sites.md`, written from the site files: `python -m newsarchive.sitekit.table`."""

import sys
from pathlib import Path
from typing import Any

from newsarchive.model.site import Listing, Rss, Sitemap
from newsarchive.sites import spiders

BEGIN, END = "<!-- sites: begin (python -m newsarchive.sitekit.table) -->", "<!-- sites: end -->"


def sites_table() -> str:
    """All known sites as a Markdown table, by id."""
    rows = ["| id | site | address | found by | layouts |", "|---|---|---|---|---|"]
    for name, spider in spiders().items():
        site = spider.site
        rows.append(
            f"| `{name}` | {site.name} | {site.home} | {_found_by(site.sources)} | {_layouts(spider)} |"
        )
    return "\n".join(rows)


def current(text: str) -> str:
    """The page's text with the table brought up to date.

    Raises:
        ValueError: the page has no place for the table.
    """
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page needs the lines {BEGIN!r} and {END!r}")
    return f"{head}{BEGIN}\n{sites_table()}\n{END}{tail}"


def _found_by(sources: tuple[Any, ...]) -> str:
    counts = {
        "listing": sum(isinstance(source, Listing) for source in sources),
        "feed": sum(isinstance(source, Rss) for source in sources),
        "sitemap": sum(isinstance(source, Sitemap) for source in sources),
    }
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items() if count)


def _layouts(spider: type[Any]) -> str:
    page_class = getattr(spider, "page_class", None)
    if page_class is None:
        return "any page"
    names = [layout.layout for layout in page_class.layouts or (page_class,)]
    return ", ".join("any page" if name == "generic" else f"`{name}`" for name in names)


def main(arguments: list[str]) -> int:
    """Bring the page up to date; says what it did."""
    page = Path(arguments[0] if arguments else "docs/sites.md")
    text = page.read_text(encoding="utf-8")
    page.write_text(current(text), encoding="utf-8")
    sys.stdout.write(f"{page}: {len(spiders())} sites\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

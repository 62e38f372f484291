"""`newsarchive new-site`: learn a site from a few pages and write its file, fixtures and failing test."""

from pathlib import Path
from typing import Any

import click

from newsarchive.cli.options import CommandError, json_option, out, print_json
from newsarchive.model.counting import number_of
from newsarchive.sitekit.learn import Proposal
from newsarchive.sitekit.saved import SavedPage
from newsarchive.sitekit.write import Written

EXAMPLE = """\b
Examples:
  newsarchive new-site baochauson https://baochauson.example --page docs/walkthrough
  newsarchive new-site baochauson https://baochauson.example --page bai-1.html bai-2.html list.html=https://…
  newsarchive new-site baochauson https://baochauson.example     (fetches eight pages, politely)
"""


@click.command("new-site", epilog=EXAMPLE)
@click.argument("site_id", metavar="ID")
@click.argument("home", metavar="URL")
@click.option(
    "--page",
    "pages",
    multiple=True,
    metavar="FILE",
    help="Saved pages (articles, listings, feeds): files, a folder, FILE=ADDRESS. Without any, pages are fetched.",
)
@click.argument("more", nargs=-1, metavar="")
@click.option(
    "--count", type=click.IntRange(min=3, max=30), default=8, show_default=True, help="Pages to fetch."
)
@click.option("--origin", metavar="URL", help="Fetch from this replica or mirror instead.")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("."),
    show_default="the current folder",
    help="The project folder to write to.",
)
@click.option("--force", is_flag=True, help="Overwrite the files of an earlier try.")
@click.option("--dry-run", is_flag=True, help="Print the proposal, write nothing.")
@json_option
def command(
    site_id: str,
    home: str,
    pages: tuple[str, ...],
    more: tuple[str, ...],
    count: int,
    origin: str | None,
    into: Path,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Learn the site ID at URL from a few of its pages; write its spider, fixtures and a test that waits for you."""
    from newsarchive.clock import now
    from newsarchive.sitekit.learn import check_id, learn
    from newsarchive.sitekit.saved import read_saved
    from newsarchive.sitekit.write import write_site
    from newsarchive.urls.canonical import is_web_url

    if not is_web_url(home):
        raise CommandError(f"{home!r} is not a web address like https://baochauson.example.")
    check_id(site_id)
    saved = read_saved((*pages, *more)) if pages or more else _fetched(home, count, origin)
    proposal = learn(site_id, home.rstrip("/"), saved)
    written = None if dry_run else write_site(proposal, into, today=now().date(), force=force)
    if as_json:
        print_json(_facts(proposal, written))
    else:
        _print(proposal, written, into)
    return 0


def _fetched(home: str, count: int, origin: str | None) -> list[SavedPage]:
    from newsarchive.cli.running import origin_settings
    from newsarchive.frontier.session import require_contact
    from newsarchive.settings import NEWSARCHIVE_CONTACT
    from newsarchive.sitekit.fetching import fetch_pages

    require_contact(NEWSARCHIVE_CONTACT, origin)
    settings = origin_settings(origin) if origin else None
    return fetch_pages(home, count=count, settings=settings, asked=origin or home)


def _facts(proposal: Proposal, written: Written | None) -> dict[str, Any]:
    spec = proposal.spec
    return {
        "id": spec.id,
        "name": spec.name,
        "hosts": list(spec.hosts),
        "photo_hosts": list(spec.photo_hosts),
        "article_url": spec.article_url,
        "listing_url": spec.listing_url,
        "sources": [
            {"kind": type(s).__name__, "url": s.url, "next_page": getattr(s, "next_page", None)}
            for s in spec.sources
        ],
        "platforms": [platform.title for platform in proposal.platforms],
        "selectors": {field: list(found) for field, found in proposal.selectors.items()},
        "agreement": {field: {"same": same, "of": of} for field, (same, of) in proposal.agreement.items()},
        "articles": [page.url for page in proposal.articles],
        "listings": [page.url for page in proposal.listings],
        "others": [{"page": name, "is": what} for name, what in proposal.others],
        "notes": proposal.notes,
        "written": [str(path) for path in _paths(written)],
    }


def _paths(written: Written | None) -> list[Path]:
    if written is None:
        return []
    return [written.spider, *written.fixtures, *([written.test] if written.test else [])]


def _print(proposal: Proposal, written: Written | None, into: Path) -> None:
    facts = _facts(proposal, written)
    lines = [
        f"{facts['name']} ({facts['id']}): {number_of(len(facts['articles']), 'article')},"
        f" {number_of(len(facts['listings']), 'listing')}",
        f"  articles look like  {facts['article_url']}",
        f"  listings look like  {facts['listing_url'] or '(none seen)'}",
        *(
            f"  {source['kind'].lower():<8} {source['url']}  {source['next_page'] or ''}".rstrip()
            for source in facts["sources"]
        ),
        f"  platform            {', '.join(facts['platforms']) or 'none that is known'}",
        *(f"  {field:<8} {', '.join(found)}" for field, found in facts["selectors"].items()),
        *(
            f"  {field:<8} as the generic reader on {n['same']} of {n['of']} pages"
            for field, n in facts["agreement"].items()
        ),
        *(f"  {other['page']} is no article: {other['is']}" for other in facts["others"]),
        *(f"  note: {note}" for note in facts["notes"]),
        *(f"wrote {path}" for path in facts["written"]),
    ]
    if written is not None:
        lines.append(
            f"Now read each page in {into / 'tests' / 'fixtures' / facts['id']} beside its expectation, correct it,"
            " and set `reviewed` in meta.json: the tests are red until then."
        )
    for line in lines:
        out.print(line, markup=False)

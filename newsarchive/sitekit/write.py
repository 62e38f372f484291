"""Writing what was learned: the site file, its fixtures with candidates, and a test that waits for a person."""

import json
import re
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsarchive.errors import ConfigError, NotAnArticle
from newsarchive.extraction import extract_snapshot
from newsarchive.fetch.anchors import iter_anchors
from newsarchive.fetch.links import article_links, next_page
from newsarchive.model.article import Article
from newsarchive.model.counting import number_of
from newsarchive.model.crawl import PageRef
from newsarchive.model.site import Listing, Rss, Sitemap, Source
from newsarchive.page.document import Document
from newsarchive.sitekit.learn import Proposal
from newsarchive.sitekit.saved import SavedPage
from newsarchive.text.folding import fold

MAX_FIXTURES = 4
_KINDS: dict[type[Any], str] = {Listing: "Listing", Rss: "Rss", Sitemap: "Sitemap"}
_TEST = '''"""{name}: red until a person has read every fixture beside its page and set `reviewed` in its meta.json."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import newsarchive

FIXTURES = Path(__file__).parents[1] / "fixtures" / "{id}"
FOLDERS = sorted(path.parent for path in FIXTURES.glob("*/meta.json"))


def read_json(path: Path) -> dict[str, Any]:
    """One JSON object."""
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_person_reviewed_it(folder: Path) -> None:
    assert read_json(folder / "meta.json")["reviewed"], "read the page, correct the expectation, set `reviewed`"


ARTICLES = [path for path in FOLDERS if (path / "expected.json").exists()]


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda path: path.name)
def test_it_is_read_as_expected(folder: Path) -> None:
    meta, expected = read_json(folder / "meta.json"), read_json(folder / "expected.json")
    at = datetime.fromisoformat(meta["fetched_at"])
    article = newsarchive.extract((folder / "page.html").read_bytes(), url=meta["url"], fetched_at=at, site="{id}")
    found = article.to_dict() | {{"published": article.published_at, "lead_prefix": article.dateline}}
    assert {{name: found[name] for name in expected if name in found and name != "photos"}} == {{
        name: value for name, value in expected.items() if name in found and name != "photos"
    }}
    wanted = [(photo["url"], photo["caption"]) for photo in expected["photos"]]
    assert [(photo.url, photo.caption) for photo in article.photos] == wanted
'''


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, relative to the project folder."""

    spider: Path
    fixtures: tuple[Path, ...]
    test: Path | None
    """None where the project's own test runner finds the fixtures."""


def write_site(proposal: Proposal, into: Path, *, today: date, force: bool = False) -> Written:
    """Write `spiders/<id>.py`, `tests/fixtures/<id>/…` and, where no runner is, `tests/sites/test_<id>.py`.

    Raises:
        ConfigError: the site file exists already, or the folder cannot be written.
    """
    site = proposal.spec.id
    spider = into / "spiders" / f"{site}.py"
    folder = into / "tests" / "fixtures" / site
    if not force and (spider.exists() or folder.exists()):
        there = spider if spider.exists() else folder
        raise ConfigError(
            f"{there} exists already: choose another id, or say --force.", setting="id", value=site
        )
    try:
        if folder.exists():
            shutil.rmtree(folder)
        spider.parent.mkdir(parents=True, exist_ok=True)
        package = spider.parent / "__init__.py"
        if not package.exists():
            package.write_text('"""One file a site."""\n', encoding="utf-8")
        spider.write_text(site_file(proposal, today), encoding="utf-8")
        fixtures = tuple(_fixtures(proposal, folder))
        test = into / "tests" / "sites" / f"test_{site}.py"
        if (into / "tests" / "sites" / "test_fixtures.py").exists():
            return Written(spider, fixtures, None)
        test.parent.mkdir(parents=True, exist_ok=True)
        test.write_text(_TEST.format(name=proposal.spec.name, id=site), encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"Cannot write to {into}: {error.strerror}.", setting="into", value=str(into)
        ) from error
    return Written(spider, fixtures, test)


# -- the site file -------------------------------------------------------------------------------------------


def site_file(proposal: Proposal, today: date) -> str:
    """The text of `spiders/<id>.py`."""
    return (
        "\n".join([*_head(proposal, today), *_imports(proposal), "", *_spec(proposal), *_classes(proposal)])
        + "\n"
    )


def _head(proposal: Proposal, today: date) -> Iterator[str]:
    spec = proposal.spec
    layout = _layout(proposal)
    seen = [f"`{line}`" for line in (spec.article_url, spec.listing_url) if line]
    yield f'r"""{_plain(spec.name)}: say whose paper this is.'
    yield ""
    yield f"Source: {spec.home}"
    yield from _wrapped("Listing: " + ", ".join(source.url for source in spec.sources), "")
    yield "Dates: say how they are printed and where; UTC+07:00."
    yield "History:"
    yield f"    {today.isoformat()}  first version, {layout}"
    yield "Notes:"
    articles, listings = len(proposal.articles), len(proposal.listings)
    notes = [
        f"Confirmed from {number_of(articles, 'saved article')} and {number_of(listings, 'listing')}: their addresses.",
        f"Inferred by new-site: the patterns {', '.join(seen)}.",
        *proposal.notes,
    ]
    for field, (same, of) in proposal.agreement.items():
        if same < of:
            notes.append(
                f"Selectors and generic reader differ in {field} on {of - same} of {of} pages: look."
            )
    for note in notes:
        yield from _wrapped(note, "    ")
    yield '"""'
    yield ""


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, 110, initial_indent=indent, subsequent_indent=indent or "    ", break_long_words=False
    )


def _layout(proposal: Proposal) -> str:
    if proposal.platforms:
        return "layout " + ", ".join(f'"{known.page.layout}" ({known.title})' for known in proposal.platforms)
    return f'layout "{proposal.spec.id}"' if proposal.selectors else "read without selectors"


def _imports(proposal: Proposal) -> Iterator[str]:
    names = sorted({"SiteSpec", *(_KINDS[type(source)] for source in proposal.spec.sources)}, key=str.lower)
    yield "from newsarchive.fetch.spider import SiteSpider"
    yield f"from newsarchive.model.site import {', '.join(names)}"
    if proposal.page_class is not None:
        yield "from newsarchive.page.base import ArticlePage"
    if proposal.platforms:
        modules = sorted({_module(known.page) for known in proposal.platforms})
        yield f"from newsarchive.page.platforms import {', '.join(modules)}"


def _spec(proposal: Proposal) -> Iterator[str]:
    spec = proposal.spec
    yield "SITE = SiteSpec("
    yield f"    id={_text(spec.id)},"
    yield f"    name={_text(spec.name)},"
    yield f"    home={_text(spec.home)},"
    yield from _tuple("hosts", [_text(host) for host in spec.hosts])
    if spec.photo_hosts:
        yield from _tuple("photo_hosts", [_text(host) for host in spec.photo_hosts])
    yield f'    article_url=r"{spec.article_url}",'
    if spec.listing_url:
        yield f'    listing_url=r"{spec.listing_url}",'
    yield from _tuple("sources", [_source(source) for source in spec.sources])
    yield ")"
    yield ""


def _tuple(name: str, items: list[str]) -> Iterator[str]:
    yield f"    {name}=("
    yield from (f"        {item}," for item in items)
    yield "    ),"


def _source(source: Source) -> str:
    more = (
        f", next_page={_text(source.next_page)}" if isinstance(source, Listing) and source.next_page else ""
    )
    return f"{_KINDS[type(source)]}({_text(source.url)}{more})"


def _classes(proposal: Proposal) -> Iterator[str]:
    name = proposal.spec.id.capitalize()
    if proposal.platforms:
        names = [f"{_module(known.page)}.{known.page.__name__}" for known in proposal.platforms]
        layouts = f"({names[0]},)" if len(names) == 1 else f"({', '.join(names)})"
        yield from ("", f"class {name}Page(ArticlePage):", f"    layouts = {layouts}", "")
    elif proposal.selectors:
        yield from ("", f"class {name}Page(ArticlePage):", f"    layout = {_text(proposal.spec.id)}")
        recognised = proposal.selectors["body"] + proposal.selectors["title"]
        yield f"    recognised_at = ({', '.join(map(_text, recognised))})"
        for field, found in proposal.selectors.items():
            yield f"    {field}_at = ({', '.join(map(_text, found))},)"
        yield ""
    yield from ("", f"class {name}Spider(SiteSpider):", "    site = SITE")
    if proposal.page_class is not None:
        yield f"    page_class = {name}Page"


def _module(page: type[Any]) -> str:
    return page.__module__.rpartition(".")[2]


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    """Text of a page, fit for a docstring."""
    return re.sub(r"[\\\"\x00-\x1f]", " ", text).strip()[:80]


# -- fixtures ------------------------------------------------------------------------------------------------


def _fixtures(proposal: Proposal, folder: Path) -> Iterator[Path]:
    for page in proposal.articles[:MAX_FIXTURES]:
        try:
            article = extract_snapshot(page.snapshot, site=proposal.spec, page_class=proposal.page_class)
        except NotAnArticle:
            continue
        slug = "-".join(re.sub(r"[^a-z0-9]+", "-", fold(article.title or "bai")).strip("-").split("-")[:5])
        yield _folder(folder / slug, page, "expected.json", candidate(article), article.layout)
    for page in proposal.listings[:1]:
        yield _folder(folder / "listing", page, "expected_listing.json", _listing(page, proposal), None)


def _folder(place: Path, page: SavedPage, name: str, value: dict[str, Any], layout: str | None) -> Path:
    while place.exists():
        place = place.with_name(place.name + "-2")
    place.mkdir(parents=True)
    meta = {
        "url": page.url,
        "fetched_at": page.snapshot.fetched_at.isoformat(timespec="seconds"),
        "content_type": page.snapshot.content_type,
        "layout": layout,
        "reviewed": None,
        "notes": "The expectation beside this is a candidate: correct it from the rendered page, then set `reviewed`.",
    }
    (place / "page.html").write_bytes(page.snapshot.body)
    for file, content in (("meta.json", meta), (name, value)):
        (place / file).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return place


def candidate(article: Article) -> dict[str, Any]:
    """What extraction makes of a page, in the shape of an expectation; a person decides whether it is right."""
    found = article.to_dict()
    plain = (
        "title",
        "kicker",
        "lead",
        "body",
        "byline",
        "authors",
        "agency",
        "section",
        "tags",
        "event_date",
    )
    return {
        **{name: found[name] for name in plain},
        "lead_prefix": found["dateline"],
        "published": found["published_at"],
        "updated": found["updated_at"],
        "photos": [{name: photo[name] for name in ("url", "caption", "credit")} for photo in found["photos"]],
        "absent": [],
    }


def _listing(page: SavedPage, proposal: Proposal) -> dict[str, Any]:
    anchors = list(iter_anchors(Document(page.snapshot).root, page.url))
    ids = [link.source_id for link in article_links(anchors, proposal.spec)]
    following = next_page(
        anchors, PageRef(id=0, site=proposal.spec.id, url=page.url, kind="listing"), proposal.spec
    )
    return {
        "count": len(ids),
        "first": ids[0] if ids else None,
        "middle": ids[len(ids) // 2] if ids else None,
        "last": ids[-1] if ids else None,
        "next": following.url if following else None,
    }

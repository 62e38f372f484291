"""Sites that answer oddly: the crawl stays away where it must, ends by itself, and tells what it met."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from newsarchive.sample.faults import Response
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .replica import crawl, newsarchive, rows, value


class OddSite(Site):
    """The replica with answers of its own for some paths; each path has a queue, the last answer stays."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: dict[str, list[Response | None]] = {}

    def respond(self, method: str, target: str, headers: Mapping[str, str]) -> Response:
        queue = self.odd.get(target.partition("?")[0], [None])
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        return answer or super().respond(method, target, headers)


def redirect(location: str) -> Response:
    return Response(status=302, headers=(("Location", location),))


BUSY = Response(status=503, headers=(("Retry-After", "1"),))


def test_without_a_readable_robots_txt_nothing_else_is_asked_for(tmp_path: Path) -> None:
    site, db = OddSite(), tmp_path / "archive.db"
    site.odd["/robots.txt"] = [BUSY]
    with serve(site) as server:
        assert crawl(db, server.origin).code == 4
        assert {request.path for request in site.requests} == {"/robots.txt"}
        assert value(db, "SELECT DISTINCT code FROM findings WHERE page_id IS NOT NULL") == "fetch-failed"
        site.odd.clear()
        assert crawl(db, server.origin, "--limit", 2).code == 0
    assert value(db, "SELECT count(*) FROM articles") == 2


def test_a_robots_txt_that_comes_late_is_waited_for(tmp_path: Path) -> None:
    site, db = OddSite(), tmp_path / "archive.db"
    site.odd["/robots.txt"] = [BUSY, BUSY, None]
    with serve(site) as server:
        assert crawl(db, server.origin, "--limit", 2).code == 0
    assert [request.path for request in site.requests][:4] == ["/robots.txt"] * 3 + ["/"]
    starts = [request.started for request in site.requests]
    assert starts[1] - starts[0] >= 1 and starts[2] - starts[1] >= 1
    assert value(db, "SELECT count(*) FROM articles") == 2


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        ({"/robots.txt": Response(content_type="text/plain", body=b"User-agent: *\nDisallow: /\n")},
         "The site forbids its lists to this crawler in robots.txt, so no article can be found. Ask its editors"),
        ({"/": Response(status=503)}, "The site does not answer (HTTP 503). What waits is asked for by the next run."),
        ({"/": redirect("https://bao-moi.example/")}, "The site has moved: https://www.thanhuytphcm.vn/ redirects to"),
    ],
    ids=["robots", "503", "moved"],
)  # fmt: skip
def test_a_site_that_leads_nowhere_is_told_as_what_it_does(
    tmp_path: Path, odd: dict[str, Response], told: str
) -> None:
    site, db, log = OddSite(), tmp_path / "archive.db", tmp_path / "crawl.log"
    site.odd = {path: [answer] for path, answer in odd.items()}
    with serve(site) as server:
        ran = newsarchive("crawl", "thanhuytphcm", "--db", db, "--origin", server.origin, "--log", log)
    assert ran.code == 4
    assert told in ran.out
    assert told in log.read_text(encoding="utf-8")


def test_a_site_that_forbids_its_articles_alone_is_told_as_that(tmp_path: Path) -> None:
    site, db = OddSite(), tmp_path / "archive.db"
    rules = b"User-agent: *\nDisallow: /tin-tuc/\n"
    with serve(site) as server:
        assert crawl(db, server.origin, "--limit", 3).code == 0
        site.odd["/robots.txt"] = [Response(content_type="text/plain", body=rules)]
        ran = newsarchive("crawl", "thanhuytphcm", "--db", db, "--origin", server.origin)
        quiet = newsarchive("crawl", "thanhuytphcm", "--db", db, "--origin", server.origin)
        told = "forbids its articles to this crawler in robots.txt (https://"
        for each in (ran, quiet):
            assert each.code == 4
            assert f"The site {told}" in each.out
        health = newsarchive("health", "--db", db)
        assert health.code == 4
        assert told in " ".join(health.out.split())
        site.odd.clear()
        later = (datetime.now(UTC) + timedelta(days=8)).isoformat()
        assert crawl(db, server.origin, now=later).code == 0
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())


def test_an_archive_that_never_read_an_article_says_why(tmp_path: Path) -> None:
    site, db = OddSite(), tmp_path / "archive.db"
    rules = b"User-agent: *\nDisallow: /tin-tuc/\n"
    site.odd["/robots.txt"] = [Response(content_type="text/plain", body=rules)]
    with serve(site) as server:
        assert crawl(db, server.origin).code == 4
    proof = newsarchive("coverage", "thanhuytphcm", "--db", db, "--json").json()
    assert any("robots.txt forbids the articles of this site" in reason for reason in proof["reasons"])


def test_odd_redirects_and_waits_are_told_and_end(tmp_path: Path) -> None:
    site, db = OddSite(), tmp_path / "archive.db"
    paths = [article.path for article in site.standing() if article.group.slug != "so-tay"]
    odd = {
        "http://[::1/": "refused-address",
        "ftp://www.thanhuytphcm.vn/tin-tuc/a-1491917001": "refused-address",
        "http://[::ffff:10.0.0.1]/tin-tuc/a-1491917001": "refused-address",
        "http://2130706433/tin-tuc/a-1491917001": "refused-address",
        "javascript:alert(1)": "refused-address",
        "": "http-error",
        "  ": "http-error",
        "#noi-dung": "redirect-loop",
    }
    where = dict(zip(odd, paths[3:], strict=False))
    site.odd = {path: [redirect(location)] for location, path in where.items()}
    bare = where["  "]
    site.odd[bare] = [Response(status=301)]
    one, other, chained, busy = paths[12:16]
    site.odd |= {one: [redirect(other)], other: [redirect(one)]}
    moved = f"/tin-tuc/ten-moi-{chained.rsplit('-', 1)[1]}"
    site.odd |= {chained: [redirect(moved)], moved: [redirect(f"{moved}?in=1"), redirect(moved), None]}
    site.odd[busy] = [Response(status=503, headers=(("Retry-After", "Wed, 21 Oct 2099 07:28:00 GMT"),))]
    with serve(site) as server:
        answer = crawl(db, server.origin)
    assert "Traceback" not in answer.err

    def codes(path: str) -> set[str]:
        sql = "SELECT f.code FROM findings f JOIN pages p ON p.id = f.page_id WHERE p.url LIKE ?"
        return {row["code"] for row in rows(db, sql, (f"%{path}",))}

    assert {location: codes(path) for location, path in where.items()} == {
        location: {code} for location, code in odd.items()
    }
    (told,) = rows(db, "SELECT last_error FROM pages WHERE url LIKE ?", (f"%{bare}",))
    assert told["last_error"].endswith(
        f"{bare} answered with HTTP 301, a redirect, and did not say where to."
    )
    assert "redirect-loop" in codes(one) | codes(other)
    assert value(db, "SELECT count(*) FROM articles WHERE source_id = ?", (chained.rsplit("-", 1)[1],)) == 1
    (waiting,) = rows(db, "SELECT state, attempts FROM pages WHERE url LIKE ?", (f"%{busy}",))
    assert waiting == {"state": "pending", "attempts": 1}
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth()) - len(odd) - 3


def test_a_redirect_may_name_its_target_in_vietnamese(tmp_path: Path) -> None:
    site, db = OddSite(), tmp_path / "archive.db"
    old = site.standing()[0].path
    new = f"/tin-tuc/tên-mới-{old.rsplit('-', 1)[1]}"
    site.odd[old] = [redirect(new.encode().decode("latin-1"))]  # raw UTF-8, as many servers send it
    with serve(site) as server:
        assert crawl(db, server.origin).code == 0
    assert quote(new) in {request.path for request in site.requests}
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())


def test_documents_and_data_under_the_address_of_an_article_are_named(tmp_path: Path) -> None:
    site, db = OddSite(), tmp_path / "archive.db"
    paths = [article.path for article in site.standing() if article.group.slug != "so-tay"][3:7]
    told = {
        "pdf-notice": "%PDF-1.7\n1 0 obj <</Title (Hội nghị)>> endobj",
        "not-an-article": '{"tieu_de": "Hội nghị", "noi_dung": "<p>Sáng nay</p>"}',
    }
    sent = dict(
        zip(paths, [(code, kind) for code in told for kind in ("text/html", "application/x")], strict=True)
    )
    for path, (code, kind) in sent.items():
        site.odd[path] = [Response(content_type=kind, body=told[code].replace("Hội nghị", path).encode())]
    with serve(site) as server:
        assert crawl(db, server.origin).code == 0
        assert value(db, "SELECT count(*) FROM articles") == len(site.truth()) - len(paths)
        found = {path: code for path, (code, _) in sent.items()}
        codes = rows(
            db,
            "SELECT p.url, f.code FROM findings f JOIN pages p ON p.id = f.page_id WHERE p.state = 'skipped'",
        )
        assert {"/" + row["url"].split("/", 3)[3]: row["code"] for row in codes} == found
        site.odd.clear()
        assert crawl(db, server.origin, "--full").code == 0
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())

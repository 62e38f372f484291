"""Pages of the sample site as text: articles, listings, home and the pages that are none.

Plain functions of their arguments; the clock is one of them. Every page wears what surrounds an article on
such sites: masthead with the render date, search box, comments, other stories with dates, notices, licence.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsarchive.sample.article import HOME, PREFIX, VIETNAM, Group, SampleArticle
from newsarchive.sample.groups import GROUPS, OLD_HOME
from newsarchive.sample.layouts import LAYOUTS, WEEKDAYS, Wording, structured_data

SITE_NAME = "Thành ủy Thành phố Hồ Chí Minh"
LICENCE = (
    "Giấy phép số 142/GP-TTĐT cấp ngày 12/08/2013. Chịu trách nhiệm: Ban Biên tập. Điện thoại: 028.3829.7000"
)
MODERN = frozenset({"figures", "semantic"})
"""Layouts whose frame is HTML5; the others wear the frame of an old ASP.NET site."""
PAGE_QUERY = "trang"
"""Query key of listing pages. The real site's paging is unknown; this is our guess."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListingPage:
    """One page of a listing."""

    articles: Sequence[SampleArticle]
    number: int = 1
    last: int = 1
    pinned: Sequence[SampleArticle] = field(default=())
    """Older articles that stay on top of the first page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Margin:
    """What stands around an article and belongs to others."""

    others: Sequence[SampleArticle] = ()
    notices: Sequence[tuple[str, datetime]] = ()


def masthead(clock: datetime, layout: str) -> str:
    """The day the page is rendered, as the layout prints it."""
    day = clock.astimezone(VIETNAM)
    weekday = WEEKDAYS[day.weekday()]
    if layout in ("tables", "breaks", "figures"):
        return f"{weekday}, ngày {day.day} tháng {day.month} năm {day.year}"
    return f"{weekday}, {day:%d/%m/%Y}"


def render_article(
    article: SampleArticle, *, layout: str | None = None, clock: datetime, margin: Margin | None = None
) -> str:
    """An article's page in its own layout, or in another one with the same text.

    Raises:
        KeyError: no layout has this name.
    """
    layout = layout or article.layout
    words = Wording(article)
    margin = margin or Margin()
    group = article.group
    link = f'<a href="{group.path}">{group.name}</a>'
    crumb = f'<div class="breadcrumb"><a href="/">Trang chủ</a> &raquo; {link}</div>'
    content = "\n".join((crumb, LAYOUTS[layout](words), _comments(article), _others(margin.others, layout)))
    lead, title = (text.replace('"', "&quot;") for text in (words.text(PREFIX + article.lead), words.title))
    head = (
        f'<meta name="description" content="{lead}" />\n<meta property="og:type" content="article" />\n'
        f'<meta property="og:title" content="{title}" />\n'
        f'<link rel="canonical" href="{article.url}" />\n{structured_data(article)}'
    )
    return frame(words.title, content, layout=layout, clock=clock, head=head, notices=margin.notices)


def render_listing(group: Group, page: ListingPage, *, layout: str = "tables", clock: datetime) -> str:
    """One page of a listing: leads one after the other, no dates beside them, paging at the end."""
    item = _card if layout in MODERN else _row
    entries = [item(article, group) for article in (*page.pinned, *page.articles)]
    content = "\n".join(
        (f'<h2 class="group-title">{group.name}</h2>', '<div class="list-news">', *entries, "</div>")
    )
    return frame(group.name, content + "\n" + _paging(group.path, page), layout=layout, clock=clock)


def render_home(latest: Sequence[SampleArticle], *, layout: str = "tables", clock: datetime) -> str:
    """The front page: the newest articles and one link to every listing."""
    entries = [_card(article, article.group) for article in latest]
    links = (
        '<div class="tools"><a href="/noi-bo/lich-cong-tac">Lịch công tác nội bộ</a> '
        '<a href="/tim-kiem?q=nghi+quyet">Tìm kiếm</a> <a href="/dang-nhap">Đăng nhập</a></div>'
    )
    content = "\n".join(('<div class="home">', *entries, links, "</div>"))
    return frame(SITE_NAME, content, layout=layout, clock=clock)


def render_message(title: str, text: str, *, clock: datetime, layout: str = "tables") -> str:
    """A page that is no article: not found, withdrawn, refused."""
    content = f'<div class="message"><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p></div>'
    return frame(title, content, layout=layout, clock=clock)


def render_login(*, clock: datetime) -> str:
    """A login page, as it comes instead of an article."""
    content = (
        '<div class="login"><h1>Đăng nhập hệ thống</h1><form method="post" action="/dang-nhap">'
        '<label>Tên đăng nhập <input type="text" name="user" /></label> '
        '<label>Mật khẩu <input type="password" name="password" /></label> <button>Gửi</button></form></div>'
    )
    return frame("Đăng nhập", content, layout="divs", clock=clock)


def render_feed(latest: Sequence[SampleArticle]) -> str:
    """RSS 2.0 of the newest articles. The real site has none; a site under test may."""
    items = "".join(
        f"<item><title>{html.escape(article.title, quote=False)}</title><link>{article.url}</link>"
        f"<description>{html.escape(PREFIX + article.lead, quote=False)}</description>"
        f"<pubDate>{article.moment:%a, %d %b %Y %H:%M:%S} +0700</pubDate></item>"
        for article in latest
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{SITE_NAME}</title>'
        f"<link>{HOME}</link><description>Tin mới</description>{items}</channel></rss>"
    )


def render_robots(crawl_delay: float | None = None) -> str:
    """robots.txt with two closed folders and, if wanted, a crawl delay in seconds."""
    delay = f"Crawl-delay: {crawl_delay:g}\n" if crawl_delay is not None else ""
    return f"User-agent: *\nDisallow: /noi-bo/\nDisallow: /tim-kiem\n{delay}"


def frame(
    title: str,
    content: str,
    *,
    layout: str,
    clock: datetime,
    head: str = "",
    notices: Sequence[tuple[str, datetime]] = (),
) -> str:
    """A whole page around its content. `title` and `content` are HTML."""
    menu = " ".join(
        f'<a href="{"" if group.host == HOME else group.host}{group.path}">{group.name}</a>'
        for group in GROUPS.values()
    )
    rows = "".join(f"<li>{html.escape(text)} <span>({day:%d/%m/%Y})</span></li>" for text, day in notices)
    side = f'<h3>Thông báo</h3><ul class="notices">{rows}</ul>'
    build = _modern_frame if layout in MODERN else _old_frame
    return build(title, content, head, masthead(clock, layout), menu, side)


def _old_frame(title: str, content: str, head: str, day: str, menu: str, side: str) -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="vi">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="generator" content="newsarchive sample site" />
<title>{title}</title>
{head}</head>
<body>
<form name="frmMain" method="post" action="./">
<div id="wrapper">
<div id="header"><a href="/"><img src="/res/images/banner.jpg" alt="" /></a></div>
<div id="topbar"><div class="date fl">{day}</div>
<div class="search fr"><input type="text" name="txtSearch" value="" />
<a href="javascript:void(0);">Tìm kiếm</a></div></div>
<div id="menu">{menu}</div>
<div id="content"><div class="col-left">
{content}
</div>
<div class="col-right"><div class="box">{side}</div>
<div class="box"><a href="#">Không gian văn hóa Hồ Chí Minh</a></div></div>
</div>
<div id="footer"><p>{SITE_NAME}</p><p>{LICENCE}</p></div>
</div>
</form>
</body>
</html>
"""


def _modern_frame(title: str, content: str, head: str, day: str, menu: str, side: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="newsarchive sample site">
<title>{title} - {SITE_NAME}</title>
{head}</head>
<body>
<header class="masthead"><a class="logo" href="/">{SITE_NAME}</a> <span class="today">{day}</span>
<form role="search" action="/tim-kiem"><input name="q" placeholder="Tìm kiếm"></form></header>
<nav>{menu}</nav>
<main>
{content}
</main>
<aside class="sidebar">{side}</aside>
<footer class="site-footer"><p>{SITE_NAME}</p><p>{LICENCE}</p></footer>
</body>
</html>
"""


def _comments(article: SampleArticle) -> str:
    rows = "".join(
        f'<div class="comment"><b>{html.escape(name)}</b> <span>{when}</span><p>{html.escape(text)}</p></div>'
        for name, when, text in article.comments
    )
    return (
        '<div class="comment-box"><h3>Ý kiến bạn đọc</h3>'
        '<div class="row"><input type="text" name="txtName" placeholder="Họ tên" /> '
        '<textarea name="txtContent" rows="5" cols="60"></textarea> <a href="#">refresh</a></div>'
        f'<div class="total">Tổng lượt bình luận <span>{len(article.comments) or ""}</span></div>{rows}</div>'
    )


def _others(others: Sequence[SampleArticle], layout: str) -> str:
    shape = "({:%d/%m})" if layout == "breaks" else "({:%d/%m/%Y})"
    rows = "".join(
        f'<li><a href="{other.path}">{html.escape(other.title)}</a> {shape.format(other.moment)}</li>'
        for other in others
    )
    return f'<div class="other-news"><h3>Tin khác</h3><ul>{rows}</ul></div>'


def _link(article: SampleArticle, group: Group) -> str:
    """An article's address in a listing: mostly a path, in some groups the old host or a tracking key."""
    if group.slug == "doi-song":
        return OLD_HOME + article.path
    if group.slug == "van-hoa":
        return f"{article.path}?fbclid=IwAR{article.id:x}"
    return article.path


def _thumb(article: SampleArticle) -> str:
    if not article.photos:
        return ""
    return f'<img src="{html.escape(article.photos[0].url)}" width="120" alt="" />'


def _row(article: SampleArticle, group: Group) -> str:
    link = html.escape(_link(article, group))
    return (
        f'<table class="item"><tr><td><a href="{link}">{_thumb(article)}</a></td><td>'
        f'<a class="title" href="{link}">{html.escape(article.title)}</a>'
        f"<div>{html.escape(PREFIX + article.lead, quote=False)}</div></td></tr></table>"
    )


def _card(article: SampleArticle, group: Group) -> str:
    link = html.escape(_link(article, group))
    return (
        f'<div class="card"><h3><a href="{link}">{html.escape(article.title)}</a></h3>'
        f"<p>{html.escape(PREFIX + article.lead, quote=False)}</p></div>"
    )


def _paging(path: str, page: ListingPage) -> str:
    if page.last == 1:
        return ""
    near = sorted({1, page.last, *range(max(1, page.number - 2), min(page.last, page.number + 2) + 1)})
    numbers = " ".join(
        f"<b>{number}</b>"
        if number == page.number
        else f'<a href="{path}?{PAGE_QUERY}={number}">{number}</a>'
        for number in near
    )
    following = page.number + 1
    after = f' <a href="{path}?{PAGE_QUERY}={following}">Trang sau</a>' if page.number < page.last else ""
    return f'<div class="paging">{numbers}{after}</div>'

"""Six mark-ups of one and the same article, from font tags to semantic elements.

Nothing is known of the real site's mark-up, so none of these is it; together they are what such sites use.
"""

import html
from collections.abc import Callable, Iterator
from typing import Literal

from newsarchive.sample.article import PREFIX, SampleArticle, SamplePhoto, decompose_tones
from newsarchive.sample.legacy import to_entities, to_tcvn3

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
TCVN3_PARAGRAPH = 1
"""Which paragraph of an article with the quirk "tcvn3" is in the old font."""

Block = tuple[Literal["photo", "lead", "text", "subhead"], str, SamplePhoto | None]


class Wording:
    """The texts of an article as HTML, disguised as its quirk says."""

    def __init__(self, article: SampleArticle) -> None:
        self.article = article

    def text(self, text: str) -> str:
        escaped = html.escape(text, quote=False)
        return to_entities(escaped) if self.article.quirk == "entities" else escaped

    @property
    def title(self) -> str:
        title = self.article.title
        return self.text(decompose_tones(title) if self.article.quirk == "nfd-title" else title)

    def paragraph(self, position: int) -> str:
        text = self.article.paragraphs[position]
        if self.article.quirk == "tcvn3" and position == TCVN3_PARAGRAPH:
            text = to_tcvn3(text)
        return self.text(text)

    def blocks(self, *, photo_first: bool = True) -> Iterator[Block]:
        """Lead, paragraphs and photos in page order. The first photo stands before or after the lead,
        the others between the paragraphs, what is left after the last."""
        photos = list(self.article.photos)
        lead: Block = ("lead", self.text(PREFIX + self.article.lead), None)
        first = [self._photo(photos.pop(0))] if photos else []
        yield from (*first, lead) if photo_first else (lead, *first)
        for position, text in enumerate(self.article.paragraphs):
            yield ("subhead" if is_subhead(text) else "text", self.paragraph(position), None)
            if photos and not is_subhead(text):
                yield self._photo(photos.pop(0))
        for photo in photos:
            yield self._photo(photo)

    def _photo(self, photo: SamplePhoto) -> Block:
        return ("photo", self.text(photo.printed or ""), photo)


def is_subhead(text: str) -> bool:
    """A short paragraph without a sentence's end is a subheading."""
    return len(text) < 60 and text[-1].isalpha()


def printed_date(article: SampleArticle) -> str:
    """The date at the title as this site would print it: "Thứ Sáu, 03/07/2020 - 15:23"."""
    return f"{WEEKDAYS[article.moment.weekday()]}, {article.moment:%d/%m/%Y - %H:%M}"


def _dated(article: SampleArticle, line: str) -> str:
    return line.format(printed_date(article)) if article.stated == "printed" else ""


def _src(photo: SamplePhoto) -> str:
    return html.escape(photo.url)


def _tables(words: Wording) -> str:
    article = words.article
    kicker = f'<div class="kicker">{words.text(article.kicker)}</div>\n' if article.kicker else ""
    out = [
        f'<div class="news-detail" id="news-{article.id}">\n{kicker}<h1 class="title">{words.title}</h1>',
        _dated(article, '<div class="date-post">{}</div>'),
        '<div class="share"><a href="javascript:window.print();">In trang</a> <a href="#">Chia sẻ</a></div>',
        '<div class="content">',
    ]
    for kind, text, photo in words.blocks():
        if photo:
            row = f'<tr>\n<td style="text-align: center;"><em>{text}</em></td>\n</tr>\n' if text else ""
            out.append(
                '<table align="center" border="0" cellpadding="3" cellspacing="0" style="width: 500px;">\n'
                f'<tbody>\n<tr>\n<td style="text-align: center;"><img alt="" src="{_src(photo)}" /></td>'
                f"\n</tr>\n{row}</tbody>\n</table>"
            )
        elif kind == "text":
            out.append(f'<p style="text-align: justify;">{text}</p>')
        else:
            out.append(f'<p style="text-align: justify;"><strong>{text}</strong></p>')
    if article.byline:
        out.append(f'<p style="text-align: right;"><strong>{words.text(article.byline)}</strong></p>')
    return "\n".join((*out, "</div>\n</div>"))


def _divs(words: Wording) -> str:
    article = words.article
    kicker = f'<div class="supertitle">{words.text(article.kicker)}</div>' if article.kicker else ""
    out = [
        f'<div class="box-detail">{kicker}<h2 class="tieude">{words.title}</h2>',
        _dated(article, '<div class="ngaydang">Ngày đăng: {}</div>'),
        '<div class="noidung">',
    ]
    for kind, text, photo in words.blocks():
        if photo:
            out.append(
                f'<div class="anh" style="text-align:center"><img src="{_src(photo)}" alt="" width="480" />'
            )
            out.append(f'<div class="chuthich"><span style="font-size:12px;">{text}</span></div></div>')
        elif kind == "lead":
            out.append(f'<div class="sapo"><b>{text}</b></div>')
        elif kind == "subhead":
            out.append(f"<div><b>{text}</b></div>")
        else:
            out.append(f'<div style="text-align:justify"><span style="font-size:14px">{text}</span></div>')
        out.append("<div>&nbsp;</div>")
    if article.byline:
        out.append(f'<div style="text-align:right"><b>{words.text(article.byline)}</b></div>')
    return "\n".join((*out, "</div></div>"))


def _breaks(words: Wording) -> str:
    article = words.article
    kicker = f'<span class="kicker">{words.text(article.kicker)}</span><br />' if article.kicker else ""
    parts: list[str] = []
    for kind, text, photo in words.blocks():
        if photo:
            line = f"<br /><i>{text}</i>" if text else ""
            parts.append(f'<center><img src="{_src(photo)}" border="0" width="480" />{line}</center>')
        else:
            parts.append(text if kind == "text" else f"<b>{text}</b>")
    if article.byline:
        parts.append(f'<div align="right"><b><i>{words.text(article.byline)}</i></b></div>')
    return (
        f'<div id="baiviet">{kicker}<h1>{words.title}</h1>\n{_dated(article, "<div><i>{}</i></div>")}\n'
        f'<div class="vanban">{"<br /><br />".join(parts)}</div>\n</div>'
    )


def _figures(words: Wording) -> str:
    article = words.article
    kicker = f'<p class="article-kicker">{words.text(article.kicker)}</p>\n' if article.kicker else ""
    out = [
        f'<div class="article">{kicker}<h1 class="article-title">{words.title}</h1>',
        _dated(article, '<p class="article-date">{}</p>'),
        '<div class="article-body">',
    ]
    for kind, text, photo in words.blocks(photo_first=False):
        if photo:
            caption = f"<figcaption>{text}</figcaption>" if text else ""
            out.append(
                f'<figure class="image"><img src="{_src(photo)}" alt="{article.slug}" />{caption}</figure>'
            )
        elif kind == "lead":
            out.append(f'<p class="sapo"><strong>{text}</strong></p>')
        elif kind == "subhead":
            out.append(f"<h3>{text}</h3>")
        else:
            out.append(f"<p>{text}</p>")
    out.append("</div>")
    if article.byline:
        out.append(f'<p class="article-author">{words.text(article.byline)}</p>')
    out.append('<p class="share">Chia sẻ: <a href="#">Facebook</a> <a href="#">Zalo</a></p></div>')
    return "\n".join(out)


_EMPTY_GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def _semantic(words: Wording) -> str:
    article = words.article
    kicker = f'<p class="eyebrow">{words.text(article.kicker)}</p>\n' if article.kicker else ""
    out = [
        '<article itemscope itemtype="https://schema.org/NewsArticle">',
        f'<header>{kicker}<h1 itemprop="headline">{words.title}</h1>',
        _dated(article, "<time>{}</time>"),
        "</header>",
    ]
    after = 0
    for kind, text, photo in words.blocks(photo_first=False):
        if kind == "lead":
            out.append(f'<p class="lead" itemprop="description">{text}</p>\n<section itemprop="articleBody">')
        elif photo:
            image = f'<img class="lazy" src="{_EMPTY_GIF}" data-src="{_src(photo)}" width="480" height="320">'
            out.append(f"<figure>{image}<figcaption>{text}</figcaption></figure>")
        elif kind == "subhead":
            out.append(f"<h2>{text}</h2>")
        else:
            after += 1
            out.append(f"<p>{text}</p>")
            if after == 2:
                out.append(_aside(article))
    out.append("</section>")
    if article.byline:
        out.append(f'<footer><p class="author" itemprop="author">{words.text(article.byline)}</p></footer>')
    return "\n".join((*out, "</article>"))


def _aside(article: SampleArticle) -> str:
    group = article.group
    return (
        '<aside class="related"><h4>Tin liên quan</h4><ul>'
        f'<li><a href="{group.host}{group.path}">Xem thêm trong nhóm tin {html.escape(group.name)}</a></li>'
        "</ul></aside>"
    )


def _fonts(words: Wording) -> str:
    article = words.article
    font = '<font face="Arial" size="2">'
    kicker = (
        f"<tr><td><font color=gray>{words.text(article.kicker)}</font></td></tr>\n" if article.kicker else ""
    )
    out = [
        '<table width="100%" border=0 cellspacing=0 cellpadding=4>',
        f'{kicker}<tr><td class="TieuDe"><font face="Arial" size="4"><b>{words.title}</b></font></td></tr>',
        _dated(article, "<tr><td><font size=1>{}</font></td></tr>"),
        '<tr><td class="NoiDung">',
    ]
    for kind, text, photo in words.blocks():
        if photo:
            out.append(f'<p align="center"><img src="{_src(photo)}" width=480 border=1></p>')
            if text:
                out.append(f'<p align="center">{font}<em>{text}</em></font></p>')
        elif kind == "text":
            out.append(f'<p align="justify">{font}{text}</font></p>')
        else:
            out.append(f'<p align="justify">{font}<b>{text}</b></font></p>')
    if article.byline:
        out.append(f'<p align="right">{font}<b>{words.text(article.byline)}</b></font></p>')
    return "\n".join((*out, "</td></tr></table>"))


LAYOUTS: dict[str, Callable[[Wording], str]] = {
    "tables": _tables,
    "divs": _divs,
    "breaks": _breaks,
    "figures": _figures,
    "semantic": _semantic,
    "fonts": _fonts,
}
"""Name of a mark-up → the article region of the page."""


def structured_data(article: SampleArticle) -> str:
    """JSON-LD of an article that states its date so, otherwise nothing."""
    if article.stated != "structured":
        return ""
    stamp = article.moment.strftime("%Y-%m-%dT%H:%M:%S+07:00")
    updated = (article.modified or article.moment).strftime("%Y-%m-%dT%H:%M:%S+07:00")
    return (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", '
        f'"datePublished": "{stamp}", "dateModified": "{updated}"' + "}</script>\n"
    )

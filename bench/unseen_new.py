# ruff: noqa: E501 - mark-up is easier to read on one line
"""Layouts of `bench/unseen.py` as sites of the last ten years have them: boxes, hooks, structured data."""

from datetime import UTC

from bench.unseen_kit import LONG_CAPTIONS, Kit, Shot
from bench.unseen_parts import (
    advert,
    after,
    cap,
    comments,
    flow,
    foot,
    head,
    heading,
    json_ld,
    links,
    menu,
    sapo,
    section_line,
    share,
    side,
    tags,
    teasers,
)


def hashed(kit: Kit) -> str:
    """A single-page app rendered on the server: divs with hashed classes, a div per paragraph, no h1."""
    date = kit.printed()
    lead = sapo(kit, "<div class='css-8aa1'>{}</div>", "<div class='css-8aa1'><strong>{}</strong></div>")
    c = f"css-{kit.rng.randrange(4096, 65535):x}"
    pieces = flow(
        kit,
        lambda x: f'<div class="{c}">{x}</div>',
        h=lambda x: f'<div class="{c}b"><b>{x}</b></div>',
        fig=lambda s: (
            f'<div class="{c}w"><div><picture><source srcset="/{c}.webp 1x" type="image/webp">{kit.img(s)}</picture></div>{cap(kit, s, f"<div class={c}k>{{}}</div>")}</div>'
        ),
        inside=lambda: f'<div class="{c}r"><div>{kit.t("Đọc thêm")}</div>{links(kit, 2)}</div>',
    )
    name = kit.draw_byline()
    head_box = (
        f'<div class="css-au"><img src="/avatar/17.png" width=32 height=32 alt=""><span>{kit.t(name)}</span></div>'
        if name
        else ""
    )
    top, bottom = (
        (head_box, "")
        if kit.chance(0.5)
        else ("", f'<div class="css-q1" style="text-align:right">{kit.t(name)}</div>' if name else "")
    )
    return f"""<!doctype html><html lang=vi>{head(kit, og=0.9)}<body><div id="__next"><div class="css-0"><div class="css-1">{kit.clock()}</div>{menu(kit, "div")}</div><div class="css-2"><div class="css-3"><div class="css-br">{section_line(kit, " / ")}</div>{heading(kit, kit.pick("div class='css-t1'", "h1 class='css-t1'"))}<div class="css-mt">{top}<div class="css-dt">{date}</div></div>{lead}<div class="css-bd">{"".join(pieces)}</div>{bottom}{share(kit)}{tags(kit)}<div class="css-4">{after(kit, cls="css-dt")}</div>{comments(kit)}</div><div class="css-5">{side(kit)}</div></div><div class="css-6">{foot(kit)}</div></div><script id="__NEXT_DATA__" type="application/json">{{"page":"/tin"}}</script></body></html>"""


def semantic(kit: Kit) -> str:
    """HTML5 with article, time and JSON-LD that is right, broken, or of another story."""
    ld = json_ld(kit, kit.pick("right", "broken", "other"))
    zone = kit.pick("local", "mislabelled", "utc", "meta")
    m = kit.moment
    stamp = {
        "local": m.isoformat(),
        "mislabelled": m.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "utc": m.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "meta": "",
    }[zone]
    shown = f"{m:%d/%m/%Y} {kit.minute()}"
    date = f"<time datetime='{stamp}'>{shown}</time>" if stamp else f"<time>{shown}</time>"
    lead = sapo(
        kit,
        "<p class='standfirst'>{}</p>",
        "<h2>{}</h2>",
        "<p><b>{}</b></p>",
        "<section class='intro'><p>{}</p></section>",
    )
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        h=lambda x: f"<h2>{x}</h2>",
        fig=lambda s: f"<figure>{kit.img(s)}{cap(kit, s, '<figcaption>{}</figcaption>')}</figure>",
        inside=lambda: kit.pick(
            f"<aside><h4>{kit.t('Xem thêm')}</h4>{links(kit, 2)}</aside>",
            f"<aside>{teasers(kit, tag='article', count=1)}</aside>",
            f"<figure class='ad'>{advert(kit)}</figure>",
        ),
    )
    name = kit.draw_byline()
    place = kit.pick("head", "foot", "both") if name else "none"
    top = f"<address rel=author>{kit.t(name)}</address>" if name and place in ("head", "both") else ""
    bottom = (
        f"<p class='signed'><strong>{kit.t(name)}</strong></p>" if name and place in ("foot", "both") else ""
    )
    return f"""<!doctype html><html lang=vi>{head(kit, og=0.8, date_meta=zone == "meta", extra=ld)}<body><header><h1 class="brand"><a href="/">{kit.paper}</a></h1><time>{kit.clock()}</time><nav>{menu(kit)}</nav></header><main><article><header><nav aria-label=breadcrumb>{section_line(kit, " › ")}</nav>{heading(kit, "h1")}<p class=meta>{top}{date}</p></header>{lead}<div>{"".join(pieces)}{bottom}</div><footer>{tags(kit)}{share(kit)}</footer></article><section>{after(kit)}</section>{comments(kit)}</main><aside>{side(kit)}</aside><footer>{foot(kit)}</footer></body></html>"""


def hemera(kit: Kit) -> str:
    """A big CMS of the 2020s: author before and after, agency line in the body, related box, same time class everywhere."""
    date = f"<time class='time' datetime='{kit.moment.isoformat()}' data-time='{int(kit.moment.timestamp())}'>{kit.moment:%d/%m/%Y} {kit.minute()}</time>"
    avatar = kit.shot() if kit.chance(0.6) else None
    lead = sapo(
        kit,
        "<div class='article-x__sapo'>{}</div>",
        "<div class='article-x__sapo'><p>{}</p></div>",
        "<h2 class='desc'>{}</h2>",
    )
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        h=lambda x: f"<h3>{x}</h3>",
        fig=lambda s: (
            f"<table class='picture'><tbody><tr><td class='pic'>{kit.img(s)}</td></tr>{cap(kit, s, '<tr><td class=caption>{}</td></tr>')}</tbody></table>"
        ),
        inside=lambda: kit.pick(
            f"<div class='relate-x' data-source='related-news'>{teasers(kit, count=2)}</div>",
            f"<div class='sda_m'>{advert(kit)}</div>",
            f"<ul class='rl'><li><a href='/x-1.html'>{kit.foreign(kit.teasers[2][0])}</a></li></ul>",
        ),
    )
    name = kit.draw_byline()
    top = f"<div class='author'>{kit.t(name)}</div>" if name else ""
    bottom = (
        f"<div class='article-foot'><div class='name'>{kit.t(name)}</div></div>"
        if name and kit.chance(0.5)
        else ""
    )
    hero = (
        f"<figure class='avatar-x'>{kit.img(avatar)}{cap(kit, avatar, '<figcaption>{}</figcaption>')}</figure>"
        if avatar
        else ""
    )
    return f"""<!doctype html><html lang=vn>{head(kit, og=0.9)}<body><header><span class="time" id="today">{kit.clock()}</span>{menu(kit)}</header><div class=l-content><div class="main-col"><div class=crumb>{section_line(kit, "")}</div>{heading(kit, "h1 class='article-x__title'")}<div class="article-x__meta">{top}{date}</div>{share(kit)}{lead}{hero}<div class="article-x__body" itemprop="articleBody">{"".join(pieces)}</div>{bottom}{tags(kit)}{after(kit, cls="time")}{comments(kit)}</div><div class="sidebar-x"><time class=time>{kit.other_date()}</time>{side(kit)}</div></div>{foot(kit)}</body></html>"""


def vccorp(kit: Kit) -> str:
    """Sortable content boxes, data-role hooks, PhotoCMS captions, inline related boxes."""
    date = f"<div class='detail-time'><div data-role='publishdate'>{kit.moment:%d/%m/%Y} {kit.minute()} GMT+7</div></div>"
    lead = sapo(
        kit, "<h2 class='detail-sapo' data-role='sapo'>{}</h2>", "<p class='sapo' data-role='sapo'>{}</p>"
    )
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        h=lambda x: f"<p><b>{x}</b></p>",
        fig=lambda s: (
            f"<figure class='VCSortableInPreviewMode' type='Photo'><div>{kit.img(s)}</div>{cap(kit, s, '<figcaption class=PhotoCMS_Caption><p>{}</p></figcaption>')}</figure>"
        ),
        inside=lambda: kit.pick(
            f"<div class='VCSortableInPreviewMode' type='RelatedOneNews'><div><a href='/a.htm'><img src='/z/1.jpg' width=140 height=90></a><a href='/a.htm'>{kit.foreign(kit.teasers[0][0])}</a><p>{kit.foreign(kit.teasers[0][1])}</p></div></div>",
            f"<div type='RelatedNewsBox' class='VCSortableInPreviewMode'><div>{kit.t('TIN LIÊN QUAN')}</div>{links(kit, 2)}</div>",
        ),
    )
    name = kit.draw_byline()
    place = kit.pick("top", "bottom")
    top = (
        f"<div class='detail-author' data-role='author'>{kit.t(name)}</div>"
        if name and place == "top"
        else ""
    )
    bottom = f"<p style='text-align: right;'><b>{kit.t(name)}</b></p>" if name and place == "bottom" else ""
    return f"""<!doctype html><html>{head(kit, og=0.9)}<body><div class=header>{kit.clock()}{menu(kit)}</div><div class=detail__main><div class=cate>{section_line(kit, "")}</div>{heading(kit, "h1 class='detail-title' data-role='title'")}{top}{date}{lead}<div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content">{"".join(pieces)}{bottom}<p><br></p></div></div><div class=bottom>{tags(kit)}{share(kit)}</div>{comments(kit)}<div class=box-category>{after(kit, cls="time-ago")}</div></div><div class=detail__sub>{side(kit)}</div>{foot(kit)}</body></html>"""


def beside(kit: Kit) -> str:
    """Pictures in pairs with one caption beside both."""
    date = kit.printed()

    def pair(first: Shot) -> str:
        if first.printed is None:
            return f"<div class='one'><figure>{kit.img(first)}</figure></div>"
        kit.photos.append(
            Shot(
                url=first.url.replace(".jpg", "b.jpg"),
                caption=first.caption,
                credit=first.credit,
                printed=first.printed,
            )
        )
        return f"<div class='duo'><figure>{kit.img(first)}</figure><figure>{kit.img(kit.photos[-1])}</figure><figcaption>{kit.t(first.printed)}</figcaption></div>"

    lead = sapo(kit, "<div class='chapeau'>{}</div>", "<p class='chapeau'><strong>{}</strong></p>")
    pieces = flow(kit, lambda x: f"<p>{x}</p>", h=lambda x: f"<h3>{x}</h3>", fig=pair)
    name = kit.draw_byline()
    by = f"<div class='tg-2'><em>{kit.t(name)}</em></div>" if name else ""
    return f"""<!doctype html><html>{head(kit, og=0.7)}<body><div class=hd>{kit.clock()}{menu(kit)}</div><section class=wrap><div class=col-9>{heading(kit, "h1")}<div class=info><span>{kit.t(kit.section)}</span> <span>{date}</span></div>{lead}<div class=post>{"".join(pieces)}{by}</div>{tags(kit)}{share(kit)}{after(kit)}</div><div class=col-3>{side(kit)}</div></section>{foot(kit)}</body></html>"""


def photo_story(kit: Kit) -> str:
    """A photo story: after the lead there is nothing but pictures, with long captions, or paragraphs between them."""
    date = kit.printed()
    lead = sapo(kit, "<h2 class='sp'>{}</h2>", "<p class='sp'><b>{}</b></p>")
    as_text = kit.chance(0.5)
    out = ""
    for text in LONG_CAPTIONS:
        shot = kit.shot(text, bare=as_text)
        if as_text:
            kit.body.append(text)
            out += f"<figure>{kit.img(shot)}</figure><p>{kit.t(text)}</p>"
        else:
            out += f"<figure>{kit.img(shot)}<figcaption>{kit.t(shot.printed or '')}</figcaption></figure>"
    intro = ""
    if not as_text:
        kit.body.append(kit.source[0])
        intro = f"<p>{kit.t(kit.source[0])}</p>"
    name = kit.draw_byline()
    by = f"<p class=ky style='text-align:right'><strong>{kit.t(name)}</strong></p>" if name else ""
    return f"""<!doctype html><html>{head(kit, og=0.7)}<body><div>{kit.clock()}{menu(kit)}</div><div class=mega>{heading(kit, "h1")}<div class=i>{date}</div>{lead}<div class=bd>{intro}{out}{by}</div>{share(kit)}</div>{after(kit)}{foot(kit)}</body></html>"""


def split_body(kit: Kit) -> str:
    """The body in two or three boxes with adverts and a list of stories between."""
    date = kit.printed()
    lead = sapo(kit, "<h2 class=sapo>{}</h2>", "<div><b>{}</b></div>")
    list_before = (
        f"<ul class=concern><li><a href='/c1.htm'>{kit.foreign(kit.teasers[1][0])}</a></li><li><a href='/c2.htm'>{kit.foreign(kit.teasers[3][0])}</a></li></ul>"
        if kit.chance(0.6)
        else ""
    )
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        h=lambda x: f"<p><strong>{x}</strong></p>",
        fig=lambda s: f"<div class=pt>{kit.img(s)}{cap(kit, s, '<p class=note>{}</p>')}</div>",
    )
    at = max(1, len(pieces) // 2)
    name = kit.draw_byline()
    by = f"<div class=author><strong>{kit.t(name)}</strong></div>" if name else ""
    return f"""<html>{head(kit, og=0.6)}<body><div class=masthead>{kit.clock()}</div>{menu(kit)}<div class=boxdetail><h1>{kit.t(kit.title)}</h1><div class=date><span class=txt>{date}</span></div>{lead}{list_before}<div class=contents><div id=divfirst>{"".join(pieces[:at])}</div>{advert(kit)}<div id=divend>{"".join(pieces[at:])}</div></div>{by}{share(kit)}<div class=widget>{after(kit, cls="txt")}</div>{comments(kit)}</div><div class=sb>{side(kit)}</div>{foot(kit)}</body></html>"""


def related_inside(kit: Kit) -> str:
    """Related stories inside the body in all forms that editors find."""
    date = kit.printed()
    lead = sapo(kit, "<p class=lead>{}</p>", "<p><strong>{}</strong></p>")

    def box() -> str:
        (a, la), (b, _), *_ = kit.rng.sample(kit.teasers, 3)
        return kit.pick(
            f"<ul><li><a href='/r1.html'>{kit.foreign(a)}</a></li><li><a href='/r2.html'>{kit.foreign(b)}</a></li></ul>",
            f"<p><a href='/r1.html'><strong>{kit.foreign(a)}</strong></a></p>",
            f"<p>&gt;&gt; <a href='/r1.html'>{kit.foreign(a)}</a></p>",
            f"<p><strong>{kit.t('Xem thêm:')}</strong> <a href='/r1.html'>{kit.foreign(a)}</a></p>",
            f"<table border=1 width=200 align=right><tr><td><b>{kit.t('Tin liên quan')}</b></td></tr><tr><td><a href='/r1.html'>{kit.foreign(a)}</a></td></tr><tr><td><a href='/r2.html'>{kit.foreign(b)}</a></td></tr></table>",
            f"<div class='k-2'><a href='/r1.html'><img src='/t/1.jpg' width=120 height=80></a><h4><a href='/r1.html'>{kit.foreign(a)}</a></h4><p>{kit.foreign(la)}</p></div>",
            f"<blockquote><a href='/r1.html'>{kit.foreign(a)}</a><br>{kit.foreign(la)}</blockquote>",
            f"<div class='ck'><article><h3><a href='/r1.html'>{kit.foreign(a)}</a></h3><div>{kit.foreign(la)}</div></article></div>",
        )  # fmt: skip

    pieces = flow(
        kit,
        lambda x: f"<p style='text-align:justify'>{x}</p>",
        h=lambda x: f"<h3>{x}</h3>",
        inside=box,
        fig=lambda s: (
            f"<p style='text-align:center'>{kit.img(s)}</p>"
            + cap(kit, s, "<p style='text-align:center'><em>{}</em></p>")
        ),
    )
    name = kit.draw_byline()
    by = f"<p style='text-align:right'><strong>{kit.t(name)}</strong></p>" if name else ""
    return f"""<html>{head(kit, og=0.6)}<body>{menu(kit)}<div class=k>{kit.clock()}</div><div class=main><div class=cat>{section_line(kit, " / ")} <span class=d>{date}</span></div>{heading(kit, "h1 class=tit")}{lead}<div class=ct>{"".join(pieces)}{by}{box()}</div>{tags(kit)}{share(kit)}{after(kit)}</div><div class=side>{side(kit)}</div>{foot(kit)}</body></html>"""


def nested(kit: Kit) -> str:
    """Drupal: article in article, bare date text, title class of the related story, lead with breaks."""
    m = kit.moment
    date = f"{('Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật')[m.weekday()]}, {kit.minute()}, {m:%d/%m/%Y}"
    lead = sapo(
        kit,
        "<div class='article-s'><h2><div>{}<br><br></div></h2></div>",
        "<div class='article-s'><div>{}</div></div>",
    )
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        h=lambda x: f"<p><strong>{x}</strong></p>",
        fig=lambda s: (
            f"<figure><div alt='{kit.slug}' title='{kit.slug}'><article class='media'><picture>{kit.img(s)}</picture></article></div>{cap(kit, s, '<figcaption>{}</figcaption>')}</figure>"
        ),
        inside=lambda: (
            f"<article class='inner-a'><a href='/i.html'><img src='/s/1.jpg' width=100 height=70></a><h2 class='article-t'><a href='/i.html'>{kit.foreign(kit.teasers[0][0])}</a></h2><div class='summary'>{kit.foreign('BSM - ' + kit.teasers[0][1])}</div></article>"
        ),
    )
    name = kit.draw_byline()
    by = f"<div class='article-author'><a href='/tac-gia/3'>{kit.t(name)}</a></div>" if name else ""
    return f"""<!doctype html><html>{head(kit, og=0.9)}<body><div class=region>{kit.clock()}{menu(kit)}</div><article class="detail" about="/x"><div class=path>{section_line(kit, "")}</div><h1 class="article-t">{kit.t(kit.title)}</h1><div class="article-date"><div>{date}</div></div>{lead}<div class="text-long">{"".join(pieces)}</div>{by}{tags(kit)}{share(kit)}</article>{comments(kit)}<div class=views>{after(kit, cls="article-date")}</div><div class=sb>{side(kit)}</div>{foot(kit)}</body></html>"""


def last_line(kit: Kit) -> str:
    """The author closes the last paragraph after a line break; body in sections; agency notes."""
    date = kit.printed()
    lead = sapo(kit, "<div class=mo-ta><p>{}</p></div>", "<p class=gt><i>{}</i></p>", "<h3 class=gt>{}</h3>")
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        h=lambda x: f"<h4>{x}</h4>",
        fig=lambda s: (
            f"<div align=center>{kit.img(s)}<br>{cap(kit, s, '<span class=chu-thich>{}</span>')}</div>"
        ),
        kinds=("list", "quote"),
    )
    name = kit.draw_byline()
    if name and pieces[-1].endswith("</p>"):
        pieces[-1] = pieces[-1][:-4] + kit.pick(
            "<br><strong>{}</strong></p>",
            "<br><br><b><i>{}</i></b></p>",
            "</p><p><em>{}</em></p>",
            "</p><p class=x>{}</p>",
        ).format(kit.t(name))
    else:
        kit.byline = None
    return f"""<html>{head(kit, og=0.4)}<body><div>{menu(kit)}{kit.clock()}</div><div class=bai>{heading(kit, kit.pick("h1", "h2"))}<p class=tg>{date}</p>{lead}<div class=nd>{"".join(pieces)}</div></div><div>{share(kit)}{after(kit, cls="tg")}{comments(kit)}</div><div>{side(kit)}</div>{foot(kit)}</body></html>"""


NEW = (hashed, semantic, hemera, vccorp, beside, photo_story, split_body, related_inside, nested, last_line)

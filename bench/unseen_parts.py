# ruff: noqa: E501 - mark-up is easier to read on one line
"""Parts around and inside the articles of `bench/unseen.py`: head, menu, related stories, tools, foot, running text."""

import json
from collections.abc import Callable

from bench.unseen_kit import (
    ADVERTS,
    COMMENTS,
    ITEMS,
    LEGAL,
    POEM,
    QUOTE,
    SECTIONS,
    SUBHEADS,
    Kit,
    Mark,
    Shot,
)
from newsarchive.sample.compose import person

MENU = (
    "Trang chủ",
    "Giới thiệu",
    "Thời sự",
    "Xây dựng Đảng",
    "Kinh tế",
    "Văn hóa - Xã hội",
    "Quốc phòng - An ninh",
    "Văn bản",
    "Liên hệ",
)
PREFIXES = ("(SMO) - ", "(Baosongmay.vn) – ", "SMO - ", "(BVL) – ")


def head(kit: Kit, *, og: float = 0.5, date_meta: bool = False, extra: str = "") -> str:
    """`<head>` with a title, now and then OpenGraph and a description."""
    title = kit.pick(
        f"{kit.title} - {kit.paper}",
        f"{kit.title} | {kit.section} | {kit.paper}",
        kit.paper,
        kit.title,
        f"{kit.paper} :: {kit.title}",
    )
    out = f"<meta charset=utf-8><title>{kit.t(title)}</title>"
    if kit.chance(og):
        out += f'<meta property="og:title" content="{kit.t(kit.title)}"><meta property="og:type" content="article">'
    if kit.chance(0.4):
        out += f'<meta name="description" content="{kit.t(kit.pick(kit.sapo, kit.sapo[:90] + "...", kit.paper))}">'
    if date_meta:
        kit.minute()
        out += f'<meta property="article:published_time" content="{kit.moment:%Y-%m-%dT%H:%M}:00+07:00">'
    return f"<head>{out}{extra}<style>.a{{color:red}}</style></head>"


def json_ld(kit: Kit, kind: str) -> str:
    """Structured data: "right", "broken" (a comma too much), or "other" (of another story)."""
    title = kit.title if kind != "other" else kit.teasers[5][0]
    date = kit.moment if kind != "other" else kit.fetched_at
    text = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": date.isoformat(),
            "author": {"@type": "Organization", "name": kit.paper},
        },
        ensure_ascii=False,
    )
    if kind == "broken":
        text = text[:-1] + ",}"
    if kind != "other":
        kit.minute()
    return f'<script type="application/ld+json">{text}</script>'


def links(kit: Kit, count: int = 5, *, dated: bool = False, cls: str = "") -> str:
    """A list of other stories."""
    rows = [kit.teasers[i % 6][0] for i in range(count)]
    dates = [f' <span class="{cls or "date"}">{kit.other_date()}</span>' if dated else "" for _ in rows]
    return (
        "<ul>"
        + "".join(
            f'<li><a href="/tin/{i}-khac.html">{kit.foreign(row)}</a>{dates[i]}</li>'
            for i, row in enumerate(rows)
        )
        + "</ul>"
    )


def teasers(kit: Kit, *, tag: str = "div", count: int = 4, date_class: str = "") -> str:
    """Other stories with their leads, as long as an article's paragraphs."""
    out = ""
    for i, (title, lead) in enumerate(kit.teasers[:count]):
        date = f'<span class="{date_class}">{kit.other_date()}</span>' if date_class else ""
        image = f'<img src="/thumb/{i}.jpg" width="120" height="80" alt="">' if i % 2 else ""
        out += f'<{tag} class="item"><a href="/tin/{i}-khac.html">{image}</a><h3><a href="/tin/{i}-khac.html">{kit.foreign(title)}</a></h3>{date}<p>{kit.foreign(lead)}</p></{tag}>'
    return out


def menu(kit: Kit, tag: str = "ul") -> str:
    items = "".join(f"<li><a href='/muc-{i}'>{kit.t(item)}</a></li>" for i, item in enumerate(MENU))
    return f"<{tag} class='menu'>{items}</{tag}>"


def share(kit: Kit) -> str:
    return kit.pick(
        "<div class='tools'><a href='#'>Chia sẻ</a> <a href='#'>Facebook</a> <a href='#'>Zalo</a> <a href='javascript:print()'>In bài viết</a></div>",
        "<div><span>Chia sẻ:</span> <a href='#'><img src='/i/fb.png' alt='facebook' width=16 height=16></a></div>",
        "<p><a href='#'>A-</a> <a href='#'>A</a> <a href='#'>A+</a> <a href='#'>Gửi email</a> <a href='#'>Bản in</a></p>",
        "<div class='lk'>Lượt xem: 1.204 &nbsp; <a href='#'>Thích</a> 12</div>", "",
    )  # fmt: skip


def tags(kit: Kit) -> str:
    words = ("chuyển đổi số", "nông thôn mới", "dân vận khéo")
    return kit.pick(
        "<div class='tu-khoa'>Từ khóa: " + ", ".join(f"<a href='/tag/{i}'>{kit.t(word)}</a>" for i, word in enumerate(words)) + "</div>",
        "<ul class='tg'><li>Tags</li>" + "".join(f"<li><a href='/tag/{i}'>{kit.t(word)}</a></li>" for i, word in enumerate(words)) + "</ul>", "", "",
    )  # fmt: skip


def comments(kit: Kit) -> str:
    """Readers' words, with names and dates."""
    if kit.chance(0.5):
        return kit.pick(
            "",
            f"<div><h4>{kit.t('Ý kiến bạn đọc')}</h4><p>{kit.t('Chưa có ý kiến nào.')}</p></div>",
            "<div class='bl'><b>Bình luận (0)</b><form><textarea></textarea><input type=submit value='Gửi'></form></div>",
        )
    rows = "".join(
        f"<div class='cm'><b>{kit.t(person(kit.rng))}</b> <i>{kit.other_date()}</i><p>{kit.foreign(text)}</p></div>"
        for text in COMMENTS[: kit.rng.randint(1, 3)]
    )
    return f"<div id='binhluan'><h3>{kit.t(kit.pick('Ý kiến bạn đọc', 'Bình luận', 'Phản hồi'))} (3)</h3>{rows}</div>"


def poll(kit: Kit) -> str:
    if kit.chance(0.6):
        return ""
    question = "Theo bạn, giao diện mới của trang tin đã dễ sử dụng hơn trước hay chưa?"
    return f"<div class='poll'><b>{kit.t('Thăm dò ý kiến')}</b><p>{kit.foreign(question)}</p><label><input type=radio>Dễ hơn</label><label><input type=radio>Như cũ</label></div>"


def advert(kit: Kit) -> str:
    text = kit.foreign(kit.rng.choice(ADVERTS))
    return kit.pick(
        f"<div class='qc'><a href='http://qc.example/1'>{text}</a></div>",
        "<div id='zone-2'><script>ad()</script></div>",
        f"<div class='ads' style='width:300px'><p><a href='http://qc.example/2' rel='nofollow'>{text}</a></p></div>",
        "<div class='bn'><a href='http://qc.example/3'><img src='/qc/banner300.gif' width='300' height='250' alt=''></a></div>",
    )


def after(kit: Kit, *, cls: str = "") -> str:
    """What stands below an article: older stories, now and then with leads."""
    label = kit.pick(
        "Tin khác",
        "Các tin khác",
        "Tin liên quan",
        "Bài viết khác",
        "Cùng chuyên mục",
        "Các tin đã đưa",
        "CÁC TIN MỚI HƠN",
    )
    inner = kit.pick("links", "dated", "teasers")
    block = (
        links(kit)
        if inner == "links"
        else links(kit, dated=True, cls=cls)
        if inner == "dated"
        else teasers(kit, count=3, date_class=cls)
    )
    title = kit.pick(
        f"<h3>{kit.t(label)}</h3>",
        f"<div class='tt'><b>{kit.t(label)}:</b></div>",
        f"<p><strong>{kit.t(label)}</strong></p>",
    )
    return f"<div class='khac'>{title}{block}</div>"


def side(kit: Kit) -> str:
    """A sidebar whose teasers are longer than many an article."""
    return f"<h4>{kit.t(kit.pick('Đọc nhiều', 'Tin mới nhất', 'Tiêu điểm'))}</h4>{teasers(kit)}{poll(kit)}"


def foot(kit: Kit) -> str:
    """Licence, address, editor in chief."""
    text = f"Giấy phép số {kit.rng.randint(10, 400)}/GP-TTĐT cấp ngày {kit.rng.randint(10, 28)}/0{kit.rng.randint(1, 9)}/20{kit.rng.randint(10, 24)}"
    editor = f"Tổng Biên tập: {person(kit.rng)}. Phó Tổng Biên tập: {person(kit.rng)}, {person(kit.rng)}"
    return f"<div class='foot'><p>{kit.foreign(text)}</p><p>{kit.foreign(editor)}</p><p>{kit.foreign('Địa chỉ: số 8 đường Bến Cũ, phường Sông Mây. Điện thoại: 0203 3888 999')}</p><p>{kit.t('Ghi rõ nguồn khi phát hành lại thông tin từ trang này')}</p></div>"


def section_line(kit: Kit, sep: str = " &raquo; ") -> str:
    return f"<a href='/'>{kit.t('Trang chủ')}</a>{sep}<a href='/muc'>{kit.t(kit.section)}</a>"


def heading(kit: Kit, tag: str) -> str:
    """The headline in its element, now and then with a kicker above."""
    kicker = f"<div class='mu'>{kit.foreign(kit.kicker)}</div>" if kit.kicker else ""
    name, _, attributes = tag.partition(" ")
    return f"{kicker}<{name} {attributes}>{kit.t(kit.title)}</{name}>"


def sapo(kit: Kit, *forms: str) -> str:
    """The lead in one of the forms (each with `{}`), with or without the paper's prefix; sets the truth."""
    prefix = kit.pick("", "", "", *PREFIXES)
    kit.lead = kit.sapo
    kit.leads = [None]
    kit.optional += [kit.sapo, prefix + kit.sapo]
    return kit.pick(*forms).format(kit.t(prefix) + kit.t(kit.sapo))


def plain_first(kit: Kit) -> None:
    """The opening paragraph is the body's first, without a mark."""
    kit.source.insert(0, kit.sapo)
    kit.leads = [kit.sapo]
    kit.optional.append(kit.sapo)


def table(kit: Kit) -> str:
    """A small table with figures; its cells may be read or left."""
    rows = [
        ("Đơn vị", "Số chi bộ", "Kết nạp"),
        ("Đảng bộ xã Tân Lũng", "12", "31"),
        ("Đảng bộ xã Bãi Thượng", "9", "18"),
    ]
    kit.optional += [cell for row in rows for cell in row] + [
        sep.join(row) for row in rows for sep in (" ", " | ", "\t")
    ]
    return (
        "<table border='1' class='MsoTableGrid'>"
        + "".join(
            "<tr>" + "".join(f"<td><p>{kit.t(cell)}</p></td>" for cell in row) + "</tr>" for row in rows
        )
        + "</table>"
    )


def extra(kit: Kit, p: Mark, kind: str) -> str:
    """A piece of the article that is no plain paragraph; sets the truth."""
    if kind == "list":
        kit.body += ITEMS[:4]
        tag = kit.pick("ul", "ol")
        return f"<{tag}>" + "".join(f"<li>{kit.t(item)}</li>" for item in ITEMS[:4]) + f"</{tag}>"
    if kind == "legal":
        kit.body += LEGAL
        return "".join(p(f"<b>{kit.t(line)}</b>" if line[0].isdigit() else kit.t(line)) for line in LEGAL)
    if kind == "poem":
        kit.body.append(" ".join(POEM))
        return p("<em>" + "<br>".join(kit.t(line) for line in POEM) + "</em>")
    if kind == "quote":
        kit.body.append(QUOTE)
        return f"<blockquote><p>{kit.t(QUOTE)}</p></blockquote>"
    return table(kit)


def flow(
    kit: Kit,
    p: Mark,
    *,
    h: Mark | None = None,
    fig: Callable[[Shot], str] | None = None,
    inside: Callable[[], str] | None = None,
    kinds: tuple[str, ...] = ("list", "legal", "quote", "table", "poem"),
    photos: int = 2,
) -> list[str]:
    """The running text as mark-up, one string per piece, with photos and foreign boxes between; sets the truth."""
    out: list[str] = []
    count = len(kit.source)
    slots = sorted(kit.rng.sample(range(count), min(count, kit.rng.randint(0, photos)))) if fig else []
    foreign_at = kit.rng.randrange(1, count) if inside and count > 2 else -1
    extra_at = kit.rng.randrange(1, count) if kinds and count > 2 and kit.chance(0.4) else -1
    head_at = kit.rng.randrange(1, count) if h and count > 3 and kit.chance(0.5) else -1
    for i, text in enumerate(kit.source):
        if i == foreign_at and inside:
            out.append(inside())
        if i == head_at and h:
            kit.body.append(kit.rng.choice(SUBHEADS))
            out.append(h(kit.t(kit.body[-1])))
        kit.body.append(text)
        out.append(p(kit.rich(text)))
        if i == extra_at:
            out.append(extra(kit, p, kit.rng.choice(kinds)))
        if i in slots and fig:
            out.append(fig(kit.shot(bare=kit.chance(0.15))))
    joined = " ".join(POEM)
    if joined in kit.body:
        at = kit.body.index(joined)
        kit.bodies.append([*kit.body[:at], *POEM, *kit.body[at + 1 :]])
    return out


def other_sections(kit: Kit) -> str:
    """Names of rubrics, one after the other."""
    return " | ".join(f"<a href='/m{i}'>{kit.t(name)}</a>" for i, name in enumerate(SECTIONS))


def cap(kit: Kit, shot: Shot, form: str) -> str:
    """The printed line in its element; nothing where the picture has none."""
    return form.format(kit.t(shot.printed)) if shot.printed else ""

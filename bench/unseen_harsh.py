# ruff: noqa: E501 - mark-up is easier to read on one line
"""Layouts of `bench/unseen.py` that ask more: hidden copies, teasers first, legal texts, interviews, lines without marks."""

from bench.unseen_kit import ITEMS, LEGAL, Kit
from bench.unseen_parts import (
    advert,
    after,
    comments,
    flow,
    foot,
    head,
    heading,
    links,
    menu,
    plain_first,
    poll,
    sapo,
    section_line,
    share,
    side,
    tags,
    teasers,
)
from newsarchive.sample.compose import person

QUESTIONS = (
    "Xin ông cho biết kết quả nổi bật nhất của nhiệm kỳ vừa qua?",
    "Khó khăn lớn nhất khi triển khai ở cơ sở là gì, thưa ông?",
    "Thời gian tới, địa phương sẽ tập trung vào những việc gì?",
)
OFFICES = ("Văn phòng Tỉnh ủy Hòa Sơn", "Ban Tổ chức Tỉnh ủy")


def doubled(kit: Kit) -> str:
    """Hidden copies for phones, author box with a biography, a first date and an update."""
    first = f"{kit.moment:%d/%m/%Y} {kit.minute()}"
    kit.updated = None
    date = kit.pick(f"<span>Ngày đăng: {first}</span>", f"<span>{first}</span>", f"<time>{first}</time>")
    lead = sapo(kit, "<div class=dek>{}</div>", "<h2 class=dek>{}</h2>")
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        h=lambda x: f"<h3>{x}</h3>",
        fig=lambda s: (
            f"<figure>{kit.img(s)}"
            + (f"<figcaption><em>{kit.t(s.printed)}</em></figcaption>" if s.printed else "")
            + "</figure>"
        ),
        inside=lambda: f"<div class='box-in'><strong>{kit.t('Tin liên quan')}</strong>{links(kit, 3)}</div>",
    )
    name = kit.draw_byline()
    top = (
        f"<div class=au-1><a href='/tac-gia/9'><img src='/avatar/9.jpg' width=40 height=40 alt=''></a> <a href='/tac-gia/9'>{kit.t(name)}</a></div>"
        if name
        else ""
    )
    hidden = (
        f"<div style='display:none'><p>{kit.t(kit.sapo)}</p>{''.join(pieces)}</div>"
        if kit.chance(0.5)
        else f"<div class='d-none' aria-hidden=true><h1>{kit.t(kit.title)}</h1></div>"
    )
    return f"""<!doctype html><html>{head(kit, og=0.9)}<body><div hidden>{menu(kit)}</div><header>{kit.clock()}{menu(kit)}</header>{hidden}<main class=m><div class=c1>{section_line(kit, "/")}</div>{heading(kit, "h1")}<div class=mt>{top}{date}</div>{share(kit)}{lead}<div class=ar>{"".join(pieces)}</div>{tags(kit)}{comments(kit)}{after(kit, cls="dt")}</main><aside>{side(kit)}</aside>{foot(kit)}</body></html>"""


def teasers_first(kit: Kit) -> str:
    """Left column and breaking news with long leads before the article in the source; headline in a paragraph."""
    date = kit.printed()
    lead = sapo(kit, "<p><strong>{}</strong></p>", "<div class=s>{}</div>")
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        h=lambda x: f"<p><strong>{x}</strong></p>",
        fig=lambda s: (
            f"<p class=c>{kit.img(s)}</p>"
            + (f"<p class=c><small>{kit.t(s.printed)}</small></p>" if s.printed else "")
        ),
        kinds=("list", "quote"),
    )
    name = kit.draw_byline()
    by = f"<p><strong>{kit.t(name)}</strong></p>" if name else ""
    return f"""<html>{head(kit, og=0.3)}<body><table width=990><tr><td colspan=3>{menu(kit)}{kit.clock()}</td></tr><tr><td valign=top width=200><h3>{kit.t("Tin nóng")}</h3>{teasers(kit, count=5)}{poll(kit)}</td><td valign=top><div>{section_line(kit)}</div>{heading(kit, kit.pick("p class='title-news'", "h1", "h3 class='title'"))}<p class=d>{date}</p>{lead}{"".join(pieces)}{by}<hr><div>{share(kit)}</div>{after(kit, cls="d")}</td><td valign=top>{advert(kit)}{links(kit, 4)}</td></tr></table>{foot(kit)}</body></html>"""


def legal(kit: Kit) -> str:
    """A legal text: numbered headings, ordered lists, articles, a table, files at the end."""
    date = kit.printed("Ngày đăng: ", "Cập nhật: ", "")
    lead = sapo(kit, "<p class=trich>{}</p>", "<p><b>{}</b></p>")
    out = ""
    for number, text in enumerate(kit.source, 1):
        title = f"Điều {number}. {LEGAL[(number * 2 - 2) % 4][3:]}"
        kit.body += [title, text]
        out += (
            kit.pick(f"<h4>{kit.t(title)}</h4>", f"<p><b>{kit.t(title)}</b></p>") + f"<p>{kit.rich(text)}</p>"
        )
    kit.body += ITEMS
    out += "<ol>" + "".join(f"<li>{kit.t(item)}</li>" for item in ITEMS) + "</ol>"
    name = kit.draw_byline()
    by = f"<p align=right><b>{kit.t(name)}</b></p>" if name else ""
    files = (
        f"<div class=tep><b>{kit.t('Tệp đính kèm')}</b> <a href='/files/qd-12.pdf'>qd-12.pdf</a></div>"
        if kit.chance(0.4)
        else ""
    )
    kit.optional += ["Tệp đính kèm qd-12.pdf", "Tệp đính kèm", "qd-12.pdf"]
    return f"""<html>{head(kit, og=0.4)}<body><div>{kit.clock()}{menu(kit)}</div><div class=content-x>{heading(kit, kit.pick("h1", "h2"))}<div class=n>{date}</div>{lead}<div class=vb>{out}{by}</div>{files}{share(kit)}{after(kit)}</div><div>{side(kit)}</div>{foot(kit)}</body></html>"""


def interview(kit: Kit) -> str:
    """An interview: bold questions, answers, a pull quote, the interviewer at the end."""
    date = kit.printed()
    lead = sapo(kit, "<p><strong><em>{}</em></strong></p>", "<div class=intro-2>{}</div>")
    out = ""
    for number, text in enumerate(kit.source):
        if number < len(QUESTIONS) and len(kit.source) > 3:
            kit.body.append(QUESTIONS[number])
            out += f"<p><strong>{kit.t(kit.body[-1])}</strong></p>"
        kit.body.append(text)
        out += f"<p>{kit.t(text)}</p>"
        if number == 1:
            shot = kit.shot(bare=kit.chance(0.2))
            out += (
                f"<div class='img-w'><img src='/{shot.url.split('/', 3)[3]}' alt=''>"
                + (f"<div class='img-d'>{kit.t(shot.printed)}</div>" if shot.printed else "")
                + "</div>"
            )
    thanks = "Trân trọng cảm ơn ông!"
    kit.body.append(thanks)
    name = kit.draw_byline()
    by = (
        kit.pick(
            "<p><strong>{}</strong></p>",
            "<p style='text-align:right'><strong>{}</strong> <em>(thực hiện)</em></p>",
        ).format(kit.t(name))
        if name
        else ""
    )
    kit.bylines = [f"{name} (thực hiện)"] if name else []
    return f"""<!doctype html><html>{head(kit, og=0.7)}<body><div class=h>{menu(kit)}<span>{kit.clock()}</span></div><div class=row><div class=col-8><ol class=breadcrumb><li>{section_line(kit, "</li><li>")}</li><li>{date}</li></ol>{heading(kit, "h1")}{lead}<div class=detail-t>{out}<p><em>{kit.t(thanks)}</em></p>{by}</div>{tags(kit)}{share(kit)}{comments(kit)}{after(kit)}</div><div class=col-4>{side(kit)}</div></div>{foot(kit)}</body></html>"""


def two_lines(kit: Kit) -> str:
    """Author and agency on two lines, an end mark, a source line; paragraphs closed late or never."""
    date = kit.printed()
    if kit.chance(0.3):
        plain_first(kit)
        lead = ""
    else:
        lead = sapo(kit, "<p class=lead><b>{}</b>", "<div class=abstract>{}</div>")
    pieces = flow(
        kit,
        lambda x: f"<p>{x}\n",
        h=lambda x: f"<p><b>{x}</b>\n",
        fig=lambda s: (
            f"<div class=photo-c>{kit.img(s)}"
            + (f"<div class=photo-t>{kit.t(s.printed)}</div>" if s.printed else "")
            + "</div>"
        ),
        kinds=("list",),
    )
    name = kit.draw_byline()
    by = f"<p align=right><b>{kit.t(name)}</b>\n" if name else ""
    if name and "TTXVN" not in name and kit.chance(0.4):
        by += "<p align=right><i>(Theo TTXVN)</i>\n"
        kit.bylines = [f"{name} - (Theo TTXVN)", f"{name} (Theo TTXVN)"]
    return f"""<html>{head(kit, og=0.5)}<body><div id=hd>{kit.clock()}{menu(kit)}</div><div id=ct>{heading(kit, "h1")}<p class=t>{date}</p>{lead}<div id=bd>{"".join(pieces)}{by}</div><div id=more>{tags(kit)}{share(kit)}{after(kit, cls="t")}{comments(kit)}</div></div><div id=sd>{side(kit)}</div>{foot(kit)}</body></html>"""


def department(kit: Kit) -> str:
    """A department's site: office as source, date in brackets after the headline, counter line, all in spans."""
    weekday = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")[
        kit.moment.weekday()
    ]
    date = kit.pick(
        f"({kit.moment:%d/%m/%Y})", f"[{kit.moment:%d/%m/%Y}]", f"({weekday}, {kit.moment:%d/%m/%Y})"
    )
    kit.day()
    lead = sapo(kit, "<span class=Summary>{}</span><br>", "<div><b>{}</b></div>")
    pieces = flow(
        kit,
        lambda x: (
            f"<div align=justify><span style='font-family:Arial'><span style='font-size:10pt'>{x}</span></span></div>"
        ),
        h=lambda x: f"<div><span><b>{x}</b></span></div>",
        fig=lambda s: (
            f"<div align=center><span>{kit.img(s)}</span></div>"
            + (
                f"<div align=center><span style='font-style:italic'>{kit.t(s.printed)}</span></div>"
                if s.printed
                else ""
            )
        ),
        kinds=("list", "table"),
    )
    name = kit.draw_byline()
    by = f"<div align=right><span><b>{kit.t(name)}</b></span></div>" if name else ""
    editor = person(kit.rng)
    return f"""<html>{head(kit, og=0.2)}<body>{menu(kit)}<div class=clock>{kit.clock()}</div><div class=w><div class=w1>{links(kit, 3, dated=True)}</div><div class=w2>{heading(kit, kit.pick("h2", "div class=news-title", "h1"))}<span class=sm>{date}</span><br>{lead}<div class=ctn>{"".join(pieces)}{by}</div><div class=cnt>Số lần đọc: 512</div>{share(kit)}{after(kit)}</div><div class=w3>{side(kit)}</div></div><div class=ft>{kit.foreign(f"Trưởng Ban Biên tập: {editor}")}<br>{kit.foreign(OFFICES[0] + ", số 1 đường Cửa Bắc")}</div>{foot(kit)}</body></html>"""


HARSH = (doubled, teasers_first, legal, interview, two_lines, department)

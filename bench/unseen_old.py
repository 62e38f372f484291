# ruff: noqa: E501 - mark-up is easier to read on one line
"""Layouts of `bench/unseen.py` as sites of 2008 to 2018 have them: tables, portals, editors that keep what was pasted."""

from bench.unseen_kit import Kit
from bench.unseen_parts import (
    after,
    cap,
    comments,
    flow,
    foot,
    head,
    heading,
    links,
    menu,
    other_sections,
    plain_first,
    poll,
    sapo,
    section_line,
    share,
    side,
    tags,
    teasers,
)


def webforms(kit: Kit) -> str:
    """ASP.NET WebForms: nested tables, font tags, labels with long ids, view state."""
    lb = "ctl00_ContentPlaceHolder1_ctl01_lbl"
    size = kit.pick("2", "3")
    date = f"<span id='{lb}Ngay'><font size=1 color='#666666'>{kit.printed('', 'Cập nhật lúc: ', '(', 'Ngày đăng tin: ')}</font></span>"
    lead = sapo(
        kit,
        f"<span id='{lb}TomTat'><b><font face=Arial size={size}>{{}}</font></b></span>",
        "<p align=justify><strong>{}</strong></p>",
    )
    pieces = flow(
        kit,
        lambda x: f"<p align='justify'><font face='Arial' size='{size}'>{x}</font></p>",
        fig=lambda s: (
            f"<table align='center' border='0' cellpadding='3'><tbody><tr><td>{kit.img(s)}</td></tr><tr><td align='center'><font size='1'><i>{kit.t(s.printed or '')}</i></font></td></tr></tbody></table>"
        ),
        h=lambda x: f"<p><font face='Arial' size='{size}'><b>{x}</b></font></p>",
    )
    name = kit.draw_byline()
    by = f"<p align='right'><b><font face='Arial' size='{size}'>{kit.t(name)}</font></b></p>" if name else ""
    return f"""<html>{head(kit, og=0.1)}<body><form id="aspnetForm" method=post><input type=hidden name="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1MmRk">
<table width=1000 align=center><tr><td colspan=3><img src="/banner.jpg" width=1000 height=120></td></tr><tr><td colspan=3>{menu(kit)}<span id="ctl00_lblDate">{kit.clock()}</span></td></tr>
<tr><td width=180 valign=top>{links(kit, 3)}{poll(kit)}</td><td valign=top><table width="100%"><tr><td class="tdTitle">{heading(kit, kit.pick("span class='NewsTitle'", "span style='font-weight:bold;font-size:14pt'", "h3"))}</td></tr><tr><td>{date}</td></tr><tr><td>{lead}</td></tr><tr><td id="{lb}NoiDung">{"".join(pieces)}{by}</td></tr><tr><td>{share(kit)}</td></tr><tr><td>{after(kit, cls="NewsDate")}</td></tr></table></td><td width=200 valign=top>{side(kit)}</td></tr><tr><td colspan=3>{foot(kit)}</td></tr></table></form></body></html>"""


def joomla(kit: Kit) -> str:
    """Joomla 1.5: contentpaneopen tables, date in words, rating, floating pictures with a caption box."""
    m = kit.moment
    weekday = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")[m.weekday()]
    date = f"{weekday}, {m.day:02} Tháng {m.month} {m.year} {kit.minute()}"
    if kit.chance(0.6):
        plain_first(kit)
        lead = ""
    else:
        lead = sapo(
            kit,
            "<p><strong>{}</strong></p>",
            "<p style='text-align: justify;'><em><strong>{}</strong></em></p>",
        )
    pieces = flow(
        kit,
        lambda x: f'<p style="text-align: justify;">{x}</p>',
        h=lambda x: f"<p><strong>{x}</strong></p>",
        fig=lambda s: (
            f'<div class="img_caption left" style="float: left; width: 300px;">{kit.img(s, "class=caption")}{cap(kit, s, "<p class=img_cap>{}</p>")}</div>'
        ),
    )
    name = kit.draw_byline()
    head_by = kit.chance(0.4) and name
    by = f'<p style="text-align: right;"><strong>{kit.t(name)}</strong></p>' if name and not head_by else ""
    author = (
        f"<tr><td><span class='small'>Viết bởi {kit.t(name)}</span></td></tr>" if head_by and name else ""
    )
    if head_by and name:
        kit.bylines = [f"Viết bởi {name}"]
    return f"""<html xml:lang="vi-vn">{head(kit, og=0)}<body id="page_bg"><div id="top">{kit.clock()}</div>{menu(kit)}<div id="pathway">{section_line(kit, " <img src='/arrow.png' alt=''> ")}</div>
<div id="left">{links(kit)}</div><div id="maincol"><table class="contentpaneopen"><tr><td class="contentheading" width="100%">{kit.pick(kit.t(kit.title), f"<a class='contentpagetitle' href='/{kit.slug}.html'>{kit.t(kit.title)}</a>")}</td><td class="buttonheading"><a href='#'><img src="/pdf.png" alt="PDF"></a></td><td class="buttonheading"><a href='#'><img src="/print.png" alt="In"></a></td></tr></table>
<table class="contentpaneopen">{author}<tr><td valign="top" class="createdate">{date}</td></tr><tr><td valign="top">{lead}{"".join(pieces)}{by}</td></tr></table><span class="article_separator">&nbsp;</span>
<div>{kit.pick("", "<form>Đánh giá: <input type=radio> Kém <input type=radio> Tốt <input type=submit value='Đánh giá'></form>")}</div>{after(kit)}</div><div id="right">{side(kit)}</div>{foot(kit)}</body></html>"""


def sharepoint(kit: Kit) -> str:
    """SharePoint: web-part zones, rich-text field, a div per paragraph, ExternalClass wrappers."""
    date = kit.printed("", "Đăng ngày: ", "Ngày đăng: ", "Đã đăng vào ")
    lead = sapo(
        kit,
        "<div class='ArticleSummary'>{}</div>",
        "<div class='intro' style='font-weight:bold'>{}</div>",
        "<h4>{}</h4>",
    )
    pieces = flow(
        kit,
        lambda x: (
            kit.pick(
                f"<div style='text-align:justify'><span style='font-size:12pt;font-family:Times New Roman'>{x}</span></div>",
                f"<div>{x}</div>",
            )
            + kit.pick("", "", "<div>&#160;</div>", "<div>\u200b</div>")
        ),
        h=lambda x: f"<div><strong>{x}</strong></div>",
        fig=lambda s: (
            f"<div style='text-align:center'>{kit.img(s)}</div>"
            + cap(kit, s, "<div style='text-align:center'><em>{}</em></div>")
        ),
    )
    name = kit.draw_byline()
    by = (
        kit.pick(
            "<div style='text-align:right'><strong>{}</strong></div>",
            "<div class='AuthorName'>{}</div>",
            "<div style='text-align:right'><em>{}</em></div>",
        ).format(kit.t(name))
        if name
        else ""
    )
    return f"""<html dir="ltr">{head(kit, og=0)}<body class="v4master"><form id="aspnetForm"><div id="s4-ribbonrow" style="display:none">Hành động trang web Duyệt Trang Xuất bản</div><div id="s4-workspace"><div class="ms-date">{kit.clock()}</div>{menu(kit)}
<table><tr><td class="ms-WPBody"><div class="ms-breadcrumb">{section_line(kit, " > ")}</div><div class="tintuc-chitiet">{heading(kit, kit.pick("div class='ArticleTitle'", "h2 class='tieude'", "span class='tt'"))}<div class="PostDate">{date}</div>{lead}<div class="ArticleContent"><div id="ctl00_PlaceHolderMain_RichHtmlField" class="ms-rtestate-field"><div class="ExternalClass4F1A">{"".join(pieces)}</div></div>{by}</div></div><div>{share(kit)}</div>{after(kit, cls="PostDate")}</td><td class="ms-WPBody">{side(kit)}</td></tr></table></div>{foot(kit)}</form></body></html>"""


def word_paste(kit: Kit) -> str:
    """FCK editor with text pasted from Word: MsoNormal, o:p, empty paragraphs, caption in the next centred paragraph."""
    font = "<span style=\"font-size: 13pt; font-family: 'Times New Roman'\">{}</span>"
    empty = kit.pick("", "<p class='MsoNormal'>&nbsp;</p>", "<p>&nbsp;<o:p></o:p></p>")
    date = kit.printed("", "Cập nhật: ", "Ngày cập nhật: ", "Ngày ")
    lead = sapo(
        kit,
        "<p class='MsoNormal' style='text-align:justify'><b><span style='font-size:13pt'>{}<o:p></o:p></span></b></p>",
        "<div class='sapo'>{}</div>",
        "<p class='MsoNormal'><b><i>{}</i></b></p>",
    )
    pieces = flow(
        kit,
        lambda x: (
            f'<p class="MsoNormal" style="text-align: justify; text-indent: 0.5in">{font.format(x)}<o:p></o:p></p>{empty}'
        ),
        h=lambda x: f"<p class='MsoNormal'><b>{font.format(x)}</b></p>",
        fig=lambda s: (
            f"<p class='MsoNormal' align='center' style='text-align:center'>{kit.img(s)}</p>"
            + cap(
                kit,
                s,
                "<p class='MsoNormal' align='center' style='text-align:center'><i><span style='font-size:11pt'>{}</span></i></p>",
            )
        ),
    )
    name = kit.draw_byline()
    by = (
        kit.pick(
            "<p class='MsoNormal' align='right' style='text-align:right'><b>{}</b></p>",
            "<p class='MsoNormal'><b>{}</b></p>",
            "<p class='MsoNormal' align='right'><b><i>{}<o:p></o:p></i></b></p>",
        ).format(kit.t(name))
        if name
        else ""
    )
    return f"""<html>{head(kit, og=0.2)}<body><div id=wrapper><div id=header><div class=ngaythang>{kit.clock()}</div>{menu(kit)}</div><div id=content><div class=bread>{section_line(kit)}</div>{heading(kit, kit.pick("h1", "h2 class=title", "div class=tieude-tin"))}<div class=ngay>{date}</div><div class=noidung><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->{lead}{"".join(pieces)}{by}<p>&nbsp;</p></div>{share(kit)}{tags(kit)}{after(kit, cls="ngay")}{comments(kit)}</div><div id=cotphai>{side(kit)}</div>{foot(kit)}</div></body></html>"""


def breaks(kit: Kit) -> str:
    """All text in one cell, paragraphs parted by two line breaks."""
    date = kit.printed("", "Cập nhật ngày ", "(", "Ngày đăng: ")
    sep = kit.pick("<br><br>", "<br /><br />\n", "<br>&nbsp;<br>", "<BR>\n<BR>\n")
    lead = sapo(kit, "<b>{}</b>" + sep, "<strong>{}</strong>" + sep, "<span class='tomtat'>{}</span>" + sep)
    pieces = flow(
        kit,
        lambda x: x + sep,
        h=lambda x: f"<b>{x}</b>{sep}",
        fig=lambda s: f"<center>{kit.img(s)}{cap(kit, s, '<br><i>{}</i>')}</center>" + kit.pick("", "<br>"),
        kinds=("table",),
    )
    name = kit.draw_byline()
    by = (
        kit.pick(
            "<div align=right><b>{}</b></div>",
            "<b>{}</b>",
            "<p align=right><i>{}</i></p>",
            "<b><i>{}</i></b><br>",
        ).format(kit.t(name))
        if name
        else ""
    )
    return f"""<html>{head(kit, og=0)}<body><table width=980 align=center cellspacing=0><tr><td colspan=2 bgcolor=#cc0000>{menu(kit)}<font color=#ffffff>{kit.clock()}</font></td></tr><tr><td width=700 valign=top><div>{section_line(kit)}</div>{heading(kit, kit.pick("div class=title", "font size=4 color=#990000", "h2", "p class=PageTitle"))}<div><font size=1>{date}</font></div><table width="100%"><tr><td class=content>{"".join([lead, *pieces])}{by}</td></tr></table>{after(kit)}</td><td valign=top>{side(kit)}</td></tr><tr><td colspan=2>{foot(kit)}</td></tr></table></body></html>"""


def image_tables(kit: Kit) -> str:
    """Local papers: pictures in tables whose second row may be empty; date beside the section."""
    date = kit.printed("", "", "Cập nhật: ", "Cập nhật lúc ")
    body_lead = kit.pick("inside", "plain", "split")
    lead = ""
    if body_lead == "plain":
        plain_first(kit)
    else:
        lead = sapo(
            kit, "<p style='text-align: justify;'><strong>{}</strong></p>", "<div class=lead>{}</div>"
        )
    desc = kit.pick("td class='image_desc'", 'td class="image_desc" style="text-align:center"', "td")
    pieces = flow(
        kit,
        lambda x: f"<p style='text-align: justify;'>{x}</p>",
        h=lambda x: f"<p style='text-align: justify;'><strong>{x}</strong></p>",
        fig=lambda s: (
            f"<table class='image center' width='500' align='center'><tbody><tr><td>{kit.img(s)}</td></tr>"
            + (
                f"<tr><{desc}><span>{kit.t(s.printed)}</span></td></tr>"
                if s.printed
                else kit.pick("", "<tr><td class='image_desc'></td></tr>", "<tr><td>&nbsp;</td></tr>")
            )
            + "</tbody></table>"
        ),
        photos=3,
    )
    name = kit.draw_byline()
    by = (
        kit.pick(
            "<p style='text-align: right;'><strong>{}</strong></p>",
            "<p><strong>{}</strong></p>",
            "<div style='float:right'><b>{}</b></div>",
            "<p style='text-align: right;'>{}</p>",
        ).format(kit.t(name))
        if name
        else ""
    )
    split = body_lead == "split"
    return f"""<html>{head(kit, og=0.4)}<body><div id=top><span id=today>{kit.clock()}</span></div>{menu(kit)}<div id=left-col><div class=path>{section_line(kit)}</div>{heading(kit, kit.pick("h1", "h1 class=title", "div id=title"))}<div class=date>{date}</div>{lead if split else ""}<div id=content>{"" if split else lead}{"".join(pieces)}{by}</div>{share(kit)}<div class=other>{after(kit, cls="date")}</div>{comments(kit)}</div><div id=right-col>{side(kit)}</div>{foot(kit)}</body></html>"""


def wordpress(kit: Kit) -> str:
    """WordPress of an army or department site: wp-caption, author box with biography, posts below."""
    date = kit.printed("Ngày đăng: ", "Đăng ngày ", "")
    if kit.chance(0.4):
        plain_first(kit)
        lead = ""
    else:
        lead = sapo(kit, "<p><strong>{}</strong></p>", "<div class='title-post'>{}</div>")
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>\n",
        h=lambda x: f"<h3>{x}</h3>",
        fig=lambda s: (
            f"<div class='wp-caption aligncenter' style='width:760px'>{kit.img(s)}{cap(kit, s, '<p class=wp-caption-text>{}</p>')}</div>"
        ),
    )
    name = kit.draw_byline()
    by = (
        kit.pick(
            "<p style='text-align: right'><strong>{}</strong></p>",
            "<p><strong><em>{}</em></strong></p>",
            "<p>{}</p>",
        ).format(kit.t(name))
        if name
        else ""
    )
    return f"""<!doctype html><html>{head(kit, og=0.6)}<body class="single"><div class="date-time">{kit.clock()}</div>{menu(kit)}<div class=container><div class="col-md-8"><article class="post type-post"><h2 class="title-single">{kit.t(kit.title)}</h2><div class="date-timesingle">{date}</div><div class="single-content entry-content">{lead}{"".join(pieces)}{by}</div><div class=social>{share(kit)}</div></article><div class="author-x"></div>{after(kit, cls="news-date")}<div id=respond><h3>{kit.t("Trả lời")}</h3><p>{kit.t("Email của bạn sẽ không được hiển thị công khai.")}</p></div></div><div class="col-md-4">{side(kit)}<select><option>{kit.t("Báo ngày 09/07/2026")}</option></select></div></div>{foot(kit)}</body></html>"""


def portal(kit: Kit) -> str:
    """A provincial portal: several h1, title in a span or div, short text beside long columns, date at the foot or none."""
    kit.source = kit.source[: kit.rng.randint(2, 3)]
    where = kit.pick("top", "foot", "none", "meta")
    date = (
        kit.printed("Ngày đăng: ", "Cập nhật ngày: ", "Ngày đăng tin: ") if where in ("top", "foot") else ""
    )
    lead = sapo(kit, "<div class='sum'>{}</div>", "<p><b>{}</b></p>")
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        fig=lambda s: f"<p align=center>{kit.img(s)}{cap(kit, s, '<br><em>{}</em>')}</p>",
        kinds=(),
        photos=1,
    )
    name = kit.draw_byline()
    by = f"<div style='text-align:right;font-weight:bold'>{kit.t(name)}</div>" if name else ""
    return f"""<html>{head(kit, og=0.2, date_meta=where == "meta")}<body><h1><a href=/>{kit.paper}</a></h1><h1 class=slogan>{kit.t("Đoàn kết - Kỷ cương - Đổi mới - Phát triển")}</h1><div>{kit.clock()}</div>{menu(kit)}<div class=portlet-left>{side(kit)}</div><div class=portlet-main><h1 class=cat>{kit.t(kit.section)}</h1>{heading(kit, kit.pick("span class=header-x", "h2", "h3", "div class='fw-bold'"))}<div>{date if where == "top" else ""}</div>{lead}<div class=journal>{"".join(pieces)}{by}</div><div class=upd>{date if where == "foot" else ""}</div>{share(kit)}{after(kit)}</div><div class=portlet-right>{teasers(kit, count=6)}{other_sections(kit)}</div>{foot(kit)}</body></html>"""


def nuke(kit: Kit) -> str:
    """NukeViet: hometext, bodytext, author line, rating, keywords."""
    m = kit.moment
    date = f"{('Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy', 'Chủ nhật')[m.weekday()]} - {m:%d/%m/%Y} {kit.minute()}"
    lead = sapo(kit, "<div class='hometext m-bottom'>{}</div>", "<div id='hometext'><p>{}</p></div>")
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>" if kit.chance(0.5) else f"<div style='text-align: justify;'>{x}</div>",
        h=lambda x: f"<div><strong>{x}</strong></div>",
        fig=lambda s: (
            f"<div style='text-align:center'><figure class='image'>{kit.img(s)}{cap(kit, s, '<figcaption>{}</figcaption>')}</figure></div>"
        ),
    )
    name = kit.draw_byline()
    by = ""
    if name:
        kit.bylines = [f"Tác giả bài viết: {name}", f"Tác giả: {name}"]
        by = (
            f"<p class='text-right'><strong>{kit.t('Tác giả bài viết: ')}</strong>{kit.t(name)}</p>"
            if ":" not in name and name != "Theo TTXVN"
            else f"<p class='text-right'><strong>{kit.t(name)}</strong></p>"
        )
    return f"""<!doctype html><html>{head(kit, og=0.6)}<body><span class="date">{kit.clock()}</span>{menu(kit)}<div class="news_column panel"><div class="panel-body">{heading(kit, "h1 class='title margin-bottom-lg'")}<div class="row"><em class="pull-left"><span class="h5">{date}</span></em><ul class="pull-right list-inline"><li><a href=#>{kit.t("In ra")}</a></li></ul></div>{lead}<div class="bodytext" id="news-bodyhtml">{"".join(pieces)}</div>{by}</div></div><div class="panel"><span>{kit.t("Tổng số điểm của bài viết là: 5 trong 1 đánh giá")}</span></div>{tags(kit)}{comments(kit)}<div class="panel">{after(kit, cls="h5")}</div><div class=col-sm-8>{side(kit)}</div>{foot(kit)}</body></html>"""


def print_page(kit: Kit) -> str:
    """A print or mobile version: title and paragraphs straight in the body; only a dateline or a labelled date."""
    date = kit.printed("Ngày đăng: ", "Cập nhật: ") if kit.chance(0.6) else ""
    lead = sapo(kit, "<p><b>{}</b></p>", "<h4>{}</h4>")
    pieces = flow(
        kit,
        lambda x: f"<p>{x}</p>",
        h=lambda x: f"<p><b>{x}</b></p>",
        fig=lambda s: f"<p>{kit.img(s)}</p>{cap(kit, s, '<p><i>{}</i></p>')}",
    )
    name = kit.draw_byline()
    by = f"<p><b>{kit.t(name)}</b></p>" if name else ""
    return f"""<html>{head(kit, og=0.1)}<body onload="window.print()"><p>{kit.paper}</p><p>{kit.t("Đường dẫn bài viết:")} {kit.url}</p><hr><h2>{kit.t(kit.title)}</h2><p>{date}</p>{lead}{"".join(pieces)}{by}<hr>{foot(kit)}</body></html>"""


OLD = (webforms, joomla, sharepoint, word_paste, breaks, image_tables, wordpress, portal, nuke, print_page)

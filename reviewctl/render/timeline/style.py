"""The style sheet of the page. Sizes in rem, so that a reader's own size of letters counts."""

from reviewctl.render.timeline.patterns import EDGE_LINE, INK, PAPER, QUIET, STRIPE, STRONG_GRID

FOCUS = "#0b57d0"
"""The ring round a sign that has the focus, and the colour of links."""
CHOSEN = "#fff3c4"
"""The ground of a table's line to which a link has led."""

STYLE = f"""
html{{scroll-padding:5rem 0 11rem}}
body{{margin:0;padding:1rem 1rem 11rem;color:{INK};background:{PAPER};
font:1rem/1.45 Arial,Helvetica,'Liberation Sans',sans-serif}}
h1{{font-size:1.5rem;margin:0}}
h2{{font-size:1.15rem;margin:0;display:inline}}
header p{{margin:.25rem 0 1rem;color:{QUIET}}}
a{{color:{FOCUS}}}
.skip{{position:absolute;left:-99rem}}
.skip:focus{{left:1rem;top:.25rem;background:{PAPER};padding:.25rem .5rem;z-index:4}}
.unseen{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.picture{{overflow-x:auto}}
.sheet{{position:relative}}
.sheet svg{{display:block;width:100%;height:auto}}
.sheet ul{{list-style:none;margin:0;padding:0}}
.sheet li a{{position:absolute;border-radius:3px;z-index:1}}
.sheet a[id^=g]{{z-index:0}}
.sheet li a:hover{{outline:2px solid {EDGE_LINE}}}
:focus-visible{{outline:3px solid {FOCUS};outline-offset:2px}}
.sheet li a:focus,.sheet li a:target{{outline:3px solid {FOCUS};outline-offset:2px;z-index:2}}
.panel,.tip{{position:fixed;left:0;right:0;bottom:0;height:8.5rem;box-sizing:border-box;overflow:auto;
padding:.6rem 1rem;background:{STRIPE};border-top:3px solid {EDGE_LINE};color:{INK}}}
.panel p{{margin:0;color:{QUIET}}}
.tip{{display:none;z-index:3;background:{PAPER};border-color:{FOCUS};white-space:normal}}
a:focus>.tip,a:hover>.tip{{display:block}}
a:hover>.tip{{z-index:4}}
.tip strong,.tip span{{display:block}}
details,#tables section{{margin:1.5rem 0 0}}
summary{{cursor:pointer;padding:.25rem 0}}
summary span{{color:{QUIET};margin-left:.5rem}}
table{{border-collapse:collapse;width:100%;table-layout:fixed;margin-top:.5rem;font-size:.9rem}}
th,td{{border:1px solid {STRONG_GRID};padding:.3rem .5rem;text-align:left;vertical-align:top}}
td{{white-space:pre-line;overflow-wrap:anywhere}}
.told th:nth-child(1){{width:5%}}.told th:nth-child(2),.told th:nth-child(5){{width:13%}}
.told th:nth-child(3){{width:24%}}.told th:nth-child(4){{width:16%}}.told th:nth-child(6){{width:10%}}
.gaps th:nth-child(1),.gaps th:nth-child(5){{width:6%}}.gaps th:nth-child(3),.gaps th:nth-child(4){{width:12%}}
.gaps th:nth-child(6){{width:10%}}
thead th{{background:{STRIPE}}}
td p{{margin:0 0 .25rem}}
tr:target{{background:{CHOSEN}}}
@page{{size:A3 landscape;margin:10mm}}
@media print{{
body{{padding:0;font-size:9pt}}
header,.panel,.skip,.sheet ul{{display:none}}
.unseen{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.picture{{overflow:visible;break-after:page}}
.sheet{{min-width:0!important}}
.sheet svg{{width:100%;max-height:272mm}}
thead{{display:table-header-group}}
tr{{break-inside:avoid}}
a{{color:inherit;text-decoration:none}}
tr:target{{background:none}}
}}
"""

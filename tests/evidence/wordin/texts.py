"""Made texts: blocks such as people write, with every sign in them that Markdown might take for a mark."""

from hypothesis import strategies as st
from msgspec.structs import replace

from reviewctl.model.prose import Block, Cell, Grid, Heading, List, Paragraph, Quote, Run, Runs

SIGNS = "#-+*_`~|[](){}<>!&;:.,=^\\/'\"0123456789 £é•–"
WORD = st.one_of(
    st.sampled_from(
        [
            "the",
            "adult",
            "-",
            "#",
            "##",
            "1.",
            "2)",
            "---",
            "===",
            "```",
            "~~~",
            "[x]",
            "[^1]",
            "[^1]:",
            "[a](b)",
            "[a]:",
            "<b>",
            "</p>",
            "<!--",
            "&amp;",
            "&#35;",
            "a_b",
            "_a_",
            "**b**",
            "*c*",
            "~~d~~",
            "|",
            "|a|b|",
            ":---",
            "![p](q)",
            "^[n]",
            ">",
            ">>",
            "+",
            "*",
            "\\",
            "\\#",
            "http://x.org",
            "<http://x.org>",
            "10:30",
            "£5",
            "~5",
            "a|b",
            "C:\\x",
            "<<<<<<<",
            "=======",
            ">>>>>>>",
            "|||||||",
            "…",
            "–",
            "*",
            "*",
            "*",
            "-",
            "-",
            "-",
            "[picture",
            "left",
            "out]",
        ]
    ),
    st.text("abcdefghij", min_size=1, max_size=8),
    st.text(SIGNS, min_size=1, max_size=6),
)
TEXT = (
    st.lists(WORD, min_size=1, max_size=7).map(" ".join).map(lambda text: " ".join(text.split())).filter(bool)
)
LOOKS = st.sampled_from([{}, {}, {}, {"bold": True}, {"italic": True}, {"struck": True}])


@st.composite
def runs(draw: st.DrawFn, *, lines: bool = True) -> Runs:
    """Return running text of one or more looks, with a blank between two of them."""
    out: list[Run] = []
    for place in range(draw(st.integers(1, 4))):
        gap = " " if place else ""
        if place and lines and draw(st.integers(0, 5)) == 0:
            gap = "\n"
        if gap:
            out.append(Run(gap))
        out.append(Run(draw(TEXT), **draw(LOOKS)))
    return tuple(out)


PARAGRAPH = runs().map(Paragraph)


def lists(deep: int = 2) -> st.SearchStrategy[Block]:
    """Return lists with points or numbers, of paragraphs and of lists."""
    inner = PARAGRAPH.map(lambda one: (one,))
    if deep:
        inner = st.one_of(inner, st.tuples(PARAGRAPH, lists(deep - 1)), st.tuples(PARAGRAPH, PARAGRAPH))
    return st.builds(
        List,
        st.lists(inner, min_size=1, max_size=4).map(tuple),
        st.one_of(st.none(), st.integers(1, 40)),
    )


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Return a table with titles, none of which is blank."""
    wide = draw(st.integers(2, 4))
    one = runs(lines=False)
    titles = tuple(draw(one) for _ in range(wide))
    cell = st.builds(Cell, one)
    rows = draw(st.lists(st.tuples(*[cell] * wide), min_size=1, max_size=3))
    return Grid(titles, tuple(rows))


HEADING = st.builds(Heading, TEXT.map(lambda text: (Run(text),)), st.integers(2, 6))
QUOTE = st.lists(PARAGRAPH, min_size=1, max_size=2).map(lambda found: Quote(tuple(found)))
BLOCKS = st.lists(st.one_of(HEADING, PARAGRAPH, PARAGRAPH, lists(), grids(), QUOTE), min_size=1, max_size=6)


def plain(block: Block) -> object:
    """Return what a block says, its look aside, in a form in which two that say the same are equal."""
    match block:
        case Heading():
            return ("heading", block.level, said(block.runs))
        case Paragraph():
            return ("paragraph", said(block.runs))
        case List():
            return ("list", block.start, tuple(tuple(map(plain, item)) for item in block.items))
        case Quote():
            return ("quote", tuple(map(plain, block.blocks)))
        case Grid():
            rows = tuple(
                tuple(" / ".join(said(line) for line in (cell.runs, *cell.below)) for cell in row)
                for row in block.rows
            )
            return ("grid", tuple(map(said, block.titles)), rows)
    return block


def said(found: Runs) -> str:
    """Return the words of runs, line by line."""
    text = "".join(run.text for run in found)
    return "\n".join(line.strip() for line in text.split("\n"))


def looks(block: Block) -> set[tuple[str, bool, bool, bool]]:
    """Return each word of a paragraph with how it looks."""
    assert isinstance(block, Paragraph)
    return {(word, run.bold, run.italic, run.struck) for run in block.runs for word in run.text.split()}


def without_looks(block: Block) -> Block:
    """Return a block in which no word is bold, slanted or struck out."""
    match block:
        case Heading():
            return replace(block, runs=even(block.runs))
        case Paragraph():
            return Paragraph(even(block.runs))
        case List():
            return List(tuple(tuple(map(without_looks, item)) for item in block.items), block.start)
        case Quote():
            return Quote(tuple(map(without_looks, block.blocks)))
        case Grid():
            rows = tuple(tuple(Cell(even(cell.runs)) for cell in row) for row in block.rows)
            return Grid(tuple(map(even, block.titles)), rows)
    return block


def even(found: Runs) -> Runs:
    """Return runs as one, which looks like any text."""
    return (Run("".join(run.text for run in found)),)

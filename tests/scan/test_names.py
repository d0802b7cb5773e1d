"""Names, nicknames, initials and slips: what is one, and what is a word of the language."""

import pytest

from reviewctl.facts.scan.nicknames import short_forms
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import Identity, PersonName
from tests.scan.finding import english, found, named, register_of, told

SUSAN = named("Susan Jane", "O'Shaughnessy")


@pytest.mark.parametrize(
    "text",
    [
        "Susan O'Shaughnessy",
        "O'Shaughnessy, Susan",
        "OShaughnessy",
        "O Shaughnessy",
        "S. O'Shaughnessy",
        "S.J. O’Shaughnessy",
        "SJ O'Shaughnessy",
        "Susan Jane O'Shaughnessy",
        "susan",
        "SUSAN",
        "Susan's",
        "Susans",
        "the O'Shaughnessys",
        "Mrs O'Shaughnessy",
        "susan_oshaughnessy",
        "susanoshaughnessy",
        "soshaughnessy",
        "reportSusanOShaughnessy",
        "susan2019",
        "Susan-Jane",
        "Shaughnessy",
    ],
)
def test_a_name_is_a_block_however_it_is_written(text: str) -> None:
    """In full, turned round, with initials, run together, alone, in any case."""
    hits = found(f"Then {text} came.", SUSAN)
    assert [one.severity for one in hits] == ["block"], hits
    assert hits[0].entries == ("P",)


def test_a_second_given_name_alone_is_a_warning() -> None:
    """Jane may be anybody."""
    assert told("Then Jane came.", SUSAN) == [("Jane", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "Young people will hope.",
        "They hope to mark it.",
        "In May 2019 and by 3 May they may.",
        "Will the Board agree?",
        "a brown bag",
        "since May",
        "between April and May",
        "a grace period",
        "MAY WE HOPE",
    ],
)
def test_a_word_of_the_language_is_no_name(text: str) -> None:
    """Hope, Grace, Mark, May, Young, Brown and Will are words where they stand as words."""
    people = [
        ("Hope", "Young"),
        ("Grace", "Brown"),
        ("Mark", "Ainscough"),
        ("May", "Young"),
        ("Will", "Ainscough"),
    ]
    register = register_of(
        *(
            Identity(pseudonym=f"P{number}", kind="subject", names=(PersonName(given=given, family=family),))
            for number, (given, family) in enumerate(people)
        )
    )
    assert told(text, register) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("They asked Will about it.", "warning"),
        ("Will said so.", "warning"),
        ("They asked Mr Young.", "block"),
        ("They asked Will Young.", "block"),
        ("They asked W. Young.", "block"),
        ("They asked will young.", "warning"),
        ("They asked YOUNG, Will.", "block"),
    ],
)
def test_a_name_that_is_a_word_is_told_by_its_capital(text: str, severity: str) -> None:
    """By itself it is a warning; with a title or the rest of the name, a block."""
    hits = found(text, named("Will", "Young"))
    assert [one.severity for one in hits] == [severity], hits


def test_a_month_is_no_name_where_a_month_stands() -> None:
    """May alone is looked for; a date is not."""
    may = named("May", "Lattimer")
    assert told("They asked May on 4 May 2019, in May and on May 4.", may) == [("May", "warning")]


@pytest.mark.parametrize(
    ("text", "severity"),
    [("Li came", "block"), ("LI came", "warning"), ("li came", None), ("Mr LI", "block")],
)
def test_names_of_two_letters(text: str, severity: str | None) -> None:
    """They are told by their capital; two capitals may be an abbreviation."""
    hits = told(f"Then {text}.", named("Wei", "Li"))
    assert [one for _, one in hits] == ([severity] if severity else [])


def test_a_name_of_one_letter_is_looked_for_with_the_family_name_alone() -> None:
    """J is nobody; J. Entwistle is."""
    assert told("Point J. Then J Entwistle came.", named("J", "Entwistle")) == [("J Entwistle", "block")]


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [
        ("Fiona", "McAllister", "MacAllister"),
        ("Fiona", "McAllister", "Mc Allister"),
        ("Fiona", "MacPherson", "McPherson"),
        ("Ed", "St Clair", "Saint Clair"),
        ("Ed", "St Clair", "St. Clair"),
        ("Fatima", "al-Hassan", "Hassan"),
        ("Fatima", "al-Hassan", "alHassan"),
        ("Zoë", "Brontë", "Bronte"),
        ("Wojciech", "Wiśniewski", "Wisniewski"),
        ("Anne-Marie", "Delacroix", "Annemarie"),
        ("Anne-Marie", "Delacroix", "Anne Marie"),
        ("Xiao Ming", "Zhang", "Xiaoming"),
        ("Xiao Ming", "Zhang", "Zhang Xiaoming"),
        ("Joan", "Fforde-Grant", "Fforde Grant"),
        ("Tom", "O'Neill", "ONeill"),
    ],
)
def test_names_from_many_places(given: str, family: str, text: str) -> None:
    """Prefixes, articles, accents, hyphens and double names, as people write them."""
    hits = found(f"Then they asked {text} again.", named(given, family))
    assert [(one.text, one.severity) for one in hits] == [(text, "block")]


def test_a_name_in_a_script_without_blanks() -> None:
    """An alias in Chinese is found within its sentence."""
    register = named("Wei", "Wang", aliases=("王伟",))
    assert told("他说王伟来了", register) == [("王伟", "block")]


def test_half_of_a_double_name_is_a_warning() -> None:
    """Whitworth-Jones is one; Jones may be anybody."""
    register = named("Elizabeth", "Whitworth-Jones")
    assert told("Whitworth Jones and Jones", register) == [("Whitworth Jones", "block"), ("Jones", "warning")]


def test_parts_in_two_sentences_are_not_one_name() -> None:
    """A full stop parts names, and so does an empty line: what is left are words with capitals."""
    mark = named("Mark", "Brown")
    assert told("It was Brown. Mark ate it.", mark) == [("Brown", "warning"), ("Mark", "warning")]
    assert told("To Mark\n\nBrown bread", mark) == [("Mark", "warning"), ("Brown", "warning")]
    assert told("To Mark\nBrown again", mark) == [("Mark\nBrown", "block")]


COMMON = """
Alexander Alex Sandy; Andrew Andy Drew; Anthony Tony; Benjamin Ben Benny; Catherine Cath Cathy Kate Katie; Charles Charlie
Chas; Christine Chris Chrissie; Christopher Chris Kit; Daniel Dan Danny; David Dave Davey; Deborah Deb Debbie; Edward Ed Eddie
Ted; Elizabeth Beth Betty Lizzie Libby; Emily Em Emmy; Frances Fran Frankie; Frederick Fred Freddie; Geoffrey Geoff; George
Georgie; Gerald Gerry; Henry Harry Hal; Jacqueline Jackie; James Jim Jimmy Jamie; Janet Jan; Jennifer Jen Jenny; John Jack
Johnny; Jonathan Jon Jonny; Joseph Joe Joey; Judith Judy; Katherine Kathy Kath; Kenneth Ken Kenny; Lawrence Larry; Leonard Len
Lenny; Margaret Maggie Peggy Meg Madge; Martin Marty; Matthew Matt; Michael Mike Mick Mickey; Nicholas Nick Nicky; Nicola Nicky
Nikki; Pamela Pam; Patricia Pat Patsy Trish; Patrick Paddy Pat; Peter Pete; Philip Phil; Rebecca Becky Becca; Richard Rich Dick
Ricky; Robert Bob Rob Bobby Robbie; Ronald Ron Ronnie; Samantha Sam Sammy; Samuel Sam Sammy; Sandra Sandy; Sarah Sally Sadie;
Stephen Steve; Susan Sue Suzie; Theresa Terry Tess; Thomas Tom Tommy; Timothy Tim; Victoria Vicky Tori; Vincent Vince; William
Bill Billy Will Willy
"""  # noqa: E501


def test_the_short_forms_that_everybody_knows_are_caught() -> None:
    """A list written down by itself, of the names of parents and grandparents: 90 in 100, each miss listed."""
    rows = [row.split() for row in COMMON.split(";")]
    pairs = [(given, short) for given, *shorts in rows for short in shorts]
    misses = [
        (given, short)
        for given, short in pairs
        if not found(f"Then the nurse asked {short} about it.", named(given, "Zzyzek"))
    ]
    assert len(pairs) > 100
    assert 10 * len(misses) <= len(pairs), misses


@pytest.mark.parametrize(
    ("given", "nickname"),
    [
        ("Elizabeth", "Liz"),
        ("Katarzyna", "Kasia"),
        ("Mohammed", "Mo"),
        ("Siobhan", "Shiv"),
        ("Gary", "Gaz"),
        ("Robert", "Bob"),
        ("Wojciech", "Wojtek"),
    ],
)
def test_short_forms_are_warnings(given: str, nickname: str) -> None:
    """Those of the library, and those in use in Britain that it does not have."""
    hits = found(f"Then they asked {nickname} again.", named(given, "Zzyzek"))
    assert [(one.severity, one.scanner) for one in hits] == [("warning", "nicknames")]


def test_a_short_form_with_the_family_name_is_a_block() -> None:
    """Liz Zzyzek is nobody else."""
    assert told("It was Liz Zzyzek.", named("Elizabeth", "Zzyzek")) == [("Liz Zzyzek", "block")]


def test_the_full_name_of_a_short_form_is_found() -> None:
    """Who is Liz in the register may be Elizabeth in a text."""
    assert told("It was Elizabeth.", named("Liz", "Zzyzek")) == [("Elizabeth", "warning")]
    assert "liz" in short_forms("elizabeth")
    assert short_forms("zzyzek") == frozenset()


def test_an_abbreviation_is_no_short_form() -> None:
    """ED is a department."""
    assert told("She went to ED and Ed went home.", named("Edward", "Zzyzek")) == [("Ed", "warning")]


def test_a_nickname_of_the_register_is_a_block() -> None:
    """What the register itself lists is sure, unless it is a word of the language."""
    register = named("Alan", "Zzyzek", nicknames=("Spud", "Zaz"))
    assert told("They asked Zaz and Spud; he ate a spud.", register) == [
        ("Zaz", "block"),
        ("Spud", "warning"),
    ]


@pytest.mark.parametrize("text", ["J.S.", "J. S.", "JS", "J.S"])
def test_initials_are_warnings(text: str) -> None:
    """With points and without."""
    hits = found(f"Then {text} went home.", named("Josephine", "Szymborska"))
    assert [(one.severity, one.scanner) for one in hits] == [("warning", "initials")]


def test_abbreviations_of_the_field_are_no_initials() -> None:
    """The GP is not Grace Patel, unless somebody put points to it; nor is what the text itself explains."""
    grace = named("Grace", "Patel")
    assert told("The GP and the GPs met.", grace) == []
    assert told("The G.P. came.", grace) == [("G.P.", "warning")]
    assert told("Zonal Kitchen (ZK) and ZK", named("Zoe", "Kitt")) == [("ZK", "warning")]


@pytest.mark.parametrize(
    "text", ["Shuaghnessy", "Shaughnesy", "Shaughnnessy", "Shaughmessy", "shaughmessy", "Shaughmessy's"]
)
def test_one_wrong_letter_is_a_warning(text: str) -> None:
    """Swapped, missing, doubled, wrong; in any case."""
    hits = found(f"Then they asked {text} again.", named("Al", "Shaughnessy"))
    assert [(one.severity, one.scanner) for one in hits] == [("warning", "typos")]


def test_a_slip_beside_a_right_part_is_a_block() -> None:
    """Suasn O'Shaughnessy can be nobody else; the family name by itself is one anyhow."""
    hits = found("Then Suasn O'Shaughnessy came.", SUSAN)
    assert {one.severity for one in hits} == {"block"}
    assert {one.text for one in hits} == {"Suasn", "O'Shaughnessy"}


@pytest.mark.parametrize(
    "text",
    [
        "The carer and the Carer came.",
        "the Brows of hills",
        "a crown, the Crown",
        "Marches",
        "Care is given.",
    ],
)
def test_a_word_one_letter_from_a_name_is_no_slip(text: str) -> None:
    """Carer is not Carter, and the Crown is not Brown."""
    register = register_of(
        *(
            Identity(pseudonym=family, kind="subject", names=(PersonName(family=family),))
            for family in ("Carter", "Brown", "Clare", "Marsh")
        )
    )
    assert told(text, register) == []


def test_short_names_are_not_looked_for_with_slips() -> None:
    """Of four letters too many words are one letter away."""
    assert told("It was Jhon.", named("John", "Zz")) == []


def test_a_name_in_two_is_found() -> None:
    """A blank that slipped in, unless it makes two words of the language."""
    assert told("Then Sus an came.", SUSAN) == [("Sus an", "warning")]
    assert told("He is land.", named("Island", "Zz")) == []


def test_without_words_more_is_found_and_never_less() -> None:
    """If the list of words were empty, everything that looks like a name would be one."""
    from reviewctl.facts.scan.passage import Passage
    from reviewctl.facts.scan.scanning import scan

    text = [Passage("x", "They hope that Hope may mark it.")]
    with_words = scan(text, named("Hope", "Mark"), english())
    without = scan(text, named("Hope", "Mark"), English(frozenset()))
    assert {hit.spot for hit in with_words} < {hit.spot for hit in without}

"""What has a form of its own: numbers, dates of birth, postcodes, telephones, addresses of each kind."""

from datetime import date

import pytest
from msgspec.structs import replace

from reviewctl.facts.scan.births import births_finder
from reviewctl.facts.scan.dates import dates_in
from reviewctl.facts.scan.nhs import valid_nhs_number
from reviewctl.facts.scan.nino import valid_ni_number
from reviewctl.facts.scan.phones import national
from reviewctl.facts.scan.postcodes import AREAS, valid_postcode
from reviewctl.model.identities import HomeAddress, Identity
from tests.scan.finding import found, named, register_of, told

NOBODY = register_of()


def a_number(**fields: object) -> Identity:
    """Return somebody of whom the register has these alone."""
    return replace(Identity(pseudonym="P", kind="subject"), **fields)


@pytest.mark.parametrize("gap", [" ", "-", "", ".", "\u00a0", " - ", "\n"])
def test_an_nhs_number_of_the_register(gap: str) -> None:
    """Whatever parts its groups, and without any word beside it."""
    register = register_of(a_number(nhs_number="999 000 0018"))
    text = f"Ref {gap.join(('999', '000', '0018'))} x"
    assert [(one.severity, one.entries) for one in found(text, register)] == [("block", ("P",))]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("999 000 0018", "block"),  # grouped, and the check digit is right
        ("NHS number 9990000018", "block"),
        ("the patient (9990000018)", "block"),
        ("9990000018", "warning"),
        ("NHS no. 999 000 0017", "warning"),  # a slip in it, but it is called so
        ("999 000 0017", None),
        ("9990000017", None),
        ("SAR 9990000018-2", None),
        ("1234567890123", None),
    ],
)
def test_any_nhs_number(text: str, severity: str | None) -> None:
    """By its check digit, with its groups or a word that says what it is."""
    assert [one for _, one in told(f"It was {text}.", NOBODY)] == ([severity] if severity else [])


def test_the_check_digit_of_an_nhs_number() -> None:
    """Of ten thousand numbers in a row about one in eleven is one, and changing one digit of one never gives one."""
    some = [f"99900{number:05}" for number in range(10_000)]
    valid = [one for one in some if valid_nhs_number(one)]
    assert abs(len(valid) - 10_000 / 11) < 60
    one = valid[7]
    changed = {one[:at] + digit + one[at + 1 :] for at in range(10) for digit in "0123456789"} - {one}
    assert not any(valid_nhs_number(other) for other in changed)
    assert not any(
        valid_nhs_number(text) for text in ("", "999000001", "99900000188", "999 000 0018", "٩٩٩٠٠٠٠٠١٨")
    )


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("AB123456C", "block"),
        ("ab 12 34 56 c", "block"),
        ("AB-12-34-56-C", "block"),
        ("National Insurance AB 12 34 56", "block"),
        ("AB123456", "warning"),
        ("GB123456C", None),  # not given out
        ("DA123456C", None),
        ("or 2026-03 and so", None),
        ("XAB123456C", None),
    ],
)
def test_any_ni_number(text: str, severity: str | None) -> None:
    """Two letters that are given out, six digits and a letter from A to D."""
    assert [one for _, one in told(f"It was {text}.", NOBODY)] == ([severity] if severity else [])


def test_a_ni_number_of_the_register_need_not_be_one() -> None:
    """What the register calls a number is looked for as it stands."""
    assert told("x QQ 12 34 56 C x", register_of(a_number(ni_number="QQ123456C"))) == [
        ("QQ 12 34 56 C", "block")
    ]
    assert not valid_ni_number("QQ123456C")
    assert valid_ni_number("AB 12 34 56 C")


@pytest.mark.parametrize(
    "text",
    ["SK1 3XE", "sk13xe", "SK1\u00a03XE", "M1 1AE", "EC1A 1BB", "W1A 0AX", "B33 8TH", "CR2 6XH", "DN55 1PT"],
)
def test_a_whole_postcode_is_a_block(text: str) -> None:
    """Each of the forms that postcodes have, large and small."""
    assert told(f"It is {text} there.", NOBODY) == [(text, "block")]
    assert valid_postcode(text)


@pytest.mark.parametrize(
    "text",
    [
        "AA1 1AA",
        "SAR1 2AB",
        "SK1 3XC",
        "SK1 3IE",
        "S42 enquiry",
        "s42 enquiry",
        "1A 1AA",
        "M1 motorway at home",
    ],
)
def test_what_is_no_postcode(text: str) -> None:
    """No area, a letter that is not used, a section of an Act, a motorway."""
    assert told(f"It is {text} there.", NOBODY) == []
    assert not valid_postcode(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("She moved to SK2 in May.", 1),
        ("The house is in M14.", 1),
        ("See SK2 below.", 0),
        ("At home, under S42 enquiry", 0),
        ("a flat off the B12", 1),
    ],
)
def test_the_first_half_of_a_postcode_is_a_warning_beside_a_home(text: str, count: int) -> None:
    """And nothing where no word for a home is near."""
    assert [one for _, one in told(text, NOBODY)] == ["warning"] * count


def test_there_are_124_areas() -> None:
    """Those of Royal Mail, and each once."""
    assert len(AREAS) == len(set(AREAS))
    assert {"sk", "m", "ec", "bt", "ze", "je", "gy", "im"} <= set(AREAS)


BORN = register_of(a_number(born=date(1961, 3, 4)))


@pytest.mark.parametrize(
    "text",
    [
        "4 March 1961",
        "4th March 1961",
        "04/03/1961",
        "4/3/61",
        "04.03.61",
        "4-3-1961",
        "1961-03-04",
        "1961/03/04",
        "March 4, 1961",
        "March 4th 1961",
        "Mar 4 1961",
        "4 Mar 1961",
        "4-Mar-61",
        "4th of March, 1961",
        "the 4th day of March 1961",
        "fourth of March 1961",
        "fourth of March nineteen sixty-one",
        "4 March '61",
        "04031961",
        "19610304",
        "040361",
        "04 03 1961",
        "4 MARCH 1961",
        "4 / 3 / 1961",
        "4\u00a0March\u00a01961",
        "4th\nMarch 1961",
        "4 M<b>a</b>rch 1961",
    ],
)
def test_a_date_of_birth_however_written(text: str) -> None:
    """Without any word beside it."""
    hits = found(f"On {text} it was.", BORN)
    assert [(one.severity, one.scanner, one.entries) for one in hits] == [("block", "births", ("P",))]


@pytest.mark.parametrize(
    "text",
    [
        "5 March 1961",
        "4 March 1962",
        "4/4/61",
        "1961",
        "March 1961",
        "14 March 1961",
        "4 March",
        "24/03/1961",
        "104/03/1961",
    ],
)
def test_another_day_is_none_of_birth(text: str) -> None:
    """Neither another day, nor less than a day."""
    assert told(f"On {text} it was.", BORN) == []


def test_a_day_without_its_year_is_a_warning_beside_a_birthday() -> None:
    """And month before day is one: the date may mean another day."""
    assert told("Her birthday is on 4 March.", BORN) == [("4 March", "warning")]
    assert told("On 03/04/1961 it was.", BORN) == [("03/04/1961", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "born on 1 May 1970",
        "born 1/5/70",
        "DOB: 1 May 1970",
        "d.o.b. 01.05.1970",
        "date of birth is 1 May 1970",
        "Date of Birth | 1970-05-01",
        "1 May 1970 (DOB)",
        "1 May 1970 is her date of birth",
        "born: 1st of May 1970",
        "b. 1 May 1970",
    ],
)
def test_any_date_that_is_called_one_of_birth(text: str) -> None:
    """Whosever it is."""
    assert [one for _, one in told(f"She: {text}.", NOBODY)] == ["block"]


@pytest.mark.parametrize(
    "text",
    [
        "born in 1970",
        "born in May 1970",
        "The baby was born. On 1 May 1970 it met",
        "on 1 May 1970",
        "a stubborn 1 May 1970",
    ],
)
def test_what_is_not_called_a_date_of_birth(text: str) -> None:
    """A year or a month alone may stay; and so may any other date."""
    assert told(f"It was {text}.", NOBODY) == []


def test_dates_agree_with_the_calendar_of_python() -> None:
    """Every day of two years, written in three ways, is read as that day."""
    for number in range(0, 730, 5):
        day = date.fromordinal(date(1999, 1, 1).toordinal() + number)
        for text in (
            day.strftime("%d %B %Y"),
            day.strftime("%d/%m/%y"),
            day.isoformat(),
            day.strftime("%B %d, %Y"),
        ):
            (read,) = dates_in(text.lower())
            assert read.is_of(day.day, day.month, day.year), text
            assert (read.start, read.end) == (0, len(text))


def test_finders_hold_nothing_that_is_printed() -> None:
    """What is made ready for a register prints no value of it."""
    from tests.scan.finding import english

    assert "1961" not in repr(births_finder(BORN, english()))


@pytest.mark.parametrize(
    "text",
    [
        "01614960123",
        "0161 496 0123",
        "0161-496-0123",
        "(0161) 496 0123",
        "+44 161 496 0123",
        "+44 (0)161 496 0123",
        "0044 161 496 0123",
        "0161/496/0123",
        "0161.496.0123",
        "0161 4960123",
    ],
)
def test_a_telephone_of_the_register(text: str) -> None:
    """However it is dialled and parted."""
    hits = found(f"Ring {text} today.", register_of(a_number(phones=("0161 496 0123",))))
    assert [(one.severity, one.entries) for one in hits] == [("block", ("P",))]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("07700 900123", "block"),
        ("+44 7700 900123", "block"),
        ("020 7946 0018", "block"),
        ("0808 2000 247", "warning"),
        ("0300 123 4567", "warning"),
        ("999", None),
        ("2019 2020", None),
        ("1,412 entries", None),
        ("01/02/2019", None),
        ("+353 1 496 0123", "block"),
    ],
)
def test_any_telephone(text: str, severity: str | None) -> None:
    """Somebody's is a block, a helpline a warning, and a year none."""
    assert [one for _, one in told(f"Ring {text}.", NOBODY)] == ([severity] if severity else [])


def test_numbers_are_compared_as_they_are_dialled_in_britain() -> None:
    """The code of the country makes no difference."""
    assert {
        national(text)
        for text in ("0161 496 0123", "+44 161 496 0123", "+44 (0) 161-496-0123", "0044 161 4960123")
    } == {"01614960123"}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("someone@gmail.com", "block"),
        ("anna.nowak@council.gov.uk", "block"),
        ("x [at] y [dot] com", "block"),
        ("zzyzek at example dot com", "block"),
        ("safeguarding.adults@stockport.gov.uk", "warning"),
        ("lsb@stockport.gov.uk", "warning"),
        ("look at the dot", None),
        ("a @ b", None),
    ],
)
def test_any_e_mail_address(text: str, severity: str | None) -> None:
    """A person's is a block, an office's a warning."""
    assert [one for _, one in told(f"Write to {text} now.", NOBODY)] == ([severity] if severity else [])


def test_what_is_the_boards_own_may_be_published() -> None:
    """Its postcode, telephone, mailbox and page; not if a person of the register has the same."""
    public = ("SK1 3XE", "0161 496 0123", "safeguarding@example.gov.uk", "https://x.com/board")
    text = "SK1 3XE, 0161 496 0123, safeguarding@example.gov.uk, https://x.com/board"
    assert told(text, register_of(public=public)) == []
    theirs = a_number(
        phones=("0161 496 0123",),
        emails=("safeguarding@example.gov.uk",),
        addresses=(HomeAddress(postcode="SK1 3XE"),),
    )
    assert [one for _, one in told(text, register_of(theirs, public=public))] == ["block", "block", "block"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("https://example.org/people/nowak-jan", "block"),
        ("www.example.org/?q=JanNowak", "block"),
        ("@nowak.j", "block"),
        ("https://facebook.com/abc.d", "warning"),
        ("@somebody_77", "warning"),
        ("https://www.gov.uk/care-act", None),
    ],
)
def test_web_addresses(text: str, severity: str | None) -> None:
    """One with a name in it is a block, somebody's page a warning, any other nothing."""
    assert [one for _, one in told(f"See {text} now", named("Jan", "Nowak"))] == (
        [severity] if severity else []
    )


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("12 Bramblewick Lane", "block"),
        ("12, Bramblewick Ln", "block"),
        ("No. 12 bramblewick lane", "block"),
        ("12\nBramblewick Lane", "block"),
        ("Bramblewick Lane", "warning"),
        ("112 Bramblewick Lane", "warning"),
        ("Bramblewick Lanes", "warning"),
        ("Bramblewick Road", None),
        ("12 May", None),
    ],
)
def test_house_and_street(text: str, severity: str | None) -> None:
    """The house is a block, the street alone a warning."""
    home = HomeAddress(house="12", street="Bramblewick Lane")
    assert [one for _, one in told(f"It is {text}.", register_of(a_number(addresses=(home,))))] == (
        [severity] if severity else []
    )


def test_a_house_with_a_name() -> None:
    """Rose Cottage is found by itself; Flat 3 is not."""
    cottage = register_of(a_number(addresses=(HomeAddress(house="Rose Cottage", street="Bramblewick Lane"),)))
    assert told("At Rose Cottage.", cottage) == [("Rose Cottage", "block")]
    flat = register_of(a_number(addresses=(HomeAddress(house="Flat 3", street="Bramblewick Lane"),)))
    assert told("At flat 3.", flat) == []


def test_other_words_of_the_register() -> None:
    """A school is a block, as whole words in any case; one word of the language only with its capital."""
    register = register_of(
        Identity(pseudonym="School 1", kind="place", words=("St Zog's Primary School", "Meadows"))
    )
    text = "St. Zogs Primary School; ST ZOG'S PRIMARY SCHOOL; the meadows; The Meadows; Meadowsfield"
    assert told(text, register)[:2] == [
        ("St. Zogs Primary School", "block"),
        ("ST ZOG'S PRIMARY SCHOOL", "block"),
    ]
    assert [one for one, _ in told(text, register)[2:]] == ["Meadows"]

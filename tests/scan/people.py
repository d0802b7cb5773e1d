"""Forty people who never were, with names from many places, names that are words, and names of two letters."""

from datetime import date

from reviewctl.model.identities import HomeAddress, Identity, IdentityKind, IdentityRegister, PersonName

# Given names; family name; former family name; alias. A name that is a word as well: Hope, Grace, Mark, May, Young …
_NAMES = """
Susan Jane; Thornbury; Pickles; | Hope; Ainscough; ; | Grace Adaeze; Okonkwo; ; | Mark; Brown; ; | May; Lattimer; ; Maisie Lee
Will; Young; ; | Margaret; O'Shaughnessy; Dunne; | Siobhan; McAllister; ; | Rhiannon; Llewellyn-Pryce; ; | Gwenllian; ap Huw; ;
Mohammed Tariq; Hussain; ; | Ayesha; Begum; ; Ash Malik | Priya; Venkataraman; ; | Harpreet; Kaur; Sandhu; | Katarzyna; Kowalczyk; ;
Wojciech; Wiśniewski; ; | Małgorzata; Nowak; ; | Oluwaseun; Adebayo; ; Big Shaun | Chidinma; Eze; ; | Xiao Ming; Zhang; ; Simon Zhang
Wei; Li; ; | Thanh; Ng; ; | Fatima; al-Hassan; ; | Khalid; El-Masri; ; | Jo; Bradwell; ; | Ian; Fitzpatrick; ; | Al; Scattergood; ;
J; Entwistle; ; | Elizabeth Anne; Whitworth-Jones; Marsh; | Christopher; Ramsbottom; ; | Anne-Marie; Delacroix; ; | Zoë; Brontë; ;
José; Muñoz; ; | Robert; D'Arcy; ; | Patricia; MacPherson; ; | Kimberley; Heaviside; Tate; | Daniel; Rose; ; | Joanne; Banks; ;
Rosemary; Hill; Long; | Edward; St Clair; ;
"""  # noqa: E501
_BLOCKS = "0161 496 0", "01632 960", "07700 900", "020 7946 0"
_STREETS = (
    "Bramblewick Lane", "Harrowgate Road", "Tanpit Street", "Old Quarry Close", "Ferncliffe Avenue", "Sallow Drive",
    "Ashendene Crescent", "Ropewalk Terrace",
)  # fmt: skip
_KINDS: tuple[IdentityKind, ...] = ("subject", "family", "staff", "family")


def nhs_number(seed: int) -> str:
    """Return a number of the range for tests, 999, with its check digit: weighted 10 to 2, modulus 11."""
    while True:
        nine = f"999{seed:06d}"
        check = (
            11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        ) % 11
        if check < 10:
            return f"{nine}{check}"
        seed += 1


def person(number: int, text: str) -> Identity:
    """Return the person of a line of `_NAMES`; every fourth of them has no number, no address and no telephone."""
    given, family, former, alias = (part.strip() for part in text.split(";"))
    names = [PersonName(given=given, family=family)]
    if former:
        names.append(PersonName(given=given, family=former, former=True))
    house = HomeAddress(
        house=str(3 + 7 * number),
        street=_STREETS[number % len(_STREETS)],
        postcode=f"ZE{number % 3 + 1} {number % 10}{'ABDEFGHJLN'[number % 10]}{'PQRSTUWXYZ'[number // 4]}",
    )
    bare = number % 4 == 3
    first = given.split()[0].lower()
    return Identity(
        pseudonym=f"Person {number + 1}",
        kind=_KINDS[number % 4],
        names=tuple(names),
        aliases=(alias,) if alias else (),
        none_known=not alias,
        born=date(1931 + number * 2 % 80, number % 12 + 1, 13 + number % 16),
        nhs_number=None if bare else nhs_number(100 + 37 * number),
        ni_number=None
        if bare
        else f"{'ABCEHJKLMN'[number % 10]}{'BCEHJKLMPR'[number // 4]} {10 + number} {20 + number} {30 + number} C",
        addresses=() if bare else (house,),
        phones=() if bare else (f"{_BLOCKS[number % 4]}{100 + number}",),
        emails=() if bare else (f"{''.join(one for one in first if one.isascii())}{number}@example.com",),
    )


def people() -> IdentityRegister:
    """Return the register of the forty, with a school and a care home."""
    lines = [one for one in _NAMES.replace("\n", "|").split("|") if one.strip()]
    persons = tuple(person(number, line) for number, line in enumerate(lines))
    places = (
        Identity(
            pseudonym="School 1", kind="place", words=("Nether Wallop Primary School", "Wallop Primary")
        ),
        Identity(
            pseudonym="Home 1", kind="place", words=("The Larches Nursing Home", "Tetlow Packaging Ltd")
        ),
    )
    return IdentityRegister(format=1, identities=(*persons, *places), public=("safeguarding@example.gov.uk",))

"""The search of what is to be published for whatever gives somebody away: a function of texts and the register.

Each scanner proves itself, each time, on a text that it must find something in: a scanner that finds nothing
because it is broken would let everything through. What ran is told beside what was found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.scan.addresses import addresses_finder, words_finder
from reviewctl.facts.scan.births import births_finder
from reviewctl.facts.scan.emails import emails_finder
from reviewctl.facts.scan.folded import readings
from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.initials import initials_finder
from reviewctl.facts.scan.names import names_finder
from reviewctl.facts.scan.nhs import nhs_finder
from reviewctl.facts.scan.nicknames import nicknames_finder
from reviewctl.facts.scan.nino import nino_finder
from reviewctl.facts.scan.passage import Hit, Lines, Passage, digest_of
from reviewctl.facts.scan.phones import phones_finder
from reviewctl.facts.scan.postcodes import postcodes_finder
from reviewctl.facts.scan.settled import settled
from reviewctl.facts.scan.typos import typos_finder
from reviewctl.facts.scan.webs import webs_finder
from reviewctl.facts.scan.wording import English, wording_of
from reviewctl.model.identities import HomeAddress, Identity, IdentityRegister, PersonName


class Scanner(Struct, frozen=True):
    """A scanner: its name, what makes it ready for a register, and a text in which it must find something."""

    name: str
    made: Callable[[IdentityRegister, English], Finder]
    proof: str


class Scanned(Struct, frozen=True):
    """What was found, sorted by place, and the names of the scanners that ran and proved themselves."""

    hits: tuple[Hit, ...]
    ran: tuple[str, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The scanners that did not run, of all that there are. Nothing may be published while there is one."""
        return tuple(one.name for one in SCANNERS if one.name not in self.ran)


SCANNERS: tuple[Scanner, ...] = (
    Scanner("names", names_finder, "It was Exampla Placeholder's own."),
    Scanner("nicknames", nicknames_finder, "They called her Lizzie at home."),
    Scanner("typos", typos_finder, "It was Exmapla who wrote."),
    Scanner("initials", initials_finder, "It was E.P. who wrote."),
    Scanner("words", words_finder, "She went to Nowhere Primary School."),
    Scanner("addresses", addresses_finder, "She lived at 999 Nowhere Lane."),
    Scanner("postcodes", postcodes_finder, "The postcode is ZE99 9ZZ."),
    Scanner("births", births_finder, "She was born on 29 February 1904."),
    Scanner("nhs-numbers", nhs_finder, "The NHS number is 999 000 0018."),
    Scanner("ni-numbers", nino_finder, "The NI number is AA 00 00 00 A."),
    Scanner("phones", phones_finder, "Ring 01632 960999."),
    Scanner("emails", emails_finder, "Write to exampla.placeholder@example.org."),
    Scanner("webs", webs_finder, "See https://www.example.org/exampla-placeholder."),
)
"""All scanners, in the order in which they are told. A caller leaves none out; a test may."""

_NOBODY = Identity(
    pseudonym="nobody",
    kind="subject",
    names=(PersonName(given="Exampla", family="Placeholder"), PersonName(given="Elizabeth")),
    born=date(1904, 2, 29),
    addresses=(HomeAddress(house="999", street="Nowhere Lane"),),
    words=("Nowhere Primary School",),
)
_PROOF = IdentityRegister(format=1, identities=(_NOBODY,))


def scan(passages: Iterable[Passage], register: IdentityRegister, english: English) -> tuple[Hit, ...]:
    """Return whatever in some texts gives somebody of a register away, or may, sorted by place.

    No hit holds the words themselves. Use `examine` to know that every scanner ran.
    """
    return examine(passages, register, english).hits


def examine(
    passages: Iterable[Passage],
    register: IdentityRegister,
    english: English,
    scanners: Sequence[Scanner] = SCANNERS,
) -> Scanned:
    """Return what `scan` does, with which scanners ran. One that cannot prove itself counts as one that did not run.

    So does one that raises, at whatever passage. What it raised is not told: its words could be those of the text.
    """
    ran = {one.name: finder for one in scanners if (finder := _made(one, register, english)) is not None}
    known: dict[str, tuple[tuple[str, Found], ...]] = {}
    hits = [hit for passage in passages for hit in _hits(passage, ran, known)]
    return Scanned(tuple(sorted(hits)), tuple(ran))


def _made(scanner: Scanner, register: IdentityRegister, english: English) -> Finder | None:
    """Return a scanner made ready for a register; None where it cannot be, or does not find its own proof."""
    try:
        proving = scanner.made(_PROOF, english)
        proven = any(True for text in _texts(scanner.proof) for _ in proving(text))
        return scanner.made(register, english) if proven else None
    except Exception:
        return None


def _texts(text: str) -> tuple[Text, ...]:
    return tuple(Text(reading, wording_of(reading)) for reading in readings(text))


def _hits(
    passage: Passage, finders: dict[str, Finder], known: dict[str, tuple[tuple[str, Found], ...]]
) -> Iterator[Hit]:
    """Yield the hits in a passage. `known` is what each text had: most that goes out has three forms of each."""
    digest, lines = digest_of(passage), Lines(passage)
    if digest not in known:
        known[digest] = settled(_found(passage, finders))
    for scanner, one in known[digest]:
        yield Hit(
            spot=lines.spot(one.start),
            length=one.end - one.start,
            kind=one.kind,
            severity=one.severity,
            entries=one.entries,
            field=one.field,
            scanner=scanner,
            digest=digest,
            start=one.start,
        )


def _found(passage: Passage, finders: dict[str, Finder]) -> Iterator[tuple[str, Found]]:
    """Yield what each scanner finds in each reading of a passage, at its place in the original.

    A scanner that raises is taken out of `finders`: it did not run.
    """
    for text in _texts(passage.text):
        for name, finder in list(finders.items()):
            try:
                found = list(finder(text))
            except Exception:
                del finders[name]
                continue
            yield from ((name, _there(text, one)) for one in found)


def _there(text: Text, one: Found) -> Found:
    start, end = text.reading.original(one.start, one.end)
    return Found(start, end, one.kind, one.severity, one.entries, one.field)

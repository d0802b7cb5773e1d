"""CHR and STR: whether a chronology's lines say where they come from, in words that its readers know."""

import re
from collections.abc import Iterable, Iterator

from reviewctl.model.chronology import Chronology, Entry
from reviewctl.model.review import Document
from reviewctl.rules.chronology_dates import Told, chronologies, entries, offence
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import did_you_mean, first_words, listed, quoted

# What begins with a letter is looked for twice as fast as what begins with the edge of a word.
_CAPITALS = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]{1,5}(?=s?\b)")
_EXPLAINED = re.compile(r"\(([A-Z]{2,6})s?\)")
_ROMAN = re.compile(r"[IVX]+")
_VOWEL = re.compile(r"[AEIOUY]")
_OFTEN = frozenset(
    "ABE ADHD ADL AMHP ASB ASBO ASC ASD ASYE AWOL BIA BMI CAF CAMHS CIN CLA CMHT COPD CPA CQC CSE CSPR CTO DASH DOLS "  # noqa: SIM905
    "DVPO EDT EHCP EIT EPO FGC HMO ICB IDVA IMCA IMR IOPC IPCC IRO ISVA LAC LADO LCSPR LPA MAPPA MARAC MARM MASH MCA "
    "MHA NEWS NICE OIC PIP PTSD RAID SAB SALT SAR SARC SCIE SCR SIO SSAB UASC UTI VARM YOT".split()
)
"""Abbreviations of the field that a message may quote. Any other with a vowel in it may be a name in capitals."""
_SHOWN = 12


@rule("CHR006", "entry-without-source", "warning")
def without_source(review: Review) -> Iterator[Offence]:
    """Lines that do not say from which record they come."""
    for told in review.once(chronologies):
        bare = [line for line in told.lines if not line.entry.source]
        if bare:
            say = "does not say from which record it comes"
            if len(bare) > 1:
                say = "do not say from which record they come"
            found = offence(
                told,
                bare,
                f"{entries(bare)} {say}.",
                "Ask the agency, and write it under source: case notes, GP record. The panel may have to see it.",
            )
            yield Offence(
                spot=told.document.spot(("entries", bare[0].number)),
                at=found.at,
                message=found.message,
                help=found.help,
            )


@rule("CHR013", "abbreviation-not-in-glossary", "note")
def abbreviation_not_in_glossary(review: Review) -> Iterator[Offence]:
    """Abbreviations that are explained nowhere: in the glossary, in the text, or by being known to everybody."""
    known = _known(review)
    for told in review.once(chronologies):
        used = _used(told, known)
        if not used:
            continue
        first = min(used.values())
        yield Offence(
            spot=told.document.spot(("entries", first)),
            at=told.document.name,
            message=f"{_named(used)} in the chronology of {told.document.item}, and not in its glossary.",
            help="Write under glossary what each stands for, as the agency uses it.",
        )


def _known(review: Review) -> frozenset[str]:
    """Return the abbreviations that need no explaining: those of the pack, and what stands in a pseudonym."""
    rule_of = review.pack.chronology
    everyday = rule_of.abbreviations if rule_of is not None else ()
    said = (_CAPITALS.findall(one.pseudonym) for one in review.case.file.subjects)
    return frozenset((*everyday, *(word for words in said for word in words)))


def _used(told: Told, known: frozenset[str]) -> dict[str, int]:
    """Return the abbreviations that are explained nowhere, each with the number of its first entry."""
    data: Chronology = told.document.data
    found: dict[str, int] = {}
    explained = {word.strip().removesuffix("s") for word in data.glossary} | known
    for line in told.lines:
        for text in _texts(line.entry):
            explained.update(_EXPLAINED.findall(text))
            for word in () if text.isupper() and " " in text else _CAPITALS.findall(text):
                found.setdefault(word, line.number)
    return {word: at for word, at in found.items() if word not in explained and not _ROMAN.fullmatch(word)}


def _texts(entry: Entry) -> Iterable[str]:
    return (text for text in (entry.source, entry.who, entry.event, entry.response, entry.comment) if text)


def _named(used: dict[str, int]) -> str:
    """Return the beginning of the sentence. A word in capitals that may be a name is counted and not shown."""
    plain = sorted(word for word in used if word in _OFTEN or not _VOWEL.search(word))
    shown, hidden = plain[:_SHOWN], len(used) - min(len(plain), _SHOWN)
    more = (
        f"{hidden} more (not shown)"
        if shown
        else f"{hidden} abbreviation{'s' if hidden > 1 else ''} (not shown)"
    )
    words = [*shown, more] if hidden else shown
    return f"{listed(words)} {'is' if len(used) == 1 else 'are'} used"


@rule("CHR017", "chronologies-with-the-same-entries", "warning")
def the_same_entries(review: Review) -> Iterator[Offence]:
    """Two agencies' chronologies with the same lines: one of them was brought in under the wrong agency."""
    first: dict[frozenset[tuple[str | None, ...]], Document] = {}
    for document in review.case.several("chronology"):
        lines = frozenset(_telling(entry) for entry in document.data.entries)
        if not lines:
            continue
        before = first.setdefault(lines, document)
        if before is not document:
            yield Offence(
                spot=document.spot(("entries",), key=True),
                at=document.name,
                related=(before.spot(("entries",), key=True),),
                message=f"The chronologies of {before.item} and {document.item} hold the same entries.",
                help="Was one brought in under the wrong agency? Delete that one, and import the right file.",
            )


def _telling(entry: Entry) -> tuple[str | None, ...]:
    return entry.date, entry.as_written, entry.time, entry.event, entry.response


@rule("STR065", "mark-not-known", "error")
def mark_not_known(review: Review) -> Iterator[Offence]:
    """A mark on an entry that the policy does not have."""
    rule_of = review.pack.chronology
    if rule_of is None:
        return
    titles = {word: (one.title,) for word, one in rule_of.marks.items()}
    for document in (*review.case.several("chronology"), *review.case.several("initial-chronology")):
        for number, entry in enumerate(document.data.entries):
            for place, word in enumerate(entry.marks):
                if word not in titles:
                    yield Offence(
                        spot=document.spot(("entries", number, "marks", place)),
                        at=f"{document.name}.{entry.id}",
                        message=f"the policy knows no mark {quoted(word)}.{did_you_mean(word, titles)}",
                        help=f"It knows: {first_words(titles)}.",
                    )

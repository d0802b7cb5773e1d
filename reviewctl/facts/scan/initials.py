"""Scanner: the initials of people, with and without points. They may be anybody's, so they are warnings."""

import re
from collections.abc import Iterator

from reviewctl.facts.scan.forms import given_names, words_in
from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.listed import listed
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import IdentityRegister

KIND = "initials"
_POINTED = re.compile(r"(?<![\w.@/])(?:[A-Z]\.[ \u00a0]?){1,3}[A-Z](?:\.|(?!\w))")
_RUN = re.compile(r"(?<![\w./@&'-])[A-Z]{2,4}(?:'?s)?(?![\w@/&]|-\d)")
OF_THE_FIELD = listed(
    "AA AC AD AF AM AS BC BP CC CE CG CJ CM CO CP CT CV DA DC DH DI DM DN DS DV EA EC ED EM EU FE FM "
    "GM GP HM HO HR HV IE IP IQ IT KC LA LD LP MD MH MP NB NE NI NO NW OK OP OT PA PC PD PE PH PI PM "
    "PO PP PR PS QC QE QI RA RC RM RN RR SA SE SH SM SR SW TB TL TV TW UC UK UN US VA VC WM ABE ACE "
    "ADD AMHP ASB ASC ASD BAME BMI CAB CBT CCG CCTV CEO CIN CLA CMHT COPD CPA CPN CPS CQC CSC CSE CSP "
    "CSPR DASH DHR DHSC DNA DNAR DOLS DOB DSL DVA DWP EDT EHCP EIA FGM GDPR HMP IAPT ICB ICS IDVA "
    "IMCA IMR IOPC IRO ISVA JSNA KPI LAC LADO LBP LCSP LED LGA LLR LSAB MAPPA MARAC MASH MBE MCA MDT "
    "MHA MIND MOJ NDTMS NEET NFA NHS NICE NMC NPS OBE OCD OCG ONS OPG PACE PCN PCT PDF PHE PIP PPE "
    "PPU PSR PTSD RAG RCA SAB SAR SCR SLA SMART SMT SSP STI SUI SWOT TAF TOR UTI VAWG WHO YJS YOS YOT"
)
"""Abbreviations of health, care, policing and boards: written without points they are not looked at."""


def initials_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for the initials of the people of a register."""
    owners: dict[str, set[str]] = {}
    for identity in register.persons():
        for name in identity.names:
            given, family = given_names(name), words_in(name.family)
            if not given or not family:
                continue
            first, letters = given[0][0][0], "".join(word[0] for one in given for word in one)
            last = "".join(word[0] for word in family)
            for run in (first + last, letters + last, first + last[0], letters + last[0]):
                owners.setdefault(run.upper(), set()).add(identity.pseudonym)

    def find(text: Text) -> Iterator[Found]:
        shown = text.reading.shown
        for pattern in (_POINTED, _RUN):
            for found in pattern.finditer(shown):
                run = re.sub(r"[^A-Z]", "", found.group())
                if run in owners and not (pattern is _RUN and _an_abbreviation(run, shown, found)):
                    entries = tuple(sorted(owners[run]))
                    yield Found(*found.span(), KIND, "warning", entries, "initials")

    return find


def _an_abbreviation(run: str, shown: str, found: re.Match[str]) -> bool:
    """Whether letters are known for another meaning, or stand in brackets behind the words that they stand for."""
    if run in OF_THE_FIELD:
        return True
    if shown[found.start() - 1 : found.start()] != "(" or shown[found.end() : found.end() + 1] != ")":
        return False
    before = re.findall(r"[A-Za-z]+", shown[: found.start()])[-len(run) - 2 :]
    initials = "".join(word[0] for word in before).upper()
    return run in initials or run in "".join(word[0] for word in before if word[0].isupper())

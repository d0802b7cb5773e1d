"""Every code a finding may bear: its permanent name and severity, declared once, beside what raises it."""

from msgspec import Struct

from reviewctl.model.finding import Finding, Severity, Spot

AREAS = {
    "FIL": "reading the files",
    "STR": "structure of the record",
    "REF": "referral",
    "DEC": "screening and decision",
    "TOR": "terms of reference",
    "TIM": "timescales",
    "PAN": "panel and quorum",
    "CHR": "chronology",
    "IMR": "individual management reviews",
    "FAM": "family",
    "PAR": "parallel processes",
    "DIS": "disclosure to others",
    "REP": "report",
    "SGN": "sign-off",
    "ACT": "actions",
    "PUB": "publication",
    "LRN": "learning",
    "CMP": "complaints and correspondence",
    "POL": "the policy pack itself",
    "GIT": "the repository",
}


class Code(Struct, frozen=True):
    """A code, the kebab-case name of the offence, how bad it is, and the paragraphs it always rests on."""

    code: str
    name: str
    severity: Severity
    citations: tuple[str, ...] = ()

    def finding(
        self,
        spot: Spot,
        message: str,
        *,
        help: str = "",
        case: str | None = None,
        citations: tuple[str, ...] = (),
        related: tuple[Spot, ...] = (),
        severity: Severity | None = None,
        at: str = "",
    ) -> Finding:
        """Return this code's finding at `spot`. Citations given here stand before the code's own."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=message,
            spot=spot,
            case=case,
            citations=citations + tuple(c for c in self.citations if c not in citations),
            help=help,
            related=related,
            at=at,
        )


REGISTRY: dict[str, Code] = {}

RETIRED = {
    "POL040": "backward-step-not-yet",
    "POL041": "recurring-step-not-yet",
    "POL042": "part-of-collection-not-yet",
    "POL043": "anchor-over-collection-not-yet",
    "POL044": "in-force-not-yet",
    "POL045": "signoff-event-not-yet",
    "POL046": "extends-not-yet",
    "POL047": "register-step-not-yet",
    "TIM009": "suspension-not-worked-out",
}
"""Codes that are raised no more, with their names. Neither is used again, and each keeps its page."""


def declare(code: str, name: str, severity: Severity, *citations: str) -> Code:
    """Enter a code into the registry and return it. Raises ValueError for a code or name used before, ever."""
    if code[:3] not in AREAS or not code[3:].isdecimal():
        raise ValueError(f"{code} is not an area followed by a number")
    if code in REGISTRY or any(known.name == name for known in REGISTRY.values()):
        raise ValueError(f"{code} {name} is declared twice")
    if code in RETIRED or name in RETIRED.values():
        raise ValueError(f"{code} {name} was used before, and is retired")
    entry = Code(code, name, severity, citations)
    REGISTRY[code] = entry
    return entry

"""metadata.json: the record that goes out with the papers of a review, for libraries and for those who compare reviews.

It holds what national reports on such reviews find lacking: how long it took, where the referral came from, the period
looked at, the duty it rests on. It holds no day that could be that of a death or an incident, and no agency by name.
"""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Struct

from reviewctl.model.publishing import Form, ProductId
from reviewctl.model.record import says

FORM = "reviewctl/publication/1"
"""The name of the form of this record. It grows, and does not change."""
MONTH = r"^[0-9]{4}-[0-9]{2}$"


class Kind(Struct, frozen=True, kw_only=True):
    """What kind of review it is."""

    id: Annotated[str, says("The kind, as the policy names it: sar.")]
    title: Annotated[str, says("Its full name.")]
    legal_basis: Annotated[str | None, says("The law it rests on.")]


class MandateTold(Struct, frozen=True, kw_only=True):
    """The duty or the power by which it was held."""

    id: Annotated[str, says("As the policy names it: s44-1-3.")]
    title: Annotated[str | None, says("What people call it: mandatory.")]
    duty: Annotated[Literal["must", "may"] | None, says("must: a duty; may: a power.")]
    sources: Annotated[tuple[str, ...], says("The paragraphs of the protocol and of the law.")]


class MethodTold(Struct, frozen=True, kw_only=True):
    """How it was held."""

    id: Annotated[str, says("The methodology, as the policy names it.")]
    title: Annotated[str, says("What people call it.")]


class Source(Struct, frozen=True, kw_only=True):
    """Where a referral came from: never who."""

    role: Annotated[str | None, says("The referrer's role.")]
    sector: Annotated[str | None, says("The sector of the referrer's agency.")]


class Period(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """The period looked at, to the month: its last day is often that of a death."""

    from_: Annotated[str | None, says("The first month: 2024-01.")]
    to: Annotated[str | None, says("The last month.")]


class Dates(Struct, frozen=True, kw_only=True):
    """The days of the review itself; null where one is not known."""

    referral: Annotated[date | None, says("The day on which the referral came.")]
    decision: Annotated[date | None, says("The day on which it was decided to hold the review.")]
    report: Annotated[date | None, says("The day on which the Board signed the report off.")]
    publication: Annotated[date | None, says("The day of publication, held or planned.")]


class Span(Struct, frozen=True, kw_only=True):
    """How long something took."""

    days: Annotated[int, says("Calendar days.")]
    months: Annotated[int, says("Whole months that had passed.")]


class Duration(Struct, frozen=True, kw_only=True):
    """How long the review took, part by part and as a whole; null where one of the two days is not known."""

    referral_to_decision: Annotated[Span | None, says("From the referral to the decision.")]
    decision_to_report: Annotated[Span | None, says("From the decision to the report.")]
    report_to_publication: Annotated[Span | None, says("From the report to publication.")]
    referral_to_publication: Annotated[Span | None, says("The whole of it.")]


class Counts(Struct, frozen=True, kw_only=True):
    """How much is recommended."""

    recommendations: Annotated[int, says("Recommendations.")]
    single_agency: Annotated[int, says("Of these, to one agency.")]
    multi_agency: Annotated[int, says("Of these, to several agencies together.")]
    national: Annotated[int, says("Of these, beyond the board's power.")]
    actions: Annotated[int, says("Actions of the plan.")]
    agencies: Annotated[int, says("Agencies that took part.")]


class FileTold(Struct, frozen=True, kw_only=True):
    """One file that goes out."""

    name: Annotated[str, says("Its name.")]
    form: Annotated[Form, says("html, docx or pdf.")]
    sha256: Annotated[str, says("The sha256 of its bytes.")]
    bytes: Annotated[int, says("How many bytes it has.")]


class PaperTold(Struct, frozen=True, kw_only=True):
    """A paper in all its forms."""

    id: Annotated[ProductId, says("report, summary, briefing, action-plan, or delays.")]
    title: Annotated[str, says("Its title.")]
    dated: Annotated[date | None, says("The date that it bears.")]
    source_sha256: Annotated[str, says("The sha256 of the text in the record that it was made of.")]
    files: Annotated[tuple[FileTold, ...], says("Its files.")]


class Maker(Struct, frozen=True, kw_only=True):
    """By what it was made."""

    reviewctl: Annotated[str, says("The version of reviewctl.")]
    policy: Annotated[str, says("The policy by which the review was held.")]
    policy_title: Annotated[str, says("The title of its protocol.")]


class Metadata(Struct, frozen=True, kw_only=True):
    """The record that goes out with the papers of a review."""

    schema: Annotated[str, says("The form of this record: reviewctl/publication/1.")]
    board: Annotated[str, says("The board.")]
    review: Annotated[str, says("The id of the review.")]
    about: Annotated[tuple[str, ...], says("Whom it is about, by pseudonyms.")]
    kind: Annotated[Kind, says("What kind of review it is.")]
    mandate: Annotated[MandateTold | None, says("The duty or the power by which it was held.")]
    method: Annotated[MethodTold | None, says("How it was held.")]
    referral_sources: Annotated[tuple[Source, ...], says("Where the referrals came from.")]
    period: Annotated[Period | None, says("The period looked at.")]
    dates: Annotated[Dates, says("The days of the review.")]
    duration: Annotated[Duration, says("How long it took.")]
    abuse_types: Annotated[tuple[str, ...], says("The kinds of abuse or neglect.")]
    themes: Annotated[tuple[str, ...], says("The themes of its recommendations, each once.")]
    counts: Annotated[Counts, says("How much is recommended.")]
    style: Annotated[str, says("How it is published: website, press-statement or summary-only.")]
    embargo: Annotated[
        date | None, says("The day before which nothing may be made known, while it is ahead.")
    ]
    publish_until: Annotated[date | None, says("The day on which it comes off the site.")]
    language: Annotated[str, says("The language of the papers.")]
    papers: Annotated[tuple[PaperTold, ...], says("The papers.")]
    made_by: Annotated[Maker, says("By what it was made.")]


def metadata_schema() -> dict[str, Any]:
    """Return the JSON Schema of metadata.json, in draft 2020-12."""
    (reference,), parts = msgspec.json.schema_components([Metadata], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The record that goes out with the papers of a review",
        **reference,
        "$defs": dict(sorted(parts.items())),
    }

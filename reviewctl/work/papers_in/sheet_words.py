"""The words of attendance sheets: how columns are headed, how it is said who came, and what posts are called."""

import re

from reviewctl.facts.headings import plain

COLUMNS = {
    "name": {"name", "names", "attendee", "attendees", "member", "representative", "full name", "initials"},
    "agency": {"agency", "organisation", "organization", "representing", "service", "agency organisation"}
    | {"organisation agency", "agency organisation name", "agency represented", "trust"},
    "role": {"role", "job title", "title", "position", "designation", "post", "capacity", "job role"},
    "status": {
        "status",
        "attendance",
        "present",
        "apologies",
        "present apologies",
        "attended",
        "in attendance",
    }
    | {"present or apologies", "apologies present", "attendance status"},
}
STATUSES = {
    "present": {
        "present",
        "attended",
        "yes",
        "y",
        "p",
        "x",
        "in attendance",
        "virtual",
        "virtually",
        "online",
    }
    | {"in person", "teams", "via teams", "by phone"},
    "apologies": {
        "apologies",
        "apology",
        "apols",
        "apologies sent",
        "sent apologies",
        "a",
        "apologies received",
    },
    "deputy": {"deputy", "deputising"},
    "absent": {"absent", "no", "n", "did not attend", "dna", "not present"},
}
BESIDE = {
    "",
    "email",
    "e mail",
    "email address",
    "telephone",
    "telephone number",
    "phone",
    "mobile",
    "tel",
} | {
    "contact",
    "contact details",
    "signature",
    "number",
    "no",
    "deputy",
    "deputy for",
}
"""Columns that a table of those present has besides, and no table of actions or decisions has."""
TICKS = "\u2713\u2714\u2611\u2612\u221a"
LISTS = {
    "present": "present",
    "those present": "present",
    "members present": "present",
    "in attendance": "present",
    "also present": "present",
    "also in attendance": "present",
    "attendees": "present",
    "attendance": "present",
    "attended": "present",
    "apologies": "apologies",
    "apologies for absence": "apologies",
    "apologies received": "apologies",
    "absent": "absent",
    "not present": "absent",
}
SHEET_HEADINGS = frozenset(map(plain, (*LISTS, "welcome and introductions")))
LEAD = re.compile(r"^([A-Za-z][A-Za-z ]{2,30}?)\s*:\s*(.*)$", re.DOTALL)
PARTS = re.compile(r"\s*(?:[,;()\u2013\u2014]|\s-\s)\s*")
LONGEST_TITLE = 60
LONGEST_LINE = 100
SEVERAL = 3
"""So many words in small letters that are no post's make a sentence, and no list of people."""
SMALL = re.compile(r"(?<![^\W_])[a-z]+(?![^\W_])")
JOINING = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)

# Words of posts in agencies; together with these and no others a post can be nobody's name.
POST_WORDS = (
    "detective inspector sergeant constable superintendent chief nurse manager director head lead officer consultant "
    "practitioner worker social safeguarding named designated deputy assistant senior principal team service quality "
    "clinical operational operations adult adults children children's child mental health general registered care "
    "commissioning commissioner governance patient safety business support administrator minute taker coordinator "
    "legal adviser advisor solicitor independent chair author doctor gp psychiatrist psychologist therapist matron "
    "midwife probation housing advocate representative specialist professional strategic partnership group board "
)
POSTS = frozenset(POST_WORDS.split())

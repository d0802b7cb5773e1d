"""Every word that a letter template may use, and what each stands for."""

from collections.abc import Mapping

from reviewctl.model.letter import Of

Words = Mapping[str, str]
Lists = Mapping[str, Words]

BOARD: Words = {
    "board": "name of the Board",
    "today": "date of the letter",
    "protocol": "title of the protocol",
}
CASE: Words = {
    "case": "reference of the review",
    "review": "kind of review, in full",
    "review.short": "kind of review, by its letters",
    "basis": "law that the review rests on",
    "care_act": "it rests on the Care Act",
    "screened": "a screening panel makes a recommendation on it",
    "decider": "who decides whether there is to be a review",
    "decides.chair": "the Independent Chair decides, on a recommendation",
    "subject": "whom the review is about, by pseudonym",
    "stage": "where the review is",
    "mandate": "whether the review is mandatory or discretionary",
    "method": "method of the review",
    "scope": "period that the review looks at",
    "referrer": "role and agency of who referred",
    "decided.review": "there is to be a review",
    "decided.no_review": "there is to be none",
    "decided.other": "it is taken up in another way",
    "decided.joined": "it joins another review",
    "decided.partners": "the statutory partners chose another way",
    "decided.pathway": "the other way, or the review that it joins",
    "recommended.outcome": "what the panel recommends",
    "recommended.mandate": "power under which it recommends it",
    "recommended.pathway": "other way that it recommends",
    "recommended.method": "method that it recommends",
    "recommended.agencies": "agencies to take part",
    "recommended.secure_files": "whether agencies are to secure their files",
    "recommended.output": "what the review is to produce",
    "recommended.chair": "recommendation on an independent chair",
    "recommended.author": "recommendation on an independent author",
    "recommended.timescale": "timescale recommended",
    "secure_files": "agencies are to secure their files",
    "panel.met": "how often the review panel has met",
}
AGENCY: Words = {
    "agency": "name of the agency",
    "asked_for": "what is asked of the agency in this review",
    "chased": "when the agency was reminded before",
}
FAMILY: Words = {
    "family.who": "relationship to the person, such as mother of Adult E",
    "family.self": "it is the person the review is about",
    "family.died": "the person the review is about has died",
    "family.wishes": "how the person wishes to be contacted",
    "family.declined": "the person declined to take part",
    "family.declined.copy": "the person declined to read the report before",
    "advocate": "the review has a designated advocate, or the person has one",
}
MEETING: Words = {
    "meeting": "which meeting",
    "meeting.kind": "kind of meeting",
    "meeting.date": "date of the meeting",
    "meeting.booked": "it is booked",
    "meeting.screening": "it is a screening meeting",
    "meeting.panel": "it is a meeting of the review panel",
    "meeting.first": "it is the first of its kind",
    "meeting.second": "it is the second of its kind",
    "meeting.several": "it takes several reviews",
}
COMPLAINT: Words = {
    "complaint": "reference of the complaint",
    "complaint.about": "what the complaint is about",
    "complaint.received": "date on which the complaint came",
    "complaint.due": "date by which it is to be answered",
    "complaint.responded": "date of the first answer",
    "complaint.escalated": "date on which it was taken to the Independent Chair",
    "complaint.chair_due": "date by which the Independent Chair is to answer",
}
CASE_LISTS: Lists = {
    "criteria": {"title": "criterion", "finding": "finding"},
    "referrers": {"role": "role of the referrer", "agency": "agency of the referrer"},
    "agencies": {"name": "agency", "asked_for": "what is asked of it", "state": "how far it is"},
    "late": {
        "what": "what is late",
        "who": "who sees to it",
        "due": "date it was due",
        "over": "how far over",
        "reason": "reason on record",
        "agreed_by": "who agreed",
    },
    "coming": {"what": "what comes next", "who": "who sees to it", "due": "date it is due"},
    "moved": {"what": "what was moved", "due": "new date", "reason": "reason", "agreed_by": "who agreed"},
    "waiting": {"what": "what waits", "who": "who sees to it", "since": "date since when"},
    "paused": {
        "what": "what is paused",
        "since": "date since when",
        "reason": "reason",
        "ask_again": "date to ask again",
    },
    "processes": {"kind": "other process", "checked": "date it was last asked about"},
}
AGENCY_LISTS: Lists = {
    "owed": {
        "what": "what is owed",
        "asked": "date it was asked for",
        "due": "date agreed for it",
        "over": "how far over",
    }
}
MEETING_LISTS: Lists = {
    "cases": {"case": "reference", "subject": "pseudonym", "review": "kind of review"},
    "seats": {"seat": "seat", "who": "who is expected"},
    "invited": {"role": "role", "agency": "agency"},
    "apologies": {"role": "role", "agency": "agency"},
    "to_agree": {"what": "what is to be agreed"},
    "presenting": {"agency": "agency", "state": "how far its IMR is"},
}

_WORDS: dict[Of, Words] = {
    "case": {**BOARD, **CASE},
    "agency": {**BOARD, **CASE, **AGENCY},
    "family": {**BOARD, **CASE, **FAMILY},
    "meeting": {**BOARD, **CASE, **MEETING},
    "complaint": {**BOARD, **COMPLAINT},
}
_LISTS: dict[Of, Lists] = {
    "case": CASE_LISTS,
    "agency": {**CASE_LISTS, **AGENCY_LISTS},
    "family": CASE_LISTS,
    "meeting": {**CASE_LISTS, **MEETING_LISTS},
    "complaint": {},
}


def words_for(of: Of) -> Words:
    """Return the words that a letter of this kind may use, each with what it stands for."""
    return _WORDS[of]


def lists_for(of: Of) -> Lists:
    """Return the lists that a letter of this kind may go through, each with the fields of a row."""
    return _LISTS[of]


def blank_for(of: Of, word: str) -> str:
    """Return what the blank of a word is called where nothing is on record."""
    head, _, field = word.partition(".")
    if head in _LISTS[of]:
        return _LISTS[of][head].get(field, word)
    return _WORDS[of].get(word, word.partition(":")[2].replace("_", " ") or word)

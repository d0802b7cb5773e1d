"""An identity register to be filled in: every key explained, and an entry for each subject of each review."""

import json
from secrets import token_hex

from reviewctl.store.register import Register

_HEAD = """\
# Who stands behind each pseudonym. It drives the search before anything is published.
# Keep this file outside every repository and never send it by mail. When it is filled in:
#   reviewctl identities seal FILE      locks it into the register of reviews; then delete it
# What is left blank is as good as not there. A line that begins with # says nothing.
format: 1
# By this the register is known again, and by nothing that stands in it. Leave it as it is.
key: "{key}"

# What is the Board's own and may be published: its telephone, its e-mail address, its postcode. Never a person's.
public:
# For example:
#   - safeguarding@example.gov.uk

# One entry for each person whom somebody could know again, and for each place that gives a person away: those whom
# the review is about, their family, staff; a school, a care home, an employer. An entry has these keys:
#
#   - pseudonym: Adult A                    # as case.yaml and the papers have it
#     kind: subject                         # subject, family, staff or place
#     cases: [SAR-2026-001]                 # the reviews in which it stands for this one; blank: in all
#     names:                                # the name borne now, and those borne before
#       - {given: Exampla Jane, family: Placeholder}
#       - {given: Exampla, family: Formername, former: true}
#     aliases: [Ex Placeholder-Smith]       # other names, whole: a name taken, a name online
#     nicknames: [Exy]                      # pet names and short forms
#     none_known: false                     # true where it was asked, and there is no alias and no nickname
#     born: 1961-03-04                      # year-month-day
#     nhs_number: 999 000 0018
#     ni_number: AA 00 00 00 A
#     addresses:
#       - {house: "12", street: Nowhere Lane, postcode: ZE99 9ZZ}
#     phones: [01632 960999]
#     emails: [exampla@example.org]
#     words: [Nowhere Primary School]       # whatever else gives the person away
identities:
"""
_ENTRY = """\
  #
  - pseudonym: {pseudonym}
    kind: subject
    cases: [{case}]
    names:
      - given:
        family:
    aliases:
    nicknames:
    none_known:
    born:
    nhs_number:
    ni_number:
    addresses:
      - house:
        street:
        postcode:
    phones:
    emails:
    words:
"""


def empty_sheet(register: Register) -> tuple[str, int]:
    """Return the text of an identity register to be filled in, and how many entries it has."""
    found = [
        _ENTRY.format(pseudonym=json.dumps(subject.pseudonym, ensure_ascii=False), case=case.id)
        for folder in register.folders
        if (case := register.case(folder, dates_only=True)[0]) is not None
        for subject in case.file.subjects
    ]
    return _HEAD.replace("{key}", new_key()) + "".join(found), len(found)


def new_key() -> str:
    """Return a key that nobody guesses, by which an identity register is known again: 64 hexadecimal digits."""
    return token_hex(32)

"""A small pack that has something of everything, and in which nothing is wrong."""

PACK = """\
format: 1
title: A local protocol
sources:
  P:
    title: The protocol
calendar:
  name: england-and-wales
  warning: 5 working days
sectors:
  police: {title: Police, cites: P§10}
  health: {title: Health, cites: P§10}
roles:
  manager: {title: Business Manager}
  chair: {title: Chair}
agencies:
  - {id: police, name: The Police, sector: police}
"""

SAR = """\
type: sar
prefix: SAR
title: Safeguarding Adults Review
aliases: [adults-review]
cites: P§2
criteria:
  in_area: {title: In the area}
  harmed: {title: Was harmed}
mandates:
  duty-1: {all: [in_area], any: [harmed], duty: must, cites: P§2}
methods:
  desktop: {title: Desktop review, cites: P§14}
events:
  referral.received: {title: The request came, cites: P§4}
  screening.held:
    title: The panel met
    from: "meetings[screening,first].date"
    else: diary
  screening.concluded:
    title: The panel came to its conclusion
    from: "meetings[screening,concluded].date"
    else: screening.held
  decision.made: {title: The Chair decided}
  decision.checked: {title: The decision was checked, outcomes: [agrees, disagrees]}
  report.available: {title: The report was there}
  returns[].imr.requested: {title: Asked for}
  returns[].imr.submitted: {title: Submitted}
  family[].told: {title: Told}
  publication.date: {title: Published, repeats: true}
steps:
  - id: screening-meeting
    title: Panel meets
    who: manager
    after: referral.received
    within: 15 working days
    until: screening.held
    cites: P§11
  - id: decision
    title: Chair decides
    who: chair
    after: {last: [screening.concluded, referral.received]}
    within: 5 working days
    until: decision.made
    needs: [screening-meeting]
    cites: [P§8, P§11]
  - id: imr
    title: Agency submits its IMR
    who: manager
    for_each: returns
    if: {"returns[].contribution": [imr, imr-and-chronology]}
    after: returns[].imr.requested
    by: returns[].imr.due
    until: returns[].imr.submitted
    closed_by: {"returns[].outcome": [declined, not-possible]}
    cites: P§14
  - id: report
    title: Report is written
    who: chair
    after: decision.made
    if: {decision.outcome: review, tor.method: {not: desktop}, decision.checked: agrees}
    within: 6 months
    until: report.available
    cites: P§5.1
stages:
  - {id: referred, title: referred, opened_by: [{event: referral.received}]}
  - id: deciding
    title: deciding
    opened_by: [{event: screening.held, if: {screening.criteria.in_area.finding: met}}]
  - {id: closed, title: closed, opened_by: [{event: publication.date}]}
quorum:
  screening: {sectors: [police, health], roles: [chair], cites: P§10}
meetings:
  screening:
    title: Screening panel
    at_least: 1
    first_agrees: [tor]
    members: [{role: chair}, {role: manager, sector: police}]
    agrees: {tor: the terms of reference}
    cites: P§10
documents:
  - {document: tor, from: deciding, methods: [desktop], if: {decision.outcome: review}, cites: P§12}
headings:
  report: [{id: findings, title: Findings, cites: P§16}]
family:
  told: {title: Told of the review, from_stage: deciding, cites: P§15}
signoffs:
  tor: {title: Terms of reference, files: [tor], roles: [chair], not_by: [manager], people: 2, cites: P§12}
publication:
  - id: publish
    title: Report is published
    who: manager
    after: report.available
    until: publication.date
    cites: P-App2
"""

"""Integrated chronologies made up for pictures: as many agencies and entries as wanted, the same for the same seed."""

import random
from datetime import date, timedelta

from reviewctl.facts.span import order_key, span_of
from reviewctl.model.chronology import Entry
from reviewctl.model.finding import Spot
from reviewctl.model.integrated import Gap, Integrated, Line, Telling
from reviewctl.render.timeline.shapes import Milestone, Picture

NAMES = (
    "Adult Social Care", "Acute Hospital", "Mental Health Trust", "Police", "GP practice", "Housing association",
    "Ambulance service", "Probation", "Care home", "Fire and rescue", "Domestic abuse service", "Drug and alcohol team",
)  # fmt: skip
MARKS = {
    "key-episode": "Key episode",
    "good-practice": "Good practice",
    "missed-opportunity": "Missed opportunity",
    "disputed": "Disputed",
}
EVENTS = (
    "Referral about self-neglect received from a neighbour",
    "Home visit; no reply at the door",
    "Telephone call: asked for help with shopping and with letters about rent",
    "Seen in the emergency department after a fall, discharged the same night",
    "Strategy discussion held",
    "Missed appointment",
    "Capacity assessed for the decision about where to live",
    "Letter sent",
    "Found on the floor by a carer; ambulance called, refused to go",
    "Concern raised and closed with no further action",
)
SCOPE = (date(2015, 1, 1), date(2017, 12, 31))


def telling(agency: str, number: object, when: str | None, **fields: object) -> Telling:
    """Return what an agency told, under a date (EDTF)."""
    entry = Entry(id=str(number), date=when, **fields)
    return Telling(
        agency=agency, entry=entry, span=span_of(when), spot=Spot(f"cases/X/chronology/{agency}.yaml", 1, 1)
    )


def whole_of(tellings: list[tuple[Telling, ...]], **more: object) -> Integrated:
    """Return an integrated chronology of lines, each of the tellings given together."""
    ordered = sorted(tellings, key=lambda some: order_key(some[0].span, some[0].entry.time))
    lines = tuple(Line(number=at, span=some[0].span, tellings=some) for at, some in enumerate(ordered, 1))
    agencies = tuple(sorted({one.agency for some in tellings for one in some}))
    given = {
        "case": "SAR-2018-001",
        "subjects": (("adult-a", "Adult A"),),
        "scope": SCOPE,
        "agencies": agencies,
        **more,
    }
    return Integrated(lines=lines, **given)


def when(dice: random.Random) -> str | None:
    """Return a date such as chronologies hold: most of them days, many in the last weeks."""
    day = date(2015, 1, 1) + timedelta(days=int(1095 * dice.random() ** 0.6))
    if dice.random() < 0.15:
        day = date(2017, 12, 1) + timedelta(days=dice.randrange(14))
    kind = dice.random()
    if kind < 0.72:
        return day.isoformat()
    if kind < 0.80:
        return day.strftime("%Y-%m")
    if kind < 0.84:
        return f"{day.isoformat()}~"
    if kind < 0.87:
        return f"{day.isoformat()}?"
    if kind < 0.90:
        return f"{day.isoformat()}/{(day + timedelta(days=dice.randrange(3, 60))).isoformat()}"
    if kind < 0.92:
        return day.strftime("%Y")
    if kind < 0.94:
        return day.strftime("%Y-%m~")
    if kind < 0.95:
        return f"{day.strftime('%Y-%m')}/.."
    if kind < 0.96:
        return f"../{day.strftime('%Y-%m')}"
    if kind < 0.97:
        return f"XXXX-{day.strftime('%m-%d')}"
    return None if kind < 0.985 else f"{day.year - 20}"


def sample(agencies: int, entries: int, seed: int = 1) -> Picture:
    """Return a picture to draw, with so many entries of each of so many agencies."""
    dice = random.Random(seed)
    ids = [f"agency-{at:02}" for at in range(agencies)]
    told: list[tuple[Telling, ...]] = []
    for agency in ids:
        for number in range(1, entries + 1):
            marks = tuple(mark for mark in MARKS if dice.random() < 0.05)
            one = telling(agency, number, when(dice), event=dice.choice(EVENTS), marks=marks)
            if told and dice.random() < 0.06:
                at = dice.randrange(len(told))
                if len(told[at]) == 1 and told[at][0].agency != agency:
                    other = told[at][0]
                    told[at] = (other, telling(agency, number, other.entry.date, event=other.entry.event))
                    continue
            told.append((one,))
    gaps = tuple(_gaps(ids, dice))
    return Picture(
        whole=whole_of(told, gaps=gaps),
        title=f"SAR-2018-001: what {agencies} agencies told",
        as_at="as at Monday 8 June 2026",
        names={
            agency: NAMES[at % len(NAMES)] + (f" {at}" if at >= len(NAMES) else "")
            for at, agency in enumerate(ids)
        },
        marks=MARKS,
        period=SCOPE,
        milestones=(Milestone(label="Adult A died 14 Dec 2017", span=span_of("2017-12-14")),),
    )


def _gaps(ids: list[str], dice: random.Random) -> list[Gap]:
    found = []
    for at, agency in enumerate(ids):
        first = SCOPE[0] + timedelta(days=dice.randrange(60, 500))
        days = dice.randrange(60, 200)
        found.append(
            Gap(
                agency=agency,
                first=first,
                last=first + timedelta(days=days - 1),
                days=days,
                definite=at % 3 != 1,
                explained="The case was closed to the team." if at % 3 == 2 else None,
            )
        )
    return found


def picture_of(tellings: list[tuple[Telling, ...]], **more: object) -> Picture:
    """Return a picture of lines, each of the tellings given together; `more` is what the chronology has besides."""
    whole = whole_of(tellings, **more)
    return Picture(
        whole=whole,
        title="SAR-2018-001: what the agencies told",
        as_at="as at Monday 8 June 2026",
        names={agency: agency.replace("-", " ").title() for agency in whole.agencies},
        marks=MARKS,
        period=whole.scope,
    )

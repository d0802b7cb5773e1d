"""The prose of the generated reference: what no Struct can say of itself."""

RECORD = """
A register is a folder with `board.yaml`; each review is a folder under `cases/`. Facts are YAML, or the front matter
between two lines `---` at the top of a Markdown file; narrative is the text below it. Keys are written as here. A
blank value is as good as none.

- A **date** is year-month-day: `2026-05-20`. An **event**'s value may also be a month or a year (`2023-03`),
  `not-known`, or a mapping: `{on: 2026-02-20, note: by letter}`; `{planned: 2026-06-17}` for a day that is still to
  come; `{on, was, because}` for a correction. An event that repeats is a list of these.
- A date that may be **uncertain** (of an incident, a death, a chronology's entry) is EDTF: `2019-03`, `2019-03-02~`
  for about that day, `2019-03-02?` for perhaps, `2019-03/2019-05` for from and to, `2019-2X` where a digit is lost,
  `XXXX-02-11` where the year is.
- **Ids** of agencies, people and blocks are small letters, digits and hyphens: `pennine-care`, `mother`. Never a
  person's name.
- An **address** names one fact, everywhere in the same way: `screening.held`, `returns[pennine-care].imr.submitted`,
  `actions[3].due`, `family[mother].told`, `meetings[panel,1].date`. Its first word is a group of the diary or a
  document's name.
- Refused in every file: anchors, aliases, tags, a key written twice, a Tab that indents, a second document,
  characters that cannot be seen.

What is worked out is never written: stage, status, what is overdue, whether a meeting was quorate.
"""

LANGUAGE = """
A protocol is data. A pack is a folder: `pack.yaml` for what all its reviews have in common, and one file for each
kind of review. What a protocol demands always has the same form: *after this has happened, that person sees to it
that this other thing has happened, within so long, says paragraph so-and-so*. That is a **step**, and every date that
reviewctl shows comes from one.

reviewctl brings `stockport-2021`. A register may bring its own in `policy/<name>/`, which stands before a shipped one
of the same name. A review names its pack in `case.yaml`, and is judged by that edition for ever. `reviewctl validate`
checks a register's packs like any file, at the line.

```
steps:
  - id: recommendation
    title: Recommendation to the Independent Chair
    who: business-manager            # a role of the pack
    after: screening.concluded       # an event
    within: 5 working days           # working days, days, weeks, months, years; left out: a duty with no limit
    until: screening.recommendation_sent
    strength: protocol               # statutory, protocol, expected, agreed
    cites: P§11
```

## When a step is due

- `after` is an event, or `{first: [event, event]}`, `{last: [event, event]}` over several. `last` starts when the
  first event named has happened; then the last of those that have happened counts.
- `within` is an allowance. `by` is the address of a date that people agreed. With neither, the step is a duty without
  a limit: it is shown with the days that it has waited, and is never overdue.
- Working days are Monday to Friday less the bank holidays of the pack's calendar and the Board's own closed days
  (`calendar.extra_closed` in board.yaml). The day of the event is day 0 (`count: day-after`) or day 1 (`count:
  same-day`, for working days and days). An event on a closed day counts from that day (`non_working: keep`) or from
  the next working day (`roll-forward`).
- Weeks, months and years go to the corresponding date, or to the month's last day: six months from 31 August end on
  28 or 29 February. They are not moved off a weekend.
- Bank holidays that have not been announced yet are worked out by rule; a date that rests on them is *provisional*.

## When a step applies

- `if` names fields and the values they may have, all of which must hold: a value, a list of values, `{not: …}`,
  `present`, `absent`. A field that is not recorded yet leaves the step *not started*; a contrary value makes it *not
  applicable*. There is no expression language.
- `for_each: returns` (or `family`, `processes`, `actions`, `subjects`) makes one step for each item. Its own events
  are written with empty brackets: `returns[].imr.submitted`.
- In a condition, `any` stands for one item of a collection, whichever: `processes[any].kind: coroner`. With no such
  item the condition does not hold.
- `family[].spared.supported` is worked out: present where the person declined, or is said to have caused the harm
  and was not invited.
- `closed_by` names fields and values any of which ends the step without its event: it is then *waived*.
- `needs` names steps that come first.
- `owner: external` on a kind of review, a stage or a step: another body's; shown and dated, and never a breach here.

## Only the differences

- A pack whose pack.yaml has `extends: stockport-2021` holds only what differs from that pack; a file in it with
  `type: sar`, only what differs from that one's type. A type that the other lacks is written whole. A type with
  `extends: sar` holds only what differs from that type of its own pack; what says which review it is (`type`,
  `prefix`, `title`, `aliases`, `in_force`, `basis`, `cites`) it does not take over.
- Named things are told apart by their names: events, criteria and the like by key; steps, stages, agencies and
  headings by `id`; documents by `document`. Of a thing that both have, each field that the layer gives stands
  in place of the other, whole. `calendar` is one such thing.
- `remove: {reason: …}` takes away a step, an event or another thing; under a field, that field.
- What is new stands behind what stands before it in the layer; else at the end. A name alone changes nothing,
  and gives the place.
- What makes a duty earlier or later, harder or softer needs `cites` or a `note` of the layer's own.
- The whole is checked like any pack. A finding lies in the file that wrote the thing, or that took it away.
  `explain` shows what each layer says of a step.

## States

In this order; the first that holds is the state.

| state | when |
|---|---|
| `not-applicable` | a condition does not hold |
| `waived` | ended without its event, or given up with a reason in log.yaml |
| `not-known` | it rests on a date that is not known, or on a month where the day would decide |
| `met`, `met-late` | its event has happened, in time or after its day |
| `overdue` | its day has passed |
| `running` | it has begun; due today is still running. A duty without a limit is `running` until it is met |
| `not-started` | what it counts from has not happened, or a condition is not recorded yet |

An extension in `log.yaml` sets a later day, with the reason and who agreed.

## How severe

| the step is | strength `statutory` or `protocol` | strength `expected` or `agreed` |
|---|---|---|
| overdue, with no reason on record | error | warning |
| met late, with no reason on record | error | warning |
| late, with a reason on record | note | note |
| due within the pack's warning time | note | note |

## Events

`events` declares what can happen, by its address, in the order in which it happens: the diary of a new review is
written from it. An event may have `outcomes`, may repeat (`repeats: true`), and may come from minutes by itself:

```
  screening.held:
    title: The screening panel met
    from: "meetings[screening,first].date"
    else: diary            # counts only where the case has no minutes of that kind
    cites: P§11
```

Without `else: diary` it has no line in the diary. An event of a released pack is never taken away: `retired: true`
keeps it readable, and `was: old.key` reads a key that was renamed.

## Sign-offs

`signoffs` says what is signed off and by whom; how it stands follows from `signoff/` in the case:

```
  plan-met:
    title: Plan met, by the Practice Improvement Partnership
    files: [action-plan]      # approved by their bytes: a word that changes voids it
    snapshot: [progress]      # written on all the time: a copy, made when it is asked for, is approved
    roles: [pip]              # each approves by a person of its own; people: 2 asks for more
    not_by: [chair-author]
    assurance: recorded       # or signed, with a key of the person's own
    cites: P-App3
```

`for_each: returns` makes one for each agency, of its own document. `once: true` where an approval answers one request
and does not come back with an earlier text. The day on which it is complete is `signoff[plan-met].complete`: an event
may come from it, a step may count from it, a stage may open with it, a condition may ask for it.

```
  plan.met_by_pip:
    title: All actions are met
    from: "signoff[plan-met].complete"
    else: diary            # counts only until the sign-off is asked for
    cites: P-App3
```

Where there is one for each agency, an event of `returns[]` comes from it, and that event is what is waited for.
"""

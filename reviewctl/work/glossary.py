"""What `explain` says besides the policy: the tool's own words, its commands, and what rests on a paragraph."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from reviewctl.model.codes import AREAS, Code
from reviewctl.model.policy import Policy
from reviewctl.render.pages.explain import Meaning

OWN = "reviewctl"

WORDS = {
    "case": "A review's folder in the register, by an id such as SAR-2026-001.",
    "register": "The folder in which all reviews of a Board are kept, with board.yaml and a history of every change.",
    "policy": "The protocol as a list of steps, events and words, each with its paragraph. A case keeps the policy "
    "under which it was opened.",
    "event": "Something that happens in a review on a day, such as screening.held; it stands in the case's diary.",
    "diary": "diary.yaml of a case: a line for each event, blank until it has happened. See: reviewctl record --help",
    "step": "What the policy requires: after one event somebody must see to it that another happens, within so long. "
    "See all of a case: reviewctl deadlines CASE",
    "deadline": "A step with its day in one case: from what it counts, when it is due, and whether it is done. See all "
    "of a case with their working: reviewctl deadlines CASE --working",
    "citation": "The paragraph on which a duty, a day or a finding rests: P§11 is section 11 of the source that the "
    "policy calls P. What rests on it: reviewctl explain P§11",
    "entry": "One dated line of an agency's chronology. See: reviewctl chronology --help",
    "pack": "One edition of a protocol as data, such as stockport-2021. A case names its own, and is judged by it for "
    "ever.",
    "stage": "How far a case has come: the last stage of its kind that an event has opened. See: reviewctl status",
    "quorum": "Who must be at a meeting for it to decide, by sector and role, as the policy says for its kind. See "
    "who was there, and what was lacking: reviewctl quorum CASE",
    "finding": "Something in the record that is to be put right, with a code that explain knows. See: reviewctl "
    "validate",
    "sign-off": "An approval of one text by those whom the policy names, void when a word of it changes. Which there "
    "are, and how they stand: reviewctl signoff status CASE. Ask for one: reviewctl signoff request CASE WHAT",
    "not-applicable": "A state of a step: what is recorded rules it out in this case.",
    "waived": "A state of a step: it is given up or was closed by something else, and it is recorded why.",
    "not-known": "A state of a step: the day it depends on is recorded as not known, so it is never overdue.",
    "met": "A state of a step: it was done in time, or it was done and has no limit.",
    "met-late": "A state of a step: it was done after its day. Record why: reviewctl late --help",
    "suspended": "A state of a step: it stands still, and its day moves by as long as it does. Let it go on: "
    "reviewctl resume --help",
    "overdue": "A state of a step: its day has passed, and it is not done.",
    "running": "A state of a step: it has begun and is not done. Due today is running; so is a duty without a limit.",
    "not-started": "A state of a step: what it comes after has not happened, or is not on record.",
}

AREA = "area"
"""The kind of the first three letters of codes."""
_PARAGRAPH = re.compile(r"\s*§\s*")
_WITHOUT_THE_SIGN = re.compile(r"([a-z]+)\s*(?=[0-9])")
"""A source and a number with nothing between: no British keyboard has the sign."""


def own_words(wanted: str, commands: Mapping[str, str]) -> Iterator[Meaning]:
    """Yield what a word means in the tool itself: a word or state that it uses, and a command, with its help."""
    word = wanted.removesuffix("s") if wanted not in WORDS and wanted.removesuffix("s") in WORDS else wanted
    word = word.replace(" ", "-") if word not in WORDS else word
    if word in WORDS:
        yield Meaning(kind="word", name=word, title=word, policy=OWN, text=WORDS[word])
    if wanted in commands:
        text = f"{commands[wanted]} How it is used: reviewctl {wanted} --help"
        yield Meaning(kind="command", name=wanted, title=f"reviewctl {wanted}", policy=OWN, text=text)


def area(wanted: str, codes: Mapping[str, Code]) -> Iterator[Meaning]:
    """Yield what the letters mean with which codes of validate begin, such as TIM, with all that begin so."""
    letters = wanted.upper()
    if letters in AREAS:
        listed = tuple(
            (code, entry.name) for code, entry in sorted(codes.items()) if code.startswith(letters)
        )
        named = "; ".join(" ".join(one) for one in listed)
        text = f"{named}. What one of them means: reviewctl explain {listed[0][0]}"
        title = f"Codes of validate: {AREAS[letters]}"
        yield Meaning(kind=AREA, name=letters, title=title, policy=OWN, text=text, listed=listed)


def like_a_code(wanted: str) -> str:
    """Return where the codes are that begin as a code that there is not; "" where it is like none."""
    letters = wanted[:3].upper()
    if letters not in AREAS or not wanted[3:].isdecimal():
        return ""
    return f"Every code that begins with {letters}: reviewctl explain {letters}"


def paragraph(
    wanted: str, policy: Policy, known: Sequence[Meaning], codes: Mapping[str, Code]
) -> Meaning | None:
    """Return what of the policy and of the codes rests on a paragraph, such as P§11; None where it names no source."""
    asked = _PARAGRAPH.sub("§", wanted.lower())
    bare = _WITHOUT_THE_SIGN.match(asked)
    asked = f"{bare[1]}§{asked[bare.end() :]}" if bare else asked
    sources = [
        name for name in policy.pack.sources if asked.startswith((f"{name.lower()}§", f"{name.lower()}-"))
    ]
    if not sources:
        return None
    resting = [one for one in known if asked in {cite.lower() for cite in one.citations}]
    raised = [code for code, entry in codes.items() if asked in {cite.lower() for cite in entry.citations}]
    cites = [cite for one in resting for cite in one.citations] + [
        c for code in raised for c in codes[code].citations
    ]
    name = next((cite for cite in cites if cite.lower() == asked), None)
    if name is None:
        source = max(sources, key=len)
        name = source + asked[len(source) :]
    return Meaning(
        kind="paragraph",
        name=name,
        title=name,
        policy=policy.name,
        text=_resting(resting, raised) or _nothing_rests(asked, (*known, *codes.values())),
        citations=(name,),
        pack=policy.pack,
    )


def _nothing_rests(asked: str, cited: Sequence[Meaning | Code]) -> str:
    """Return that nothing rests on a paragraph, with the nearest of its source on which something does.

    The tool has not the source itself, so it cannot say whether there is such a paragraph.
    """
    source = _source(asked)
    every = {cite for one in cited for cite in one.citations if _source(cite.lower()) == source}
    near = sorted(every, key=lambda cite: _distance(asked, cite))[:3]
    nearest = f" The nearest on which something does: {', '.join(near)}." if near else ""
    return f"Nothing here rests on it: no step, no word and no code. Look in the source whether it has it.{nearest}"


def _distance(asked: str, cite: str) -> tuple[bool, list[int], str]:
    """Return how far a paragraph is from the one asked for: first those written alike, then by their numbers."""
    alike = ("§" in asked) == ("§" in cite)
    numbers = zip_longest(_numbers(asked), _numbers(cite), fillvalue=0)
    return not alike, [abs(a - b) for a, b in numbers], cite


def _source(cite: str) -> str:
    return cite.partition("§")[0].partition("-")[0]


def _numbers(cite: str) -> list[int]:
    return [int(one) for one in re.findall("[0-9]{1,9}", cite)]


def _resting(resting: Sequence[Meaning], codes: Sequence[str]) -> str:
    """Return the names of what rests on a paragraph, sort by sort, each name once."""
    by_kind: dict[str, dict[str, None]] = {}
    for one in resting:
        by_kind.setdefault(one.kind, {})[one.name] = None
    if codes:
        by_kind["code of validate"] = dict.fromkeys(sorted(codes))
    listed = [f"{kind}: {', '.join(names)}" for kind, names in by_kind.items()]
    return f"On it rests: {'; '.join(listed)}." if listed else ""

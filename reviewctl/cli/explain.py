"""`explain`: a code, a step or a word, with its source."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

import click
from msgspec.structs import replace

from reviewctl.cli.options import reading
from reviewctl.cli.output import show
from reviewctl.facts.signoff import source_of
from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.model.kind import ReviewType
from reviewctl.model.layers import Gone
from reviewctl.model.policy import Policy
from reviewctl.model.step import EventRule, Step, cited
from reviewctl.render.pages.explain import Meaning, page_of_code, page_of_meanings, said_of
from reviewctl.store.packs import Policies, shipped
from reviewctl.work.below import layers_below, taken_away
from reviewctl.work.desk import Desk
from reviewctl.work.glossary import WORDS, area, like_a_code, own_words, paragraph
from reviewctl.work.nearest import refuse


@click.command("explain")
@click.argument("word", metavar="CODE|STEP|TERM", nargs=-1, required=True)
@reading
@click.pass_obj
def command(desk: Desk, word: tuple[str, ...], as_of: object, form: str, output: str | None) -> int:
    """Explain a code of validate, a step, a word, a command or a paragraph: what it is, why, and its source.

    In a register, steps and words are those of the board's policy. Where several kinds of review have
    such a step, the kind before it asks for one: explain sar decision.
    """
    from reviewctl.store.resources import rulebook_codes, rulebook_page
    from reviewctl.work.codebook import REGISTRY

    text = " ".join(word).strip()
    by_name = {entry.name: code for code, entry in REGISTRY.items()}
    code = by_name.get(text.lower(), text.upper())
    if code in REGISTRY or code in rulebook_codes():
        return show(page_of_code(code, REGISTRY.get(code), rulebook_page(code)), form, output)
    policies, policy = _policy(desk)
    known = sorted(meanings(policy), key=_nearest_to(_kind_here(desk)))
    wanted = _meant_by(text)
    called = _called(wanted, known, policy)
    if text.startswith("signoff["):  # A step may bear the same name.
        called = [one for one in called if one.kind == "sign-off"] or called
    found = [_with_layers(one, policies, policy) for one in called]
    if not found or policy.name in policies.own():
        found += [_gone(one) for one in _taken_away(wanted, policies, policy)]
    if not found:
        found = [*own_words(wanted, _commands())] or [*area(wanted, REGISTRY)]
    resting = None if found else paragraph(text, policy, known, REGISTRY)
    found += [resting] if resting is not None else []
    if not found:
        words = [*REGISTRY, *by_name, *WORDS, *_commands(), *(one.name for one in known)]
        raise refuse("code, step or word", text, words, like_a_code(text) or _KNOWN)
    return show(page_of_meanings(together(found)), form, output)


def _meant_by(text: str) -> str:
    """Return the word that is to be explained: of `imr[gmp]` the step, of `signoff[tor].complete` the sign-off.

    Of an event of one agency, `returns[gmp].imr.signed_off`, it is that of each: `returns[].imr.signed_off`.
    """
    head, bracket, rest = text.partition("[")
    if "]." in rest and head != "signoff":
        return f"{head}[]{rest.partition(']')[2]}".strip().lower()
    word = rest.partition("]")[0].partition(",")[0] if bracket and head == "signoff" else head
    return word.strip().lower()


_KNOWN = (
    "Explained are codes (validate shows them), steps (deadlines CASE shows them), paragraphs such as P§11, kinds of "
    "review such as sar, commands, and the words of the policy."
)


_FIRST = "sar"


def _commands() -> dict[str, str]:
    from reviewctl.cli.app import COMMANDS

    return {name: entry.help for entry in COMMANDS for name in (entry.name, *entry.aliases)}


def _kind_here(desk: Desk) -> str:
    """Return the kind of the case in whose folder one stands; outside of any, that which the protocol is about."""
    from reviewctl.store.find import case_folders

    with suppress(ReviewctlError):
        folders = case_folders(desk.register, (), desk.folder)
        if len(folders) == 1:
            case, _ = desk.register.case(folders[0], dates_only=True)
            return case.file.type if case is not None else _FIRST
    return _FIRST


def _nearest_to(kind: str) -> Callable[[Meaning], int]:
    """Return the key by which what belongs to all comes first, then what is of this kind, of a SAR, of the rest."""
    return lambda one: 0 if not one.of else 1 if kind in one.of else 2 if _FIRST in one.of else 3


def together(meanings: Iterable[Meaning]) -> list[Meaning]:
    """Return the meanings, of those that differ only in the kind of review one, which names all of these."""
    alike: list[tuple[Meaning, list[str]]] = []
    for one in meanings:
        bare = replace(one, of=())
        known = next((of for other, of in alike if other == bare), None)
        if known is None:
            alike.append((bare, list(one.of)))
        else:
            known.extend(one.of)
    return [replace(one, of=tuple(of)) for one, of in alike]


def _called(wanted: str, known: list[Meaning], policy: Policy) -> list[Meaning]:
    """Return what is called so; behind the name of a kind of review, only what is of that: `sar decision`."""
    found = [one for one in known if wanted in _names(one)]
    first, _, rest = wanted.partition(" ")
    kind = policy.type_named(first)
    if found or kind is None:
        return found
    return [one for one in known if kind.type in one.of and rest in _names(one)]


def _taken_away(wanted: str, policies: Policies, policy: Policy) -> Iterator[Gone]:
    """Yield what was called so and was taken away, of one kind of review where that stands before it."""
    first, _, rest = wanted.partition(" ")
    kind = policy.type_named(first)
    for one in taken_away(policies, policy.name, rest if kind is not None else wanted):
        if kind is None or one.kind == kind.type:
            yield one


def _names(one: Meaning) -> tuple[str, str]:
    return one.name.lower(), one.title.lower()


def _with_layers(one: Meaning, policies: Policies, policy: Policy) -> Meaning:
    """Return a meaning with what the layers below say of it, where it is a step."""
    if one.step is None:
        return one
    kind = policy.types[one.of[0]] if one.of else None
    return replace(one, below=tuple(layers_below(policies, policy, kind, one.step.id)))


def _gone(one: Gone) -> Meaning:
    """Return the meaning of what a layer takes away: what it was below, and why it is no more."""
    below = one.below
    return Meaning(
        kind=one.noun,
        name=one.name,
        title=below.step.title if below is not None else one.name,
        policy=one.policy,
        text=(below.step.note or "") if below is not None else "",
        citations=cited(below.step.cites) if below is not None else (),
        pack=below.pack if below is not None else None,
        step=below.step if below is not None else None,
        of=(one.kind,) if one.kind else (),
        reason=one.reason,
    )


def meanings(policy: Policy) -> Iterator[Meaning]:
    """Yield everything that a policy gives a name: roles, sectors, words, and what each kind of review has."""
    pack = policy.pack
    yield from _named(policy, "role", ((k, v.title, v.note, v.cites) for k, v in pack.roles.items()))
    yield from _named(policy, "sector", ((k, v.title, v.note, v.cites) for k, v in pack.sectors.items()))
    yield from _named(policy, "word", ((k, k, v, None) for k, v in pack.vocabulary.items()))
    yield from _named(policy, "colour", ((k, k, v, None) for k, v in pack.rag.items()))
    for step in pack.steps:
        yield _of_step(policy, step)
    yield from _named(policy, "event", ((k, v.title, None, v.cites) for k, v in pack.events.items()))
    for kind in policy.types.values():
        yield from (replace(one, of=(kind.type,)) for one in _of_kind(policy, kind))


Named = tuple[str, str, str | None, str | tuple[str, ...] | None]


def _of_kind(policy: Policy, kind: ReviewType) -> Iterator[Meaning]:
    yield from _named(policy, "kind of review", [(kind.type, kind.title, kind.basis, kind.cites)])
    for step in (*kind.steps, *kind.publication):
        yield _of_step(policy, step)
    yield from _named(
        policy, "event", ((k, v.title, _given(k, v, kind), v.cites) for k, v in kind.events.items())
    )
    yield from _named(policy, "criterion", ((k, v.title, None, v.cites) for k, v in kind.criteria.items()))
    yield from _named(policy, "mandate", ((k, v.title or k, None, v.cites) for k, v in kind.mandates.items()))
    yield from _named(policy, "method", ((k, v.title, None, v.cites) for k, v in kind.methods.items()))
    yield from _named(policy, "stage", ((one.id, one.title, None, None) for one in kind.stages))
    yield from _named(policy, "meeting", ((k, v.title, None, v.cites) for k, v in kind.meetings.items()))
    yield from _named(
        policy,
        "sign-off",
        (
            (k, v.title, f"{said_of(v, policy.pack)} Ask for it: {_asking(k, kind)}", v.cites)
            for k, v in kind.signoffs.items()
        ),
    )
    yield from _named(policy, "pause", ((k, v.title, v.note, v.cites) for k, v in kind.pauses.items()))
    yield from _named(policy, "family minimum", ((k, v.title, None, v.cites) for k, v in kind.family.items()))
    yield from _named(policy, "word", ((k, k, v, None) for k, v in kind.vocabulary.items()))


def _asking(what: str, kind: ReviewType) -> str:
    each = kind.signoffs[what].for_each
    return (
        f'reviewctl signoff request CASE "{what}[AGENCY]"'
        if each
        else f"reviewctl signoff request CASE {what}"
    )


def _given(event: str, rule: EventRule, kind: ReviewType) -> str | None:
    """Return how an event comes by itself, where a sign-off gives it; else None."""
    what = source_of(rule)
    if what is None:
        return None
    by_hand = f" Where none is asked for, its day is recorded: reviewctl record CASE {_typed(event)} DATE"
    return (
        f"It comes by itself when the sign-off {what} is complete: {_asking(what, kind)}"
        f"{'.' + by_hand if rule.else_ == 'diary' else ''}"
    )


def _typed(event: str) -> str:
    """Return an event's address as it is typed: the agency stands for each."""
    return f'"{event.replace("[]", "[AGENCY]")}"' if "[" in event else event


def _named(policy: Policy, kind: str, entries: Iterable[Named]) -> Iterator[Meaning]:
    for name, title, text, cites in entries:
        yield Meaning(
            kind=kind,
            name=name,
            title=title,
            policy=policy.name,
            text=text or "",
            citations=cited(cites),
            pack=policy.pack,
        )


def _of_step(policy: Policy, step: Step) -> Meaning:
    return Meaning(
        kind="step",
        name=step.id,
        title=step.title,
        policy=policy.name,
        text=step.note or "",
        citations=cited(step.cites),
        pack=policy.pack,
        step=step,
    )


def _policy(desk: Desk) -> tuple[Policies, Policy]:
    """Return the board's policy in a register, else the newest that the tool brings, among those there are."""
    try:
        register = desk.register
    except EnvironmentFault:
        name, policies = shipped()[-1], Policies()
    else:
        name, policies = register.board.policy or shipped()[-1], register.policies
    found = policies.get(name)
    if found is None and name in policies.own():
        raise ReviewctlError(
            f"The policy {name} is at fault, and cannot be read.",
            "Put it right first: reviewctl validate policy",
        )
    found = found or Policies().get(shipped()[-1])
    if found is None:
        raise EnvironmentFault("No policy can be read.", "See what is wrong: reviewctl doctor")
    return policies, found

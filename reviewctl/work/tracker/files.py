"""From a review as a list gave it to the files of its case folder."""

from collections.abc import Mapping
from datetime import date

from reviewctl.model.address import parse_address
from reviewctl.model.catalogue import BY_NAME, path_of
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import ReviewType
from reviewctl.store.emit import flow
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import diary_text, document_text, readme_text
from reviewctl.work.pseudonyms import subject_id
from reviewctl.work.tracker.dates import Reading
from reviewctl.work.tracker.drafts import Draft


def files_of(
    draft: Draft, case_id: str, subjects: tuple[str, ...], policy: str, on: date
) -> dict[str, bytes]:
    """Return the files of a review that is taken over, by path. `on` is the day on which it is."""
    values = {"id": case_id, "type": draft.kind.type, "policy": policy, "date": on.isoformat()}
    files = {"README.md": readme_text("README.md", values), "diary.yaml": _diary(draft)}
    files["case.yaml"] = _with_taken_over(_case(draft, values, subjects), draft, case_id, on)
    out = {path: text.encode("utf-8") for path, text in files.items()}
    for address, word in draft.words.items():
        out = _with_word(out, draft.kind, address, word, values)
    if draft.referrer:
        out = _with(out, draft.kind, "referral", ("referrers",), [dict(draft.referrer)], values)
    if draft.notes:
        notes = [{"on": on, "text": text} for text in draft.notes]
        out = _with(out, draft.kind, "log", ("notes",), notes, values)
    return out


def _case(draft: Draft, values: Mapping[str, str], subjects: tuple[str, ...]) -> bytes:
    text = document_text("case", draft.kind.type, values).encode("utf-8")
    people: list[dict[str, object]] = [{"id": subject_id(name), "pseudonym": name} for name in subjects]
    if draft.died and len(people) == 1:
        people[0] |= {"living": False, "died": draft.died}
    return splice_bytes(text, ("subjects",), people) if people else text


def _with_taken_over(data: bytes, draft: Draft, case_id: str, on: date) -> str:
    taken: dict[str, object] = {"on": on}
    if draft.reference and draft.reference != case_id:
        taken["reference"] = draft.reference
    if draft.held:
        taken["held"] = list(draft.held)
    return splice_bytes(data, ("taken_over",), taken).decode("utf-8")


def _diary(draft: Draft) -> str:
    """Return the diary with its lines filled in. It is one of ours, so each line is found by its group and name."""
    values = {
        **{a: _event(r, "on") for a, r in draft.events.items()},
        **{a: _event(r, "planned") for a, r in draft.planned.items()},
    }
    lines, group = [], ""
    for line in diary_text(draft.kind).split("\n"):
        if line.endswith(":") and not line.startswith((" ", "#")):
            group = line[:-1]
        address = f"{group}.{line.strip()[:-1]}"
        found = line.startswith("  ") and line.endswith(":") and not line.lstrip().startswith("#")
        lines.append(f"{line} {values.pop(address)}" if found and address in values else line)
    return "\n".join(lines)


def _event(reading: Reading, word: str) -> str:
    on = reading.text if reading.kind == "date" else "not-known"
    day: object = reading.day if reading.day is not None else on
    if word == "planned" or reading.note:
        return flow({word: day, **({"note": reading.note} if reading.note else {})})
    return flow(day)


def _with_word(
    files: dict[str, bytes], kind: ReviewType, address: str, word: str, values: Mapping[str, str]
) -> dict[str, bytes]:
    at = parse_address(address)
    if at.head not in BY_NAME or at.item is not None:
        raise ReviewctlError(
            f"{address} is no place for a column of a list.", "It may be such as decision.outcome."
        )
    return _with(files, kind, at.head, at.fields, word, values)


def _with(
    files: dict[str, bytes],
    kind: ReviewType,
    name: str,
    path: tuple[str, ...],
    value: object,
    values: Mapping[str, str],
) -> dict[str, bytes]:
    """Return the files with a value in a document, which is made from the template where it is not there."""
    document = BY_NAME[name]
    where = path_of(document, "")
    data = files.get(where) or document_text(name, kind.type, values).encode("utf-8")
    return {**files, where: splice_bytes(data, path, value, front=document.markdown, file=where)}

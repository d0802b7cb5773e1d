"""The signoff folder of a case: what may lie there, what is read of it, and what cannot be relied on."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewctl.model.finding import EnvironmentFault
from reviewctl.model.statement import canonical
from reviewctl.model.tree import Entry
from reviewctl.store.folder import FilesTree, FolderTree
from reviewctl.store.register import Register
from reviewctl.store.statements import LARGEST, read_signoffs, request_at, statement_at, sums
from reviewctl.store.walk import walk_case, walk_register
from tests.approving import FOLDER, Approved, complete, line, summed

PLACE = "signoff/tor/01-author-1.json"
GOOD: dict[str, object] = {
    "schema": "reviewctl/statement/1",
    "case": "SAR-2026-001",
    "what": "tor",
    "role": "chair-author",
    "person": "author-1",
    "decision": "approve",
    "assurance": "recorded",
    "digest": "a" * 64,
    "on": "2026-06-02",
    "minute": "panel of 2 June",
}


def test_a_statement_is_read_as_it_was_written() -> None:
    """Its fields, its place, the sum of its bytes, and the signature beside it."""
    data = line({**GOOD, "previous": "b" * 64, "same_text": "read out at the meeting"})
    found = statement_at(PLACE, data, b"a signature", FOLDER)
    assert found.statement is not None and found.fault == ""
    assert (found.path, found.what, found.item, found.number, found.person) == (
        f"{FOLDER}/{PLACE}",
        "tor",
        "",
        1,
        "author-1",
    )
    assert (found.sha256, found.signature) == (summed(data), b"a signature")
    assert canonical(found.statement) == data
    of_item = statement_at("signoff/imr/gm-icb/012-member-1.json", data)
    assert (of_item.what, of_item.item, of_item.number, of_item.person) == ("imr", "gm-icb", 12, "member-1")


def test_a_letter_of_another_alphabet_is_text_as_any_other() -> None:
    """It stands as it is, in UTF-8."""
    found = statement_at(PLACE, line({**GOOD, "minute": "réunion du 2 juin, § 4 “agreed”"}))
    assert found.fault == ""


def changed(**fields: object) -> bytes:
    """Return the statement with fields changed, or left out where None."""
    return line({key: value for key, value in {**GOOD, **fields}.items() if value is not None})


BAD = {
    "nothing": b"",
    "blank": b"\n",
    "no JSON": b"yes\n",
    "not UTF-8": line(GOOD).replace(b"panel", b"p\xe9nel"),
    "byte order mark": b"\xef\xbb\xbf" + line(GOOD),
    "no line feed": line(GOOD)[:-1],
    "two line feeds": line(GOOD) + b"\n",
    "carriage return": line(GOOD)[:-1] + b"\r\n",
    "two records": line(GOOD) * 2,
    "spaces": json.dumps(GOOD, sort_keys=True).encode() + b"\n",
    "another order": json.dumps(GOOD, separators=(",", ":")).encode() + b"\n",
    "escaped letter": line(GOOD).replace(b"panel", b"p\\u0061nel"),
    "duplicate key": line(GOOD).replace(b'{"assurance"', b'{"case":"SAR-2026-001","assurance"', 1),
    "unknown key": changed(zeal="much"),
    "missing key": changed(digest=None),
    "null": changed(minute=None).replace(b'"on"', b'"minute":null,"on"'),
    "NaN": line(GOOD).replace(b'"panel of 2 June"', b"NaN"),
    "number": changed(minute=3),
    "list": changed(role=["chair-author"]),
    "a list of records": b"[" + line(GOOD)[:-1] + b"]\n",
    "deep": b"[" * 30_000 + b"]" * 30_000,
    "another schema": changed(schema="reviewctl/statement/2"),
    "an unknown decision": changed(decision="agree"),
    "an unknown assurance": changed(assurance="sworn"),
    "no date": changed(on="2026-02-30"),
    "a time": changed(on="2026-06-02T10:00:00"),
    "short digest": changed(digest="a" * 63),
    "large letters": changed(digest="A" * 64),
    "digits of another alphabet": changed(digest="a" * 63 + "٣"),
    "short previous": changed(previous="b"),
    "case of no form": changed(case="../SAR-2026-001"),
    "role of no form": changed(role="Chair"),
    "person of no form": changed(person="author 1"),
    "role longer than any": changed(role="a" * 101),
    "item of no form": changed(item=""),
    "escape": changed(minute="panel \x1b[2J"),
    "delete": changed(minute="panel \x7f"),
    "bidi": changed(minute="panel \u202e2 June"),
    "zero width": changed(minute="pan\u200bel"),
    "line break": changed(minute="panel\nof 2 June"),
    "tab": changed(minute="panel\tof"),
    "lone surrogate": line(GOOD).replace(b"panel", b"\\ud800"),
    "blank minute": changed(minute=" "),
    "control in the reason": changed(same_text="\u2028"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_written_as_reviewctl_writes_it_cannot_be_relied_on(name: str) -> None:
    """It is kept, with a sentence why, and quotes nothing of it."""
    found = statement_at(PLACE, BAD[name])
    assert found.statement is None
    assert found.fault and "panel" not in found.fault and "\x1b" not in found.fault
    assert found.data == BAD[name]


def test_what_belongs_elsewhere_is_read_and_judged_later() -> None:
    """Only whoever knows the case can say that it was copied from another."""
    assert statement_at(PLACE, changed(case="SAR-2025-009")).statement is not None
    assert statement_at(PLACE, changed(person="chair-1")).statement is not None


REQUEST: dict[str, object] = {
    "schema": "reviewctl/signoff-request/1",
    "case": "SAR-2026-001",
    "what": "tor",
    "on": "2026-06-01",
    "digest": summed(f"{'a' * 64}  terms-of-reference.md\n".encode()),
    "files": {"terms-of-reference.md": "a" * 64},
}


def test_a_request_is_read_as_it_was_written() -> None:
    """With the sums of what is to be approved."""
    found = request_at("signoff/tor/request.json", line(REQUEST), FOLDER)
    assert found.fault == "" and found.request is not None
    assert canonical(found.request) == line(REQUEST)
    assert found.path == f"{FOLDER}/signoff/tor/request.json"


@pytest.mark.parametrize(
    "fields",
    [
        {"digest": "b" * 64},
        {"files": {"terms-of-reference.md": "b" * 64}},
        {"files": {"terms-of-reference.md": "short"}},
        {"files": {"../../etc/passwd": "a" * 64}},
        {"files": {}},
        {"what": "imr"},
        {"item": "gm-icb"},
        {"schema": "reviewctl/statement/1"},
        {"on": "soon"},
    ],
)
def test_a_request_that_does_not_hold_together_cannot_be_relied_on(fields: dict[str, object]) -> None:
    """Its digest is that of its files, its place its own."""
    found = request_at("signoff/tor/request.json", line({**REQUEST, **fields}))
    assert found.request is None and found.fault


def test_only_a_place_of_a_statement_is_one() -> None:
    """A slip of the caller is no fault of the record."""
    for path in ("signoff/tor/1-author-1.json", "tor/01-author-1.json", "signoff/snapshot/01-author-1.json"):
        with pytest.raises(ValueError, match="no place"):
            statement_at(path, b"")
    with pytest.raises(ValueError, match="no place"):
        request_at("signoff/tor/01-author-1.json", b"")


ALLOWED = [
    "signoff/tor/01-author-1.json",
    "signoff/tor/01-author-1.json.sig",
    "signoff/tor/request.json",
    "signoff/tor/README.md",
    "signoff/README.md",
    "signoff/imr/pennine-care/01-nurse-1.json",
    "signoff/imr/pennine-care/123456-2-nurse.json",
    "signoff/imr/pennine-care/request.json",
    "signoff/plan-met/snapshot/progress.yaml",
    "signoff/plan-met/gm-icb/snapshot/progress.yaml",
    "signoff/publication/snapshot/overview.md",
]
NOT_ALLOWED = [
    "signoff/request.json",
    "signoff/01-author-1.json",
    "signoff/tor/1-author-1.json",
    "signoff/tor/01-Author.json",
    "signoff/tor/01-author-1.yaml",
    "signoff/tor/request.json.sig",
    "signoff/tor/notes.md",
    "signoff/tor/a/b/01-author-1.json",
    "signoff/tor/snapshot/notes.md",
    "signoff/tor/snapshot/01-author-1.json",
    "signoff/tor/snapshot/request.json",
    "signoff/snapshot/01-author-1.json",
    "signoff/tor/snapshot/snapshot/progress.yaml",
    "signoff/tor/01-author-1.json.sig.sig",
    "signoffs/tor/request.json",
]


@pytest.mark.parametrize("path", ALLOWED)
def test_what_belongs_to_sign_offs_has_its_place(path: str) -> None:
    """Statements, their signatures, requests and copies."""
    assert walk_case(FilesTree({path: b""}), "").findings == ()


@pytest.mark.parametrize("path", NOT_ALLOWED)
def test_anything_else_in_the_folder_is_a_finding(path: str) -> None:
    """And is not read."""
    walked = walk_case(FilesTree({path: b""}), "")
    assert {one.code for one in walked.findings} == {"FIL050"}
    assert walked.signoff == ()


def test_the_trust_folder_has_three_files() -> None:
    """The allowed signers, the revoked keys, and what explains them."""
    good = dict.fromkeys(("trust/allowed_signers", "trust/revoked_keys", "trust/README.md"), b"")
    assert walk_register(FilesTree(good)).findings == ()
    for path in ("trust/keys", "trust/a/allowed_signers", "trust/allowed_signers.yaml"):
        assert [one.code for one in walk_register(FilesTree({path: b""})).findings] == ["FIL050"]
    assert [one.code for one in walk_case(FilesTree({"trust/allowed_signers": b""}), "").findings] == [
        "FIL050"
    ]


def test_a_link_or_a_program_is_none_of_them(tmp_path: Path) -> None:
    """A statement is a plain file; what a link points to is not read."""
    folder = tmp_path / "signoff" / "tor"
    folder.mkdir(parents=True)
    (folder / "01-author-1.json").symlink_to("/etc/passwd")
    (folder / "02-author-1.json").write_bytes(line(GOOD))
    (folder / "02-author-1.json").chmod(0o755)
    walked = walk_case(FolderTree(tmp_path), "")
    assert {one.code for one in walked.findings} == {"FIL052"}
    assert walked.signoff == ()


def test_sums_are_those_of_the_bytes_and_only_where_there_is_a_folder() -> None:
    """A case without sign-offs is not summed up; asked for, its sums are the same."""
    plain = Approved()
    case, _ = Register(FilesTree(plain.files), "/").case(FOLDER)
    assert case is not None and case.signoff.sha256 == {}
    made = complete("plan-met")
    for dates_only in (False, True):
        case, _ = Register(FilesTree(made.files), "/").case(FOLDER, dates_only=dates_only)
        assert case is not None
        for path in ("report/overview.md", "imrs/pennine-care.md", "signoff/plan-met/snapshot/progress.yaml"):
            assert case.signoff.sha256[path] == summed(made.data(path))
        assert case.signoff.sha256 == sums(FilesTree(made.files), FOLDER)
    assert sums(FilesTree(plain.files), FOLDER)["report/overview.md"] == summed(
        plain.data("report/overview.md")
    )


def test_a_signature_without_its_statement_is_told() -> None:
    """The statement was taken out: that is no less than a change of it."""
    made = complete("tor").put("signoff/tor/05-member-2.json.sig", b"x")
    last = made.found("tor").statements[-1]
    assert (last.state, last.file.data) == ("unreadable", b"")
    assert "the statement itself is not" in last.reason


def test_a_file_that_is_too_large_is_not_looked_into() -> None:
    """Neither a statement nor a signature; a document that no reader takes has no sum."""
    made = complete("tor").put("signoff/tor/02-author-1.json", b"x" * (LARGEST + 1))
    assert "larger than 64 KB" in made.found("tor").statements[-1].reason
    made = complete("tor").put("signoff/tor/01-author-1.json.sig", b"x" * (LARGEST + 1))
    assert made.found("tor").statements[0].state == "unreadable"
    made = complete("overview-report").put("report/overview.md", b"x" * (4 * 1024 * 1024 + 1))
    assert made.found("overview-report").manifest.lacking == ("report",)


class Broken(FilesTree):
    """A tree whose statements cannot be opened."""

    def read(self, path: str) -> bytes:
        if "/signoff/" in path:
            raise EnvironmentFault("no permission")
        return super().read(path)

    def entries(self, folder: str = "") -> Iterator[Entry]:
        return super().entries(folder)


def test_what_cannot_be_opened_is_told_and_stops_nothing() -> None:
    """Each file by itself."""
    tree = Broken(complete("tor").files)
    found = read_signoffs(tree, FOLDER, walk_case(tree, FOLDER))
    assert {one.fault for one in found.statements} == {"it cannot be opened"}
    assert {one.fault for one in found.requests} == {"it cannot be opened"}

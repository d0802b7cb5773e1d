"""What is declared in one place and promised in another agrees: commands, schemas, fields, codes, places."""

import re
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from reviewctl.cli.app import COMMANDS
from reviewctl.cli.options import FORMATS
from reviewctl.model.catalogue import CATALOGUE, kind_at, path_of
from tests.commands import House, reviewctl
from tests.generate import generated

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_explains_itself(entry, tmp_path: Path) -> None:
    """--help says what a command does and what each of its options and arguments means; the README names it."""
    done = reviewctl(tmp_path, entry.name, "--help")
    assert (done.code, done.err) == (0, "")
    assert entry.help.endswith(".")
    lines = done.out.splitlines()
    for number, line in enumerate(lines):
        if line.strip().startswith("-"):
            words = line.split("  ")
            described = [word for word in words[2:] if word.strip()]
            assert described or not lines[number + 1].strip().startswith("-"), line
    assert re.search(rf"(`|reviewctl ){entry.name}\b", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert f"  {entry.name} " in reviewctl(tmp_path, "--help").out


def test_names_of_commands_are_used_once() -> None:
    """No two commands share a name or an alias."""
    names = [name for entry in COMMANDS for name in (entry.name, *entry.aliases)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", ["validate", "status", "deadlines", "quorum"])
def test_every_format_shows_every_table(case: House, command: str, form: str) -> None:
    """A register with a meeting in it is shown in each format, with or without -o."""
    case.does("meeting", "add", "panel", "--date", "3/3/2025", "--cases", "SAR-2025-001")
    words = (command, "--format", form, "--as-of", "2025-03-04")
    done = case.tries(*words)
    assert done.code in (0, 1) and done.err == "" and done.out.strip()
    file = case.root.parent / "out"
    assert case.tries(*words, "-o", str(file)).code == done.code
    assert file.read_text(encoding="utf-8-sig").split() == done.out.split()


@pytest.mark.parametrize(("path", "text"), list(generated()), ids=lambda one: getattr(one, "name", ""))
def test_what_is_generated_is_checked_in(path: Path, text: str) -> None:
    """Each generated file says what `make docs` would write."""
    assert path.read_text(encoding="utf-8") == text, "run: make docs"


def test_no_schema_is_left_over() -> None:
    """There is no schema of a document that is no more."""
    made = {path for path, _ in generated()}
    assert set((ROOT / "reviewctl" / "schemas").glob("*.json")) <= made


def described(kind: msgspec.inspect.Type) -> bool:
    """Whether a type, or that which it is where it is not blank, carries a description."""
    if isinstance(kind, msgspec.inspect.UnionType):
        return any(described(part) for part in kind.types)
    return isinstance(kind, msgspec.inspect.Metadata) and bool(
        (kind.extra_json_schema or {}).get("description")
    )


def structs_within(kind: object, seen: set[type]) -> None:
    """Gather the structs that a type is made of."""
    info = msgspec.inspect.type_info(kind) if not isinstance(kind, msgspec.inspect.Type) else kind
    for part in (getattr(info, name, None) for name in ("type", "item_type", "value_type")):
        if part is not None:
            structs_within(part, seen)
    for part in getattr(info, "types", ()):
        structs_within(part, seen)
    if isinstance(info, msgspec.inspect.StructType) and info.cls not in seen:
        seen.add(info.cls)
        for field in info.fields:
            structs_within(field.type, seen)


def test_every_field_is_described() -> None:
    """Editors, the reference and `schema` show a sentence for each field of each document."""
    from reviewctl.store.packfiles import PACK, TYPE

    structs: set[type] = set()
    for kind in (*CATALOGUE, PACK, TYPE):
        structs_within(kind.type, structs)
    assert len(structs) > 50
    bare = [
        f"{struct.__name__}.{field.encode_name}"
        for struct in structs
        for field in msgspec.inspect.type_info(struct).fields
        if not described(field.type)
    ]
    assert bare == []
    assert [struct.__name__ for struct in structs if not (struct.__doc__ or "").strip()] == []


def test_no_two_documents_lie_in_one_place() -> None:
    """Each document's path leads back to that document and to no other."""
    for home in ("case", "register"):
        kinds = [kind for kind in CATALOGUE if kind.home in (home, "both")]
        for kind in kinds:
            item = "pennine-care" if kind.several else ""
            assert kind_at(path_of(kind, item), home) == (kind, item)
        for one, other in combinations(kinds, 2):
            assert one.path != other.path and one.name != other.name
            assert one.path.casefold() != other.path.casefold()


def test_codes_and_names_are_used_once() -> None:
    """A code stands for one offence for ever, and so does its name."""
    import reviewctl.rules.every
    import reviewctl.store.register
    import reviewctl.work.loading
    from reviewctl.model.codes import AREAS, REGISTRY

    assert reviewctl.work.loading and reviewctl.rules.every and reviewctl.store.register
    assert len(REGISTRY) >= 100
    names = [code.name for code in REGISTRY.values()]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert all(code.code[:3] in AREAS and code.code[3:].isdecimal() for code in REGISTRY.values())

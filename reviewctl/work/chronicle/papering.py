"""The line of papers.yaml for a file that came: where it is kept, and by which fingerprint it is known."""

import re
from collections.abc import Mapping

from reviewctl.store.splice import splice_bytes
from reviewctl.store.strict import read_yaml
from reviewctl.store.template import document_text

_NONE_YET = re.compile(r"(?m)^(?:# None yet\..*\r?\n)?\[\][ \t]*(?:\r?\n|$)")
_FILE = "papers.yaml"


def with_paper(data: bytes | None, paper: Mapping[str, object]) -> bytes:
    """Return papers.yaml with a paper in it: a new line, or its new fingerprint and the next version.

    `paper` has the keys id, title, held_at (None: as it was) and sha256. The same paper changes nothing.
    """
    data = data if data is not None else document_text("papers", "", {}).encode("utf-8")
    listed = read_yaml(data.decode("utf-8-sig"), _FILE).value
    papers = listed if isinstance(listed, list) else []
    known = next((at for at, one in enumerate(papers) if _id(one) == paper["id"]), None)
    if known is None:
        return _added(data, len(papers), {**paper, "version": "1"})
    old = papers[known]
    changes = {"held_at": paper["held_at"]} if paper["held_at"] else {}
    if old.get("sha256") != paper["sha256"]:
        changes |= {"version": _next(old.get("version")), "sha256": paper["sha256"]}
    for key, value in changes.items():
        data = splice_bytes(data, (known, key), value, file=_FILE)
    return data


def _id(one: object) -> str:
    return str(one.get("id")) if isinstance(one, dict) else ""


def _added(data: bytes, place: int, paper: Mapping[str, object]) -> bytes:
    order = ("id", "title", "version", "held_at", "sha256")
    text = _NONE_YET.sub("", data.decode("utf-8"), count=1)
    new = {key: paper[key] for key in order if paper[key]}
    return splice_bytes(text.encode("utf-8"), (place,), new, file=_FILE)


def _next(version: object) -> str:
    """Return the version that follows; one that is no number is followed by 2."""
    text = str(version or "1")
    return str(int(text) + 1) if text.isascii() and text.isdecimal() else "2"

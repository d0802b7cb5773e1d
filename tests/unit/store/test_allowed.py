"""What may lie where: each place has its folder, and no name that is barred is one that a place gives."""

import pytest

from reviewctl.store.allowed import BARRED, PLACES, barred, has_place, is_safe, place_at


@pytest.mark.parametrize("place", PLACES, ids=lambda one: one.path)
def test_a_place_can_be_reached(place) -> None:
    """The file has its place, and every folder on the way to it, there and not elsewhere."""
    path = place.path.replace("*", "local")
    other = "case" if place.home == "register" else "register"
    assert place_at(path, place.home) == place and has_place(path, place.home, folder=False)
    assert place_at(path, other) is None
    assert place_at(f"elsewhere/{path}", place.home) is None
    folders = path.split("/")[:-1]
    for depth in range(1, len(folders) + 1):
        assert has_place("/".join(folders[:depth]), place.home, folder=True)
        assert has_place("/".join([*folders[:depth], "README.md"]), place.home, folder=False)
    assert all(is_safe(one) and barred(one) is None for one in path.split("/"))


@pytest.mark.parametrize("place", [one for one in PLACES if one.largest], ids=lambda one: one.path)
def test_a_limit_says_of_what_it_is_and_what_to_do(place) -> None:
    """Who meets it reads both."""
    assert place.title and place.smaller.endswith(".")


@pytest.mark.parametrize("one", BARRED, ids=lambda one: one.names[0])
def test_a_name_is_barred_in_capitals_too(one) -> None:
    """Windows makes no difference between them."""
    for name in (*one.names, *(f"x{ending}" for ending in one.endings)):
        assert barred(name) == barred(name.upper()) == one


@pytest.mark.parametrize(
    "path",
    ["letters/old/a.md", "policy/a.yaml", "policy/a/b/c.yaml", "trust/x", "letters/a.txt", "x/README.md"],
)
def test_what_is_near_a_place_has_none(path: str) -> None:
    """A star stands for a part of one name, and never for a folder."""
    assert not has_place(path, "register", folder=False)


def test_sign_offs_have_their_places_in_a_case_alone() -> None:
    """Their folder may hold what their names say, and a README.md."""
    for path in ("signoff/imr/gmp/01-gmp-1.json", "signoff/imr/gmp/01-gmp-1.json.sig", "signoff/README.md"):
        assert has_place(path, "case", folder=False) and not has_place(path, "register", folder=False)
    assert has_place("signoff/imr/gmp/snapshot", "case", folder=True)
    assert not has_place("signoff/snapshot", "case", folder=True)
    assert not has_place("signoff/notes.txt", "case", folder=False)

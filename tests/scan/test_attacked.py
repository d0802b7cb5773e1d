"""Names written so that a reader knows them at once, and a search for letters might not."""

import pytest

from reviewctl.facts.scan.passage import paragraphs
from reviewctl.facts.scan.scanning import scan
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import Identity, IdentityRegister, PersonName
from reviewctl.store.english import english_words

REGISTER = IdentityRegister(
    format=1,
    identities=(
        Identity(
            pseudonym="Adult E",
            kind="subject",
            names=(PersonName(given="Zebulon", family="Quillfeather"),),
            none_known=True,
        ),
    ),
)


def found(text: str) -> list[str]:
    """Return the kinds of what is found in a text."""
    return [one.kind for one in scan(paragraphs("report", text), REGISTER, English(english_words()))]


@pytest.mark.parametrize(
    "name",
    [
        "QU\u026a\u029f\u029f\ua730\u1d07\u1d00\u1d1b\u029c\u1d07\u0280",  # small capitals
        "".join(chr(0x1F150 + ord(one) - 65) for one in "QUILLFEATHER"),  # white on black circles
        "".join(chr(0x1F170 + ord(one) - 65) for one in "QUILLFEATHER"),
        "".join(chr(0x1F1E6 + ord(one) - 65) for one in "QUILLFEATHER"),
        "".join(chr(0x249C + ord(one) - 97) for one in "quillfeather"),  # in brackets
        "Qui\u04cf\u04cffeather",  # a letter of the Caucasus
        "Qui\u01c0\u01c0feather",  # a click
        "Quillf\u212eath\u212er",
        "\u0396\u03b5\u03b2ulon",  # Greek letters
        "Quill\u2800feather",  # a blank of braille
        "Quill\u2009feather",
        "Quill feather",
        "Quill\nfeather",
        "Quill.feather",
        "Quill/feather",
        "Quill\u00b7feather",
        "Quill[^1]feather",
        "Qui11feather",
        "Zebul0n",
        "Z3bu1on",
        "Q-u-i-l-l-f-e-a-t-h-e-r",
    ],
)
def test_a_name_in_disguise_is_found(name: str) -> None:
    """In other letters, in two parts, with numbers for letters, or letter by letter."""
    assert found(f"He met {name} that day.")


@pytest.mark.parametrize(
    "text",
    [
        "He wrote with a quill. Feather beds were rare.",
        "A quill feather lay there.",
        "The postcode SK13XE and the form DS1500 are none.",
        "Covid19, B12, 2b and H1N1 are none, nor is a T-s-h-i-r-t.",
    ],
)
def test_what_is_no_name_is_not_found(text: str) -> None:
    """Words of the language, numbers of forms and of vitamins."""
    assert [kind for kind in found(text) if "name" in kind] == []

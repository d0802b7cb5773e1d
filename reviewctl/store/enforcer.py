"""The door to jsonschema-rs, which enforces the schemas.

While it is loaded, the library reads the day on which it was built, and for that alone loads all that Python has for
e-mail, which takes longer than all else that it does. Nobody asks for that day: here it stays the text that it is.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

_MAIL = "email.utils"


class _InsteadOfMail(ModuleType):
    """What stands for `email.utils` while the library is loaded; asked for more, it fetches the real one."""

    parsedate_to_datetime: Callable[[str], object] = str

    def __getattr__(self, name: str) -> Any:
        sys.modules.pop(_MAIL, None)
        return getattr(import_module(_MAIL), name)


def _without_mail() -> None:
    if _MAIL in sys.modules:
        return
    instead = sys.modules[_MAIL] = _InsteadOfMail(_MAIL)
    try:
        import_module("jsonschema_rs")
    finally:
        if sys.modules.get(_MAIL) is instead:
            del sys.modules[_MAIL]


_without_mail()

import jsonschema_rs as jsonschema_rs  # noqa: E402

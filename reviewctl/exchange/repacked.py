"""An Office file packed again, so that the same record gives the same bytes."""

import io
import zipfile

_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def same_every_time(data: bytes) -> bytes:
    """Return the package with the times of all its parts set to one, and the parts in one order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, _FIRST_OF_ZIP), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()

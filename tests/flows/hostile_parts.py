"""What hostile inputs are made of: the story that must come out of them, and how they are packed."""

from __future__ import annotations

import io
import zipfile

STORY = "The dam above the old town was opened on Friday after ten years of work."
MB = 1 << 20

#: A name, the file's bytes, the outcomes that are right.
Case = tuple[str, bytes, str]


def zipped(*members: tuple[str, bytes], stored: bool = False) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(
        stream, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    ) as file:
        for name, data in members:
            file.writestr(zipfile.ZipInfo(name), data, compress_type=0 if stored else 8)
    return stream.getvalue()

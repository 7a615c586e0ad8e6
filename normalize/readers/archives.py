"""Zip and tar archives: read as directories, in memory; nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator

from normalize.article import Rejected, RejectedError
from normalize.readers.kinds import is_hidden
from normalize.settings import CleanSettings

#: A member's name and its bytes, or why it cannot be read (its path relative to the archive).
Member = tuple[str, bytes] | Rejected

#: Names that would leave the archive, were it unpacked: absolute ones, drives, parents.
_UNSAFE = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
#: Where a WACZ file (webrecorder's specification 1.1.1) keeps its WARCs, beside indexes of them.
_WARCS = "archive/"
_OFFICE = "[Content_Types].xml"


def _clean_name(name: str) -> str:
    name = name.encode("utf-8", "backslashreplace").decode().replace("\\", "/").replace("\x00", "")
    return re.sub(r"^(?:\./)+", "", name)


def _too_large(limit: int) -> RejectedError:
    return RejectedError("too_large", f"expands past {limit} bytes (max_file_bytes, max_expansion)")


def _each(
    names: list[tuple[str, int]], read: Callable[[int, int], bytes | Rejected], limit: int
) -> Iterator[Member]:
    """Members by name and index, in the order of their names as a directory's are."""
    left = limit
    counts: dict[str, int] = {}
    for name, index in sorted(names, key=lambda item: (item[0].encode(), item[1])):
        if _UNSAFE.search(name):
            yield Rejected(name, "unsafe_path", "the name leads out of the archive")
            continue
        if any(map(is_hidden, name.split("/"))):
            continue
        # An archive may hold one name twice; records may not.
        counts[name] = counts.get(name, 0) + 1
        unique = name if counts[name] == 1 else f"{name}~{counts[name]}"
        try:
            found = read(index, left)
        except RejectedError as error:
            yield Rejected(unique, error.reason, error.detail)
            if error.reason == "too_large":
                return
            continue
        if isinstance(found, Rejected):
            yield Rejected(unique, found.reason, found.detail)
            continue
        left -= len(found)
        yield unique, found


def _bounded(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise _too_large(limit)
    return data


def _open_zip(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile fails in many ways on damaged headers
        raise RejectedError("truncated", f"zip: {error}") from None


def _expand(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    if info.flag_bits & 1:
        raise RejectedError("encrypted", "the archive's member needs a password")
    try:
        with archive.open(info) as stream:
            found = stream.read(limit + 1)
    except Exception as error:  # zipfile fails in many ways on damaged headers
        raise RejectedError("truncated", f"zip: {error}") from None
    return _bounded(found, limit)


def zip_member(data: bytes, name: str, settings: CleanSettings) -> bytes:
    """One file of a zip archive, within the limits of `members`.

    Raises RejectedError: "truncated", "encrypted", "too_large"; "invalid_record" where it is not there.
    """
    archive = _open_zip(data)
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise RejectedError("invalid_record", f"a document without {name}") from None
    return _expand(archive, info, expansion_limit(data, settings))


def check_zip(data: bytes, settings: CleanSettings) -> None:
    """Raises RejectedError where a zip archive is none, or its files expand past the limits."""
    limit = expansion_limit(data, settings)
    # zipfile reads no more of a file than its header says
    if sum(info.file_size for info in _open_zip(data).infolist()) > limit:
        raise _too_large(limit)


def _zip_members(data: bytes, limit: int, below: str = "") -> Iterator[Member]:
    archive = _open_zip(data)
    infos = archive.infolist()
    if any(info.filename == _OFFICE for info in infos):
        raise RejectedError(
            "binary", "the bytes are an Office document; text is read of .docx and .xlsx"
        )

    def read(index: int, left: int) -> bytes | Rejected:
        return _expand(archive, infos[index], left)

    names = [(_clean_name(i.filename), n) for n, i in enumerate(infos) if not i.is_dir()]
    yield from _each([found for found in names if found[0].startswith(below)], read, limit)


def _tar_members(data: bytes, limit: int) -> Iterator[Member]:
    infos: list[tarfile.TarInfo] = []
    damage = ""
    try:
        archive = tarfile.TarFile(fileobj=io.BytesIO(data))
        while (info := archive.next()) is not None:
            infos.append(info)
    except Exception as error:  # and so does tarfile
        if not infos:
            raise RejectedError("truncated", f"tar: {error}") from None
        damage = str(error)

    def read(index: int, left: int) -> bytes | Rejected:
        info = infos[index]
        if not info.isreg():
            return Rejected("", "not_a_file", "a link, pipe or device in the archive")
        if info.size > left:
            raise _too_large(left)  # sparse members claim more than the archive holds
        try:
            stream = archive.extractfile(info)
            found = stream.read() if stream is not None else b""
        except Exception as error:
            return Rejected("", "truncated", f"tar: {error}")
        if len(found) < info.size:
            return Rejected("", "truncated", "tar: the archive ends within this member")
        return found

    names = [(_clean_name(info.name), n) for n, info in enumerate(infos) if not info.isdir()]
    yield from _each(names, read, limit)
    if damage:
        yield Rejected("", "truncated", f"tar: {damage}; its members up to here are read")


def members(data: bytes, suffix: str, settings: CleanSettings) -> Iterator[Member]:
    """The files of an archive (`suffix` ".zip", ".wacz", ".tar") by name, without hidden ones.

    All together they may expand to `max_file_bytes` and, above 1 MB, to `max_expansion` times
    the archive's size; the rest is not read. Raises RejectedError "truncated" where the archive
    itself is damaged, "binary" for an Office document, which is a zip too.
    """
    limit = expansion_limit(data, settings)
    if suffix == ".tar":
        yield from _tar_members(data, limit)
    else:
        yield from _zip_members(data, limit, _WARCS if suffix == ".wacz" else "")


def expansion_limit(data: bytes, settings: CleanSettings) -> int:
    """The bytes that an archive may expand to: `max_file_bytes`, `max_expansion` times its own."""
    return min(settings.max_file_bytes, max(1 << 20, len(data) * settings.max_expansion))

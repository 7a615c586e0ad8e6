"""The host of an address: what an outlet is called where nothing else names it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: A page that the Internet Archive keeps, and the page's own address in its.
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]{0,4}/(https?:/.+)", re.S)


def host_of(address: str) -> str:
    """The host of an address, in lower case and without "www."; "" where there is none.

    >>> host_of("https://www.Post.example/dam"), host_of("The Post"), host_of("http://[")
    ('post.example', '', '')
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # brackets that hold no address
        return ""
    return host.removeprefix("www.")


def original_address(address: str) -> str:
    """The address of a page of which the Internet Archive keeps a copy at this one.

    >>> original_address("https://web.archive.org/web/20250314id_/http://post.example/dam")
    'http://post.example/dam'
    """
    archived = _ARCHIVED.fullmatch(address)
    return archived.group(1) if archived is not None else address

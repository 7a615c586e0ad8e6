"""The host of an address: what an outlet is called where nothing else names it."""

from __future__ import annotations

from urllib.parse import urlsplit


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

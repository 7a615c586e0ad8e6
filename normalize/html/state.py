"""The article that scripts are to show, where a page itself shows none.

Sites that are put together in the browser leave what they know of the article as JSON: Next.js in a
script of its own, others in an assignment ("window.__PRELOADED_STATE__ = {...};").
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence

from normalize.article import RejectedError
from normalize.furniture.headlines import headline_keys
from normalize.html.parse import parse
from normalize.readers.fields import BODY, Record, field_of
from normalize.readers.records import parse_json
from normalize.settings import CleanSettings

_ASSIGNED = re.compile(r"[\w$\])]\s*=\s*(?=\{)")
_PARSED = re.compile(r"JSON\.parse\(\s*(?=\")")
#: Characters of a body; shorter ones are labels and teasers.
_LEAST = 150
#: Objects that are looked at, and those of them that may be an article.
_MOST_OBJECTS, _MOST_ARTICLES = 100_000, 300
#: Assignments of a script that are tried.
_MOST_TRIED = 20
_DECODER = json.JSONDecoder()


def article_in_scripts(
    html: bytes, headlines: Sequence[str], is_shown: bool, settings: CleanSettings
) -> tuple[dict[str, object], str] | None:
    """The record of a page's article, and its body as text or HTML; None where no script has it.

    It has one of the page's headlines, or is the only article in a page that has nothing to show
    (`is_shown` is False).
    """
    found: list[tuple[dict[str, object], str, bool]] = []
    keys = headline_keys(list(headlines))
    for state in _states(html, settings):
        for item in _articles(state):
            record = Record(item, settings)
            body = record.body()
            if len(body) >= _LEAST:
                titled = not keys.isdisjoint(headline_keys(record.texts("title")))
                found.append((item, body, titled))
    named = [(item, body) for item, body, titled in found if titled]
    if not named and not is_shown and len({body for _, body, _ in found}) == 1:
        named = [(item, body) for item, body, _ in found]
    return max(named, key=lambda pair: len(pair[1]), default=None)


def _states(html: bytes, settings: CleanSettings) -> Iterator[object]:
    """The JSON values of a page's scripts."""
    for script in parse(html, settings.max_depth).css("script"):
        text = script.text(deep=True).strip()
        if text[:1] in ("{", "["):
            try:
                yield parse_json(text.encode("utf-8", "replace"), settings)[0]
            except RejectedError:
                continue
        else:
            yield from _assigned(text)


def _assigned(text: str) -> Iterator[object]:
    """The objects that a script assigns, as they are or as a string that it parses."""
    at = 0
    for _ in range(_MOST_TRIED):
        found = min(
            filter(None, (_ASSIGNED.search(text, at), _PARSED.search(text, at))),
            key=lambda match: match.end(),
            default=None,
        )
        if found is None:
            return
        at = found.end()
        try:
            value, at = _DECODER.raw_decode(text, at)
            yield json.loads(value) if isinstance(value, str) else value
        except (ValueError, RecursionError):
            continue  # a script's own object, not JSON


def _articles(state: object) -> Iterator[dict[str, object]]:
    """The objects of a state that may be an article, the outermost first."""
    waiting = deque([state])
    seen = given = 0
    while waiting and seen < _MOST_OBJECTS and given < _MOST_ARTICLES:
        value = waiting.popleft()
        seen += 1
        if isinstance(value, dict):
            if any(field_of(str(key)) in BODY for key in value):
                given += 1
                yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)

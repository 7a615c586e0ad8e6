"""Bytes to articles: the whole of the cleaner as one pure function."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from normalize.article import Article, Draft, Rejected, RejectedError
from normalize.characters import one_line
from normalize.furniture.headlines import without_site
from normalize.furniture.strip import strip_furniture
from normalize.hosts import host_of
from normalize.readers import read_drafts
from normalize.readers.part import Part
from normalize.settings import CleanSettings
from normalize.when import when_published

_DEFAULTS = CleanSettings()


def finish(draft: Draft, settings: CleanSettings = _DEFAULTS) -> Article:
    """Clean one draft.

    Raises RejectedError "too_large" where its body has more blocks than an article, and "no_text"
    where nothing is left of it.
    """
    if len(draft.blocks) > settings.max_blocks:
        raise RejectedError(
            "too_large", f"{len(draft.blocks)} paragraphs, over max_blocks {settings.max_blocks}"
        )
    draft.title = without_site(draft.title, draft.outlet, draft.url)
    stripped = strip_furniture(draft)
    text = "\n\n".join(block.text for block in stripped.blocks)
    if len(text) < settings.min_chars:
        raise RejectedError("no_text", "no paragraph of a story was found")
    published, modified = when_published(draft, stripped, settings.timezone)
    return Article(
        path=draft.path,
        outlet=draft.outlet or host_of(draft.url),
        url=draft.url or None,
        title=stripped.title,
        text=text,
        authors=draft.authors or list(stripped.authors) or draft.signed or draft.house_authors,
        published_at=published,
        language=stripped.language,
        dateline=stripped.dateline,
        agencies=list(stripped.agencies),
        captions=list(stripped.captions),
        subheads=stripped.subheads,
        description=one_line(draft.description) or None,
        modified_at=modified,
        tags=draft.tags,
        removed=stripped.removed,
        repairs=draft.repairs,
        encoding=draft.encoding,
    )


def clean_bytes(
    data: bytes,
    path: str,
    outlet: str = "",
    settings: CleanSettings = _DEFAULTS,
    part: Part | None = None,
) -> Iterator[Article | Rejected]:
    """Clean the articles of one file.

    `data` are the file's bytes (compressed ones too), `path` its name as it goes into the
    records and by which its format is known, `outlet` what to call the outlet where a record
    does not say, `part` which records to read of a file that holds one a line. Yields an Article or a Rejected for each record, in order; raises nothing
    for what the bytes hold.
    """
    for draft in read_drafts(data, path, settings, part, outlet):
        if isinstance(draft, Rejected):
            yield draft
            continue
        try:
            yield finish(draft, settings)
        except RejectedError as error:
            yield Rejected(draft.path, error.reason, error.detail)
        except MemoryError:
            yield Rejected(draft.path, "out_of_memory", "no memory was left to clean it")
        except Exception as error:
            # One article that breaks a rule must not stop the others.
            yield Rejected(draft.path, "failed", f"{type(error).__name__}: {error}")


def clean(
    source: bytes | str | Path,
    path: str = "",
    outlet: str = "",
    settings: CleanSettings = _DEFAULTS,
) -> list[Article | Rejected]:
    """Clean a file (a Path), its bytes, or a text.

    Returns one Article or Rejected a record. Raises OSError where a Path cannot be read.

    >>> [article] = clean("Dam opens\\n\\nThe dam opened on Friday after ten years of work.")
    >>> article.title, article.text
    ('Dam opens', 'The dam opened on Friday after ten years of work.')
    """
    if isinstance(source, Path):
        return list(clean_bytes(source.read_bytes(), path or source.name, outlet, settings))
    if isinstance(source, str):
        source = source.encode("utf-8", "replace")
    return list(clean_bytes(source, path or "article.txt", outlet, settings))

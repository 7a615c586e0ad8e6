"""Settings of the cleaner."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, field_validator

_FIELD_NAMES = (
    "title", "text", "html", "authors", "published_at", "modified_at", "language",
    "url", "outlet", "description", "tags", "captions",
)  # fmt: skip


class CleanSettings(BaseModel):
    """What a user may set of reading and cleaning; frozen, and part of a batch's key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    timezone: str = Field(
        "+00:00",
        pattern=r"^[+-]\d\d:\d\d$",
        description="offset of dates that come without one",
    )
    max_file_bytes: int = Field(
        2**30, gt=0, description="largest file read, after decompression, in bytes"
    )
    max_record_bytes: int = Field(
        16 * 2**20, gt=0, description="largest single article (page, line, object), in bytes"
    )
    max_expansion: int = Field(
        200, gt=0, description="largest ratio of decompressed to compressed size above 1 MB"
    )
    max_depth: int = Field(200, gt=0, description="deepest nesting of JSON and HTML that is read")
    max_blocks: int = Field(
        20_000, gt=0, description="most paragraphs and lines of one article: more are no article"
    )
    min_chars: int = Field(
        1, gt=0, description="an article whose cleaned text is shorter is rejected"
    )
    learn_from: int = Field(
        4,
        ge=0,
        description="unrelated articles of an outlet that must share a line; 0: learn nothing",
    )
    fields: dict[str, list[str]] = Field(
        default_factory=dict,
        description="names of record fields to look for before the usual ones, by our field",
    )

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        unknown = sorted(set(value) - set(_FIELD_NAMES))
        if unknown:
            raise ValueError(
                f"unknown field {', '.join(unknown)}; known are {', '.join(_FIELD_NAMES)}"
            )
        return value

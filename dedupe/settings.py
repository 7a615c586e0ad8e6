"""Settings of matching and folding."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class FoldSettings(BaseModel):
    """What a user may set of finding copies; frozen, and part of a batch's key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    threshold: float = Field(
        0.3, gt=0, le=1, description="least Jaccard similarity of two copies' shingles"
    )
    containment: float = Field(
        0.5, gt=0, le=1, description="least share of the shorter copy's shingles in the longer one"
    )
    shingle_size: int = Field(
        2, ge=1, le=8, description="words (or Han, Kana, Thai characters) a shingle"
    )
    num_perm: int = Field(128, ge=16, le=512, description="hash functions of a MinHash signature")
    seed: int = Field(
        1, ge=0, lt=2**32, description="seed of the hash functions, as datasketch takes it"
    )
    band_rows: int = Field(
        3, ge=1, le=16, description="rows a band; fewer find more pairs to verify"
    )
    sample_rate: int = Field(
        4, ge=1, le=64, description="one shingle in so many goes into the index of excerpts"
    )
    max_bucket: int = Field(
        64, ge=8, description="articles in a bucket up to which every pair is a candidate"
    )
    preferred_outlets: tuple[str, ...] = Field(
        (), description="outlets whose copy is canonical where they have one, best first"
    )

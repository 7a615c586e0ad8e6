"""datatrove's four stages of MinHash deduplication as a peer, in one process."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path


def datatrove_clusters(texts: Sequence[str], n_grams: int | None = None) -> list[str]:
    """The cluster of each text; words a shingle as datatrove has it by default (5), or so many.

    Raises ImportError where datatrove is not installed.
    """
    from datatrove.data import Document
    from datatrove.pipeline.dedup import (
        MinhashDedupBuckets,
        MinhashDedupCluster,
        MinhashDedupFilter,
        MinhashDedupSignature,
    )
    from datatrove.pipeline.dedup.minhash import MinhashConfig
    from datatrove.utils.hashing import HashConfig
    from loguru import logger

    logger.remove()
    config = MinhashConfig(hash_config=HashConfig(hash_fc="sha1"))
    if n_grams is not None:
        config.n_grams = n_grams
    documents = [Document(text=text, id=str(row)) for row, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        signed, buckets, removed = (str(at / name) for name in ("signed", "buckets", "removed"))
        MinhashDedupSignature(output_folder=signed, config=config)(iter(documents))
        for bucket in range(config.num_buckets):
            MinhashDedupBuckets(input_folder=signed, output_folder=buckets, config=config)(
                None, bucket, config.num_buckets
            )
        MinhashDedupCluster(
            input_folder=buckets, output_folder=removed, config=config, save_cluster_id=True
        )(None, 0, 1)
        kept = MinhashDedupFilter(input_folder=removed, load_cluster_ids=True)(iter(documents))
        for _ in kept or ():
            pass
    found = []
    for row, document in enumerate(documents):
        number = document.metadata.get("minhash_cluster_id", -1)
        found.append(f"alone {row}" if number == -1 else str(number))
    return found

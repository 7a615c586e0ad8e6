"""Orchestration: the Prefect flow `fold`, settings, the command line, what a run writes."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.flow import fold

__all__ = ["fold"]


def __getattr__(name: str) -> Any:
    # Prefect takes a second to import: workers and --help do without it.
    if name == "fold":
        from flows.flow import fold

        return fold
    raise AttributeError(f"module 'flows' has no attribute {name!r}")

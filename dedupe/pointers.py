"""Addresses to arrays, within compiled loops."""

from __future__ import annotations

from typing import Any

from numba import carray, njit, types  # type: ignore[attr-defined]
from numba.extending import intrinsic


@intrinsic
def _pointer(typing_context: Any, address: Any) -> Any:  # noqa: ARG001 (numba calls it by these)
    """An address (int64) as a pointer to values (uint32)."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], context.get_value_type(signature.return_type))

    pointer: Any = types.CPointer
    return pointer(types.uint32)(types.int64), generate


@njit(cache=True, nogil=True, inline="always")
def list_at(addresses, sizes, row):  # type: ignore[no-untyped-def]
    """The list of a row of `Lists`, as an array of its own, (size,) uint32, not copied."""
    return carray(_pointer(addresses[row]), (sizes[row],))  # type: ignore[call-arg]

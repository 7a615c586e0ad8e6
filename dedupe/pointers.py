"""Addresses to arrays, within compiled loops."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import carray, types  # type: ignore[attr-defined]
from numba.extending import intrinsic

from dedupe.compiled import njit

#: So many lists ahead the next is asked for.
AHEAD = 4


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


@intrinsic
def _ask(typing_context: Any, address: Any) -> Any:  # noqa: ARG001
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        pointer, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [pointer, number, number, number])
        ask = builder.module.declare_intrinsic("llvm.prefetch", [pointer], kind)
        # To read, into all caches, as data.
        told = [ir.Constant(number, value) for value in (0, 3, 1)]
        builder.call(ask, [builder.inttoptr(arguments[0], pointer), *told])
        return context.get_dummy_value()

    return types.void(types.int64), generate


#: Ask for the cache line at an address (int64), which is read soon; nothing waits for it.
prefetch: Any = _ask


@njit(cache=True, nogil=True, inline="always")
def ask_for(addresses, sizes, rows, k):  # type: ignore[no-untyped-def]
    """Ask for the first values of the list of rows[k], if there are so many rows."""
    if k < rows.shape[0]:
        first = addresses[rows[k]]
        # The processor itself asks for the lines after these.
        for line in range(min(12, (sizes[rows[k]] >> 4) + 1)):
            prefetch(first + 64 * line)

"""Importing this loads the cleaner whole: processes that clean are forked from one that did."""

import gc

# What is loaded stays. Nobody looks it through for cycles: neither this process while it loads, nor
# those that are forked from it, which would need copies of all that they touch.
gc.disable()

from flows.cleaning import load_cleaner  # noqa: E402

load_cleaner()
gc.freeze()
gc.enable()

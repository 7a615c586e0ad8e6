"""What a process that cleans has loaded: workers are forked from one that imports this."""

from flows.cleaning import load_cleaner

load_cleaner()

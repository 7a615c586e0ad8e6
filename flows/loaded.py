"""Importing this loads the cleaner whole: processes that clean are forked from one that did."""

import gc

# What is loaded stays. Nobody looks it through for cycles: neither this process while it loads, nor
# those that are forked from it, which would need copies of all that they touch.
gc.disable()

import flows.cleaning  # noqa: E402, F401
from normalize import clean_bytes  # noqa: E402

#: Tables, readers and detectors load with the first article that needs them: these need most. Not
#: what pages need: each process loads that with its first page, and texts need not wait for it.
_FIRST = {
    "first.jsonl": """{"title": "Dam opens", "text": "The dam was opened on Friday."}""",
    "first.txt": """Dam opens
Updated 3 hours ago

By Ada Finch

Photo: The dam above the old town

HARWICK, March 12 (Reuters) - The dam above the old town was opened on Friday, said the mayor.

Rain is expected in the hills on Monday. (Reuters)

Read more: The valley waits
""",
}

for _name, _text in _FIRST.items():
    list(clean_bytes(_text.encode(), _name))
gc.freeze()
gc.enable()

"""When an article was published and last changed: as it declares, else as it shows."""

from __future__ import annotations

from datetime import datetime

from normalize.article import Draft
from normalize.furniture.strip import Stripped
from normalize.shown_dates import address_date, read_date, shown_dates

#: More lines of one place are a list of something else.
_MOST_LINES = 20
#: The time of a day that is shown without one.
_MIDNIGHT = "T00:00:00"


def when_published(draft: Draft, stripped: Stripped, offset: str) -> tuple[str | None, str | None]:
    """The times of publication and of the last change, as ISO 8601 with offset; None if unknown.

    Declared ones count first; then what the lines around the story show, and the day in the
    page's address, which a shown time must fit. Where two are shown, the earlier is that of
    publication. `offset` ("+HH:MM") is that of times without one.
    """
    language = stripped.language
    published = read_date(draft.published_at, language, offset)
    modified = read_date(draft.modified_at, language, offset)
    if published is not None:
        return published, modified
    day = address_date(draft.url, offset)
    above, datelines, below = stripped.stamps
    for lines in (*draft.stamps, above, datelines, below):
        shown = list(dict.fromkeys(shown_dates(lines[:_MOST_LINES], language, offset)))
        if day is not None:
            shown = [date for date in shown if date[:10] == day[:10]]
        timed = {date[:10] for date in shown if _MIDNIGHT not in date}
        shown = [date for date in shown if _MIDNIGHT not in date or date[:10] not in timed]
        if shown:
            # Further ones are of other pages, or of the parts of a live report.
            first, *later = sorted(shown[:2], key=datetime.fromisoformat)
            return first, modified or next(iter(later), None)
    return day, modified

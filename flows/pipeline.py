"""The fold, stage by stage: inventory -> clean -> learn -> finish -> match -> publish.

No stage knows where its work runs (an Engine) or who watches (a Tracker); Prefect is one of
those who may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from flows import engine as engines
from flows.ahead import Ahead, rescue_clean
from flows.aside import Aside
from flows.cleaning import CleanJob, CleanResult, clean_batch, with_held
from flows.finishing import FinishJob, FinishResult, finish_batch, finish_job, learn_furniture
from flows.inputs import Inventory, inventory_key, refuse_empty, take_inventory
from flows.known import Known, read_known, write_known
from flows.laps import Laps
from flows.lock import locked
from flows.outdir import OutputError, complete, forget, prepare, store_of
from flows.place import opened
from flows.retry import forget_given_up
from flows.settings import Settings
from flows.state import check
from flows.store import reading
from flows.tracking import Tracker

if TYPE_CHECKING:
    from flows.outcome import Outcome


def fold_directory(
    inputs: Sequence[Path],
    out: Path,
    settings: Settings,
    tracker: Tracker,
    fresh: bool = False,
) -> dict[str, Any]:
    """Fold INPUT into OUT; returns the summary that also goes into run.json.

    Raises InputError, OutputError, StateError and EngineError, each with one line that says what to do;
    nothing that a record holds raises.
    """
    laps = Laps()
    with opened(settings.run) as place:
        if fresh or not store_of(out).exists():
            refuse_empty(inputs)  # before anything is made, or forgotten
        _refuse_overlap(inputs, out)
        store = prepare(out)
        with locked(store, out), reading():
            return _fold_into(inputs, out, store, settings, tracker, place, fresh, laps)


def _fold_into(
    inputs: Sequence[Path],
    out: Path,
    store: Path,
    settings: Settings,
    tracker: Tracker,
    place: opened,
    fresh: bool,
    laps: Laps,
) -> dict[str, Any]:
    """The fold of INPUT, by the one run that works into OUT."""
    complete(out)
    if fresh:
        forget(out)
    if damage := check(store):
        tracker.note(damage)
    forget_given_up(store, settings.run.limits)
    known = Known(inventory_key(settings.run, inputs))
    if not settings.run.reread:
        known = read_known(store, known.key)
    ahead = Ahead(place.engine, store, settings.clean, settings.run.limits)
    inventory: Inventory = tracker.step(
        "list", lambda: take_inventory(inputs, settings.run, known, ahead.begin)
    )
    write_known(store, inventory.known)
    laps.end("list")
    jobs = [ahead.job(batch) for batch in inventory.batches]
    jobs = with_held(jobs, store, ahead.has_begun)
    # Not before: it would hold up this process, for which the others wait.
    is_new = any(not job.is_done or ahead.has_begun(job) for job in jobs)
    later = Aside(lambda: _load_outcome(is_new))
    cleaned: list[CleanResult] = _map(
        tracker,
        "clean",
        ahead,
        clean_batch,
        jobs,
        _clean_label,
        rescue_clean,
        begun=ahead.has_begun,
    )
    laps.end("clean")
    learned = tracker.step("learn", lambda: learn_furniture(cleaned, settings.clean))
    laps.end("learn")
    conclude = _loaded(later, tracker)
    laps.end("load")
    finishing = [finish_job(result, learned, settings.fold) for result in cleaned]
    few = sum(job.count for job in finishing if not job.is_done) <= _FEW
    finished: list[FinishResult] = _map(
        tracker, "finish", place.engine, finish_batch, finishing, _finish_label, here=few
    )
    laps.end("finish")
    place.done()
    outcome = conclude(finished, inventory, out, store, settings, tracker, laps)
    _sweep(store, outcome.used | {job.out for job in jobs})
    tracker.summary(outcome.summary, outcome.outlets)
    return outcome.summary


def _load_outcome(is_new: bool) -> Callable[..., Outcome]:
    """Load what comes last while others clean: its compiled loops take a second.

    Where nothing is new there is nothing to match, as a rule, and they are left alone.
    """
    from flows.outcome import conclude, warm

    if is_new:
        warm()
    return conclude


def _loaded(later: Aside[Callable[..., Outcome]], tracker: Tracker) -> Callable[..., Outcome]:
    """What `_load_outcome` gives; a user who waits for it is told why."""
    if not later.is_done(within=_SOON):
        tracker.tell(_LOADING)
        tracker.step("load", later.result)
    conclude = later.result()
    from dedupe.compiled import is_kept

    if not is_kept and _UNKEPT not in _noted:
        tracker.note(_UNKEPT)
        _noted.add(_UNKEPT)
    return conclude


#: Seconds in which compiled loops are loaded as a rule.
_SOON = 2.0
_LOADING = "loading newsfold's loops; a machine's first run compiles them, once, in some 20 seconds"
_UNKEPT = (
    "newsfold's loops cannot be kept compiled, neither beside its modules nor in the user's cache: "
    "each run compiles them; set NUMBA_CACHE_DIR to a directory that may be written to"
)
#: What a process that stays has told once.
_noted: set[str] = set()
#: Articles that are finished sooner here than by processes that must load the compiler first.
_FEW = 30_000


class _Job(Protocol):
    @property
    def is_done(self) -> bool: ...


Job = TypeVar("Job", bound=_Job)
Result = TypeVar("Result")


def _map(
    tracker: Tracker,
    stage: str,
    engine: engines.Runs,
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    label: Callable[[Job], str],
    rescue: Callable[[Job], Result] | None = None,
    here: bool = False,
    begun: Callable[[Job], bool] | None = None,
) -> list[Result]:
    """Results of all jobs, in order; the engine sees only those that no earlier run has done.

    With `here` it is this process that does them. Those that are `begun` are the engine's, too,
    though they may be done by now.
    """
    waiting = [job for job in jobs if not job.is_done or (begun and begun(job))]
    at = {id(job) for job in waiting}
    # What there is already is looked at while the rest is worked on.
    done = Aside(lambda: [function(job) for job in jobs if id(job) not in at])
    if here:
        threads = engines.ThisProcess(engine.width)
        made = iter(tracker.map(stage, threads, function, waiting, label))
        threads.close()
    else:
        made = iter(tracker.map(stage, engine, function, waiting, label, rescue))
    found = iter(done.result())
    return [next(made if id(job) in at else found) for job in jobs]


def _clean_label(job: CleanJob) -> str:
    return f"clean {job.batch.label}"


def _finish_label(job: FinishJob) -> str:
    return f"finish {job.label}"


def _refuse_overlap(inputs: Sequence[Path], out: Path) -> None:
    # OUT inside INPUT would be read as articles by the next run.
    for path in inputs:
        if path.is_dir() and (
            out.resolve() == path.resolve() or path.resolve() in out.resolve().parents
        ):
            raise OutputError(
                f"{out}: lies inside {path}, and would be read as input by the next run; name a directory outside"
            )


def _sweep(store: Path, used: set[str]) -> None:
    """Delete batches that this run had no use for: of files gone, or of other settings."""
    for file in store.iterdir():
        # .npy: sketches, as earlier versions wrote them
        if file.suffix in (".arrow", ".sketch", ".npy", ".tmp") and str(file) not in used:
            file.unlink(missing_ok=True)

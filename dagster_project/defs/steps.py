"""What every step of the line does before its own work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from dagster_project.lib import loads, turns
from dagster_project.lib.errors import Busy, StoreError, explained
from dagster_project.lib.loads import Start
from dagster_project.lib.store import Store
from dagster_project.lib.verdicts import GateClosed, require

RAW_MANIFEST = dg.AssetKey("raw_manifest")
STARTED_BY = "ogi/started_by"
"""Tag of a run that tells what started it: `terminal`, `sensor`, `schedule`, `backfill`."""

TRY_AGAIN = dg.RetryPolicy(max_retries=3, delay=10, backoff=dg.Backoff.EXPONENTIAL)
"""Another program holds a file: it is asked again after 10, 20 and 40 seconds. Whatever else stops
a step would stop it again."""


@contextmanager
def stops_clearly() -> Iterator[None]:
    """Turn a reason to stop into a failure that shows the reason, without a stack of calls.

    A mistake of the product's own keeps its stack, as the failure's cause; it is not tried again.
    """
    try:
        with explained():
            yield
    except Busy as reason:
        raise dg.Failure(description=str(reason), allow_retries=True) from None
    except (GateClosed, StoreError) as reason:
        raise dg.Failure(description=str(reason), allow_retries=False) from None
    except dg.Failure:
        raise
    except Exception as mistake:
        told = f"{type(mistake).__name__}: {mistake}"
        raise dg.Failure(description=told, allow_retries=False) from mistake


def start_of(context: dg.AssetExecutionContext, *, full: bool = False) -> Start:
    """Return what started the load that this run makes."""
    tags = context.run.tags
    started_by = tags.get(STARTED_BY) or ("backfill" if "dagster/backfill" in tags else loads.UI)
    return Start(context.run.run_id, context.run.job_name, started_by, full)


def stop_unless_passed(
    context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext, store: Store, *gates: str
) -> None:
    """Stop a step unless the newest load has passed `gates` and is the one this run works on.

    The second guards against two runs of the whole line at once: the later one starts a new load,
    and the earlier must not go on with a load that it knows nothing of.
    """
    with stops_clearly():
        turns.take(store.paths.warehouse_dir, context.run.run_id)
        if RAW_MANIFEST in context.job_def.asset_layer.selected_asset_keys:
            with store.connect(store.current, read_only=True) as con:
                load_id = loads.in_progress(con)
            # A run that goes on from where another one failed works on that one's load.
            own = (context.run.run_id, context.run.parent_run_id, context.run.root_run_id)
            if not any(load_id.endswith(run_id[:8]) for run_id in own if run_id):
                raise StoreError(
                    f"Another run has started load {load_id} meanwhile and goes on with that. "
                    "This run stops; nothing of it was published."
                )
        require(store, *gates)

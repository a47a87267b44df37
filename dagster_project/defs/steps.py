"""What every step of the line does before its own work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from dagster_project.lib.staging import load_in_progress
from dagster_project.lib.store import Store, StoreError
from dagster_project.lib.verdicts import GateClosed, require

RAW_MANIFEST = dg.AssetKey("raw_manifest")


@contextmanager
def stops_clearly() -> Iterator[None]:
    """Turn a reason to stop into a failure that shows the reason, without a stack of calls."""
    try:
        yield
    except (GateClosed, StoreError) as reason:
        raise dg.Failure(description=str(reason), allow_retries=False) from None


def stop_unless_passed(
    context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext, store: Store, *gates: str
) -> None:
    """Stop a step unless the newest load has passed `gates` and is the one this run works on.

    The second guards against two runs of the whole line at once: the later one starts a new load,
    and the earlier must not go on with a load that it knows nothing of.
    """
    with stops_clearly():
        if RAW_MANIFEST in context.job_def.asset_layer.selected_asset_keys:
            with store.connect(store.current, read_only=True) as con:
                load_id = load_in_progress(con)
            if not load_id.endswith(context.run.run_id[:8]):
                raise StoreError(
                    f"Another run has started load {load_id} meanwhile and goes on with that. "
                    "This run stops; nothing of it was published."
                )
        require(store, *gates)

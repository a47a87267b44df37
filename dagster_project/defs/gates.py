"""The gates: Great Expectations rules as asset checks that stop a load."""

from collections.abc import Callable, Iterator

import dagster as dg

from dagster_project.defs.resources import WRITE_POOL
from dagster_project.defs.steps import TRY_AGAIN, stop_unless_passed, stops_clearly
from dagster_project.lib import gates, loads, markdown, quality_process, verdicts
from dagster_project.lib.store import Store
from dagster_project.lib.suites import GATES, Rule, parameters, suite


def check_spec(rule: Rule, asset: dg.AssetKey) -> dg.AssetCheckSpec:
    """Return the asset check that shows a rule's verdict.

    Only a rule for the whole load can stop it; one for reports has sent them to quarantine.
    """
    return dg.AssetCheckSpec(
        rule.rule,
        asset=asset,
        description=f"When broken: {rule.message}",
        blocking=rule.scope == "load" and rule.severity == "error",
        metadata={"gate": rule.gate, "query": dg.MetadataValue.md(f"```sql\n{rule.query}\n```")},
    )


def check_result(verdict: gates.Verdict, asset: dg.AssetKey, store: Store) -> dg.AssetCheckResult:
    """Return a verdict as the UI shows it."""
    stops = verdict.rule.scope == "load" and verdict.rule.severity == "error"
    metadata: dict[str, dg.MetadataValue] = {
        "expected": dg.MetadataValue.text(verdict.expectation),
        "observed": dg.MetadataValue.text(verdict.observed),
        "data docs": dg.MetadataValue.path(str(store.paths.quality_dir / "index.html")),
    }
    if verdict.sample:
        found = markdown.table(
            [*verdict.sample[0]], (tuple(row.values()) for row in verdict.sample)
        )
        metadata["found"] = dg.MetadataValue.md(found)
    return dg.AssetCheckResult(
        passed=verdict.success,
        asset_key=asset,
        check_name=verdict.rule.rule,
        severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
        description="" if verdict.success else verdict.rule.message,
        metadata=metadata,
    )


def gate(name: str, key: Callable[[str], dg.AssetKey]) -> dg.AssetChecksDefinition:
    """Return a gate: one step that asks every rule for the whole load and keeps the verdicts.

    A run of some tables only asks every rule too: half a gate would be none. Dagster then wants
    to hear of the rules about those tables, but what follows asks for all verdicts.

    Parameters:
        key: gives the asset of a table that a rule is about.
    """
    own = suite(name)
    rules = own.scope("load")
    before = GATES[: GATES.index(name)]

    @dg.multi_asset_check(
        name=f"{name}_gate",
        specs=[check_spec(rule, key(rule.table)) for rule in rules],
        description=f"{own.description} A rule that is broken stops the load.",
        can_subset=True,
        pool=WRITE_POOL,
        retry_policy=TRY_AGAIN,
    )
    def judge(
        context: dg.AssetCheckExecutionContext, store: dg.ResourceParam[Store]
    ) -> Iterator[dg.AssetCheckResult]:
        stop_unless_passed(context, store, *before)
        paths = store.paths
        with stops_clearly(), store.candidate() as con:
            verdicts.forget(con, [name])  # until there is a new verdict there is none
            found = gates.judge(
                con,
                rules,
                parameters(own),
                {"warehouse": paths.warehouse, "published": paths.published},
            )
            verdicts.record(con, name, found)
            load_id = loads.in_progress(con)
        with stops_clearly():
            quality_process.later(
                quality_process.KEEP_PAGES, paths.quality_dir, name, load_id, found
            )
            if not all(verdict.success for verdict in found):
                quality_process.settle()  # the pages are what somebody will look at now
        for verdict in found:
            if not verdict.success:
                context.log.warning(f"{name}: {verdict.rule.rule}: {verdict.details}")
            asset = key(verdict.rule.table)
            if dg.AssetCheckKey(asset, verdict.rule.rule) in context.selected_asset_check_keys:
                yield check_result(verdict, asset, store)

    return judge

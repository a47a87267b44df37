"""Each rule of each gate, broken once: it is found, and nothing else is."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from dagster_project.lib import gates
from dagster_project.lib.suites import GATES, Rule, parameters, suite

ONE_FIGURE = "rowid = (SELECT min(rowid) FROM staging.observation WHERE kind = 'number')"
ONE_REPORT = "form = 'narrative' AND year = 2018"
ONE_FACT = """rowid = (SELECT min(rowid) FROM marts.fact_metric
              WHERE value > 0 AND derivation = 'reported')"""

# gate, rule, how it is broken, what else must break with it
BROKEN = [
    ("raw_manifest", "at_least_one_file", "DELETE FROM staging.raw_manifest", ""),
    (
        "raw_manifest",
        "paths_are_unique",
        "INSERT INTO staging.raw_manifest FROM staging.raw_manifest LIMIT 1",
        "",
    ),
    (
        "raw_manifest",
        "paths_are_relative",
        "UPDATE staging.raw_manifest SET path = '../' || path",
        "",
    ),
    ("raw_manifest", "sha256_is_well_formed", "UPDATE staging.raw_manifest SET sha256 = 'ABC'", ""),
    (
        "raw_manifest",
        "files_can_be_read",
        "UPDATE staging.raw_manifest SET sha256 = NULL, problem = 'the file cannot be read'",
        "",
    ),
    (
        "staging",
        "year_is_possible",
        f"UPDATE staging.report SET year = 2007 WHERE {ONE_REPORT}",
        "",
    ),
    (
        "staging",
        "value_only_where_stated",
        "UPDATE staging.observation SET value = 0 WHERE kind = 'blank'",
        "",
    ),
    (
        "staging",
        "locator_is_well_formed",
        f"UPDATE staging.observation SET locator = 'page 3' WHERE {ONE_FIGURE}",
        "",
    ),
    (
        "staging",
        "quote_holds_the_figure",
        f"UPDATE staging.observation SET quote = '见附件' WHERE {ONE_FIGURE}",
        "",
    ),
    (
        "staging",
        "report_states_something",
        f"""DELETE FROM staging.observation
            WHERE report_key = (SELECT report_key FROM staging.report WHERE {ONE_REPORT})""",
        "",
    ),
    ("staging", "report_columns", "ALTER TABLE staging.report DROP COLUMN signed_by", ""),
    (
        "staging",
        "observation_columns",
        "ALTER TABLE staging.observation DROP COLUMN section",
        "",
    ),
    ("staging", "issue_columns", "ALTER TABLE staging.issue DROP COLUMN quote", ""),
    ("staging", "quarantine_columns", "ALTER TABLE staging.quarantine DROP COLUMN size_bytes", ""),
    (
        "staging",
        "report_keys",
        "INSERT INTO staging.report FROM staging.report LIMIT 1",
        "every_file_is_accounted_for",
    ),
    (
        "staging",
        "observation_keys",
        "INSERT INTO staging.observation FROM staging.observation LIMIT 1",
        "",
    ),
    ("staging", "agency_keys", "INSERT INTO staging.agency FROM staging.agency LIMIT 1", ""),
    (
        "staging",
        "no_orphan_observations",
        f"UPDATE staging.observation SET report_key = 'gone' WHERE {ONE_FIGURE}",
        "",
    ),
    (
        "staging",
        "no_orphan_issues",
        """INSERT INTO staging.issue (report_key, code)
           SELECT 'gone', min(code) FROM staging.issue_code""",
        "",
    ),
    (
        "staging",
        "agencies_of_reports",
        f"UPDATE staging.report SET agency_key = 'gone' WHERE {ONE_REPORT}",
        "",
    ),
    ("staging", "agencies_above", "UPDATE staging.agency SET parent_agency_key = 'gone'", ""),
    (
        "staging",
        "metrics_are_known",
        f"UPDATE staging.observation SET metric = 'gone' WHERE {ONE_FIGURE}",
        "",
    ),
    (
        "staging",
        "applicants_are_known",
        f"UPDATE staging.observation SET applicant = 'gone' WHERE {ONE_FIGURE}",
        "",
    ),
    (
        "staging",
        "flags_are_known",
        f"UPDATE staging.observation SET flags = 'approximate gone' WHERE {ONE_FIGURE}",
        "",
    ),
    (
        "staging",
        "issue_codes_are_known",
        """INSERT INTO staging.issue (report_key, code)
           SELECT min(report_key), 'gone' FROM staging.report""",
        "",
    ),
    (
        "staging",
        "forms_are_known",
        f"UPDATE staging.observation SET form = 'form_2026' WHERE {ONE_FIGURE}",
        "",
    ),
    (
        "staging",
        "kinds_are_known",
        "UPDATE staging.observation SET kind = 'empty' WHERE kind = 'blank'",
        "",
    ),
    (
        "staging",
        "sources_are_known",
        f"UPDATE staging.observation SET source = 'figure' WHERE {ONE_FIGURE}",
        "",
    ),
    (
        "staging",
        "scopes_are_known",
        f"UPDATE staging.report SET scope = 'both' WHERE {ONE_REPORT}",
        "",
    ),
    (
        "staging",
        "every_file_is_accounted_for",
        f"DELETE FROM staging.report WHERE {ONE_REPORT}",
        "no_orphan_observations no_orphan_issues",
    ),
    ("staging", "something_was_loaded", "UPDATE staging.load SET reports = 0", ""),
    (
        "staging",
        "quarantined_share",
        """UPDATE staging.load SET files = 25;
           INSERT INTO staging.raw_manifest (path) SELECT 'bad' || i FROM range(20) AS t(i);
           INSERT INTO staging.quarantine (path, code)
           SELECT 'bad' || i, 'empty_file' FROM range(20) AS t(i)""",
        "",
    ),
    (
        "staging",
        "no_year_vanished",
        "UPDATE staging.report SET year = 2019 WHERE year = 2020",
        "",
    ),
    (
        "staging",
        "bodies_are_resolved",
        "UPDATE staging.report SET agency_grade = 'unresolved'",
        "",
    ),
    ("marts", "marts_are_there", "DROP TABLE marts.rpt_coverage", ""),
    ("marts", "fact_metric_columns", "ALTER TABLE marts.fact_metric ADD COLUMN note VARCHAR", ""),
    ("marts", "columns_of_the_contract", "ALTER TABLE marts.dim_report DROP COLUMN source_url", ""),
    (
        "marts",
        "one_row_a_fact",
        f"INSERT INTO marts.fact_metric FROM marts.fact_metric WHERE {ONE_FACT}",
        "reported_sums_agree_with_staging",
    ),
    (
        "marts",
        "keys_are_known",
        f"UPDATE marts.fact_metric SET agency_key = 'gone' WHERE {ONE_FACT}",
        "",
    ),
    (
        "marts",
        "metrics_are_known",
        f"""INSERT INTO marts.dim_metric (metric_key) VALUES ('gone');
            UPDATE marts.fact_metric SET metric_key = 'gone' WHERE {ONE_FACT}""",
        "every_observation_has_its_fact reported_values_trace_to_staging "
        "reported_sums_agree_with_staging",
    ),
    (
        "marts",
        "words_are_known",
        f"UPDATE marts.fact_metric SET comparability = 'roughly' WHERE {ONE_FACT}",
        "",
    ),
    (
        "marts",
        "corrections_fit",
        "INSERT INTO marts.rpt_corrections (file, line, status) VALUES ('c.csv', 2, 'does_not_fit')",
        "",
    ),
    (
        "marts",
        "corrections_are_applied",
        """INSERT INTO marts.rpt_corrections (line, status, report_key, metric_key, applicant_key,
            corrected_value) VALUES (2, 'applied', 'r', 'disclosed_total', 'total', 1)""",
        "",
    ),
    (
        "marts",
        "reported_values_trace_to_staging",
        f"UPDATE marts.fact_metric SET value = value + 1 WHERE {ONE_FACT}",
        "reported_sums_agree_with_staging",
    ),
    (
        "marts",
        "reported_sums_agree_with_staging",
        f"UPDATE marts.fact_metric SET value = value + 1 WHERE {ONE_FACT}",
        "reported_values_trace_to_staging",
    ),
    (
        "marts",
        "every_observation_has_its_fact",
        f"DELETE FROM marts.fact_metric WHERE {ONE_FACT}",
        "",
    ),
    (
        "marts",
        "a_blank_is_not_a_zero",
        "UPDATE marts.fact_metric SET value = 0 WHERE kind = 'blank' AND derivation = 'reported'",
        "reported_values_trace_to_staging",
    ),
    (
        "marts",
        "reported_facts_can_be_looked_up",
        f"UPDATE marts.fact_metric SET quote = NULL WHERE {ONE_FACT}",
        "reported_values_trace_to_staging",
    ),
    (
        "marts",
        "reported_values_trace_to_staging",
        f"UPDATE marts.fact_metric SET quote = 'other words' WHERE {ONE_FACT}",
        "",
    ),
    (
        "marts",
        "reported_values_trace_to_staging",
        f"UPDATE marts.fact_metric SET kind = 'zero_stated' WHERE {ONE_FACT}",
        "",
    ),
    ("marts", "local_rows_are_kept", "DELETE FROM marts.fact_local_indicator", ""),
    (
        "marts",
        "every_report_is_there",
        "INSERT INTO marts.dim_report FROM marts.dim_report LIMIT 1",
        "",
    ),
    (
        "marts",
        "quarantined_files_are_shown",
        "INSERT INTO staging.quarantine (path, code) VALUES ('bad.txt', 'empty_file')",
        "",
    ),
    (
        "marts",
        "identities_are_judged",
        "UPDATE marts.rpt_identity_checks SET status = 'open' WHERE status = 'unknown'",
        "",
    ),
    (
        "marts",
        "facts_are_kept",
        """DELETE FROM staging.observation WHERE applicant <> 'total';
           DELETE FROM marts.fact_metric WHERE applicant_key <> 'total'""",
        "",
    ),
    (
        "marts",
        "no_year_vanished",
        "UPDATE marts.fact_metric SET year_key = 2019 WHERE year_key = 2020",
        "",
    ),
    (
        "marts",
        "retired_reports_are_shown",
        "INSERT INTO staging.retired_report (report_key, path) VALUES ('2012-x', 'x.txt')",
        "",
    ),
    (
        "marts",
        "fill_rates_hold",
        """DELETE FROM staging.observation WHERE metric = 'disclosed_total';
           DELETE FROM marts.fact_metric WHERE metric_key = 'disclosed_total'""",
        "",
    ),
    (
        "marts",
        "facts_per_report_hold",
        """DELETE FROM staging.observation WHERE form = 'narrative' AND ordinal % 2 = 0;
           DELETE FROM marts.fact_metric AS f WHERE derivation = 'reported' AND NOT EXISTS (
               FROM staging.observation AS o
               WHERE o.report_key = f.report_key AND o.metric = f.metric_key
                   AND o.applicant = f.applicant_key AND o.value_locator = f.value_locator)""",
        "fill_rates_hold",
    ),
    (
        "marts",
        "same_words_same_figures",
        """UPDATE staging.observation SET value = value + 1 WHERE form = 'form_2014';
           UPDATE marts.fact_metric SET value = value + 1 WHERE report_key IN (
               SELECT report_key FROM staging.report WHERE form = 'form_2014')""",
        "",
    ),
    (
        "marts",
        "reports_jumped",
        """INSERT INTO marts.dim_report BY NAME
           SELECT r.* REPLACE (r.report_key || i AS report_key, false AS is_current)
           FROM marts.dim_report AS r, range(20) AS t(i) WHERE year_key = 2012""",
        "",
    ),
    (
        "marts",
        "medians_jumped",
        """UPDATE staging.observation SET value = value * 100 WHERE report_key IN (
               SELECT report_key FROM staging.report WHERE year = 2012);
           UPDATE marts.fact_metric SET value = value * 100 WHERE year_key = 2012""",
        "",
    ),
]

# The samples are few: a trend is seen in one of them.
FEW = {"reports_for_a_trend": 1}
TRENDS = ("fill_rates_hold", "facts_per_report_hold", "reports_jumped", "medians_jumped")


@pytest.mark.parametrize(("gate", "rule", "damage", "others"), BROKEN)
def test_a_broken_rule_is_found(
    base: Path, tmp_path: Path, gate: str, rule: str, damage: str, others: str
) -> None:
    few = FEW if rule in TRENDS else {}
    assert broken(base, tmp_path, gate, damage, few) == {rule, *others.split()}


@pytest.mark.parametrize("gate", GATES)
def test_a_good_load_breaks_no_rule(base: Path, tmp_path: Path, gate: str) -> None:
    assert broken(base, tmp_path, gate, "SELECT 1") == set()


def test_every_rule_is_tested_here() -> None:
    rules = {(gate, rule.rule) for gate in GATES for rule in suite(gate).rules}
    assert rules == {(gate, rule) for gate, rule, *_ in BROKEN}


def test_a_rule_that_cannot_be_asked_is_broken(base: Path, tmp_path: Path) -> None:
    assert "marts_are_there" in broken(base, tmp_path, "marts", "DROP SCHEMA marts CASCADE")


def broken(
    base: Path, tmp_path: Path, gate: str, damage: str, numbers: dict[str, int] | None = None
) -> set[str]:
    """Return the rules of a gate that a damaged copy of the warehouse breaks."""
    file = tmp_path / "ogi.duckdb"
    shutil.copy(base / "warehouse" / "ogi.duckdb", file)
    own = suite(gate)
    with duckdb.connect(str(file)) as con:
        if gate == "marts":
            take_constraints_away(con)
        con.execute(damage)
        verdicts = gates.judge(
            con, own.rules, {**parameters(own), **(numbers or {})}, databases(base)
        )
    return {verdict.rule.rule for verdict in verdicts if not verdict.success}


def take_constraints_away(con: duckdb.DuckDBPyConnection) -> None:
    """Make the marts plain tables, which can be damaged."""
    marts = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts'"
    for (table,) in con.execute(marts).fetchall():
        con.execute(f"CREATE OR REPLACE TABLE marts.{table} AS FROM marts.{table}")


def databases(base: Path) -> dict[str, Path]:
    return {
        "warehouse": base / "warehouse" / "ogi.duckdb",
        "published": base / "published" / "ogi.duckdb",
    }


def test_details_say_what_was_found(base: Path, tmp_path: Path) -> None:
    file = tmp_path / "ogi.duckdb"
    shutil.copy(base / "warehouse" / "ogi.duckdb", file)
    rules: tuple[Rule, ...] = suite("staging").scope("load")
    with duckdb.connect(str(file)) as con:
        con.execute("UPDATE staging.observation SET kind = 'empty' WHERE kind = 'blank'")
        [verdict] = gates.judge(con, [r for r in rules if r.rule == "kinds_are_known"], {}, {})
    assert verdict.observed == "unexpected empty"
    assert verdict.details.startswith("A kind of figure is not one of the six.")


def test_without_an_earlier_warehouse_there_is_nothing_to_compare_with(
    base: Path, tmp_path: Path
) -> None:
    rules = suite("staging").scope("load")
    missing = {"warehouse": tmp_path / "none.duckdb"}
    with duckdb.connect(str(base / "warehouse" / "ogi.duckdb"), read_only=True) as con:
        [verdict] = gates.judge(
            con, [r for r in rules if r.rule == "no_year_vanished"], {}, missing
        )
    assert verdict.success
    assert verdict.observed == "no earlier warehouse to compare with"

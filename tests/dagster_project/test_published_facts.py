"""The published facts are the reports' own, and every one leads back to its words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from dagster_project import run
from extractors.readers import read_text

GOLDEN = Path(__file__).parents[1] / "reports"
TABLES = {
    "2017_kangbashi_form_2014": ("150603-government", 2017, 58),
    "2018_shanfu_form_2014": ("330302105-government", 2018, 54),
    "2020_huitong_form_2019": ("431225-government", 2020, 198),
}
Published = tuple[duckdb.DuckDBPyConnection, Path]


@pytest.fixture(scope="module", params=["samples", "originals"])
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    """The published snapshot of the five reports, and the folder that they lie in."""
    if request.param == "samples":
        data_dir: Path = request.getfixturevalue("base")
        raw_dir = data_dir / "raw"
    else:
        raw_dir = request.getfixturevalue("shared_reports")
        data_dir = tmp_path_factory.mktemp("originals")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OGI_DATA_DIR", str(data_dir))
            patch.setenv("OGI_RAW_DIR", str(raw_dir))
            patch.delenv("DAGSTER_HOME", raising=False)
            assert run.main([]) == 0
    with duckdb.connect(str(data_dir / "published" / "ogi.duckdb"), read_only=True) as con:
        yield con, raw_dir


def test_every_reported_fact_leads_back_to_its_words(published: Published) -> None:
    con, raw_dir = published
    rows = con.execute(
        "SELECT r.path, f.locator, f.quote, f.value_locator, f.raw_text, f.kind "
        "FROM marts.fact_metric AS f JOIN marts.dim_report AS r USING (report_key) "
        "WHERE f.derivation = 'reported'"
    ).fetchall()
    assert len(rows) == 328
    texts = {row[0]: read_text((raw_dir / row[0]).read_bytes()).text for row in rows}

    def at(path: str, locator: str) -> str:
        match = re.fullmatch(r"char=(\d+),(\d+)", locator)
        assert match, locator
        return texts[path][int(match[1]) : int(match[2])]

    for path, locator, quote, value_locator, raw_text, kind in rows:
        assert at(path, locator) == quote
        assert at(path, value_locator) == raw_text
        assert raw_text in quote
        assert raw_text or kind == "blank"


@pytest.mark.parametrize("name", TABLES)
def test_every_printed_figure_is_a_fact(published: Published, name: str) -> None:
    con, _ = published
    agency, year, cells = TABLES[name]
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        printed = {
            (row["metric"], row["applicant"]): row["printed"] for row in csv.DictReader(file)
        }
    facts = con.execute(
        "SELECT metric_key, applicant_key, raw_text, value FROM marts.fact_metric "
        "WHERE agency_key = ? AND year_key = ? AND derivation = 'reported'",
        [agency, year],
    ).fetchall()
    assert {(metric, applicant): raw for metric, applicant, raw, _ in facts} == printed
    assert len(facts) == cells
    for _, _, raw, value in facts:
        assert value == (Decimal(raw.replace("萬元", "")) if raw else None)


def test_the_contradictions_that_the_sources_hold_are_shown(published: Published) -> None:
    con, _ = published
    failed = con.execute(
        'SELECT identity, c."left", c."right" FROM marts.rpt_identity_checks AS c '
        "WHERE status = 'fail' ORDER BY identity"
    ).fetchall()
    # Kangbashi: Weibo items, then items of other channels, against a total of 2,294.
    assert failed == [("I14", 9895, 2294), ("I16", 4594, 2294)]
    flagged = con.execute(
        "SELECT metric_key FROM marts.fact_metric WHERE flags LIKE '%fails_plausibility%' "
        "ORDER BY metric_key"
    ).fetchall()
    assert flagged == [("disclosed_other",), ("disclosed_total",), ("disclosed_weibo",)]


def test_the_applicant_matrix_closes_in_every_column(published: Published) -> None:
    con, _ = published
    checks = con.execute(
        'SELECT instance, c."left", c."right", status FROM marts.rpt_identity_checks AS c '
        "WHERE identity = 'I19' ORDER BY instance"
    ).fetchall()
    assert len(checks) == 7
    assert {status for *_, status in checks} == {"pass"}
    assert ("total", 183, 183, "pass") in checks


def test_what_a_source_does_not_tell_is_left_open(published: Published) -> None:
    con, _ = published
    status = con.execute(
        "SELECT identity, status FROM marts.rpt_identity_checks JOIN marts.dim_report "
        "USING (report_key) WHERE agency_key = '330100-development_reform' ORDER BY identity"
    ).fetchall()
    assert ("I01", "unknown") in status  # 145 by letter and 68 online of 215
    assert ("I18", "pass") in status  # and no more than 215


def test_the_text_that_contradicts_a_table_is_kept(published: Published) -> None:
    con, _ = published
    assert con.execute(
        "SELECT metric_key, taken_value, other_value, other_source FROM marts.rpt_conflicts"
    ).fetchall() == [("interpretations_published", 12, 2, "prose")]


def test_the_local_rows_of_kangbashi_are_local_indicators(published: Published) -> None:
    con, _ = published
    with (GOLDEN / "2017_kangbashi_local_rows.csv").open(encoding="utf-8", newline="") as file:
        printed = [(row["label"], row["printed"]) for row in csv.DictReader(file)]
    assert (
        con.execute(
            "SELECT label, raw_text FROM marts.fact_local_indicator ORDER BY position"
        ).fetchall()
        == printed
    )

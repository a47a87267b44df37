"""What people add by hand: mapped names and corrected figures; and copies of reports."""

from __future__ import annotations

from decimal import Decimal

from tests.dagster_project.line import Line

ALIASES = "printed_name,agency_key,division,valid_from,valid_to,note\n"
CORRECTIONS = (
    "report_key,agency_key,year,scope,metric,applicant,expected,corrected,reason,who,when\n"
)
FACTS = "SELECT count(*) FROM marts.fact_metric"


def write(line: Line, name: str, text: str) -> None:
    (line.data_dir / name).write_text(text, encoding="utf-8")


def test_names_corrections_and_copies_come_through_the_line(line: Line) -> None:
    [(facts,)] = line.query(FACTS)
    (line.raw_dir / "zhangjiang.txt").write_text(
        "张江管委会2018年政府信息公开工作年度报告\n\n一、概述\n张江管委会收到政府信息公开申请3件。\n",
        encoding="utf-8",
    )
    (line.raw_dir / "nobody.txt").write_text(
        "政府信息公开工作年度报告\n\n2018年收到政府信息公开申请4件。政府信息公开。\n",
        encoding="utf-8",
    )
    kangbashi = (line.raw_dir / "2017_kangbashi_form_2014.txt").read_text(encoding="utf-8")
    (line.raw_dir / "clone.txt").write_text(kangbashi.replace("康巴什", "东胜"), encoding="utf-8")
    (line.raw_dir / "posted_again.txt").write_text("首页\n\n" + kangbashi, encoding="utf-8")
    write(line, "agency_aliases.csv", f"{ALIASES}张江管委会,310115-government,,,,\n")
    correction = ",150603-government,2017,,disclosed_total,,2294,22940,lost digit,me,2024-03-31"
    write(line, "corrections.csv", f"{CORRECTIONS}{correction}\n")

    assert line.run().success
    named = "SELECT agency_key, agency_grade FROM marts.dim_report WHERE path = 'zhangjiang.txt'"
    assert line.query(named) == [("310115-government", "sure")]
    waiting = "SELECT printed_name, example_paths FROM marts.rpt_unresolved_agencies"
    assert line.query(waiting) == [("", "nobody.txt")]
    told = (
        "SELECT value, corrected_from, raw_text, flags FROM marts.fact_metric "
        "WHERE metric_key = 'disclosed_total' AND agency_key = '150603-government'"
    )
    [(value, printed, raw, flags)] = line.query(told)
    assert (value, printed, raw) == (Decimal(22940), Decimal(2294), "2294")
    assert {"corrected", "cloned_text"} <= set(flags.split())
    copies = "SELECT kind, count(*) FROM marts.rpt_duplicates GROUP BY kind ORDER BY kind"
    assert line.query(copies) == [("clone", 2), ("repost", 1)]
    counted = (
        "SELECT count(*) FILTER (is_current) FROM marts.dim_report "
        "WHERE agency_key = '150603-government'"
    )
    assert line.query(counted) == [(1,)]
    [(now,)] = line.query(FACTS)
    assert now > facts


def test_a_wrong_alias_file_stops_with_the_line(line: Line) -> None:
    before = line.fingerprint()
    write(line, "agency_aliases.csv", f"{ALIASES}某镇,99-nothing,,,,\n")
    stopped = line.run(only=[["raw_manifest"], ["extracted_reports"]])
    assert not stopped.success
    assert (
        "agency_aliases.csv, line 2: no division or body has the key 99-nothing" in stopped.reasons
    )
    assert line.fingerprint() == before


def test_a_correction_that_no_longer_fits_stops_with_the_line(line: Line) -> None:
    before = line.fingerprint()
    correction = ",150603-government,2017,,disclosed_total,,2290,22940,lost digit,me,2024-03-31"
    write(line, "corrections.csv", f"{CORRECTIONS}{correction}\n")
    stopped = line.run()
    assert not stopped.success
    assert "corrections_fit: A line of corrections.csv does not fit" in stopped.reasons
    assert "| corrections.csv | 2 | does_not_fit |" in stopped.reasons
    assert line.fingerprint() == before

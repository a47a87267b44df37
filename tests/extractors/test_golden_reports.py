"""The five reports, figure by figure: the samples always, the originals where they are at hand."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.model import Extraction
from extractors.pipeline import extract
from extractors.readers import read_text

HERE = Path(__file__).parents[1]
SAMPLES = HERE.parent / "data" / "raw"
NAMES = {
    "2012_suifenhe": ("2012_suifenhe*", "001_*"),
    "2017_kangbashi": ("2017_kangbashi*", "000_*"),
    "2018_hangzhou": ("2018_hangzhou*", "003_*"),
    "2018_shanfu": ("2018_shanfu*", "004_*"),
    "2020_huitong": ("2020_huitong*", "002_*"),
}
TABLES = {
    "2017_kangbashi": "2017_kangbashi_form_2014.csv",
    "2018_shanfu": "2018_shanfu_form_2014.csv",
    "2020_huitong": "2020_huitong_form_2019.csv",
}


@pytest.fixture(params=["sample", "original"])
def folder(request: pytest.FixtureRequest) -> Iterator[tuple[Path, int]]:
    if request.param == "sample":
        return (SAMPLES, 0)  # type: ignore[return-value]
    return (request.getfixturevalue("shared_reports"), 1)  # type: ignore[return-value]


def load(folder: tuple[Path, int], name: str) -> tuple[Extraction, bytes]:
    (file,) = folder[0].glob(NAMES[name][folder[1]])
    data = file.read_bytes()
    return extract(data, file.name), data


def rows(file: str) -> list[dict[str, str]]:
    with (HERE / "reports" / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def printed_value(printed: str) -> Decimal | None:
    return Decimal(printed.replace("萬元", "")) if printed else None


@pytest.mark.parametrize("name", TABLES)
def test_every_figure_of_the_table_is_read_as_printed(folder: tuple[Path, int], name: str) -> None:
    extraction, _ = load(folder, name)
    found = {
        (seen.cell, seen.metric, seen.applicant): (seen.raw, seen.value)
        for seen in extraction.observations
        if seen.source == "table" and seen.metric
    }
    expected = {
        (row["cell"], row["metric"], row["applicant"]): (
            row["printed"],
            printed_value(row["printed"]),
        )
        for row in rows(TABLES[name])
    }
    assert found == expected


def test_the_blank_cell_of_shanfu_stays_blank(folder: tuple[Path, int]) -> None:
    extraction, _ = load(folder, "2018_shanfu")
    blank = [seen for seen in extraction.observations if seen.kind == "blank"]
    assert [(seen.cell, seen.metric, seen.value, seen.raw) for seen in blank] == [
        ("3", "normative_documents_published", None, "")
    ]


def test_the_local_rows_of_kangbashi_are_kept(folder: tuple[Path, int]) -> None:
    extraction, _ = load(folder, "2017_kangbashi")
    local = [seen for seen in extraction.observations if seen.metric is None]
    assert [(seen.label, seen.unit or "", seen.raw) for seen in local] == [
        (row["label"], row["unit"], row["printed"]) for row in rows("2017_kangbashi_local_rows.csv")
    ]
    assert {seen.section for seen in local} == {
        "十、政府门户网站网上办事情况",
        "十一、政务服务体系建设情况",
    }


def prose(extraction: Extraction) -> dict[str, Decimal | None]:
    return {seen.metric or "": seen.value for seen in extraction.observations}


def test_the_prose_of_hangzhou_says_what_it_says_and_no_more(folder: tuple[Path, int]) -> None:
    extraction, _ = load(folder, "2018_hangzhou")
    assert prose(extraction) == {
        "applications_received": 215,
        "received_letter": 145,
        "received_online": 68,
        "applications_answered": 249,
        "outcome_already_public": 2,
        "outcome_granted": 53,
        "outcome_refused": 56,
        "outcome_not_own_remit": 104,
        "outcome_not_existing": 11,
        "outcome_correction_notice": 23,
        "reviews_total": 1,
        "reviews_upheld": 1,
        "litigation_total": 0,
    }


def test_the_prose_of_suifenhe_says_what_it_says_and_no_more(folder: tuple[Path, int]) -> None:
    extraction, _ = load(folder, "2012_suifenhe")
    assert prose(extraction) == {
        "applications_received": 1,
        "outcome_refused": 0,
        "foi_fees_collected": 0,
        "reviews_total": 0,
        "litigation_total": 0,
    }
    assert {seen.source for seen in extraction.observations} == {"prose"}


def test_kangbashis_prose_contradicts_its_table_and_both_are_kept(
    folder: tuple[Path, int],
) -> None:
    extraction, _ = load(folder, "2017_kangbashi")
    told = {
        seen.source: seen.value
        for seen in extraction.observations
        if seen.metric == "interpretations_published"
    }
    assert told == {"prose": 2, "table": 12}


EXPECTED = {
    "2012_suifenhe": ("231081-government", "231081", 2012, "narrative", "consolidated"),
    "2017_kangbashi": ("150603-government", "150603", 2017, "form_2014", "consolidated"),
    "2018_hangzhou": ("330100-development_reform", "330100", 2018, "narrative", "own"),
    "2018_shanfu": ("330302105-government", "330302105", 2018, "form_2014", "own"),
    "2020_huitong": ("431225-government", "431225", 2020, "form_2019", "consolidated"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_body_year_form_and_scope_are_told(folder: tuple[Path, int], name: str) -> None:
    report = load(folder, name)[0].report
    assert report is not None
    told = (report.agency_key, report.division_code, report.year, report.form, report.scope)
    assert told == EXPECTED[name]


def test_bodies_know_what_they_are_and_what_they_belong_to(folder: tuple[Path, int]) -> None:
    bodies = {name: load(folder, name)[0].agencies for name in EXPECTED}
    assert [body.agency_key for body in bodies["2018_shanfu"]] == [
        "330302105-government",
        "330302-government",
        "330300-government",
        "330000-government",
    ]
    town, commission = bodies["2018_shanfu"][0], bodies["2018_hangzhou"][0]
    assert (town.level, town.county, town.prefecture) == ("township", "鹿城区", "温州市")
    assert (commission.level, commission.kind) == ("prefecture", "department")
    assert commission.name == "杭州市发展和改革委员会"
    assert commission.parent_agency_key == "330100-government"
    assert {name: body[0].level for name, body in bodies.items()} == {
        "2012_suifenhe": "county",
        "2017_kangbashi": "county",
        "2018_hangzhou": "prefecture",
        "2018_shanfu": "township",
        "2020_huitong": "county",
    }


def test_posting_and_signing_dates_are_kept_as_printed(folder: tuple[Path, int]) -> None:
    dates = {
        name: (report.published_on, report.issued_on)
        for name in EXPECTED
        if (report := load(folder, name)[0].report)
    }
    assert dates["2012_suifenhe"] == (date(2013, 3, 22), None)
    assert dates["2020_huitong"] == (date(2021, 1, 28), date(2021, 2, 6))
    assert dates["2018_hangzhou"] == (None, date(2019, 1, 7))
    report = load(folder, "2020_huitong")[0].report
    assert report and report.signed_by == "会同县政务公开政务服务领导小组办公室"
    commission = load(folder, "2018_hangzhou")[0].report
    assert commission and commission.document_number == "杭发改〔2020〕0号"


@pytest.mark.parametrize("name", NAMES)
def test_the_source_read_again_at_the_locator_gives_the_quote(
    folder: tuple[Path, int], name: str
) -> None:
    extraction, data = load(folder, name)
    text = read_text(data).text
    assert extraction.observations

    def at(locator: str) -> str:
        match = re.fullmatch(r"char=(\d+),(\d+)", locator)
        assert match
        return text[int(match[1]) : int(match[2])]

    for seen in extraction.observations:
        assert at(seen.locator) == seen.quote
        assert at(seen.value_locator) == seen.raw
        assert seen.raw in seen.quote
        assert seen.line == text.count("\n", 0, int(seen.value_locator[5:].split(",")[0])) + 1


@pytest.mark.parametrize("name", NAMES)
def test_no_person_and_no_phone_is_read(folder: tuple[Path, int], name: str) -> None:
    extraction, _ = load(folder, name)
    for seen in extraction.observations:
        assert not re.search(r"负责人|填报人|审核人|联系电话|1[3-9]\d{9}", seen.quote)

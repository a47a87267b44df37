"""The file of corrections: what it may say, and how it is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.catalog import CorrectionError, load_corrections
from extractors.catalog.corrections import COLUMNS

GOOD = "2017-150603-government-d5a4e52a,,,,disclosed_total,,2294,22940,why,who,2024-03-31"


def write(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8-sig")
    return path


def test_a_correction_of_a_report(tmp_path: Path) -> None:
    [one] = load_corrections(write(tmp_path, GOOD))
    assert (one.file, one.line, one.report_key) == (
        "corrections.csv",
        2,
        "2017-150603-government-d5a4e52a",
    )
    assert (one.metric, one.applicant) == ("disclosed_total", "total")
    assert (one.expected, one.corrected) == (Decimal(2294), Decimal(22940))
    assert (one.reason, one.who, one.corrected_on) == ("why", "who", date(2024, 3, 31))


def test_a_correction_of_a_body_and_year_where_a_blank_is_expected(tmp_path: Path) -> None:
    line = ",150603-government,2017,own,applications_received,business,,0.5,why,who,2024-03-31"
    [one] = load_corrections(write(tmp_path, "", line))
    assert (one.line, one.report_key, one.agency_key) == (3, None, "150603-government")
    assert (one.year, one.scope, one.applicant) == (2017, "own", "business")
    assert (one.expected, one.corrected) == (None, Decimal("0.5"))


def test_a_file_with_a_heading_only_corrects_nothing(tmp_path: Path) -> None:
    assert load_corrections(write(tmp_path)) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (GOOD.replace(",,,,", ",a,,,", 1), "either of a report or of a body and year"),
        (GOOD.replace("2017-150603-government-d5a4e52a,,", ",a,"), "agency_key or year is empty"),
        (GOOD.replace("disclosed_total", "disclosed"), "there is no metric disclosed"),
        (GOOD.replace("total,,2294", "total,everybody,2294"), "there is no applicant everybody"),
        (GOOD.replace("22940", "2,294"), "more cells than columns"),
        (GOOD.replace("22940", "many"), "corrected is many, which is no number"),
        (GOOD.replace("22940", "1e30"), "corrected is 1e30, which is no number"),
        (GOOD.replace("22940", ""), "corrected is empty. Fill it in."),
        (GOOD.replace(",who,", ",,"), "who is empty. Fill it in."),
        (GOOD.replace("2024-03-31", "31.3.2024"), "Write 2024-03-31."),
    ],
)
def test_a_wrong_line_is_named_with_what_to_do(tmp_path: Path, line: str, said: str) -> None:
    path = write(tmp_path, GOOD.replace("150603", "150602"), line)
    with pytest.raises(CorrectionError) as refused:
        load_corrections(path)
    assert str(refused.value).startswith(f"{path}, line 3: ")
    assert said in str(refused.value)


def test_two_corrections_of_one_figure_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="line 3: line 2 corrects the same figure"):
        load_corrections(write(tmp_path, GOOD, GOOD))


def test_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("report_key,metric\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match="line 1: column agency_key, year, scope"):
        load_corrections(path)


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes((",".join(COLUMNS) + "\n更正").encode("gb18030"))
    with pytest.raises(CorrectionError, match="not UTF-8"):
        load_corrections(path)


def test_the_example_in_the_documentation_is_a_good_file(
    project_root: Path, tmp_path: Path
) -> None:
    page = (project_root / "docs" / "corrections.md").read_text(encoding="utf-8")
    example = page.split("```csv\n")[1].split("```")[0]
    path = tmp_path / "corrections.csv"
    path.write_text(example, encoding="utf-8")
    assert len(load_corrections(path)) == 2

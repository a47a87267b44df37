"""The file of decisions: what it may hold, and how it is changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dagster_project.lib import decisions, hand_made
from dagster_project.lib.decisions import Decision, DecisionError
from dagster_project.lib.store import StoreError
from extractors.catalog.load import issue_codes
from extractors.model import Stated

HEAD = "sha256,path,decision,year,note,decided_on\n"
A, B = "a" * 64, "b" * 64
RELEASED = Decision(A, "z/a.txt", "release", 2016, "the address says so", date(2024, 3, 31))
REJECTED = Decision(B, "b.txt", "reject", None, "a draft, withdrawn", date(2024, 4, 1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "quarantine_decisions.csv"


def test_no_file_means_no_decisions(file: Path) -> None:
    assert decisions.load(file) == {}
    assert hand_made.decisions(file) == {}


def test_decisions_are_told_by_content(file: Path) -> None:
    file.write_text(
        f"{HEAD}{A.upper()},z/a.txt,release,2016, the address says so ,2024-03-31\n,,,,,\n"
        f'{B},b.txt,reject,,"a draft, withdrawn",2024-04-01\n',
        encoding="utf-8",
    )
    assert decisions.load(file) == {A: RELEASED, B: REJECTED}
    assert hand_made.decisions(file) == {A: RELEASED, B: REJECTED}


def test_a_file_from_a_spreadsheet_is_read(file: Path) -> None:
    text = f"decided_on,note,year,decision,path,sha256\r\n2024-03-31,why,,release,甲.txt,{A}\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert decisions.load(file)[A].path == "甲.txt"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("abc,p,release,,n,2024-03-31", "sha256 is abc, which is no checksum. Use the one of"),
        (f"{'g' * 64},p,release,,n,2024-03-31", "which is no checksum"),
        (",p,release,,n,2024-03-31", "sha256 is empty"),
        (f"{A},p,keep,,n,2024-03-31", "decision is keep. Write release or reject."),
        (f"{A},p,,,n,2024-03-31", "decision is empty"),
        (f"{A},p,release,,,2024-03-31", "note is empty. Say why"),
        (f"{A},p,release,2007,n,2024-03-31", "year is 2007, for which there is no report"),
        (f"{A},p,release,2026,n,2024-03-31", "year is 2026"),
        (f"{A},p,release,２０１６,n,2024-03-31", "year is ２０１６"),
        (f"{A},p,release,2016年,n,2024-03-31", "year is 2016年"),
        (f"{A},p,reject,2016,n,2024-03-31", "a rejected file has no year. Leave year empty."),
        (f"{A},p,release,2016,n,", "decided_on is empty, which is no date. Write 2024-03-31."),
        (f"{A},p,release,2016,n,31.3.2024", "decided_on is 31.3.2024"),
        (f"{A},p,release,2016,a,b,2024-03-31", "more cells than columns"),
        (f"{B},p,release,2016,n,2024-03-31", "line 2 decides on the same content. Keep one"),
    ],
)
def test_an_error_names_file_line_and_what_to_do(file: Path, line: str, reason: str) -> None:
    file.write_text(f"{HEAD}{B},b.txt,reject,,n,2024-04-01\n{line}\n", encoding="utf-8")
    with pytest.raises(DecisionError) as raised:
        decisions.load(file)
    assert str(raised.value).startswith(f"{file}, line 3: ")
    assert reason in str(raised.value)
    with pytest.raises(StoreError, match="line 3"):
        hand_made.decisions(file)


def test_other_columns_are_refused(file: Path) -> None:
    file.write_text(HEAD.replace(",", ";") + f"{A};p;release;;n;2024-03-31\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=r"line 1: column sha256, .* with commas: sha256,path,"):
        decisions.load(file)
    file.write_bytes(HEAD.encode() + f"{A},p,release,,原因,2024-03-31\n".encode("gb18030"))
    with pytest.raises(DecisionError, match="not UTF-8"):
        decisions.load(file)


def test_adding_sorts_by_path_and_replaces_what_was_decided_before(file: Path) -> None:
    decisions.add(file, RELEASED)
    decisions.add(file, REJECTED)
    expected = (
        f'{HEAD}{B},b.txt,reject,,"a draft, withdrawn",2024-04-01\n'
        f"{A},z/a.txt,release,2016,the address says so,2024-03-31\n"
    )
    assert file.read_text(encoding="utf-8") == expected
    decisions.add(file, REJECTED)
    assert file.read_text(encoding="utf-8") == expected
    again = Decision(A, "z/a.txt", "reject", None, "no, it is a draft", date(2024, 5, 1))
    decisions.add(file, again)
    assert decisions.load(file) == {A: again, B: REJECTED}


def test_withdrawing_leaves_the_others(file: Path) -> None:
    decisions.add(file, RELEASED)
    decisions.add(file, REJECTED)
    assert decisions.withdraw(file, A)
    assert not decisions.withdraw(file, A)
    assert decisions.load(file) == {B: REJECTED}


def test_the_mark_of_a_spreadsheet_stays(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    decisions.add(file, RELEASED)
    assert file.read_bytes().startswith(b"\xef\xbb\xbfsha256,path")
    assert decisions.load(file) == {A: RELEASED}


def test_a_file_with_an_error_is_left_as_it_is(file: Path) -> None:
    file.write_text(f"{HEAD}{A},p,keep,,n,2024-03-31\n", encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(DecisionError):
        decisions.add(file, REJECTED)
    assert file.read_bytes() == before


def test_any_note_comes_back(file: Path) -> None:
    note = 'first line\nsecond, "quoted"; 原因'
    decisions.add(file, Decision(A, 'a "b", c.txt', "release", None, note, date(2024, 3, 31)))
    assert decisions.load(file)[A].note == note
    assert decisions.load(file)[A].path == 'a "b", c.txt'


def test_what_the_line_is_told() -> None:
    assert decisions.stated(None) is None
    assert decisions.stated(REJECTED) is None
    assert decisions.stated(RELEASED) == Stated(True, 2016, "the address says so")
    assert [decisions.is_rejected(one) for one in (None, RELEASED, REJECTED)] == [
        False,
        False,
        True,
    ]
    assert decisions.released({A: RELEASED, B: REJECTED}) == {A}


def test_the_codes_are_in_the_catalogue() -> None:
    severities = {row.code: row.severity for row in issue_codes()}
    assert severities[decisions.REJECTED] == "info"
    assert severities["released_by_hand"] == "warning"

"""The order of a form's rows, and totals of other rows, are witnesses of labels and cells that moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.forms.row_order import out_of_order
from extractors.pipeline import extract

ROWS = [
    "一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 0 | 10",
    "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
    "(一)予以公开 | 4 | 1 | 0 | 0 | 0 | 0 | 5",
    "1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2",
    "1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
    "2.重复申请 | 3 | 0 | 0 | 0 | 0 | 0 | 3",
    "(七)总计 | 10 | 1 | 0 | 0 | 0 | 0 | 11",
    "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
]


def flagged(rows: list[str]) -> set[str]:
    text = "\n".join(["山福县审计局2022年政府信息公开工作年度报告", *rows, "五、存在的主要问题"])
    seen = extract(text.encode(), "a.txt").observations
    return {row.metric or "" for row in seen if "odd_row" in row.flags}


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([], []),
        ([1], []),
        ([1, 2, 3], []),
        ([1, 3, 2, 4], [1, 2]),
        ([1, 5, 3, 4, 2, 6], [1, 4]),
        ([2, 3, 4, 1], [3]),
        ([4, 1, 2, 3], [0]),
    ],
)
def test_which_rows_are_out_of_order(places: list[int], moved: list[int]) -> None:
    assert out_of_order(places) == moved


@given(st.lists(st.integers(), unique=True, max_size=40))
def test_what_is_in_order_stays_in_order_without_the_others(places: list[int]) -> None:
    moved = set(out_of_order(places))
    kept = [place for index, place in enumerate(places) if index not in moved]
    assert kept == sorted(kept)
    assert (places == sorted(places)) == (not moved)


def test_rows_in_the_forms_order_are_not_flagged() -> None:
    assert flagged(ROWS) == set()


def test_two_rows_whose_labels_changed_places_are_flagged() -> None:
    labels, figures = zip(*(row.split(" | ", 1) for row in ROWS), strict=True)
    swapped = list(labels)
    swapped[3], swapped[5] = swapped[5], swapped[3]
    rows = [f"{label} | {rest}" for label, rest in zip(swapped, figures, strict=True)]
    # The one between them may as well be the one that moved.
    assert flagged(rows) == {
        "refused_state_secret",
        "not_processed_petition",
        "not_processed_duplicate",
    }


def test_neighbours_whose_labels_changed_places_are_both_flagged() -> None:
    labels, figures = zip(*(row.split(" | ", 1) for row in ROWS), strict=True)
    swapped = list(labels)
    swapped[4], swapped[5] = swapped[5], swapped[4]
    rows = [f"{label} | {rest}" for label, rest in zip(swapped, figures, strict=True)]
    assert flagged(rows) == {"not_processed_petition", "not_processed_duplicate"}


@pytest.mark.parametrize("nothing", ["/", "—", "-"])
def test_a_row_that_counts_something_and_lacks_its_total_is_flagged(nothing: str) -> None:
    rows = [*ROWS]
    rows[1] = f"二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | {nothing}"
    assert flagged(rows) == {"applications_carried_in"}


def test_a_row_of_nothing_needs_no_total() -> None:
    rows = [*ROWS]
    rows[1] = "二、上年结转政府信息公开申请数量 | / | / | / | / | / | / | /"
    assert flagged(rows) == set()

"""The report writer tells the truth about what it writes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import unicodedata
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report_writer import (
    DAMAGE_KINDS,
    MUTATION_KINDS,
    Traits,
    WrittenReport,
    catalogue,
    contradictions,
    corpus,
    damage,
    figures,
    figures_new,
    grid,
    identities,
    layouts,
    marks,
    mutate,
    numerals,
    sample_traits,
    scripts,
    series,
    templates,
    traits,
    traps,
    values_of,
    write_report,
)

FORMS = ("narrative", "form_2014", "form_2019", "form_2021")
CELLS = {"form_2014": 58, "form_2019": 22 + 23 * 7 + 15, "form_2021": 10 + 25 * 7 + 15}


@pytest.fixture(scope="module")
def sample() -> list[WrittenReport]:
    return list(corpus(20, 500))


def table_figures(written: WrittenReport) -> identities.Figures:
    return {
        (entry.metric, entry.applicant): entry.value
        for entry in written.truth.expected
        if entry.source == "table" and entry.value is not None
    }


def check(written: WrittenReport) -> None:
    """What must hold of every written report."""
    text, truth = written.text, written.truth
    decoded = written.data.decode(written.traits["encoding"])
    assert decoded.replace("\r\n", "\n") == text
    assert not any("\ue000" <= c <= "\uf8ff" or ord(c) >= 0xF0000 for c in text)
    keys = [(e.metric, e.applicant, e.source) for e in truth.expected]
    assert len(keys) == len(set(keys))
    units = catalogue.units()
    for entry in truth.expected:
        assert entry.unit == units[entry.metric]
        assert (entry.value is None) == (
            entry.kind in ("blank", "not_applicable", "text") or entry.caution == "several_columns"
        )
        if entry.kind == "zero_stated":
            assert entry.value == 0
        if entry.start < 0:
            assert entry.kind == "blank" and entry.caution == "must_not_shift"
            continue
        assert text[entry.start : entry.end] == entry.raw
        assert (entry.raw == "") == (entry.kind == "blank")
        for start, end in entry.repeats:
            assert 0 <= start < end <= len(text)
    for local in truth.local_rows:
        assert text[local.start : local.end] == local.raw
    taken = sorted(span for span in truth.spans() if span[0] < span[1])
    for trap in truth.traps:
        assert text[trap.start : trap.end] == trap.raw != ""
        assert trap.reason
    spans = {(t.start, t.end) for t in truth.traps}
    assert not spans & set(taken)


def test_same_seed_writes_the_same_bytes_and_the_same_truth() -> None:
    first, second = list(corpus(3, 40)), list(corpus(3, 40))
    assert [w.data for w in first] == [w.data for w in second]
    assert [w.truth for w in first] == [w.truth for w in second]
    assert [w.data for w in first] != [w.data for w in corpus(4, 40)]


def test_a_report_of_a_corpus_depends_on_its_number_only() -> None:
    assert [w.data for w in corpus(3, 5)] == [w.data for w in corpus(3, 9)][:5]


def test_truth_holds_over_a_corpus(sample: list[WrittenReport]) -> None:
    for written in sample:
        check(written)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**40))
def test_truth_holds_for_any_seed(seed: int) -> None:
    check(write_report(random.Random(seed)))


@pytest.mark.parametrize("trait", traits.TRAITS)
def test_truth_holds_for_every_value_of_every_trait(trait: str) -> None:
    for value in values_of(trait):
        for seed in range(3):
            rng = random.Random(f"{trait}/{value}/{seed}")
            form = value if trait == "form" else rng.choice(FORMS)
            check(write_report(rng, sample_traits(rng, **{"form": form, trait: value})))


@pytest.mark.parametrize("form", ["form_2014", "form_2019", "form_2021"])
def test_a_whole_form_expects_every_cell_of_it(form: str) -> None:
    written = write_report(random.Random(1), form=form, rows="all", columns="one")
    assert sum(e.source == "table" for e in written.truth.expected) == CELLS[form]


def test_a_narrative_expects_no_table_figure_without_caution(sample: list[WrittenReport]) -> None:
    for written in sample:
        if written.truth.form == "narrative":
            assert all(e.caution for e in written.truth.expected if e.source == "table")


def test_identities_hold_unless_they_were_broken(sample: list[WrittenReport]) -> None:
    for written in sample:
        if written.traits["broken"] == "no":
            assert written.truth.broken == ()


def test_broken_reports_say_which_identities_they_break() -> None:
    for strength in ("definition", "plausible"):
        told = 0
        for written in corpus(5, 60, form="form_2014", broken=strength, zero_style="zero"):
            told += any(b.strength == strength for b in written.truth.broken)
            found = identities.broken("form_2014", table_figures(written))
            assert written.truth.broken == found
        assert told > 40


@settings(max_examples=80, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    level=st.sampled_from(["township", "department", "county", "prefecture", "province"]),
)
def test_drawn_figures_keep_every_identity(seed: int, level: str) -> None:
    rng = random.Random(seed)
    old = {(metric, "total"): value for metric, value in figures.old_era(rng, level).items()}
    assert identities.broken("form_2014", old) == ()
    assert len(old) == CELLS["form_2014"]
    for form in ("form_2019", "form_2021"):
        drawn = figures_new.new_era(rng, form, level)
        assert identities.broken(form, drawn) == ()
        assert len(drawn) == CELLS[form]


def test_contradictions_are_found_by_the_evaluator() -> None:
    drawn = figures_new.new_era(random.Random(2), "form_2021", "county")
    changed = contradictions.contradict(random.Random(3), "form_2021", "definition", drawn)
    assert identities.broken("form_2021", changed)


def test_evaluator_knows_a_broken_sum() -> None:
    values = {
        ("staff_total", "total"): Decimal(4),
        ("staff_full_time", "total"): Decimal(1),
        ("staff_part_time", "total"): Decimal(2),
    }
    (broken,) = identities.broken("form_2014", values)
    assert (broken.identity, int(broken.left), int(broken.right)) == ("I07", 4, 3)
    del values["staff_part_time", "total"]
    assert identities.broken("form_2014", values) == ()


def test_a_series_carries_applications_over_the_years() -> None:
    reports = list(series(11, range(2019, 2024), blanks="none", broken="no", rows="all"))
    assert [w.truth.year for w in reports] == [2019, 2020, 2021, 2022, 2023]
    assert len({w.truth.agency_variants[-1][:2] for w in reports}) == 1
    for before, after in pairwise(reports):
        for applicant, _ in catalogue.applicants():
            out = before.truth.find("applications_carried_out", applicant)
            into = after.truth.find("applications_carried_in", applicant)
            assert out and into
            if out.value is not None and into.value is not None:
                assert out.value == into.value


def read_plainly(raw: str) -> Decimal | None:
    text = unicodedata.normalize("NFKC", raw).replace(",", "").replace(" ", "").replace("--", "-")
    try:
        return Decimal(text)
    except ArithmeticError:
        return None


def test_printed_digits_state_the_expected_value(sample: list[WrittenReport]) -> None:
    checked = 0
    for written in sample:
        for entry in written.truth.expected:
            read = read_plainly(entry.raw)
            if entry.value is None or read is None or entry.implied:
                continue
            if entry.metric in ("foi_fees_collected", "foi_budget") and entry.source == "prose":
                assert read in (entry.value, entry.value * 10_000)
            else:
                assert read == entry.value
            checked += 1
    assert checked > 20_000


def test_corpus_holds_every_trait_value_and_kind(sample: list[WrittenReport]) -> None:
    seen = {(name, value) for w in sample for name, value in w.traits.items()}
    rare = ("title", "script", "columns", "zero_style", "encoding", "noise", "wrap")
    for trait in traits.TRAITS:
        for value in values_of(trait):
            assert trait in rare or (trait, value) in seen, (trait, value)
    kinds = Counter(e.kind for w in sample for e in w.truth.expected)
    assert set(kinds) == {"number", "zero_stated", "blank", "not_applicable", "text"}
    cautions = {e.caution for w in sample for e in w.truth.expected}
    assert {"", "must_not_shift", "optional"} <= cautions
    assert any(w.truth.local_rows for w in sample)
    assert sum(bool(w.truth.agency) for w in sample) == len(sample)


def test_the_agency_is_printed(sample: list[WrittenReport]) -> None:
    for written in sample:
        truth = written.truth
        assert truth.agency in truth.agency_variants
        if written.traits["script"] == "simplified" and written.traits["noise"] == "none":
            flat = written.text.replace("\n", "")
            assert all(name in flat for name in truth.agency_variants)


def test_the_year_is_printed(sample: list[WrittenReport]) -> None:
    for written in sample:
        if written.traits["title"] not in ("none", "chinese_year"):
            assert str(written.truth.year) in written.text


def test_scope_clue_is_printed(sample: list[WrittenReport]) -> None:
    for written in sample:
        truth = written.truth
        assert (truth.scope == "unknown") == (truth.scope_clue == "")
        if written.traits["script"] == "simplified" and written.traits["noise"] == "none":
            assert truth.scope_clue in written.text


def test_prose_is_the_same_as_the_table_unless_it_differs(sample: list[WrittenReport]) -> None:
    for written in sample:
        if written.traits["prose_differs"] == "yes" or written.traits["form"] == "narrative":
            continue
        table = table_figures(written)
        for entry in written.truth.expected:
            known = table.get((entry.metric, "total"))
            exact = not entry.approximate and written.traits["number_style"] != "wan"
            if entry.source == "prose" and known is not None and exact:
                assert entry.value == known, entry


@pytest.mark.parametrize(
    "topic",
    ["applications", "answered", "closed", "fees", "disputes", "reviews", "litigation",
     "complaints", "disclosed", "channels_out", "documents", "press", "interpretations",
     "trainings", "staff", "refused"],
)  # fmt: skip
def test_common_topics_have_many_phrasings(topic: str) -> None:
    assert len(templates.statements(topic, "old")) + len(templates.statements(topic, "new")) >= 8
    assert len({t.tokens for t in templates.statements(topic, "old")}) >= 5


def test_templates_speak_of_known_metrics_and_known_traps() -> None:
    units = catalogue.units()
    values = {metric: Decimal(7) for metric in units}
    for row in (*catalogue.texts("statements"), *catalogue.texts("traps")):
        for token in templates.parse(row["template"]).tokens:
            assert set(token.metrics) <= set(units), row
            if token.kind == "trap":
                text, reason = traps.number(random.Random(1), token.text, token.other, values, 2018)
                assert text and reason
    for row in catalogue.texts("items"):
        assert row["metric"] in units


def test_a_trap_of_last_year_is_never_this_years_value() -> None:
    rng = random.Random(4)
    for value in (0, 1, 2, 7, 300):
        values = {"applications_received": Decimal(value)}
        for _ in range(200):
            text, _ = traps.number(rng, "last", "applications_received", values, 2018)
            assert Decimal(text) != value


def test_lost_blanks_put_the_whole_row_under_caution() -> None:
    found = 0
    for written in corpus(8, 40, form="form_2019", layout="lines", blanks="lost"):
        rows: dict[str, set[str]] = {}
        lost = set()
        for entry in written.truth.expected:
            if entry.source == "table" and "." in entry.cell:
                rows.setdefault(entry.cell, set()).add(entry.caution)
                if entry.start < 0:
                    lost.add(entry.cell)
        found += len(lost)
        for cell in lost:
            assert rows[cell] == {"must_not_shift"}
    assert found > 20


def test_three_columns_leave_no_single_figure() -> None:
    written = write_report(random.Random(5), form="form_2014", columns="three", rows="all")
    table = [e for e in written.truth.expected if e.source == "table"]
    assert {e.caution for e in table} == {"several_columns"}
    assert len({row.column for row in written.truth.local_rows}) == 3


def test_unknown_traits_are_refused() -> None:
    with pytest.raises(ValueError, match="no such trait: colour"):
        sample_traits(random.Random(1), colour="red")


def test_defaults_write_a_report() -> None:
    written = write_report(random.Random(1), Traits())
    assert written.traits["layout"] == "pipe"
    assert "政府信息公开情况统计表" in written.text


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (10, "十"), (12, "十二"), (105, "一百零五"), (215, "二百一十五"),
     (3646, "三千六百四十六"), (10_001, "一万零一"), (1_010, "一千零一十")],
)  # fmt: skip
def test_chinese_numerals(number: int, words: str) -> None:
    assert numerals.chinese(number) == words


@pytest.mark.parametrize(
    ("style", "value", "printed"),
    [("plain", "26966.28", "26966.28"), ("thousands", "1234", "1,234"),
     ("chinese_comma", "1234", "1，234"), ("fullwidth", "123", "１２３"),
     ("spaced", "1234", "1 234"), ("wan", "16000", "1.6万"), ("chinese", "12", "十二")],
)  # fmt: skip
def test_number_styles_of_cells(style: str, value: str, printed: str) -> None:
    assert numerals.in_table(random.Random(1), style, Decimal(value), "件", False) == printed


def test_rounded_numbers_name_a_number_near_the_value() -> None:
    rng = random.Random(6)
    for _ in range(300):
        value = Decimal(rng.randint(20, 90_000))
        shown = numerals.in_prose(rng, "plain", value, vague=True)
        assert shown.approximate
        assert abs(shown.value - value) <= value / 2
        assert shown.before or shown.after


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("simplified", "行政复议制度，联系"),
        ("traditional", "行政複議制度，聯繫"),
        ("misconverted", "行政複議製度，聯係"),
        ("pinyin", "行政復議制度，聯(lián)系"),
        ("pinyin_plain", "行政復議制度，聯(lian)系"),
    ],
)
def test_scripts(script: str, expected: str) -> None:
    assert scripts.convert("行政复议制度，联系", script) == expected


def test_taiwan_usage() -> None:
    assert scripts.convert("规范性文件、信息、程序", "taiwan") == "規範性檔案、資訊、程式"


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("pipe", "规章 | 0 | | 3 |"),
        ("pipe_bare", "规章 | 0 | | 3"),
        ("pipe_framed", "| 规章 | 0 | | 3 |"),
        ("tab", "规章\t0\t\t3"),
        ("lines_blank", "规章\n\n0\n\n \n\n3"),
        ("spaces", "规章    0        3"),
    ],
)
def test_layouts_keep_a_blank_visible(layout: str, expected: str) -> None:
    table = grid.Grid(4)
    table.add(["规章", "0", "", "3"])
    chosen = Traits(form="form_2021", layout=layout)
    shown = layouts.Layout(random.Random(4), chosen, marks.Marks({})).render(table)
    assert shown == expected


def test_marks_tell_where_a_figure_stands() -> None:
    made = marks.Marks({"staff_total": "person"})
    text = (
        "共" + made.figure("12", "staff_total", Decimal(12)) + "人，" + made.trap("7", "x") + "楼"
    )
    clean, expected, _, found = made.settle(text)
    assert clean == "共12人，7楼"
    assert (expected[0].raw, expected[0].start, expected[0].end) == ("12", 1, 3)
    assert (found[0].raw, found[0].start) == ("7", 5)


@pytest.mark.parametrize("kind", DAMAGE_KINDS)
def test_damage(kind: str) -> None:
    data = write_report(random.Random(9), form="form_2014", encoding="utf-8").data
    spoiled, told = damage(random.Random(1), data, kind)
    assert told == kind
    assert spoiled != data
    if kind == "empty":
        assert spoiled == b""
    if kind == "year_removed":
        assert b"2018" not in spoiled and "政府信息公开".encode() in spoiled


@pytest.mark.parametrize("kind", MUTATION_KINDS)
def test_mutation_changes_the_text(kind: str) -> None:
    written = write_report(random.Random(9), form="form_2019", layout="tab")
    changed = {mutate(random.Random(seed), written, kind)[0] != written.text for seed in range(20)}
    assert True in changed


def test_command_writes_reports_and_their_truth(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "tests.report_writer", "--seed", "1", "--n", "3"]
    command += ["--out", str(tmp_path), "--trait", "form=form_2021"]
    subprocess.run(command, check=True, cwd=root)
    lines = (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["form"] for line in lines] == ["form_2021"] * 3
    assert len(list(tmp_path.glob("report_*.txt"))) == 3


def test_the_writer_knows_nothing_of_the_extractors_code() -> None:
    folder = Path(__file__).parent / "report_writer"
    for module in folder.glob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert "import extractors" not in text and "from extractors" not in text

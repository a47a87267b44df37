"""The table of 2014: its rows as this report keeps, words, numbers and extends them."""

from __future__ import annotations

import random
from decimal import Decimal

from . import catalogue
from .catalogue import Cell2014
from .cells import CellPrinter
from .figures import Values
from .grid import Grid, Row
from .marks import Marks
from .numerals import chinese, plain
from .traits import Traits
from .wording import Wording, has_ordinal

_FEE_ROW = 54
_MEETINGS = 62
_WHOLE_SECTIONS = (11, 53, _FEE_ROW, _MEETINGS)
_LEAVES = (3, 4, 6, 10, 12, 15, 17, 19, 20, 24, 29, 38, 39, 43, 56, 57, 61)
_FREE_TEXT = ("在线办理：个人服务、企业服务", "门户网站", "见年度报告正文")
_THREE = (("区政府", "区直单位", "乡镇街道"), ("县政府", "县直部门", "乡镇"))


class Table2014:
    """Builds the grid of one report."""

    def __init__(
        self,
        rng: random.Random,
        traits: Traits,
        marks: Marks,
        printer: CellPrinter,
        figures: Values,
    ) -> None:
        self._rng = rng
        self._traits = traits
        self._marks = marks
        self._printer = printer
        self._figures = figures
        self._wording = Wording(rng, traits)
        self._dash = rng.choice(("—", "——", "", "---", "/"))
        self._columns: tuple[str, ...] = ("统计数",)
        if traits.columns != "one":
            self._columns = rng.choice(_THREE)
            if traits.columns == "three_total":
                self._columns = (*self._columns, "合计")
        self._section = ""

    def grid(self) -> Grid:
        """The table, header first."""
        names = [self._wording.head(name) for name in ("统计指标", "单位", *self._columns)]
        serial = self._traits.serial == "yes"
        grid = Grid(len(names) + serial)
        if self._traits.header != "lost":
            grid.add([*(["序号"] if serial else []), *names], "head", len(names) + serial)
        kept = self._kept()
        renumber = self._traits.numbering == "renumbered"
        seen: dict[int, int] = {}
        local_first = self._rng.sample(_local("after_4"), self._rng.randint(1, 5))
        adds_rows = self._traits.local_rows == "some" and self._rng.random() < 0.6
        for cell in kept:
            label = self._wording.label(cell.label)
            if has_ordinal(cell.label):
                seen[cell.parent] = seen.get(cell.parent, 0) + 1
                if renumber:
                    label = self._wording.renumbered(label, seen[cell.parent])
            grid.rows.append(self._row(cell, label))
            if cell.number == 4 and adds_rows:
                grid.rows.extend(self._local(row, row["label"]) for row in local_first)
        if self._traits.local_rows == "some" and (not adds_rows or self._rng.random() < 0.5):
            self._local_sections(grid, seen.get(0, 0) if renumber else 9)
        if serial:
            for number, row in enumerate(r for r in grid.rows if r.role != "head"):
                row.cells.insert(0, str(number + 1))
                row.labels += 1
        return grid

    def _kept(self) -> list[Cell2014]:
        """The rows that this report prints: whole sections or single rows may be missing."""
        cells = list(catalogue.form_2014())
        if self._traits.rows == "all":
            return cells
        rng = self._rng
        gone = {number for number in _WHOLE_SECTIONS if rng.random() < 0.35}
        if not gone or rng.random() < 0.3:
            gone |= set(rng.sample(_LEAVES, rng.randint(1, 3)))
        kept = []
        for cell in cells:
            if cell.number in gone or cell.parent in gone:
                gone.add(cell.number)
            else:
                kept.append(cell)
        return kept

    def _row(self, cell: Cell2014, label: str) -> Row:
        if cell.parent == 0:
            self._section = label
        unit = cell.unit
        if cell.role == "heading":
            unit = self._dash
            return Row([label, unit, *[""] * len(self._columns)], "group", 2 + len(self._columns))
        if cell.metric == "normative_documents_made" and self._traits.wording == "drift":
            unit = self._rng.choice(("件", "条"))
        value = self._figures[cell.metric]
        if len(self._columns) == 1:
            return Row([label, unit, self._figure(cell, value)], "data", 2)
        return Row([label, unit, *self._several(cell, label, value)], "data", 2)

    def _figure(self, cell: Cell2014, value: Decimal) -> str:
        return self._printer.cell(
            cell.metric, value, unit=cell.unit, section=self._section, cell=str(cell.number)
        )

    def _several(self, cell: Cell2014, label: str, value: Decimal) -> list[str]:
        """Three columns that add up to the value, and the total where the table has one."""
        rng = self._rng
        first = value if rng.random() < 0.4 else (value * rng.randint(0, 100) / 100)
        first = first if cell.unit == "万元" else Decimal(int(first))
        second = Decimal(int((value - first) * rng.randint(0, 100) / 100))
        parts = [first, second, value - first - second]
        shown = [plain(part) for part in parts]
        if self._traits.columns == "three_total":
            cells = [self._marks.trap(text, "part of several columns") for text in shown]
            return [*cells, self._figure(cell, value)]
        cells = [
            self._marks.local(text, label, column, cell.unit, "number", part)
            for text, column, part in zip(shown, self._columns, parts, strict=True)
        ]
        cells[0] = self._marks.figure(
            cells[0], cell.metric, None, kind="number", source="table",
            caution="several_columns", section=self._section, cell=str(cell.number),
        )  # fmt: skip
        return cells

    def _local(self, row: dict[str, str], label: str) -> Row:
        """A row that the national form does not know."""
        rng, kind, unit = self._rng, row["kind"], row["unit"]
        cells = []
        for column in self._columns:
            if kind == "count":
                value = Decimal(rng.choice((0, rng.randint(1, 40), rng.randint(10, 2000))))
                text = plain(value)
                cells.append(self._marks.local(text, label, column, unit, "number", value))
                continue
            words = ("是", "否") if kind == "yesno" else _FREE_TEXT
            cells.append(self._marks.local(rng.choice(words), label, column, unit, "text", None))
        return Row([label, unit, *cells], "data", 2)

    def _local_sections(self, grid: Grid, last: int) -> None:
        """One or two sections of the locality's own after the last national one."""
        rng = self._rng
        names = sorted({row["section"] for row in _local("section")})
        for number, name in enumerate(rng.sample(names, rng.randint(1, 2)), last + 1):
            empty = [""] * len(self._columns)
            grid.add([f"{chinese(number)}、{name}", self._dash, *empty], "group", 3)
            rows = [row for row in _local("section") if row["section"] == name]
            for ordinal, row in enumerate(rows, 1):
                grid.rows.append(self._local(row, f"（{chinese(ordinal)}）{row['label']}"))


def _local(place: str) -> list[dict[str, str]]:
    return [row for row in catalogue.texts("local_rows") if row["place"] == place]

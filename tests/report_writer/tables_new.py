"""Sections 2, 3 and 4 of the forms of 2019 and 2021."""

from __future__ import annotations

import random

from . import catalogue
from .catalogue import MatrixRow, SectionCell
from .cells import CellPrinter
from .grid import Grid
from .identities import Figures
from .traits import Traits
from .wording import Wording

_UNITS = {
    "item": "条", "document": "件", "occasion": "次", "article": "篇", "application": "件",
    "case": "件", "10k_yuan": "万元", "kind": "项", "decision": "件", "project": "个",
}  # fmt: skip
_RULE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_GROUP_3 = "三、本年度办理结果"


class TablesNew:
    """Builds the grids of one report."""

    def __init__(
        self, rng: random.Random, traits: Traits, printer: CellPrinter, figures: Figures
    ) -> None:
        self._rng = rng
        self._traits = traits
        self._printer = printer
        self._figures = figures
        self._wording = Wording(rng, traits)

    def _cell(self, metric: str, cell: str, section: str, applicant: str = "total") -> str:
        unit = _UNITS.get(catalogue.units()[metric], "")
        return self._printer.cell(
            metric, self._figures[metric, applicant], applicant=applicant, unit=unit,
            signed=metric.endswith("_change"), section=section, cell=cell,
        )  # fmt: skip

    def section_2(self) -> Grid:
        """The articles of the Regulations, each a small table of its own within one grid."""
        blocks: dict[str, dict[str, list[SectionCell]]] = {}
        for cell in catalogue.section_2(self._traits.form):
            blocks.setdefault(cell.block, {}).setdefault(cell.row, []).append(cell)
        if self._traits.rows == "some_missing":
            self._drop(blocks)
        grid = Grid(4)
        for block, rows in blocks.items():
            grid.add([self._wording.label(block)], "caption", 1)
            if self._traits.header != "lost":
                columns = [cell.column for cell in next(iter(rows.values()))]
                heads = [self._wording.head(text) for text in ("信息内容", *columns)]
                grid.add(heads, "head", len(heads))
            for row, cells in rows.items():
                figures = [
                    self._cell(c.metric, f"section2/{c.row}/{c.column}", block) for c in cells
                ]
                grid.add([self._wording.label(row), *figures], "data", 1)
        return grid

    def _drop(self, blocks: dict[str, dict[str, list[SectionCell]]]) -> None:
        """Departments leave out what they have no power to do."""
        rng = self._rng
        if rng.random() < 0.5:
            blocks["第二十条第（一）项"].pop("规章")
        if rng.random() < 0.4:
            blocks.pop(rng.choice(sorted(blocks)[1:]))
        rows = blocks.get("第二十条第（六）项", {})
        if rows and rng.random() < 0.3:
            rows.pop("行政强制")

    def section_3(self) -> Grid:
        """The applicant matrix."""
        grid = Grid(10 if self._traits.groups in ("empty", "repeated") else 8)
        self._matrix_head(grid)
        skipped = self._skipped_matrix_rows()
        shown: set[str] = set()
        for row in catalogue.matrix(self._traits.form):
            if row.cell in skipped:
                continue
            labels = self._matrix_labels(grid, row, shown)
            figures = [
                self._cell(row.metric, row.cell, row.group or row.label, applicant)
                for applicant, _ in catalogue.applicants()
            ]
            grid.add([*labels, *figures], "data", len(labels))
        return grid

    def _skipped_matrix_rows(self) -> set[str]:
        if self._traits.rows == "all" or self._rng.random() < 0.7:
            return set()
        cells = [row.cell for row in catalogue.matrix(self._traits.form) if row.cell[0] == "3"]
        return set(self._rng.sample(cells, self._rng.randint(1, 2)))

    def _matrix_head(self, grid: Grid) -> None:
        if self._traits.header == "lost":
            return
        names = [self._wording.head(label) for _, label in catalogue.applicants()]
        if self._rng.random() < 0.2:
            grid.add(["", *names], "head", len(names) + 1)
            return
        if self._rng.random() < 0.8:
            grid.add([_RULE, "申请人情况"], "head", 2)
        grid.add([names[0], self._wording.head("法人或其他组织"), names[-1]], "head", 3)
        grid.add(names[1:-1], "head", len(names) - 2)

    def _matrix_labels(self, grid: Grid, row: MatrixRow, shown: set[str]) -> list[str]:
        """The leading cells of a row, in the report's way with labels of groups."""
        label = self._wording.label(row.label)
        path = self._path(row)
        style = self._traits.groups
        if style == "lost":
            return [label]
        if style == "own_row":
            for group in path:
                if group not in shown:
                    grid.add([self._wording.label(group)], "group", 1)
            shown.update(path)
            return [label]
        words = [self._wording.label(group) for group in path]
        if style == "repeated":
            return [*words, label]
        if style == "empty":
            cells = [
                word if group not in shown else "" for group, word in zip(path, words, strict=True)
            ]
            shown.update(path)
            cells.append(label)
            return [*cells, *[""] * (3 - len(cells))]
        fresh = [w for g, w in zip(path, words, strict=True) if g not in shown]
        shown.update(path)
        return [*fresh, label]

    @staticmethod
    def _path(row: MatrixRow) -> tuple[str, ...]:
        if not row.group:
            return ()
        return (_GROUP_3,) if row.group == _GROUP_3 else (_GROUP_3, row.group)

    def section_4(self) -> Grid:
        """Reviews and lawsuits: fifteen figures in one row, or one row for each group."""
        groups: dict[str, list[SectionCell]] = {}
        for cell in catalogue.section_4():
            groups.setdefault(cell.block, []).append(cell)
        figures = {
            block: [self._cell(c.metric, f"section4/{block}/{c.column}", block) for c in cells]
            for block, cells in groups.items()
        }
        columns = [self._wording.head(cell.column) for cell in groups["行政复议"]]
        if self._traits.section_4 == "three_rows":
            return self._three_rows(figures, columns)
        grid = Grid(15)
        if self._traits.header != "lost":
            self._section_4_head(grid, columns)
        grid.add([cell for cells in figures.values() for cell in cells], "data", 0)
        return grid

    def _section_4_head(self, grid: Grid, columns: list[str]) -> None:
        direct, after = "未经复议直接起诉", "复议后起诉"
        if self._rng.random() < 0.75:
            grid.add(["行政复议", "行政诉讼"], "head", 2)
            grid.add([*columns, direct, after], "head", 7)
            grid.add([*columns, *columns], "head", 10)
        else:
            grid.add(["行政复议", "行政诉讼"], "head", 2)
            grid.add([direct, after], "head", 2)
            grid.add([*columns, *columns, *columns], "head", 15)

    def _three_rows(self, figures: dict[str, list[str]], columns: list[str]) -> Grid:
        grid = Grid(6)
        grid.add(["类别", *columns], "head", 6)
        for block, cells in figures.items():
            grid.add([block.replace("/", "："), *cells], "data", 1)
        return grid

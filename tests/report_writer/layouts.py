"""Turns a grid into the lines of a text dump."""

from __future__ import annotations

import random
from unicodedata import east_asian_width

from .grid import Grid, Row
from .marks import CLOSE, Marks, visible
from .traits import Traits

_WRAP_SHARE = 0.35


class Layout:
    """The layout habits of one report."""

    def __init__(self, rng: random.Random, traits: Traits, marks: Marks) -> None:
        self._rng = rng
        self._traits = traits
        self._marks = marks
        self._cells_open_with_bar = rng.random() < 0.3
        self._blank_line = rng.choice(("", " "))
        self._keeps_group_blanks = rng.random() < 0.3
        self._gap = rng.choice((2, 2, 3, 4))

    def render(self, grid: Grid) -> str:
        """The grid as text, without a line end behind the last line."""
        rows = self._with_page_break(grid.rows)
        rows = [self._wrapped(row) for row in rows]
        layout = self._traits.layout
        if layout in ("lines", "lines_blank"):
            return self._lines(rows)
        if layout == "pipe_lines":
            return "\n".join(self._pipe_lines(row, grid.columns) for row in rows)
        if layout == "spaces":
            return self._spaces(rows)
        if layout == "tab":
            return "\n".join(self._tab(row, grid.columns) for row in rows)
        return "\n".join(self._pipe(row, grid.columns, layout) for row in rows)

    def _with_page_break(self, rows: list[Row]) -> list[Row]:
        """Repeat the header in the middle of a long table, as a page break does."""
        if self._traits.page_break == "no" or len(rows) < 20:
            return rows
        first = next(i for i, row in enumerate(rows) if row.role != "head")
        at = self._rng.randint(first + 6, len(rows) - 4)
        number = self._rng.randint(2, 9)
        style = self._rng.choice(("— {} —", "第{}页", "- {} -", ""))
        again = [Row(list(row.cells), "head", row.labels) for row in rows[:first]]
        if style:
            page = self._marks.trap(str(number), "page number")
            again.insert(0, Row([style.format(page)], "raw", 1))
        return [*rows[:at], *again, *rows[at:]]

    def _wrapped(self, row: Row) -> Row:
        """Labels broken over lines, or printed one character a line."""
        style = self._traits.wrap
        if style == "none" or row.role == "raw":
            return row
        cells = list(row.cells)
        for index in range(row.labels):
            text = cells[index]
            if CLOSE in text or "\n" in text:
                continue
            if style == "one_char":
                narrow = row.role in ("head", "caption") or (row.labels > 1 and index == 0)
                if narrow and 2 <= len(text) <= 12 and self._traits.layout != "spaces":
                    cells[index] = "\n".join(text)
            elif len(text) >= 8 and self._rng.random() < _WRAP_SHARE:
                at = self._rng.randint(3, len(text) - 2)
                cells[index] = f"{text[:at]}\n{text[at:]}"
        return Row(cells, row.role, row.labels)

    def _fill(self, row: Row, columns: int) -> int:
        """How many trailing empty cells the row gets, left over from merged cells."""
        if self._traits.trailing == "ragged":
            return self._rng.randint(0, 4)
        if self._traits.trailing == "fixed":
            return max(0, columns - len(row.cells))
        return 0

    def _pipe(self, row: Row, columns: int, layout: str) -> str:
        if row.role == "raw":
            return row.cells[0]
        line = row.cells[0]
        for cell in row.cells[1:]:
            line += f" | {cell}" if visible(cell) else f" |{cell}"
        fill = self._fill(row, columns)
        if layout == "pipe_bare":
            return (line + " |" * fill).strip(" ")
        line += " |" + ("|" * fill if self._rng.random() < 0.7 else " |" * fill)
        return f"| {line.lstrip(' ')}" if layout == "pipe_framed" else line.lstrip(" ")

    def _pipe_lines(self, row: Row, columns: int) -> str:
        if row.role == "raw":
            return row.cells[0]
        fill = self._fill(row, columns)
        tail = ["|" * fill] if fill else []
        if self._cells_open_with_bar:
            first, *others = row.cells
            lines = [first, *(f"| {cell}".rstrip(" ") for cell in others), "|"]
            return "\n".join([*lines, *tail])
        lines = [f"{cell} |" if visible(cell).strip() else f"{cell}|" for cell in row.cells]
        return "\n".join([*lines, *tail])

    def _tab(self, row: Row, columns: int) -> str:
        if row.role == "raw":
            return row.cells[0]
        return "\t".join(row.cells) + "\t" * self._fill(row, columns)

    def _lines(self, rows: list[Row]) -> str:
        """One cell a line. Where blanks are lost, what they belong to may not be shifted."""
        between = "\n\n" if self._traits.layout == "lines_blank" else "\n"
        lines: list[str] = []
        for row in rows:
            lost = False
            for cell in row.cells:
                if visible(cell).strip():
                    lines.append(cell.replace("\n", between))
                elif row.role != "data":
                    if self._keeps_group_blanks and row.role == "group":
                        lines.append(" ")
                elif self._traits.blanks == "lost":
                    lost = True
                elif self._traits.layout == "lines_blank":
                    lines.append(cell if visible(cell) else cell + " ")
                else:
                    lines.append(cell if visible(cell) else cell + self._blank_line)
            if lost:
                self._caution(row)
        return between.join(lines)

    def _caution(self, row: Row) -> None:
        for cell in row.cells:
            found = self._marks.cell(cell.lstrip())
            if found:
                self._marks.caution(*found, "must_not_shift")

    def _spaces(self, rows: list[Row]) -> str:
        """Columns aligned by blanks. A blank cell shows only as a wider gap, or not at all."""
        collapses = self._traits.blanks == "lost"
        parts = [[cell.split("\n") for cell in row.cells] for row in rows]
        widths: list[int] = []
        for row, cells in zip(rows, parts, strict=True):
            if row.role in ("raw", "caption") or len(cells) == 1:
                continue
            for index, cell in enumerate(cells):
                if index == len(widths):
                    widths.append(0)
                limit = 44 if index < 2 else 24
                widths[index] = max(widths[index], min(limit, max(_width(p) for p in cell)))
        lines: list[str] = []
        for row, cells in zip(rows, parts, strict=True):
            figures = [visible(cell).strip() for cell in row.cells[row.labels :]]
            if row.role == "data" and len(figures) > 1 and any(figures) and not all(figures):
                self._caution(row)
            for number in range(max(len(cell) for cell in cells)):
                line = ""
                for index, cell in enumerate(cells):
                    text = cell[number] if number < len(cell) else ""
                    if collapses and row.role == "data" and not visible(text) and number == 0:
                        line += text
                        continue
                    line += text
                    if index < len(cells) - 1:
                        line += " " * (max(0, widths[index] - _width(text)) + self._gap)
                lines.append(line.rstrip(" "))
        return "\n".join(lines)


def _width(text: str) -> int:
    """Columns that the text takes on a terminal; marks take none."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in visible(text))

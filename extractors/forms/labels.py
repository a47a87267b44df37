"""Tells by its wording which cells of a form a printed label can mean."""

from __future__ import annotations

from functools import cache

from extractors.catalog import FormCell, form_cells
from extractors.rows import read_csv
from extractors.text import label_key

UNITS = frozenset(row["unit"] for row in read_csv("forms/units.csv"))
HEADING_UNITS = frozenset({"—", "——", "-", "--", "/", "———", "\\", "—-"})


@cache
def labels(form: str, section: str) -> dict[str, tuple[FormCell, ...]]:
    """Return the cells of a form's section by label key, declared aliases included."""
    index: dict[str, list[FormCell]] = {}
    cells = {c.cell: c for c in form_cells() if c.form == form and c.section == section}
    for cell in cells.values():
        index.setdefault(label_key(cell.row_label), []).append(cell)
    for row in read_csv("forms/aliases.csv"):
        if row["form"] == form and row["cell"] in cells:
            known = index.setdefault(label_key(row["alias"]), [])
            if cells[row["cell"]] not in known:
                known.append(cells[row["cell"]])
    return {key: tuple(dict.fromkeys(found)) for key, found in index.items()}

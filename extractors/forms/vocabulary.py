"""Every label that one of the forms prints, so that a wrapped one can be put together again."""

from __future__ import annotations

from functools import cache

from extractors.catalog import applicants, form_cells
from extractors.forms.labels import labels
from extractors.rows import read_csv
from extractors.text import label_key

SECTIONS = (
    ("form_2014", "table"),
    ("form_2019", "section2"),
    ("form_2019", "section3"),
    ("form_2019", "section4"),
    ("form_2021", "section2"),
    ("form_2021", "section3"),
    ("form_2021", "section4"),
)


@cache
def known_keys() -> frozenset[str]:
    """Return the keys of all rows, headings, columns and applicants of all forms."""
    keys = {key for form, section in SECTIONS for key in labels(form, section)}
    for cell in form_cells():
        for text in (cell.column_label, cell.parent_label):
            keys.update(label_key(part) for part in (text or "").split("/"))
    for applicant in applicants():
        keys |= {label_key(applicant.label), label_key(applicant.grouping or "")}
    keys |= {label_key(row["label"]) for row in read_csv("forms/ignored_labels.csv")}
    return frozenset(keys - {""})


@cache
def extendable_keys() -> frozenset[str]:
    """Return the keys that could be the first half of another label: 其他 of 其他处理."""
    known = known_keys()
    return frozenset(
        key for key in known if any(other != key and other.startswith(key) for other in known)
    )


@cache
def beginnings() -> frozenset[str]:
    """Return every beginning of a known key, to stop early when nothing can come of a join."""
    return frozenset(key[:length] for key in known_keys() for length in range(1, len(key) + 1))

"""The four forms: which one a report is in, and what its tables say."""

from __future__ import annotations

from extractors.document import Document
from extractors.forms import local_table, since_2019
from extractors.forms.detect import Detected, detect
from extractors.forms.form_2014 import table as form_2014
from extractors.forms.reading import Finding, Reading, TableReading

__all__ = ["Detected", "Finding", "Reading", "TableReading", "detect", "read_tables"]


def read_tables(document: Document, form: str) -> TableReading:
    """Read the tables of a report in a known form."""
    if form == "form_2014":
        return form_2014.read(document)
    if form == "narrative":
        return local_table.read(document, set())
    return since_2019.read(document, form)

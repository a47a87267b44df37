"""Data Docs: what Great Expectations found, as pages for people, below `quality/`.

The pages work from a folder or a stick: links are relative, and nothing is fetched. As they come
they ask seven other hosts for scripts, styles and a logo with the time of day in its address; that
is cut out, and the index, which is all script, is written here.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dagster_project.lib import files
from dagster_project.lib.gates import Verdict

KEPT = 10
"""Results kept of each suite."""

_SITE = "site"
_FETCHED = re.compile(r"<script[^>]*\ssrc=\"https?://[^>]*>\s*</script>|<link[^>]*https?://[^>]*>")
_INLINE_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_LOGO = re.compile(r"<img[^>]*https?://[^>]*>")
_ELSEWHERE = re.compile(r"<a[^>]*href=\"https?://[^>]*>(.*?)</a>", re.DOTALL)
_PICTURE = re.compile(r"url\(['\"]?https?://[^)]*\)")
_ICON = re.compile(r"<link[^>]*favicon[^>]*>")
_STYLE = (Path(__file__).with_name("data_docs.css")).read_text(encoding="utf-8")


def keep(folder: Path, suite: str, load_id: str, verdicts: Sequence[Verdict]) -> None:
    """Make the pages of what was found about a load, in place of earlier ones about the same."""
    results = folder / "results"
    results.mkdir(parents=True, exist_ok=True)
    found = _result(suite, load_id, verdicts)
    beside = folder / ".new"
    files.remove(beside)
    try:
        _build(beside, found)
        for page in beside.glob("*/**/*.html"):
            page.write_text(_make_local(page.read_text(encoding="utf-8")), encoding="utf-8")
        (folder / "expectations").mkdir(exist_ok=True)
        (folder / "validations" / suite).mkdir(parents=True, exist_ok=True)
        for pages in (f"expectations/{suite}.html", f"validations/{suite}/{load_id}"):
            files.remove(folder / pages)
            os.replace(beside / pages, folder / pages)
    finally:
        files.remove(beside)
    files.write(results / f"{suite}.{load_id}.json", json.dumps(found, ensure_ascii=False))
    for old in sorted(results.glob(f"{suite}.*.json"))[:-KEPT]:
        files.remove(folder / "validations" / suite / old.name.split(".")[1])
        old.unlink()
    files.write(folder / "index.html", _index(folder))


def _result(suite: str, load_id: str, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return the verdicts as Great Expectations writes down the result of a suite."""
    asked = [verdict for verdict in verdicts if verdict.evidence]
    passed = sum(verdict.success for verdict in asked)
    return {
        "success": all(verdict.success for verdict in verdicts),
        "results": [verdict.evidence for verdict in asked],
        "suite_name": suite,
        "statistics": {
            "evaluated_expectations": len(asked),
            "successful_expectations": passed,
            "unsuccessful_expectations": len(asked) - passed,
            "success_percent": 100 * passed / max(len(asked), 1),
        },
        "meta": {
            "run_id": {"run_name": load_id, "run_time": datetime.now(UTC).isoformat()},
            "expectation_suite_name": suite,
        },
    }


def _build(folder: Path, found: dict[str, Any]) -> None:
    # Here, so that whoever only names this module does not load Great Expectations.
    import great_expectations as gx
    from great_expectations.core.expectation_validation_result import (
        expectationSuiteValidationResultSchema,
    )
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

    found["meta"]["great_expectations_version"] = gx.__version__
    context: Any = gx.get_context(mode="ephemeral")
    for name in list(context.get_site_names()):
        context.delete_data_docs_site(name)
    result = expectationSuiteValidationResultSchema.load(found)
    suite = ExpectationSuiteIdentifier(found["suite_name"])
    run = RunIdentifier(**found["meta"]["run_id"])
    context.validation_results_store.set(ValidationResultIdentifier(suite, run, "load"), result)
    rules = [rule.expectation_config for rule in result.results]
    context.suites.add(gx.ExpectationSuite(found["suite_name"], expectations=rules))
    context.add_data_docs_site(
        _SITE,
        {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": {
                "class_name": "TupleFilesystemStoreBackend",
                "base_directory": str(folder),
            },
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    context.build_data_docs()


def _make_local(page: str) -> str:
    for fetched in (_FETCHED, _INLINE_SCRIPT, _LOGO, _ICON):
        page = fetched.sub("", page)
    page = _PICTURE.sub("none", _ELSEWHERE.sub(r"\1", page))
    return page.replace("</head>", f"<style>\n{_STYLE}</style>\n</head>", 1)


def _index(folder: Path) -> str:
    rows = []
    for file in sorted((folder / "results").glob("*.json"), key=_newest_first):
        content = json.loads(file.read_text(encoding="utf-8"))
        suite, run = content["suite_name"], content["meta"]["run_id"]
        counts = content["statistics"]
        [page, *_] = [*folder.glob(f"validations/{suite}/{run['run_name']}/*/load.html"), folder]
        cells = [
            f'<a href="{page.relative_to(folder).as_posix()}">{html.escape(suite)}</a>',
            html.escape(run["run_name"]),
            "passed" if content["success"] else "<strong>failed</strong>",
            f"{counts['successful_expectations']} of {counts['evaluated_expectations']}",
        ]
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return _INDEX.format(style=_STYLE, rows="\n".join(rows))


def _newest_first(file: Path) -> tuple[int, str]:
    return (-file.stat().st_mtime_ns, file.name)


_INDEX = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Quality of the loads</title>
<style>
{style}</style>
</head>
<body>
<h1>Quality of the loads</h1>
<p>What each gate found, newest first. A gate that failed stopped its load; the published snapshot
then stayed as it was.</p>
<table>
<thead><tr><th>Gate</th><th>Load</th><th>Result</th><th>Rules kept</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""

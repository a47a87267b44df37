"""dbt's manifest, made where it is missing or older than the dbt project.

Dagster's assets follow from it, so every way of starting needs it: the command, the UI, a test.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dagster_project.lib import files
from dagster_project.lib.settings import DBT_DIR, paths

_NOT_PART = ("target/", "logs/", ".")
_DBT = (sys.executable, "-c", "from dbt.cli.main import cli; cli()")
_PARSE = (*_DBT, "parse", "--quiet", "--no-use-colors")


class DbtProjectError(Exception):
    """dbt cannot read its project; the message holds what dbt says."""


def manifest_path(project: Path = DBT_DIR) -> Path:
    """Return the path of an up-to-date manifest.json, made first if need be.

    Raises:
        DbtProjectError: if dbt cannot read its project.
    """
    target = project / "target"
    manifest, mark = target / "manifest.json", target / "manifest.made-from"
    target.mkdir(exist_ok=True)
    with files.locked(target / "manifest.lock", wait=True):
        content = fingerprint(project)
        if not (
            manifest.exists() and mark.exists() and mark.read_text(encoding="utf-8") == content
        ):
            _parse(project, target)
            files.write(mark, content)
    return manifest


def read_manifest(project: Path = DBT_DIR) -> dict[str, Any]:
    """Return the up-to-date manifest."""
    content: dict[str, Any] = json.loads(manifest_path(project).read_text(encoding="utf-8"))
    return content


def _parse(project: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target, prefix="parse-") as beside:
        partial = target / "partial_parse.msgpack"
        if partial.exists():
            (Path(beside) / partial.name).write_bytes(partial.read_bytes())
        run = subprocess.run(
            _PARSE,
            cwd=project,
            env={
                **os.environ,
                "DBT_PROJECT_DIR": str(project),
                "DBT_PROFILES_DIR": str(project),
                "DBT_TARGET_PATH": beside,
                "DBT_LOG_PATH": beside,
                # dbt takes up its own notes only if it works on the same path again.
                "OGI_WAREHOUSE": paths().candidate.name,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise DbtProjectError(f"dbt cannot read {project}:\n{run.stdout}{run.stderr}")
        for name in ("partial_parse.msgpack", "manifest.json"):
            files.replace(Path(beside) / name, target / name)


def take_notes(target: Path, project: Path = DBT_DIR) -> None:
    """Give a build what dbt has noted about its project, so that it need not read it again."""
    name = "partial_parse.msgpack"
    target.mkdir(parents=True, exist_ok=True)
    if (project / "target" / name).exists() and not (target / name).exists():
        (target / name).write_bytes((project / "target" / name).read_bytes())


def keep_notes(target: Path, project: Path = DBT_DIR) -> None:
    """Keep what dbt noted about its project while it built.

    Its notes hold for one content of the profile only, so after a change of a setting that stands
    there (`OGI_MEMORY_LIMIT`) every load would have dbt read the whole project again.
    """
    name = "partial_parse.msgpack"
    if not (target / name).exists():
        return
    with files.locked(project / "target" / "manifest.lock", wait=True):
        files.write(project / "target" / name, (target / name).read_bytes())


def fingerprint(project: Path = DBT_DIR) -> str:
    """Return what tells this content of the dbt project, and this dbt, from any others."""
    digest = sha256(version("dbt-core").encode())
    for file in sorted(project.rglob("*")):
        path = file.relative_to(project).as_posix()
        if file.is_file() and not path.startswith(_NOT_PART):
            digest.update(f"{path} {files.sha256(file)}\n".encode())
    return digest.hexdigest()

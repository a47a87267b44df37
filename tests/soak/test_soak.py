"""A short form of `make soak`: a load killed while dbt works, one while it is published."""

from __future__ import annotations

from pathlib import Path

from tests.soak.trial import Soak


def test_killed_loads_leave_the_old_counts_or_the_new_ones(tmp_path: Path) -> None:
    soak = Soak(tmp_path, seed=3)
    soak.finish()
    told = [soak.kill_one("dbt", "first"), soak.kill_one("published_snapshot", "all")]
    assert soak.complaints == []
    assert told[0].startswith("dbt, first, ")
    assert told[0].endswith("readers saw the old counts")
    assert told[1].startswith("published_snapshot, all, ")
    assert "WRONG" not in told[1]

"""`python -m scripts.benchmark_resolution [COUNT]`: how long resolving so many reports takes.

Every report has its own made-up clues (title, publisher, breadcrumb, address) about a body
drawn from the tables, so that no cache is warmer than in a real load.
"""

from __future__ import annotations

import random
import sys
from time import process_time

from extractors.agencies import Clue, resolve
from extractors.agencies.bodies import functions
from extractors.agencies.divisions import Division, divisions, township, township_rows

COUNT = 100_000


def _clues(body: str, place: Division, number: int) -> list[Clue]:
    where = "".join(step.name for step in reversed(place.line()))
    steps = ">".join(step.name for step in reversed(place.line()))
    told = (
        ("title", body),
        ("publisher", f"{place.name}人民政府"),
        ("breadcrumb", f"首页>{steps}>政务公开"),
        ("contact", f"{where}建设路{number}号"),
    )
    return [Clue(kind, text, text) for kind, text in told]


def _reports(count: int) -> list[tuple[list[Clue], int]]:
    """Governments, departments and towns, a third each."""
    chance = random.Random(1)
    upper = [d for d in divisions().values() if d.level != "province"]
    towns = list(township_rows())
    usual = [f.names["county"] for f in functions().values() if "{" not in f.names["county"]]
    made = []
    for number in range(count):
        place = chance.choice(upper)
        body = (f"{place.name}人民政府", place.name + chance.choice(usual), "")[number % 3]
        if not body:
            town = township(chance.choice(towns))
            assert town is not None and town.parent is not None
            place, body = town.parent, f"{town.name}人民政府"
        made.append((_clues(body, place, number), chance.randint(2008, 2025)))
    return made


def main() -> None:
    """Print the seconds for loading the tables and for the resolutions."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    begin = process_time()
    resolve([Clue("title", "山福镇", "")], 2018)
    print(f"tables and first name: {process_time() - begin:.2f} s")
    reports = _reports(count)
    begin = process_time()
    grades: dict[str, int] = {}
    for clues, year in reports:
        grade = resolve(clues, year).grade
        grades[grade] = grades.get(grade, 0) + 1
    seconds = process_time() - begin
    print(f"{count} reports with four clues each: {seconds:.1f} s, {grades}")


if __name__ == "__main__":
    main()

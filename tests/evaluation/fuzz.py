"""Extraction must never fail, hang or grow: minutes of mutated and random text.

python -m tests.evaluation.fuzz --minutes 5
"""

from __future__ import annotations

import argparse
import random
import time
import tracemalloc
from pathlib import Path

from extractors.pipeline import extract
from tests.report_writer import mutate, write_report

_SLOWEST_SECONDS = 2.0
_MOST_MEGABYTES = 50
_WORDS = (
    "政府信息公开 申请 收到 件 0 12 1,234 | || \t \n \n\n （一） (三)不予公开 总计 其他 一、 "
    "四、 结果维持 行政复议 行政诉讼 2019年 年度报告 第二十条第（一）项 规章 条 — / 无 "
    "（hào） 會 \u200b 其中： 未收到 没有 。 ； ，"
).split(" ")


def main() -> None:
    """Fuzz until the time is up; stop with the text that broke something."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    rng = random.Random(seed)
    until = time.monotonic() + options.minutes * 60
    count = 0
    slowest = 0.0
    while time.monotonic() < until:
        text = _text(rng)
        started = time.perf_counter()
        try:
            _check(text)
        except Exception:
            kept = Path(f"fuzz_{seed}_{count}.txt")
            kept.write_text(text, encoding="utf-8")
            print(f"seed {seed}, text {count} broke the extraction; it is kept in {kept}")
            raise
        slowest = max(slowest, time.perf_counter() - started)
        if slowest > _SLOWEST_SECONDS:
            raise SystemExit(f"seed {seed}, text {count} took {slowest:.1f} s")
        count += 1
    print(f"seed {seed}: {count} texts, the slowest took {slowest * 1000:.0f} ms")
    print(f"memory for a long text: {_memory(rng):.0f} MB at most")


def _text(rng: random.Random) -> str:
    if rng.random() < 0.3:
        return "".join(rng.choices(_WORDS, k=rng.randint(1, 3000)))
    written = write_report(rng)
    text = written.text
    for _ in range(rng.randint(1, 8)):
        text, _ = mutate(rng, type(written)(text, b"", written.truth, written.traits))
    return text


def _check(text: str) -> None:
    data = text.encode()
    decoded = data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    extraction = extract(data, "fuzz.txt")
    for seen in extraction.observations:
        start, end = map(int, seen.value_locator[5:].split(","))
        first, last = map(int, seen.locator[5:].split(","))
        assert decoded[start:end] == seen.raw
        assert decoded[first:last] == seen.quote
        assert first <= start <= end <= last


def _memory(rng: random.Random) -> float:
    text = "".join(rng.choices(_WORDS, k=200_000))
    tracemalloc.start()
    extract(text.encode(), "long.txt")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    if peak > _MOST_MEGABYTES * len(text):
        raise SystemExit(f"{peak / 1e6:.0f} MB for a text of {len(text) / 1e6:.1f} M characters")
    return peak / 1e6


if __name__ == "__main__":
    main()

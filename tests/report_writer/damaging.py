"""Files that are no good reports: what a load must put into quarantine, or survive."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_YEAR = re.compile(r"(?:19|20)\d\d|(?:[12])[09]\d\d|[二一][〇○零九][〇○零一二三四五六七八九]{2}")

_NEWS = (
    "{place}召开安全生产工作会议\n发布时间：{date}\n{date}，{place}召开安全生产工作会议，"
    "总结上半年工作，部署下一阶段任务。会议要求，各单位要排查隐患{n}处，整改到位。\n",
    "{place}第{n}届文化旅游节开幕\n本报讯 活动期间共接待游客{n}万人次，实现收入{n}万元。\n",
)
_TENDER = (
    "{place}中心小学运动场改造工程招标公告\n招标编号：ZB{n}-{m}\n预算金额：{n}.5万元\n"
    "序号 | 名称 | 单位 | 数量 |\n1 | 塑胶跑道 | 平方米 | {m} |\n2 | 人造草坪 | 平方米 | {n} |\n"
    "投标文件递交截止时间：{date}。\n",
    "政府采购成交结果公告\n采购人：{place}卫生院\n成交金额：{n}.80万元\n评审专家：张某某、李某某\n",
)
_PLACES = ("会同县", "永嘉县", "西吉县", "徐闻县", "梨树县")


def _page(rng: random.Random, pages: tuple[str, ...]) -> bytes:
    date = f"{rng.randint(2009, 2024)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    text = rng.choice(pages).format(
        place=rng.choice(_PLACES), date=date, n=rng.randint(2, 99), m=rng.randint(100, 9999)
    )
    return (text * rng.randint(1, 3)).encode("utf-8")


def _decoded(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-8-sig", "gb18030", "big5"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace"), "utf-8"


def _without_year(_: random.Random, data: bytes) -> bytes:
    text, encoding = _decoded(data)
    return _YEAR.sub("", text).encode(encoding)


def _mojibake(_: random.Random, data: bytes) -> bytes:
    """A report read as Latin-1 once too often."""
    return _decoded(data)[0].encode("gb18030").decode("latin-1").encode("utf-8")


def _binary(rng: random.Random, _: bytes) -> bytes:
    head = rng.choice((b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG\r\n\x1a\n"))
    return head + rng.randbytes(rng.randint(200, 4000))


_KINDS: dict[str, Callable[[random.Random, bytes], bytes]] = {
    "empty": lambda rng, data: b"",
    "only_blanks": lambda rng, data: rng.choice((b"\n", b" \r\n \t\n", "\u3000\n".encode())) * 20,
    "truncated": lambda rng, data: data[: rng.randint(1, max(2, len(data) // 20))],
    "cut_in_a_character": lambda rng, data: data[: len(data) // 2 // 3 * 3 + 1],
    "binary": _binary,
    "news": lambda rng, data: _page(rng, _NEWS),
    "tender": lambda rng, data: _page(rng, _TENDER),
    "year_removed": _without_year,
    "mojibake": _mojibake,
    "nul_bytes": lambda rng, data: data[:60] + b"\x00" * rng.randint(1, 200) + data[60:],
}
DAMAGE_KINDS = tuple(_KINDS)


def damage(rng: random.Random, data: bytes, kind: str | None = None) -> tuple[bytes, str]:
    """`data` spoiled (or replaced by something that is no report), and how."""
    chosen = kind or rng.choice(DAMAGE_KINDS)
    return _KINDS[chosen](rng, data), chosen

"""Who, when and which scope: titles, heads, periods, signatures, footers of a page."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from . import catalogue, dates, traps
from .bodies import Body
from .figures import Values
from .marks import Marks
from .teller import Teller
from .traits import Traits

_DEPARTMENT_WORDS = ("我局", "我委", "我厅", "我室", "我会", "我关", "我队", "我部", "我署")


@dataclass(slots=True)
class Facts:
    """What the page says about the report itself."""

    agency: str = ""
    variants: list[str] = field(default_factory=list)
    place: str = ""
    period: tuple[date, date] | None = None
    published_on: date | None = None
    issued_on: date | None = None
    scope: str = "unknown"
    scope_clue: str = ""
    title: str = ""
    document_number: str = ""
    signed_by: str = ""


class Page:
    """Writes the parts of one page that surround chapters and tables."""

    def __init__(
        self,
        rng: random.Random,
        traits: Traits,
        marks: Marks,
        body: Body,
        year: int,
        teller: Teller,
    ) -> None:
        self.facts = Facts()
        self._rng = rng
        self._traits = traits
        self._marks = marks
        self._body = body
        self._year = year
        self._teller = teller
        self._named = traits.title not in ("unnamed", "none")
        self._site = self._named or traits.clue == "publisher"
        later = traits.posting == "years_later"
        self._posted = dates.posting(rng, year, later)
        self._signed = min(self._posted, dates.posting(rng, year, later=False))
        if self._named:
            self.facts.agency = self._title_name()

    def _title_name(self) -> str:
        body = self._body
        names = [body.name, body.short]
        if body.level == "township" and body.place:
            names.append(body.place + body.short)
        return self._print(self._rng.choice(names))

    def _print(self, name: str) -> str:
        """Remember a printed name as a right answer."""
        if name not in self.facts.variants:
            self.facts.variants.append(name)
        if self._body.place and name.startswith(self._body.place) and name != self._body.place:
            self.facts.place = self._body.place
        return name

    def name(self, name: str) -> str:
        """A name of the body, printed somewhere else on the page."""
        return self._print(name)

    def _trap(self, spec: str) -> str:
        empty: Values = {}
        text, reason = traps.number(self._rng, spec, "", empty, self._year)
        return self._marks.trap(text, reason)

    def title(self) -> list[str]:
        """The title's lines; none where the page has no title."""
        if self._traits.title == "none":
            return []
        rows = [r for r in catalogue.texts("titles") if r["pattern"] == self._traits.title]
        year = f"{self._year}年"
        text = self._rng.choice(rows)["template"].replace("\\n", "\n")
        shown = dates.chinese_year(self._year)
        text = text.replace("{T}", self.facts.agency).replace("{yc}", shown)
        text = text.replace("{yd}", year + "度").replace("{y}", year)
        self.facts.title = text.replace("\n", "")
        return text.split("\n")

    def head(self) -> list[str]:
        """What stands before the title: breadcrumb, metadata or posting line."""
        style = self._traits.head
        if self._traits.clue == "breadcrumb":
            style = "breadcrumb"
        elif self._traits.clue == "publisher":
            style = self._rng.choice(("metadata_lines", "metadata_pipe", "posting"))
        if style == "breadcrumb":
            return [self._breadcrumb()]
        if style == "posting":
            return [self._posting_line()]
        return self._metadata(style) if style != "none" else []

    def _breadcrumb(self) -> str:
        rng, body = self._rng, self._body
        sign = rng.choice((" > ", ">", " >> ", " › ", " - "))
        steps = ["首页", rng.choice(("政务公开", "信息公开", "政府信息公开"))]
        if body.place and (self._named or self._traits.clue == "breadcrumb"):
            steps.append("乡镇街道" if body.level == "township" else "部门信息公开")
            if rng.random() < 0.5:
                steps.append(body.place)
                self.facts.place = body.place
        if self._named or self._traits.clue == "breadcrumb":
            steps.append(self._print(rng.choice((body.short, body.name))))
        steps.append(rng.choice(("政府信息公开年报", "年度报告", f"{self._year}年")))
        return rng.choice(("", "当前位置：", "您的位置：")) + sign.join(steps)

    def _posting_line(self) -> str:
        rng = self._rng
        shown = dates.show(rng, self._posted, time=rng.random() < 0.4)
        self.facts.published_on = self._posted
        source = self._print(self._body.name) if self._site else "本站"
        label = rng.choice(("发布时间：", "发布日期：", "时间："))
        tail = rng.choice((f"信息来源：{source}", f" 来源：{source}", f" 作者：{source}"))
        text = label + shown + tail
        if rng.random() < 0.3:
            text += f" 浏览次数：{self._trap('visits')} 字号：[大 中 小]"
        return text

    def _metadata(self, style: str) -> list[str]:
        """The header of a document catalogue."""
        rng = self._rng
        number = f"〔{self._posted.year}〕{rng.randint(1, 180)}号"
        prefix = rng.choice(("政办发", "政公开办", "府办"))
        if rng.random() < 0.6:
            self.facts.document_number = prefix + number
            number = self._marks.trap(self.facts.document_number, "document number")
        else:
            number = ""
        made = rng.choice(("成文日期", "生成日期"))
        self.facts.issued_on, self.facts.published_on = self._signed, self._posted
        pairs = [
            ("索引号", self._trap("index")),
            ("公开方式", "主动公开"),
            ("文号", number),
            (made, dates.show(rng, self._signed)),
            ("主题分类", rng.choice(("其他", "综合政务", "政府信息公开年报"))),
            ("发布日期", dates.show(rng, self._posted)),
        ]
        if self._site:
            publisher = rng.choice(("发布机构", "发布单位"))
            pairs.insert(4, (publisher, self._print(self._body.name)))
        if style == "metadata_lines":
            return [f"{label}：{value}" for label, value in pairs]
        lines = []
        for left in range(0, len(pairs) - 1, 2):
            cells = [f"{label}： | {value} |" for label, value in pairs[left : left + 2]]
            lines.append(" ".join(cells).replace("|  |", "| |"))
        return lines

    def intro(self) -> str:
        """The opening paragraph: law, who compiled it, period, contact."""
        era = "new" if self._year >= 2019 else "old"
        rows = [row for row in catalogue.texts("intros") if row["era"] == era]
        if self._traits.clue == "nearby":
            rows = [row for row in rows if "{E}" in row["template"]]
        if self._traits.title == "none":
            rows = [row for row in rows if "{y" in row["template"]]
        text = self._rng.choice(rows)["template"]
        body, year = self._body, f"{self._year}年"
        name = body.name if self._named else body.we
        if self._traits.clue == "nearby":
            name = body.name
            if body.level == "township" and self._rng.random() < 0.5:
                name = body.short + self._rng.choice(("党委、政府", ""))
        if "{E}" in text and name != body.we:
            self._print(name if name in (body.name, body.short) else body.short)
        contact = self._contact() if "{F}" in text or self._traits.clue == "contact" else ""
        parts = {"{E}": name, "{C}": self._scope(), "{D}": self._period(), "{F}": contact}
        if "{F}" not in text and contact:
            text += "{F}"
        if "{C}" not in text:
            text += parts["{C}"]
        text = text.replace("{yd}", year + "度").replace("{y}", year)
        for key, value in parts.items():
            text = text.replace(key, value)
        for order in ("492", "711"):
            if "{~order" + order in text:
                text = text.replace("{~order" + order + "}", self._trap("order" + order))
        return text

    def _scope(self) -> str:
        body, facts, rng = self._body, self.facts, self._rng
        whole = {"市": "全市", "区": "全区", "省": "全省", "州": "全州", "旗": "全旗"}
        unit = whole.get((body.short or " ")[-1], "全县")
        if self._traits.scope == "consolidated" and body.is_government:
            facts.scope = "consolidated"
            facts.scope_clue = rng.choice(("汇总", unit, f"{unit}各部门"))
            if facts.scope_clue == "汇总":
                return "本报告由各部门、各乡镇政府信息公开情况汇总编制而成。"
            return f"本报告反映{facts.scope_clue}政府信息公开工作情况。"
        if self._traits.scope == "own":
            facts.scope = "own"
            facts.scope_clue = rng.choice(("本机关", "本级")) if body.is_government else "本机关"
            return f"本报告数据为{facts.scope_clue}数据。"
        return ""

    def settle_scope(self, text: str) -> None:
        """A department that says 我局 speaks of itself."""
        facts = self.facts
        we = self._body.we
        if facts.scope == "unknown" and we in _DEPARTMENT_WORDS and we in text:
            facts.scope, facts.scope_clue = "own", we

    def _period(self) -> str:
        rng, traits = self._rng, self._traits
        if traits.period == "absent":
            return ""
        start, end = dates.period(rng, self._year, traits.period == "odd")
        self.facts.period = (start, end)
        style = rng.choice(
            (
                "本报告所列数据的统计期限自{0}起至{1}止。", "统计期限为{0}至{1}。",
                "本报告中所列数据的统计期限从{0}到{1}。", "数据统计期限：{0}—{1}。",
            )
        )  # fmt: skip
        if traits.period == "garbled":
            return style.format(f"{start.year}年11日", f"{end.year}年1231日")
        tail = dates.long(end)
        if end.year == start.year and rng.random() < 0.3:
            tail = f"{end.month}月{end.day}日"
        if rng.random() < 0.1:
            return style.format(f"{start:%Y.%m.%d}", f"{end:%Y.%m.%d}")
        return style.format(dates.long(start), tail)

    def _contact(self) -> str:
        rng, body = self._rng, self._body
        named = self._named or self._traits.clue == "contact"
        office = (self._print(body.name) + "办公室") if named else "办公室"
        street = rng.choice(("人民路", "建设路", "解放大道", "府前街", "中山路"))
        phone, code = self._trap("phone"), self._trap("zip")
        place = (body.place or body.short) if self._named else ""
        code += "；联系人：张**" if self._traits.noise == "masked" else ""
        return (
            f"如对本报告有疑问，请与{office}联系（地址：{place}{street}{self._trap('house')}号；"
            f"邮编：{code}；电话：{phone}；电子邮箱：xxgk@{body.host[4:]}）。"
        )

    def signature(self) -> list[str]:
        """Who signs, and when."""
        traits, body = self._traits, self._body
        style = "body" if traits.clue == "signature" else traits.signature
        if style == "none" or not (self._named or traits.clue == "signature"):
            return []
        if style == "office" and body.is_government:
            name = self._rng.choice((body.leading_group, f"{body.name}办公室"))
            self.facts.signed_by = name
        else:
            name = self._print(body.name)
        if self.facts.issued_on is None:
            self.facts.issued_on = self._signed
        indent = self._rng.choice(("", " " * 20, "　" * 12))
        return [indent + name, indent + dates.long(self.facts.issued_on, self._rng)]

    def footer(self) -> list[str]:
        """What the site prints below."""
        rng, body = self._rng, self._body
        if self._traits.footer == "site":
            lines = [f"主办：{body.office}  承办：信息中心"] if self._named else []
            lines.append(f"备案号：ICP备{self._trap('zip')}号  网站标识码：{self._trap('qq')}")
            lines.append(f"邮编：{self._trap('zip')}  联系电话：{self._trap('phone')}")
            return lines
        if self._traits.footer == "related":
            near = self._year + rng.choice((-1, 1))
            return [
                "【打印】【关闭】",
                f"上一篇：{near}年政府信息公开工作年度报告",
                f"下一篇：{self._posted.year}年政府信息公开指南",
            ]
        return []

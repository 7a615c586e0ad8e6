"""Datelines of East Asia: "新华社北京4月24日电", "（中央社記者...台北12日電）", "【ソウル＝...】", "(서울=...)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from normalize.furniture.agencies import agencies, find_agency
from normalize.late import LatePattern


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline without its dash, the agencies it names, and the paragraph without it."""

    text: str
    agencies: list[str]
    rest: str


#: Marks that enclose a dateline.
OPENING = "【[(（［〔"
_CLOSING = "】\\])）］〕"
_ENDS = frozenset("】])）］〕")
_DAY = r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
#: An agency or paper, its reporter and town, a day, and the word for a wire's copy.
_HAN = LatePattern(
    rf"[（(【〔]?(?:据|據)?(?P<agency>[\u4e00-\u9fff]{{1,6}}?(?:社|网|網|报|報))"
    rf"(?P<town>[\u4e00-\u9fff]{{0,14}}?)(?P<day>{_DAY})?(?:综合外电|綜合外電)?"
    rf"(?:电|電|讯|訊|報導|报道|消息)(?P<end>[)）】〕]|(?=\s?[（(])|[：:]|\s|(?<=[电電]))"
)
_HAN_REPORTER = LatePattern(
    r"\s*(?:[（(][\u4e00-\u9fff]{0,6}?(?:记者|記者)[^（）()]{1,40}[)）]|(?:记者|記者)[\u4e00-\u9fff]{2,4}(?:报道|報導)[：:，])\s*"
)
#: Names alone in brackets, behind a day: "人民网北京2月11日电（王明）"
_HAN_NAMED = LatePattern(
    r"\s*[（(][\u4e00-\u9fff]{2,3}(?:[、\s]\s?[\u4e00-\u9fff]{2,3}){0,3}[)）]\s*"
)
#: "記者李建國／台北報導", in brackets or before a space; "中國時報【李建國╱台北報導】"
_REPORT = LatePattern(
    r"(?:(?:[\u4e00-\u9fff]{2,6})?[〔【（\[](?:記者|记者)?[\u4e00-\u9fff、]{2,16}[／/╱][\u4e00-\u9fff]{2,10}(?:報導|报道)[〕】）\]]\s*"
    r"|(?:記者|记者)[\u4e00-\u9fff、]{2,16}[／/╱][\u4e00-\u9fff]{2,10}(?:報導|报道)\s+)"
)
_BRACKETED = re.compile(
    rf"[{re.escape(OPENING)}]([^{_CLOSING}]{{2,40}})[{_CLOSING}]\s*(?:[－-]\s+)?"
)
_KOREAN_REPORTER = LatePattern(r"(?:[\uac00-\ud7af·, ]{2,20}\s)?(?:기자|특파원)\s*=\s*")
#: "[... 김도윤 기자]"
_SIGNED = re.compile(r"\s(?:기자|특파원)$")
#: What a paper calls copy of its own or put together from wires.
_COPY = re.compile(r"(?:消息|报道|報導|讯|訊|电|電)$")
#: "［ロンドン発］", "（ロンドン＝佐藤健一）"
_SENT = LatePattern(
    r"[\uac00-\ud7af]{2,6}=[\uac00-\ud7af\w]{2,12}|(?:[\u4e00-\u9fff]{2,10}\s?)?(?:记者|記者)[\s：:]?[\u4e00-\u9fff·]{2,4}"
    r"|[\u3040-\u30ff\u4e00-\u9fff]{2,10}(?:発|[＝=][\u3040-\u30ff\u3005\u4e00-\u9fff・]{2,10})"
)
#: What papers, stations and sites are called.
_OUTLET = re.compile(
    r".(?:[日时時晚早周週]报|[日时時晚早周週]報|新[闻聞][网網]?|[网網]|经济|일보|신문|뉴스|경제|방송|투데이|타임스)$"
)
#: "路透伦敦3月14日 - ", after a known name.
_SHORT = LatePattern(rf"[\u4e00-\u9fff]{{0,10}}?{_DAY}\s?[-－–—:：]\s*")
#: "김도윤 기자 = "
_ALONE = LatePattern(r"[\uac00-\ud7af]{2,4}\s(?:기자|특파원)\s?[=/]\s?")


def split_eastern(text: str) -> Dateline | None:
    """Split a paragraph into its dateline and the rest; None where it has none."""
    return _han(text) or _short(text) or _report(text) or _bracketed(text)


def _han(text: str) -> Dateline | None:
    found = _HAN.match(text)
    if found is None or (text[0] in OPENING and found.group("end") not in _ENDS):
        return None
    agency = find_agency(found.group("agency"))
    own = found.group("agency") in ("本报", "本報", "本网", "本網", "本社")
    reporter = _HAN_REPORTER.match(text, found.end())
    if reporter is None and found.group("day"):
        reporter = _HAN_NAMED.match(text, found.end())
    told = reporter or ((agency or own) and found.group("end"))
    if found.group("day") is None and (found.group("town") or not told):
        return None
    end = reporter.end() if reporter else found.end()
    names = [] if own else [agency.name if agency else found.group("agency")]
    return Dateline(text[:end].strip(" ：:"), names, text[end:].lstrip(" ：:，,"))


def _short(text: str) -> Dateline | None:
    """A wire's name, its town and a day before a dash, without the word for its copy."""
    if not text.startswith(_eastern_names()):
        return None
    name = next(name for name in _eastern_names() if text.startswith(name))
    found, agency = _SHORT.match(text, len(name)), find_agency(name)
    if found is None or agency is None:
        return None
    label = text[: found.end()].rstrip(" -－–—:：")
    return Dateline(label, [agency.name], text[found.end() :])


def _report(text: str) -> Dateline | None:
    found = _REPORT.match(text) or _ALONE.match(text)
    return Dateline(found.group().strip(), [], text[found.end() :]) if found else None


@cache
def _eastern_names() -> tuple[str, ...]:
    return tuple(name for name in agencies() if name[0] > "\u2e80")


def _bracketed(text: str) -> Dateline | None:
    found = _BRACKETED.match(text)
    if found is None:
        return None
    inner = found.group(1)
    parts = [part for part in re.split(r"\s*[＝=]\s*|\s+", inner) if part]
    agency = next((a for a in map(find_agency, [inner, *parts]) if a), None)
    if agency is None and inner[0] > "\u2e80":
        ends = next((name for name in _eastern_names() if inner.endswith(name)), "")
        agency = find_agency(ends) if ends else None
    enclosed = found.group()[0] == "【" and re.search("[＝=]", inner)
    told = agency or enclosed or _SIGNED.search(inner) or any(map(_COPY.search, parts))
    if not (told or _SENT.fullmatch(inner) or _OUTLET.search(inner)):
        return None
    rest = text[found.end() :]
    reporter = _KOREAN_REPORTER.match(rest) or _REPORT.match(rest) or _HAN_REPORTER.match(rest)
    label = found.group().strip(" －-")
    if reporter:
        label = f"{label} {reporter.group().strip()}"
        rest = rest[reporter.end() :]
    return Dateline(label, [agency.name] if agency else [], rest)

"""Synthetic extractions with a known truth: real places, ministries and industries, invented all the rest.

Every city has a zone or two with its offices, companies, parks, persons and so on; an article is about one
zone and names some of its city's things and some of the country's, each in one of its lawful forms. The same
seed and size give the same extractions. How long their resolution takes is measured in resolve.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from kg.lexicon import load_table
from kg.records import Entity, Evidence, Extraction, Local, Relation, Source, Span

PER_ARTICLE = 20  # entities; things are a fifth of the mentions
LOCAL_THINGS = 66  # of a city
_NATIONAL = 4  # of an article's entities are known all over the country
_FIRST = (
    "海星澜华恒瑞康科天宇信安博远盛泰龙金鼎明德诚睿云智中嘉联创拓锐汇卓蓝青腾飞凯奥迪普新汉宏昌达润丰旭昊"
    "铭铂钧锦琪玖弘乾坤朗皓泓沛沃沣渤瀚炬烁焱煜珂璟瑾睦硕祥福禄立筑精纳纽络维绿群翰聚胜臻舒艾芯若英茂荣莱"
    "菲葆融衍贝赛越路轩辰迅逸通酷锋长隆雅雷霖顶顺颐领飒首驭骏高鸿麦齐"
)
_SECOND = (
    "岳川峰源图创达信诺邦泽林森洋波澜舟帆辰晖曜衡睿哲思维远航翔驰力能动原光影声华美雅康健宁安和平顺通迪特"
    "尔斯格朗奇乐柏桥城界境域宸岩岭岚巍州广庭廷弦彩徽德怡恩成扬拓捷控教方旭昂晟晶杰果栋核桐梵棠植楚榕橙正"
    "沐泉浩涵淘清温湃湖溪滨漫潮澳炎焕熙玛珀珠琛瑜瑞璞生电畅盈盾码磁禾科程端简纬纳线缆翼联致艺莎萌蒙蓉蕴行"
    "视讯诚象贤赫跃车轮迈运速道遥邑重野钢钛钰铁锂镁镓门闻阳隆雨雪霆青韵领颂风食馨驱骋高魔鲲鹏鹿麟默鼎"
)
_TRADES = (
    *("生物医药", "智能装备", "新材料", "微电子", "软件", "机器人"),
    *("医疗器械", "新能源", "环保科技", "精密机械", "信息技术", "航空制造"),
)
_FORMS = ("有限公司", "股份有限公司", "有限责任公司")
_PARKS = ["软件园", "生物产业园", "创新中心", "智造园", "科技园", "孵化器", "光电产业基地"]
_SCHOOLS = ["职业技术学院", "新材料研究院", "智能制造研究院", "产业技术研究院", "人民医院", "实验中学"]
_WORKS = [
    "产业园项目",
    "研发中心项目",
    "生产基地一期项目",
    "生产基地二期项目",
    "数据中心项目",
    "智能工厂项目",
]
_EVENTS = ["创新创业大赛", "产业峰会", "人才节", "投资洽谈会"]
_THEMES = ["科技创新", "招商引资", "人才集聚", "绿色低碳发展", "知识产权保护", "科技金融"]
_OFFICES = ["科技局", "工信局", "财政局", "人社局", "市场监管局"]
_LONG = {"科技局": "科学技术局", "工信局": "工业和信息化局", "人社局": "人力资源和社会保障局"}
_ZONES = (("高新区", "高新技术产业开发区"), ("经开区", "经济技术开发区"))
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂鹏飞宇浩然欣怡子轩雨泽"


@dataclass(frozen=True, slots=True)
class Thing:
    """What exists: forms that prove themselves, and a short one that a text has to introduce."""

    type: str
    forms: tuple[str, ...]
    short: str | None = None


@dataclass(frozen=True, slots=True)
class City:
    """A city's zone, what else is there, and the thing in which each of its persons holds a post."""

    zone: Thing
    place: Thing
    things: tuple[Thing, ...]
    posts: Mapping[Thing, Thing]


@dataclass(frozen=True, slots=True)
class World:
    """Extractions, and which thing each of their entities is."""

    extractions: tuple[Extraction, ...]
    truth: Mapping[Local, str]


def make_world(mentions: int, seed: int = 4) -> World:
    """Make extractions with so many entities, of a fifth as many things."""
    random = Random(seed)
    cities = list(make_cities(max(1, mentions // 5 // LOCAL_THINGS), random))
    nation = make_nation()
    names = {thing: f"{number}" for number, thing in enumerate(_list_things(cities, nation))}
    extractions, truth = [], {}
    for number in range(mentions // PER_ARTICLE):
        extraction, things = _write_article(f"{number:012x}", random.choice(cities), nation, random)
        extractions.append(extraction)
        for entity, thing in zip(extraction.entities, things, strict=True):
            truth[extraction.source.document, 0, entity.id] = names[thing]
    return World(tuple(extractions), truth)


def _list_things(cities: Sequence[City], nation: Sequence[Thing]) -> Iterator[Thing]:
    yield from nation
    for city in cities:
        yield from (city.zone, city.place, *city.things)


def _write_article(
    document: str, city: City, nation: Sequence[Thing], random: Random
) -> tuple[Extraction, list[Thing]]:
    things = dict.fromkeys((city.zone, city.place, *random.sample(nation, _NATIONAL)))
    for thing in random.sample(city.things, PER_ARTICLE - len(things)):
        things |= dict.fromkeys((city.posts[thing],) if thing in city.posts else ())
        things[thing] = None
    listed = list(things)[:PER_ARTICLE]
    ids = {thing: f"e{number}" for number, thing in enumerate(listed, 1)}
    entities = tuple(_name(thing, ids[thing], random) for thing in listed)
    title = f"{entities[0].name}：高质量发展"
    proof = (Evidence(document, 0, Span(0, 1), "高"),)
    relations = tuple(
        Relation(ids[one], "holdsPosition", ids[city.posts[one]], proof, "synthetic", 0.9)
        for one in listed
        if one in city.posts and city.posts[one] in ids
    )
    source = Source(document, f"synthetic/{document}.txt", 0, title)
    return Extraction(source, entities, relations), listed


def _name(thing: Thing, id_: str, random: Random) -> Entity:
    form = random.choice(thing.forms)
    if thing.short and random.random() < 0.5:
        return Entity(id_, thing.type, form, (thing.short,))
    return Entity(id_, thing.type, thing.short if thing.short and random.random() < 0.4 else form)


def make_nation() -> tuple[Thing, ...]:
    """Make what is known everywhere: ministries, industries, provinces, titles."""
    bodies = (
        Thing("GovernmentBody", (row["name"], *(row["short"].split("|") if row["short"] != "-" else ())[:1]))
        for row in load_table("bodies")[:60]
    )
    industries = (Thing("Industry", (trade, f"{trade}产业", f"“{trade}”产业")) for trade in _TRADES)
    provinces = (
        Thing("Place", (row["name"],)) for row in load_table("divisions") if row["code"].endswith("0000")
    )
    titles = (
        Thing("Recognition", (f"{year}年国家{what}名单", f"{year}年度国家级{what}"))
        for year in range(2015, 2025)
        for what in ("绿色工厂", "智能制造示范工厂", "知识产权示范企业")
    )
    return (*bodies, *industries, *provinces, *titles)


def make_cities(count: int, random: Random) -> Iterator[City]:
    """Make cities: prefectures first, then counties whose name nobody else bears."""
    rows = [
        row for row in load_table("divisions") if row["short"] != "-" and not row["code"].endswith("0000")
    ]
    rows.sort(key=lambda row: (not row["code"].endswith("00"), row["code"]))
    for row in rows[:count]:
        yield _make_city(row["name"], row["short"], random)


def _make_city(name: str, short: str, random: Random) -> City:
    zones = [Thing("Zone", (f"{short}{a}", f"{short}国家{b}", f"{name}{a}")) for a, b in _ZONES]
    bodies = [Thing("GovernmentBody", (f"{short}{a}管委会", f"{short}{b}管理委员会")) for a, b in _ZONES]
    bodies.append(Thing("GovernmentBody", (f"{name}政府", f"{name}人民政府")))
    bodies += [
        Thing("GovernmentBody", (f"{name}{each}", f"{name}{_LONG.get(each, each)}")) for each in _OFFICES
    ]
    things: dict[tuple[str, str], Thing] = {}
    for make, number in _MAKERS:
        wanted = len(things) + number
        while len(things) < wanted:
            made = make(short, random)
            things.setdefault((made.type, made.forms[0]), made)
    persons = [thing for thing in things.values() if thing.type == "Person"]
    seats = [*zones, *bodies, *(thing for thing in things.values() if thing.type == "Enterprise")]
    posts = {person: random.choice(seats) for person in persons}
    return City(zones[0], Thing("Place", (name, short)), (zones[1], *bodies, *things.values()), posts)


def _make_company(city: str, random: Random) -> Thing:
    brand, trade, form = _make_brand(random), random.choice(_TRADES), random.choice(_FORMS)
    full = f"{city}{brand}{trade}{form}"
    return Thing(
        "Enterprise", (full, f"{city}{brand}{trade}", f"{brand}{trade}（{city}）{form}"), brand + trade[:2]
    )


def _make_park(city: str, random: Random) -> Thing:
    own = f"{_make_brand(random)}{random.choice(_PARKS)}"
    return Thing("Park", (f"{city}{own}", f"{city}“{own}”", own))


def _make_institution(city: str, random: Random) -> Thing:
    own = f"{_make_brand(random)}{random.choice(_SCHOOLS)}"
    return Thing("Institution", (f"{city}{own}", f"{city}市{own}" if len(city) == 2 else f"{city} {own}"))


def _make_project(city: str, random: Random) -> Thing:
    work = random.choice(_WORKS)
    own = f"{_make_brand(random)}{work}"
    return Thing("Project", (own, own.removesuffix("项目"), f"{city}{own}"))


def _make_policy(city: str, random: Random) -> Thing:
    year, theme = random.randint(2018, 2024), random.choice(_THEMES)
    own = f"高新区{year}年促进{_make_brand(random)}{theme}若干措施"
    return Thing("Policy", (f"《{city}{own}（试行）》", f"{city}{own}", f"《{city}{own}》"))


def _make_event(city: str, random: Random) -> Thing:
    number, own = random.randint(1, 12), f"{_make_brand(random)}{random.choice(_EVENTS)}"
    return Thing("Event", (f"第{number}届{city}{own}", f"第{_to_chinese(number)}届{city}{own}"))


def _make_person(_: str, random: Random) -> Thing:
    return Thing(
        "Person", (random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=random.randint(1, 2))),)
    )


def _make_brand(random: Random) -> str:
    """Make a name of two or three characters: few of so many are nearly alike, as with real ones."""
    return random.choice(_FIRST) + "".join(random.choices(_SECOND, k=random.randint(1, 2)))


def _to_chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    return digits[number] if number < 10 else "十" + (digits[number % 10] if number % 10 else "")


_MAKERS: tuple[tuple[Callable[[str, Random], Thing], int], ...] = (
    (_make_company, 24),
    (_make_park, 6),
    (_make_institution, 5),
    (_make_project, 6),
    (_make_policy, 4),
    (_make_event, 4),
    (_make_person, 6),
)

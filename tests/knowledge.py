"""A small hand-made Knowledge shared by the tests: two invented reports, all 12 types, all 12 predicates.

The texts are made up. Every evidence is cut out of them by ``proof``, so that a quote that isn't in its text
fails when this module is imported. No extraction and no resolution is run here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import Final

from kg.indicators import to_concept
from kg.records import (
    Contradiction,
    Copy,
    Entity,
    Evidence,
    Fact,
    Indicator,
    Knowledge,
    Observation,
    Relation,
    Source,
    Span,
)

FIRST: Final = """青岛高新区综合评价列全国第13位
青岛国家高新技术产业开发区（以下简称青岛高新区）包含市南软件园、蓝色硅谷
核心区在内。2022年，青岛高新区综合评价在全国列第15位，2023年列第13位。
2022年青岛高新区营业收入5800亿元，2023年营业收入6330亿元，同比 增 长 9%。
青岛高新区管委会主任王海介绍，青岛高新区主攻生物医药产业，引进了康泰生物医药（青岛）有限公司，
康泰生物位于蓝色硅谷核心区。总投资14.5亿元的康泰创新药项目由康泰生物建设。
青岛高新区印发《青岛高新区促进科技创新若干政策》，最高给予500万元支持，并拟与青岛大学合作。
到2025年，青岛高新区力争营业收入达到8000亿元。
"""
SECOND: Final = """市南软件园动态
市南软件园属于青岛高新区。2024年9月，青岛高新区获评国家级绿色工业园区。
青岛高新区举办首届蓝湾创新创业大赛。青岛市科技局下属青岛高新区管委会
管理青岛高新区。康泰生物聚焦生物医药领域，总经理李明说，海云数据未能落户市南软件园。
海云数据总部位于青岛市。SAP“引进”来了：市南软件园引进SAP。
"""


def digest(*parts: object) -> str:
    """Give a short stable hash of the parts."""
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:12]


TEXTS: Final = {digest(text): text for text in (FIRST, SECOND)}
FIRST_ID, SECOND_ID = TEXTS


def proof(document: str, quote: str, article: int = 0) -> Evidence:
    """Find the quote in the document's text; exactly one place is expected."""
    start = TEXTS[document].index(quote)
    if TEXTS[document].count(quote) != 1:
        raise ValueError(f"not one place of {quote!r}")
    return Evidence(document, article, Span(start, start + len(quote)), quote)


def entity(type_: str, name: str, *aliases: str) -> Entity:
    """Make an entity with a global id: ``government-body/<hash>``."""
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type_).lower()
    return Entity(f"{kind}/{digest(type_, name)}", type_, name, aliases)


ZONE: Final = replace(
    entity("Zone", "青岛国家高新技术产业开发区", "青岛高新区"),
    code="370200",
    listed="青岛高新技术产业开发区",
)
SOFTWARE: Final = entity("Park", "市南软件园")
VALLEY: Final = entity("Park", "蓝色硅谷核心区")
KANGTAI: Final = entity("Enterprise", "康泰生物医药（青岛）有限公司", "康泰生物")
HAIYUN: Final = entity("Enterprise", "海云数据")
SAP: Final = entity("Enterprise", "SAP")
COMMITTEE: Final = entity("GovernmentBody", "青岛高新区管委会")
BUREAU: Final = entity("GovernmentBody", "青岛市科技局")
UNIVERSITY: Final = entity("Institution", "青岛大学")
WANG: Final = entity("Person", "王海")
LI: Final = entity("Person", "李明")
POLICY: Final = entity("Policy", "《青岛高新区促进科技创新若干政策》")
PROJECT: Final = entity("Project", "康泰创新药项目")
MEDICINE: Final = entity("Industry", "生物医药")
CITY: Final = replace(entity("Place", "青岛市", "青岛"), code="370200")
GREEN: Final = entity("Recognition", "国家级绿色工业园区")
CONTEST: Final = entity("Event", "首届蓝湾创新创业大赛")

ENTITIES: Final = (
    *(ZONE, SOFTWARE, VALLEY, KANGTAI, HAIYUN, SAP, COMMITTEE, BUREAU, UNIVERSITY),
    *(WANG, LI, POLICY, PROJECT, MEDICINE, CITY, GREEN, CONTEST),
)

_PARTS = proof(FIRST_ID, "包含市南软件园、蓝色硅谷\n核心区在内")
_RANKS = proof(FIRST_ID, "2022年，青岛高新区综合评价在全国列第15位，2023年列第13位")
_INCOME = proof(FIRST_ID, "2022年青岛高新区营业收入5800亿元，2023年营业收入6330亿元，同比 增 长 9%")
_PROJECT = proof(FIRST_ID, "总投资14.5亿元的康泰创新药项目由康泰生物建设")
_POLICY = proof(FIRST_ID, "青岛高新区印发《青岛高新区促进科技创新若干政策》，最高给予500万元支持")

RELATIONS: Final = (
    Relation(
        SOFTWARE.id,
        "partOf",
        ZONE.id,
        (_PARTS, proof(SECOND_ID, "市南软件园属于青岛高新区")),
        "trigger:part",
        0.95,
    ),
    Relation(VALLEY.id, "partOf", ZONE.id, (_PARTS,), "trigger:part", 0.9),
    Relation(
        KANGTAI.id,
        "locatedIn",
        VALLEY.id,
        (proof(FIRST_ID, "康泰生物位于蓝色硅谷核心区"),),
        "trigger:located",
        0.9,
    ),
    Relation(
        HAIYUN.id,
        "locatedIn",
        CITY.id,
        (proof(SECOND_ID, "海云数据总部位于青岛市", 1),),
        "trigger:located",
        0.8,
    ),
    Relation(
        COMMITTEE.id,
        "administers",
        ZONE.id,
        (proof(SECOND_ID, "青岛高新区管委会\n管理青岛高新区"),),
        "name:committee",
        0.9,
    ),
    Relation(
        COMMITTEE.id,
        "subOrganizationOf",
        BUREAU.id,
        (proof(SECOND_ID, "青岛市科技局下属青岛高新区管委会"),),
        "trigger:sub",
        0.6,
    ),
    Relation(
        WANG.id,
        "holdsPosition",
        COMMITTEE.id,
        (proof(FIRST_ID, "青岛高新区管委会主任王海介绍"),),
        "post",
        0.9,
        role="主任",
    ),
    Relation(
        LI.id,
        "holdsPosition",
        KANGTAI.id,
        (proof(SECOND_ID, "康泰生物聚焦生物医药领域，总经理李明"),),
        "post",
        0.7,
        role="总经理",
    ),
    Relation(ZONE.id, "issued", POLICY.id, (_POLICY,), "trigger:issued", 0.9, time="2024"),
    Relation(
        ZONE.id,
        "introduced",
        KANGTAI.id,
        (proof(FIRST_ID, "引进了康泰生物医药（青岛）有限公司"),),
        "trigger:introduced",
        0.9,
    ),
    Relation(
        SOFTWARE.id,
        "introduced",
        SAP.id,
        (proof(SECOND_ID, "SAP“引进”来了：市南软件园引进SAP", 1),),
        "trigger:introduced",
        0.8,
    ),
    Relation(
        SOFTWARE.id,
        "introduced",
        HAIYUN.id,
        (proof(SECOND_ID, "海云数据未能落户市南软件园"),),
        "trigger:introduced",
        0.7,
        modality="negated",
    ),
    Relation(KANGTAI.id, "builds", PROJECT.id, (_PROJECT,), "trigger:builds", 0.9),
    Relation(
        ZONE.id,
        "cooperatesWith",
        UNIVERSITY.id,
        (proof(FIRST_ID, "并拟与青岛大学合作"),),
        "trigger:cooperates",
        0.8,
        modality="planned",
    ),
    Relation(
        ZONE.id,
        "hasIndustry",
        MEDICINE.id,
        (proof(FIRST_ID, "青岛高新区主攻生物医药产业"),),
        "trigger:industry",
        0.9,
    ),
    Relation(
        KANGTAI.id,
        "hasIndustry",
        MEDICINE.id,
        (proof(SECOND_ID, "康泰生物聚焦生物医药领域"),),
        "trigger:industry",
        0.9,
    ),
    Relation(
        ZONE.id,
        "recognizedAs",
        GREEN.id,
        (proof(SECOND_ID, "2024年9月，青岛高新区获评国家级绿色工业园区"),),
        "trigger:recognized",
        0.95,
        time="2024-09",
    ),
    Relation(
        ZONE.id,
        "hosted",
        CONTEST.id,
        (proof(SECOND_ID, "青岛高新区举办首届蓝湾创新创业大赛"),),
        "trigger:hosted",
        0.9,
    ),
)

OBSERVATIONS: Final = (
    Observation(ZONE.id, "综合评价", 15, "位", "2022", None, (_RANKS,), "figure", 0.9, scope="全国"),
    Observation(ZONE.id, "综合评价", 13, "位", "2023", None, (_RANKS,), "figure", 0.9, scope="全国"),
    Observation(ZONE.id, "营业收入", 5800, "亿元", "2022", None, (_INCOME,), "figure", 0.9),
    Observation(ZONE.id, "营业收入", 6330, "亿元", "2023", 9, (_INCOME,), "figure", 0.9),
    Observation(
        ZONE.id,
        "营业收入",
        8000,
        "亿元",
        "2025",
        None,
        (proof(FIRST_ID, "到2025年，青岛高新区力争营业收入达到8000亿元"),),
        "figure",
        0.8,
        modality="planned",
    ),
    Observation(PROJECT.id, "总投资", 14.5, "亿元", None, None, (_PROJECT,), "figure", 0.9),
    Observation(
        POLICY.id, "支持金额", 500, "万元", None, None, (_POLICY,), "figure", 0.8, approx=True, bound="max"
    ),
)

SOURCES: Final = (
    Source(
        FIRST_ID,
        "news/first.txt",
        0,
        "青岛高新区综合评价列全国第13位",
        "2024-03-05",
        "青岛日报",
        ("高欣", "耿婷婷"),
    ),
    Source(SECOND_ID, "news/second.txt", 0, "市南软件园动态", "2024-10"),
    Source(SECOND_ID, "news/second.txt", 1),
)


def fact(statement: Relation | Observation) -> Fact:
    """Make a fact whose id hashes the content and not the proofs."""
    if isinstance(statement, Relation):
        content: tuple[object, ...] = (
            statement.subject,
            statement.predicate,
            statement.object,
            statement.role,
            statement.time,
            statement.modality,
        )
    else:
        content = (
            statement.subject,
            statement.indicator,
            statement.value,
            statement.unit,
            statement.period,
            statement.change,
            statement.scope,
        )
    sources = len({evidence.document for evidence in statement.evidence})
    building = isinstance(statement, Relation) and statement.predicate == "builds"
    return Fact(digest(*content), statement, sources, "started" if building else None)


STATEMENTS: Final[tuple[Relation | Observation, ...]] = (*RELATIONS, *OBSERVATIONS)
FACTS: Final = tuple(sorted(map(fact, STATEMENTS), key=lambda one: one.id))
INDICATORS: Final = tuple(
    Indicator(to_concept(name), name)
    for name in sorted({one.indicator for one in OBSERVATIONS}, key=to_concept)
)
DISPUTE: Final = Contradiction(
    digest("contradiction"), "value", tuple(sorted(fact(one).id for one in OBSERVATIONS[2:4]))
)
KNOWLEDGE: Final = Knowledge(
    SOURCES,
    tuple(sorted(ENTITIES, key=lambda one: one.id)),
    FACTS,
    INDICATORS,
    (Copy(SOURCES[2].key, SOURCES[0].key),),
    (DISPUTE,),
)
TITLED: Final = replace(  # the second document's second article has a title and a date of its own
    KNOWLEDGE, sources=(*SOURCES[:2], replace(SOURCES[2], title="海云数据落户青岛", date="2023-05"))
)
